"""A secret is hidden inside longer words and inside larger base64 texts, unless it may be a word itself."""

import base64
import html
import json
import time
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.token import Token

usual = st.from_regex(r"[a-z][A-Z][0-9][A-Za-z0-9+/=_.-]{5,37}", fullmatch=True)
long_enough = st.from_regex(r"[a-z][A-Z][0-9][A-Za-z0-9+/=_.-]{9,37}", fullmatch=True)
neighbours = st.text("abcXYZ019_-.é\n ", max_size=5)
#: Likely words and numbers.
words = st.from_regex(r"[a-z]{8,15}|[A-Z][a-z]{7,14}|[A-Z]{8,15}|[0-9]{8,15}", fullmatch=True)


def escaped(form: str) -> Callable[[str], str]:
    return lambda token: "".join(one if one.isalnum() else form.format(ord(one)) for one in token)


@given(usual, neighbours, neighbours)
def test_a_secret_is_hidden_whatever_it_is_glued_to(secret: str, before: str, after: str) -> None:
    hide = Redaction(Token(secret))
    writers: list[Callable[[str], str]] = [str, lambda one: quote(one, safe=""), lambda one: json.dumps(one)[1:-1]]
    writers += [html.escape, *map(escaped, ("\\u{:04x}", "\\x{:02x}", "%{:02X}", "&#{};"))]
    for write in writers:
        hidden = hide(before + write(secret) + after)
        assert write(secret) not in hidden
        assert hidden.startswith(before) and hidden.endswith(after), hidden
    for packed in (base64.b64encode(secret.encode()), base64.urlsafe_b64encode(secret.encode())):
        assert packed.decode().rstrip("=") not in hide(before + packed.decode() + after)


@given(long_enough, st.binary(max_size=40), st.binary(max_size=40))
def test_nothing_of_a_secret_is_left_in_a_larger_base64_text(secret: str, before: bytes, after: bytes) -> None:
    hide = Redaction(Token(secret))
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        text = encode(before + secret.encode() + after).decode()
        hidden = hide(f"Report: {text}")
        start, end = len(before) * 8 // 6, -(-(len(before) + len(secret)) * 8 // 6)  # the characters with bits of it
        rest = hidden.removeprefix("Report: ").split("(hidden)")
        assert len(rest) > 1, hidden
        assert text.startswith(rest[0]) and len(rest[0]) <= start
        assert text.endswith(rest[-1]) and len(rest[-1]) <= len(text) - end
        again = Redaction(Token(secret)).of_beginning(text[: end - 1])
        assert again.endswith("(hidden)") and len(again.removesuffix("(hidden)")) <= start


@given(long_enough, st.binary(max_size=40))
def test_such_a_text_is_recognized_as_json_and_addresses_write_it(secret: str, before: bytes) -> None:
    hide = Redaction(Token(secret))
    text = base64.b64encode(before + secret.encode() + b" is wrong").decode()
    for written in (text, text.replace("/", "\\/"), quote(text, safe=""), text.replace("+", "\\u002b")):
        assert "(hidden)" in hide(written)


@given(words, st.sampled_from("aZ9_"))
def test_what_may_be_a_word_or_a_number_is_hidden_as_a_separate_one_only(secret: str, letter: str) -> None:
    assume(secret not in (secret + letter)[1:] and secret not in (letter + secret)[:-1])
    hide = Redaction(Token(secret))
    for text in (secret + letter, letter + secret, letter + secret + letter):
        assert hide(text) == hide.of_beginning(text + " ").rstrip() == text
    assert hide(f"Wrong: {secret}.") == "Wrong: (hidden)."


@pytest.mark.parametrize("secret", ["aBcdefgh", "abcdefg1", "key-of-1", "a" * 16, "1" * 16, "pass word"])
def test_what_is_no_likely_word_is_hidden_everywhere(secret: str) -> None:
    hide = Redaction()
    hide.add_text(secret)
    assert hide(f"key_{secret}x") == "key_(hidden)x"


@pytest.mark.parametrize("offset", range(3))
def test_a_large_base64_text_full_of_secrets_is_searched_in_a_moment(offset: int) -> None:
    secret = "aB1" * 10
    text = base64.b64encode(b"x" * offset + secret.encode() * 10_000 + b"C").decode()
    began = time.process_time()
    hidden = Redaction(Token(secret))(text)
    assert time.process_time() - began < 5
    assert base64.b64encode(secret.encode()).decode() not in hidden and "YUIx" not in hidden
