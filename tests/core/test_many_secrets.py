"""Many secrets, and secrets that contain each other, take hardly more work than one."""

import random
import subprocess
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.secret_search import Reach, SecretForm, SecretSearch

LENGTH = 20_000


def calls(work: Callable[[], object]) -> int:
    """The number of functions called, those of libraries included: the work, whatever else the machine does."""
    count = 0

    def on_event(_frame: object, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(on_event)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("secrets", "text"),
    [
        (["a" * 8], "a" * LENGTH),
        (["a" * size for size in range(8, 60)], "a" * LENGTH),
        (["ab" * size for size in range(8, 40)], "ab" * (LENGTH // 2)),
        (["a1" * 8 + "b" * size for size in range(40)], ("a1" * 8 + "b" * 39) * (LENGTH // 55)),
        (["1"], "1" * LENGTH),
        (["A" * 12], "A" * LENGTH),
        ([str(number) * 3 for number in range(100, 200)], "100100100 " * (LENGTH // 10)),
        (["a" * 8], "a%61" * (LENGTH // 4)),
        (["aB1-" * 200], "\\" * LENGTH),
        (["aB1-" * 2000], "\\u00" * (LENGTH // 5)),
    ],
    ids=[
        *("a word", "nested", "nested, repeating", "a common beginning", "a digit", "base64", "one of many", "escaped"),
        *("backslashes and a long secret", "cut escapes and a very long secret"),
    ],
)
def test_the_work_depends_on_the_length_of_the_text(secrets: list[str], text: str) -> None:
    hide = Redaction()
    for secret in secrets:
        hide.add_text(secret)
    hide(" ".join(secrets))  # builds the patterns
    assert calls(lambda: hide(text)) < 20 * LENGTH
    assert calls(lambda: hide.of_beginning(text)) < 40 * LENGTH


@pytest.mark.parametrize("escape", ["\\\\", '\\"', r"\n", r"\u0041", "%41", "&lt;", r"\n%41", r"\x41&#65;"])
def test_no_call_is_made_for_each_escape(escape: str) -> None:
    """8 MB of them took 10 to 20 seconds."""
    hide = Redaction()
    hide.add_text("s3cr3t-Tok/en+Value")
    text = escape * (LENGTH // len(escape)) + " s3cr3t-Tok/en+Value"
    assert hide(text).endswith(" (hidden)")  # builds the patterns
    assert calls(lambda: hide(text)) < LENGTH // 20


@pytest.mark.parametrize("count", [1, 20])
def test_patterns_of_secrets_with_special_characters_are_made_in_a_moment(count: int) -> None:
    """It took 57 ms for one secret and a second for twenty: 7,000 to 9,000 calls for each character."""
    dice = random.Random(1)
    secrets = ["".join(dice.choices("abcXYZ0189&%\\\"'<>", k=40)) for _ in range(count)]
    hide = Redaction()
    for secret in secrets:
        hide.add_text(secret)
    assert calls(lambda: hide(" ".join(secrets))) < 2000 * 40 * count


pieces = st.sampled_from(["a", "b", "ab", "a-", "/", "é", " ", "1"])
secrets = st.lists(st.lists(pieces, min_size=1, max_size=6).map("".join), min_size=1, max_size=6)
texts = st.lists(pieces | pieces.map(lambda one: quote(one, safe="")), max_size=30).map("".join)


@given(secrets, texts)
def test_each_character_of_each_occurrence_is_found(secrets: list[str], text: str) -> None:
    spellings = {one for secret in secrets for one in (secret, secret.replace(" ", "+"))}
    expected = {
        place
        for one in spellings
        for start in range(len(text))
        if text.startswith(one, start)
        for place in range(start, start + len(one))
    }
    places = SecretSearch(SecretForm(secret, Reach.EVERYWHERE) for secret in secrets).places(text)
    found = [place for start, end in places for place in range(start, end)]
    assert len(found) == len(set(found)) and found == sorted(found)
    assert expected <= set(found)


@pytest.mark.parametrize(
    "text", ["a%25b\\/c-1", "a%2525b%2Fc-1", "a%25b/c-1 %26", "\\u0061a%25b/c-1", "a&#37;25b\\/c-1"]
)
def test_a_secret_that_looks_escaped_is_found_as_each_program_writes_it(text: str) -> None:
    hide = Redaction()
    hide.add_text("a%25b/c-1")
    assert "25b" not in hide(text) and "(hidden)" in hide(text)


def test_patterns_of_escapes_are_compiled_for_texts_that_escape_only() -> None:
    program = """
from dmm_desktop.core.escapes import Escaping
from dmm_desktop.core.redaction import Redaction
hide = Redaction()
hide.add_text("abcd-efgh")
assert hide("abcd-efgh") == "(hidden)"
assert not any("any_escape" in vars(one) for one in Escaping)
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_secrets_that_overlap_are_hidden_together() -> None:
    hide = Redaction()
    hide.add_text("abcdefgh-1")
    hide.add_text("fgh-1-klmno")
    assert hide("abcdefgh-1-klmno.") == "(hidden)."


def test_hundreds_of_secrets_that_begin_alike_are_hidden() -> None:
    hide = Redaction()
    for size in range(10, 400):
        hide.add_text("a-" * size + "z")
    assert hide(f"x {'a-' * 399}z y") == "x (hidden) y"
