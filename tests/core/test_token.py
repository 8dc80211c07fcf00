"""A token gives itself away when asked for it and at no other time."""

import copy
import logging
import pickle
import traceback

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dmm_desktop.core.errors import DmmError, WrongInput
from dmm_desktop.core.text import text
from dmm_desktop.core.token import Token

SECRET = "s3cr3t-T0k3n"
visible = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1)


@given(visible, st.sampled_from(["", " ", "\n", "\r\n\t "]))
def test_any_visible_ascii_is_kept_without_the_space_around_it(value: str, space: str) -> None:
    assume(value[0] not in "\"'" and not value.lower().startswith("x-dmm-token"))
    assert Token(space + value + space).reveal() == value


@given(st.lists(st.sampled_from(["'", '"', " ", "X-DMM-Token:", "x-dmm-token-otp : ", "a", ":", "X-DMM-Token"])))
def test_a_token_that_was_stored_is_read_as_the_same(parts: list[str]) -> None:
    try:
        token = Token("".join(parts))
    except WrongInput:
        return
    assert Token(token.reveal()) == token


@pytest.mark.parametrize("header", ["X-DMM-Token", "X-DMM-Token-OTP", "x-dmm-token", "X-DMM-TOKEN-otp"])
@pytest.mark.parametrize(
    "pasted",
    [
        *("{header}: {value}", "{header}:{value}", "{header} :\t{value}\r\n", " {header}: '{value}' "),
        *('"{value}"', "'{value}'", "' {value} '", '"{header}: {value}"', '"{header}": "{value}"'),
        *("'{header}': '{value}'", "{header}: {header}: {value}"),
    ],
)
def test_what_was_copied_along_is_dropped(pasted: str, header: str) -> None:
    assert Token(pasted.format(header=header, value=SECRET)).reveal() == SECRET


@pytest.mark.parametrize(
    "value",
    [
        *("a'b\"c", "'abc", 'abc"', "'abc\"", "abc''", "X-DMM-Token", "X-DMM-Token-abc", "X-DMM-Tokens:abc", "'"),
        *("Authorization:abc", "X-DMM-Token=abc", "aX-DMM-Token:b", "`abc`"),
    ],
)
def test_everything_else_belongs_to_the_token(value: str) -> None:
    assert Token(value).reveal() == value


def shown(token: Token) -> list[str]:
    error = DmmError(text("{token}", token=token), details=f"{token!r}")
    record = logging.LogRecord("x", logging.ERROR, "", 0, "%s %r", (token, token), None)
    return [
        *(repr(token), str(token), f"{token}", f"{token!s}", repr([token]), repr({1: token})),
        *(str(error), repr(error), repr(error.title), record.getMessage(), str(record.args)),
    ]


def test_it_shows_itself_nowhere() -> None:
    for words in shown(Token(SECRET)):
        assert SECRET not in words and ("hidden" in words)


def test_a_format_that_it_does_not_know_shows_nothing() -> None:
    with pytest.raises(TypeError) as caught:
        f"{Token(SECRET):>20}"
    assert SECRET not in str(caught.value)


def test_a_traceback_with_its_variables_shows_nothing() -> None:
    def fail(token: Token) -> None:
        kept = {"token": token}
        raise LookupError(kept, token)

    with pytest.raises(LookupError) as caught:
        fail(Token(SECRET))
    found = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    assert SECRET not in found and "Token(hidden)" in found


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_cannot_be_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="cannot be pickled") as caught:
        pickle.dumps([Token(SECRET)], protocol)
    assert SECRET not in str(caught.value)


def test_it_cannot_be_copied_or_changed_or_looked_into() -> None:
    token = Token(SECRET)
    with pytest.raises(TypeError):
        copy.deepcopy({"token": token})
    with pytest.raises(AttributeError):
        token.other = 1  # type: ignore[attr-defined]
    assert not hasattr(token, "__dict__")


def test_equal_tokens_are_equal() -> None:
    assert Token(SECRET) == Token(f" {SECRET}") and hash(Token(SECRET)) == hash(Token(SECRET))
    assert Token(SECRET) != Token("other") and Token(SECRET) != SECRET


@pytest.mark.parametrize("value", ["", " ", "\r\n\t", "''", "' '", "X-DMM-Token:", '"X-DMM-Token-OTP": ""'])
def test_an_empty_token_is_refused(value: str) -> None:
    with pytest.raises(WrongInput, match=r"The token is empty\."):
        Token(value)


@given(visible, st.characters().filter(lambda c: not "!" <= c <= "~"), visible)
def test_what_no_header_can_hold_is_refused_without_repeating_it(before: str, bad: str, after: str) -> None:
    assume((before + after).strip("'\""))  # white space in quotes is an empty token
    with pytest.raises(WrongInput) as caught:
        Token(before + bad + after)
    assert str(caught.value) == (
        "The token cannot be sent. It contains spaces, line ends or characters that a token cannot have. "
        "Copy it again from the environment, without anything around it."
    )
