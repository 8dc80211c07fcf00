"""The titles and the advice of errors that quote the server."""

from dmm_desktop.core.errors import RefusedByServer, ServerFailed


def test_a_status_is_a_response() -> None:
    error = ServerFailed("dev.acme.example", 504, "")
    assert str(error.title) == "dev.acme.example returned an error."
    assert str(error.reason) == "The server responded with HTTP status 504."


def test_the_advice_on_a_refusal_is_to_fix_what_is_reported() -> None:
    error = RefusedByServer("dev.acme.example", "No such connection")
    assert str(error.advice) == "Fix what the server reports, then try again."
