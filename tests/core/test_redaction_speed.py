"""Hiding a secret takes time that grows with the length of the text alone: a server that knows the secret may have made
the text."""

import time

import pytest

from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.token import Token

LENGTH = 200_000
#: Far above what it takes, in seconds of this process; before, each of these took longer than anyone would wait.
MOMENT = 5.0


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("-" * 100 + "a", "-" * LENGTH + "a"),
        ("-" * 99 + "a", ("-" * 98 + "a") * (LENGTH // 99)),
        (".-_~" * 8 + "a", ".-_~" * (LENGTH // 4) + "ba"),
        ("\\" * 40 + "a", "\\" * LENGTH + "b a"),
        ("%" * 40 + "a", "%25" * (LENGTH // 3) + "ba"),
        ("&" * 40 + "a", "&amp;" * (LENGTH // 5) + "b a"),
        ("a" * 40, "a" * LENGTH),
        ("a-" * 20 + "b", "a-" * (LENGTH // 2) + "a b"),
    ],
    ids=lambda text: text[:6],
)
def test_a_text_like_the_secret_is_searched_in_a_moment(key: str, line: str) -> None:
    known = Redaction(Token(key))
    began = time.process_time()
    assert known(f"{line} {key}.").endswith(" (hidden).")
    assert known.of_beginning(f"{line} {key[:-1]}").endswith("(hidden)")
    assert time.process_time() - began < MOMENT


def test_a_short_secret_is_searched_in_a_moment() -> None:
    known = Redaction(Token("4711"))
    line = "password: 4712 4711 token= " * (LENGTH // 27)
    began = time.process_time()
    assert known(f"{line}password=4711.") == f"{line}password=(hidden)."
    assert time.process_time() - began < MOMENT
