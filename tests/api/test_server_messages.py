"""What a message of a server is about, where its words have to tell."""

import pytest

from dmm_desktop.api.answers import names_key_header, names_licence, names_one_time_token, refuses_a_token

#: How a key is called missing or wrong without 401 or 403 [assumed].
KEY_REFUSED = [
    "X-DMM-Token is missing or wrong",
    "Missing header: X-DMM-Token. It is required.",
    "Invalid token",
    "Invalid token.",
    "Authentication failed. The token is not valid.",
    "Invalid or expired token",
    "No API key was provided",
    "The REST API key is wrong.",
    "Token has expired",
    "The token is missing, invalid or expired!",
    "Unauthorized: the X-DMM-Token header was not found",
    "invalid dmm api-key",
]
#: What speaks of tokens and keys, and means something else.
NOT_THE_KEY = [
    "Unexpected token } in JSON at position 5",
    "Invalid token '}' in the configuration",
    "The token {date} is not valid in NewFileName",
    "Invalid key",
    "Duplicate primary key. The foreign key is missing.",
    "X-DMM-Token-OTP is missing",
    "The one-time token is not valid",
    "DestinationDBConnection is missing",
    "X-DMM-Token accepted. X-DMM-Token-OTP is missing",
    "The token",
    "Key and token",
    "",
]


@pytest.mark.parametrize("message", KEY_REFUSED)
def test_a_key_that_is_missing_or_wrong(message: str) -> None:
    assert names_key_header(message) or refuses_a_token(message)


@pytest.mark.parametrize("message", NOT_THE_KEY)
def test_what_is_not_about_the_key(message: str) -> None:
    assert not names_key_header(message) and not refuses_a_token(message)


@pytest.mark.parametrize(
    "message",
    ["Invalid X-DMM-Token-OTP.", "The one-time token", "ONE TIME", "Authentication Token missing", "OTP"],
)
def test_the_one_time_token(message: str) -> None:
    assert names_one_time_token(message)


def test_the_licence() -> None:
    assert names_licence("No valid licence.") and names_licence("Your License has expired")
    assert not names_licence("No such connection")
