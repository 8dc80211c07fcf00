"""Python's own escapes, which tracebacks and the texts on a terminal contain, do not let a secret through."""

import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.text import escape_controls

words = st.from_regex(r"[A-Za-z0-9]{8,20}", fullmatch=True)


def hiding(secret: str) -> Redaction:
    hide = Redaction()
    hide.add_text(secret)
    return hide


@given(words, st.sampled_from("\0\a\b\v\x1b\x7f\x9b\u202e\U000e0001"))
def test_an_escaped_character_before_a_secret_hides_nothing_of_it(secret: str, control: str) -> None:
    hide = hiding(secret)
    for line in (escape_controls(control + secret), repr(control + secret), repr((control + secret).encode())):
        assert secret not in hide(line), line


@given(words, st.sampled_from(["é", "ção", "\U0001f511", "'\"", "\\", "\t", "\r\n", "\x1b", "/\n"]), words)
def test_a_secret_is_hidden_as_python_and_json_write_it(first: str, between: str, last: str) -> None:
    secret = first + between + last
    hide = hiding(secret)
    for line in (ascii(secret), repr(secret), repr(secret.encode()), json.dumps(secret, ensure_ascii=False)):
        hidden = hide(line)
        assert first not in hidden and last not in hidden, line


@given(
    st.text("ab\"'\\/<&%+é\n\t€\U0001f511", min_size=7, max_size=12).map("Zz9-{}".format) | words.map('é{}"'.format),
    st.sampled_from(["\\", "\\\\", "\\\\\\", "\\n", "\\u00", "\\x", "%", "%4", "&", "x"]),
)
def test_what_precedes_an_escaped_secret_hides_nothing_of_it(secret: str, before: str) -> None:
    hide = hiding(secret)
    writers: list[Callable[[str], str]] = [lambda one: json.dumps(one)[1:-1], lambda one: ascii(one)[1:-1], quote]
    for write in writers:
        assert hide(f"Sent {before}{write(secret)}.").endswith("(hidden)."), write(secret)
        assert hide.of_beginning(f"Sent {before}{write(secret[:-1])}").endswith("(hidden)"), write(secret)


@pytest.mark.parametrize(
    ("secret", "line"),
    [
        ('é"abcdefgh', r"\u00e9\"abcdefgh"),
        ('nabcdefgh-"', r"\nabcdefgh-\""),
        (r"\nabc-defgh", r"\\\nabc-defgh"),
        ("41-abcdefgé", "%41-abcdefg%C3%A9"),
        ("\U0001f511abcdefgh", r"\ud83d\uDD11abcdefgh"),
        ("\U0001f511abcdefgh", r"\\ud83d\udd11abcdefgh"),
        ("ß-abcdefgh", "&szlig;-abcdefgh"),
    ],
)
def test_an_escaped_secret_is_found_wherever_an_escape_may_begin(secret: str, line: str) -> None:
    hidden = hiding(secret)(f"Sent {line}.")
    assert hidden.endswith("(hidden).") and "abc" not in hidden, hidden


@pytest.mark.parametrize("form", [r"abcdefgh\xc3\xa9ijkl", r"abcdefgh\xe9ijkl"])
def test_a_secret_that_is_cut_inside_such_an_escape_is_hidden_too(form: str) -> None:
    for length in range(8, len(form) + 1):
        assert hiding("abcdefghéijkl").of_beginning("Sent " + form[:length]) == "Sent (hidden)"


def test_innocent_backslashes_stay() -> None:
    line = r"C:\new\table\xa1\abcdefgh1 and b'\x00\x01', \N{BULLET}, \U0001f511"
    assert hiding("abcdefgh")(line) == line
