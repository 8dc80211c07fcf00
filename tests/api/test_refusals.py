"""What a refusal is about, and when to try again."""

from collections.abc import Callable

import pytest

from api.api_calls import Calls, every_question, question_fails, start_fails
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.errors import OneTimeTokenRefused, RefusedByServer, TokenRefused
from scripted_server import answering

MISSING = "X-DMM-Token is missing or wrong"


def forms(message: str) -> list[tuple[object, int]]:
    """The ways in which the platform answers with a message, and their status."""
    return [({"Errors": [message], "StatusCode": 400}, 400), ({"Success": False, "ErrorMessage": message}, 200)]


@every_question
@pytest.mark.parametrize("answer", [*forms(MISSING), *forms("Invalid token"), ({"Errors": MISSING}, 422)])
def test_a_key_that_is_refused_in_words(ask: Callable[[Calls], object], answer: tuple[object, int]) -> None:
    assert type(question_fails(ask, answering(*answer))) is TokenRefused


@every_question
@pytest.mark.parametrize("answer", [*forms("Unexpected token } in JSON"), *forms("X-DMM-Token-OTP is missing")])
def test_words_that_do_not_mean_the_key(ask: Callable[[Calls], object], answer: tuple[object, int]) -> None:
    assert type(question_fails(ask, answering(*answer))) is RefusedByServer


@pytest.mark.parametrize(
    ("message", "key_accepted", "refused"),
    [
        (MISSING, False, TokenRefused),
        (MISSING, True, TokenRefused),
        ("Invalid token", True, OneTimeTokenRefused),
        ("Invalid token", False, RefusedByServer),  # either may be meant
        ("Invalid X-DMM-Token-OTP", False, OneTimeTokenRefused),
        ("Unexpected token } in JSON", True, RefusedByServer),
    ],
)
@pytest.mark.parametrize("form", [0, 1])
def test_which_token_an_import_lacks(
    upload_of: Callable[[int], ZipUpload], message: str, key_accepted: bool, refused: type, form: int
) -> None:
    script = answering(*forms(message)[form])
    assert type(start_fails(script, upload_of(1000), key_accepted=key_accepted)) is refused


@every_question
@pytest.mark.parametrize("word", ["licence", "license", "Licensed"])
def test_403_about_the_licence_is_not_about_the_key(ask: Callable[[Calls], object], word: str) -> None:
    error = question_fails(ask, answering({"Errors": [f"No valid {word} for DMM."], "StatusCode": 403}, 403))
    assert type(error) is RefusedByServer
    assert f"The server says: No valid {word} for DMM." in str(error)
    assert type(question_fails(ask, answering({"Errors": [f"No {word}"]}, 401))) is TokenRefused


@every_question
@pytest.mark.parametrize(
    ("status", "header", "advice", "seconds"),
    [
        (429, "1", "Try again in 1 second.", 1),
        (503, "90", "Try again in 90 seconds.", 90),
        (503, "121", "Try again in 3 minutes.", 121),
        (429, "7200", "Try again in 120 minutes.", 7200),
        (429, "9" * 40, "Try again in 10,080 minutes.", 604800),
        (503, "Sun, 06 Nov 1994 08:50:37 GMT", "Try again in 60 seconds.", 60),
        (429, "0", "Wait a moment and try again.", None),
        (429, "-5", "Wait a moment and try again.", None),
        (429, "soon", "Wait a moment and try again.", None),
        (429, "Sun, 06 Nov 1994 08:00:00 GMT", "Wait a moment and try again.", None),
        (503, "", "Wait a moment and try again.", None),
        (504, "90", "Try again in 90 seconds.", 90),
        (504, "", "Try again in a moment. If the problem persists", None),
    ],
)
def test_retry_after_is_told(
    ask: Callable[[Calls], object], status: int, header: str, advice: str, seconds: float | None
) -> None:
    headers = (f"Retry-After: {header}", "Date: Sun, 06 Nov 1994 08:49:37 GMT")
    error = question_fails(ask, answering({"Errors": ["Busy."]}, status, *headers))
    assert advice in str(error)
    assert error.retry_after == seconds


@every_question
@pytest.mark.parametrize("status", [200, 400, 500])
def test_a_long_message_is_cut(ask: Callable[[Calls], object], status: int) -> None:
    error = question_fails(ask, answering({"Success": False, "ErrorMessage": "x" * 60_000}, status))
    assert len(str(error)) < 2500
    assert "x" * 2000 + "…" in str(error)
