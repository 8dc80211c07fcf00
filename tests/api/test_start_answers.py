"""Answers to StartExecution that say whether it began, row by row; the server has read the whole request."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from api.api_calls import CONFIGURATION, KEY, ONE_TIME, Calls, fails_at, start_fails, start_once
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.errors import (
    DmmError,
    NotDmmAnswer,
    OneTimeTokenRefused,
    OutcomeUnknown,
    RefusedByServer,
    ServerBusy,
    TokenRefused,
)
from dmm_desktop.core.tracker_ids import possible_tracker_ids
from scripted_server import ScriptedServer, answering

SMALL = 10_000
#: More than the sockets' buffers hold.
LARGE = 8 * 1024 * 1024
HTML = "<!DOCTYPE html><html><title>Sign in</title></html>"
NO_GUID = "00000000-0000-0000-0000-000000000000"

UploadOf = Callable[..., ZipUpload]


@pytest.mark.parametrize("size", [0, 1, SMALL, LARGE])
def test_the_server_gets_the_zips_exact_bytes_and_both_tokens(upload_of: UploadOf, size: int) -> None:
    upload = upload_of(size)
    with ScriptedServer(answering({"MainExecutionTrackerId": 77})) as server:
        assert Calls(server.address).start(upload) == "77"
        assert server.connections == 1
        [request] = server.requests
    assert (request.method, request.target) == ("POST", "/DMMAPI/rest/v1/StartExecution")
    assert request.headers["x-dmm-token"] == KEY
    assert request.headers["x-dmm-token-otp"] == ONE_TIME
    body = request.json()
    assert body["Type"] == "Import"
    assert json.loads(body["Configuration"]) == json.loads(CONFIGURATION)
    assert base64.b64decode(body["ZipFile"], validate=True) == upload.path.read_bytes()


@pytest.mark.parametrize(
    ("content", "tracker_id"),
    [
        ({"MainExecutionTrackerId": 12345678901234567890}, "12345678901234567890"),
        ('{"MainExecutionTrackerId": 9007199254740993}', "9007199254740993"),
        ('{"MainExecutionTrackerId": 2e3}', "2e3"),
        ('{"MainExecutionTrackerId": 9007199254740993.0}', "9007199254740993.0"),
        ({"MainExecutionTrackerId": "42"}, "42"),
        ({"MainExecutionTrackerId": " 42 ", "Success": True}, "42"),
        ({"MainExecutionTrackerId": "B2A8F0F7-11AA-4F0E-9E59-000000000000"}, "B2A8F0F7-11AA-4F0E-9E59-000000000000"),
        ({"mainExecutionTrackerId": 42, "success": True, "errorMessage": ""}, "42"),
        ({"main_execution_tracker_id": 42}, "42"),
        ({"StartExecutionResult": {"MainExecutionTrackerId": 42}}, "42"),
        ({"ExecutionId": 42, "Success": True}, "42"),
        ({"Id": 41, "MainExecutionTrackerId": 42}, "42"),
        ({"Success": False, "ErrorMessage": "Something else", "MainExecutionTrackerId": 42}, "42"),
        ({"ErrorMessage": "A warning", "MainExecutionTrackerId": 42}, "42"),
        ({"ErrorMessage": {"odd": 1}, "MainExecutionTrackerId": 42}, "42"),
    ],
)
def test_an_id_means_started(upload_of: UploadOf, content: object, tracker_id: str) -> None:
    assert start_once(answering(content), upload_of(SMALL)) == tracker_id


@pytest.mark.parametrize(
    "how", [{"gzipped": True}, {"chunked": 3}, {"bom": True}, {"gzipped": True, "chunked": 7, "bom": True}]
)
def test_an_id_is_read_however_the_answer_travels(upload_of: UploadOf, how: dict[str, Any]) -> None:
    assert start_once(answering({"MainExecutionTrackerId": 42}, **how), upload_of(SMALL)) == "42"


@pytest.mark.parametrize("status", [201, 202])
def test_an_id_counts_with_any_status_of_success(upload_of: UploadOf, status: int) -> None:
    assert start_once(answering({"MainExecutionTrackerId": 42}, status), upload_of(SMALL)) == "42"


def test_an_answer_without_a_length_ends_with_the_connection(upload_of: UploadOf) -> None:
    assert start_once(answering({"MainExecutionTrackerId": 42}, length=None), upload_of(SMALL)) == "42"


@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 307, 308])
def test_a_redirect_means_not_started_and_is_not_followed(upload_of: UploadOf, status: int) -> None:
    with ScriptedServer(answering({"MainExecutionTrackerId": 42})) as elsewhere:
        location = f"Location: {elsewhere.address}/DMMAPI/rest/v1/StartExecution"
        assert type(start_fails(answering(b"", status, location), upload_of(SMALL))) is NotDmmAnswer
        assert elsewhere.connections == 0


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("status", [400, 404, 405, 407, 408, 409, 411, 413, 415, 422, 499])
def test_4xx_means_not_started(upload_of: UploadOf, status: int, size: int) -> None:
    error = start_fails(answering({"Errors": ["First.", "Second."], "StatusCode": status}, status), upload_of(size))
    assert type(error) is RefusedByServer
    assert str(status) in error.details
    assert "First.; Second." in str(error)


@pytest.mark.parametrize("words", ["Slow down.", "Too many requests for this API key.", "Authentication token: limit"])
def test_429_means_not_started_and_says_that_the_server_is_busy(upload_of: UploadOf, words: str) -> None:
    """Whatever its words speak of: a limit is not a refused token."""
    with ScriptedServer(answering({"Errors": [words]}, 429, "Retry-After: 90")) as server:
        error = fails_at(server, lambda calls: calls.start(upload_of(SMALL)))
        assert (server.connections, len(server.starts)) == (1, 1)
    assert type(error) is ServerBusy
    assert str(error) == (
        f"{server.host_and_port} is busy (status 429). The server says: {words.removesuffix('.')}. "
        "Try again in 90 seconds."
    )


@pytest.mark.parametrize("content", [b"", "-- 404 --", HTML, "[1, 2", "[]", '{"Errors": 5}', '{"Errors": [null]}'])
def test_4xx_means_not_started_whatever_its_body(upload_of: UploadOf, content: bytes | str) -> None:
    error = start_fails(answering(content, 404), upload_of(SMALL))
    assert type(error) is RefusedByServer
    assert str(error.reason) == "The server responded with HTTP status 404 and gave no reason."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("The zip lacks\r\n a structure.", "The zip lacks a structure."),
        ('"The zip lacks a structure."', "The zip lacks a structure."),
        ({"title": "Bad Request", "detail": "The zip lacks a structure.", "status": 400}, "The zip lacks a structure."),
        ({"type": "about:blank", "title": "The zip lacks a structure."}, "The zip lacks a structure."),
        ({"error": "invalid_zip", "error_description": "It lacks a structure."}, "It lacks a structure."),
        ({"timestamp": 5, "status": 400, "error": "Bad zip", "path": "/"}, "Bad zip"),
        ({"error": {"code": 17, "message": "It lacks a structure."}}, "It lacks a structure."),
        ({"Errors": ["It lacks a structure."], "error": "Bad Request"}, "It lacks a structure."),
        ("x" * 5000, "x" * 2000 + "…"),
    ],
)
@pytest.mark.parametrize("status", [400, 500])
def test_what_gateways_and_frameworks_say_is_told(
    upload_of: UploadOf, status: int, content: object, message: str
) -> None:
    assert message in str(start_fails(answering(content, status), upload_of(SMALL)))


@pytest.mark.parametrize("length", [1000, "many"])
def test_4xx_means_not_started_even_if_its_body_is_cut(upload_of: UploadOf, length: object) -> None:
    assert type(start_fails(answering(b'{"Errors": ["Ha', 400, length=length), upload_of(SMALL))) is RefusedByServer


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize(
    ("content", "key_accepted", "refused"),
    [
        (b"", False, TokenRefused),
        ({"Errors": ["Invalid X-DMM-Token."], "StatusCode": 401}, False, TokenRefused),
        ({"Errors": ["Invalid X-DMM-Token-OTP."], "StatusCode": 401}, False, OneTimeTokenRefused),
        ({"ErrorMessage": "The One-Time token has expired"}, False, OneTimeTokenRefused),
        ({"ErrorMessage": "Authentication Token is not valid"}, False, OneTimeTokenRefused),
        (b"", True, OneTimeTokenRefused),
        (HTML, True, OneTimeTokenRefused),
    ],
)
def test_401_and_403_name_the_token_that_was_refused(
    upload_of: UploadOf, status: int, content: object, key_accepted: bool, refused: type[DmmError]
) -> None:
    assert type(start_fails(answering(content, status), upload_of(SMALL), key_accepted=key_accepted)) is refused


@pytest.mark.parametrize("status", [200, 400, 422])
def test_the_one_time_token_may_be_refused_with_other_statuses(upload_of: UploadOf, status: int) -> None:
    content = {"Success": False, "ErrorMessage": "The OTP was used before."}
    assert type(start_fails(answering(content, status), upload_of(SMALL))) is OneTimeTokenRefused


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ("Request Entity Too Large", 413),
        ("<html>HTTP Error 404.13 - Not Found</html>", 404),
        ("Maximum request length exceeded.", 400),
    ],
)
def test_the_limit_for_requests_is_named(upload_of: UploadOf, content: str, status: int) -> None:
    error = start_fails(answering(content, status), upload_of(SMALL))
    assert type(error) is RefusedByServer
    assert "larger than the environment accepts" in str(error)


@pytest.mark.parametrize(
    "page",
    [
        HTML,
        HTML.upper(),
        "\r\n\t " + HTML,
        "\r\n" * 1000 + HTML,
        "\ufeff" + HTML,
        "\ufeff \n" + HTML,
        "<!-- served by gateway --><html><input type='password'>",
        '<html><form method="post"><input name="SAMLRequest">',
        "<html><a href='/Users/Login'>",
    ],
)
@pytest.mark.parametrize("how", [{}, {"gzipped": True}, {"chunked": 2}])
def test_a_page_to_sign_in_means_not_started(upload_of: UploadOf, page: str, how: dict[str, Any]) -> None:
    error = start_fails(answering(page, 200, "Content-Type: text/html", **how), upload_of(SMALL))
    assert type(error) is NotDmmAnswer
    assert "a web page that asks to sign in" in str(error)


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html><title>Maintenance</title></html>",
        "<html><h1>504 Gateway Time-out</h1></html>",
        "<?xml version='1.0'?><fault/>",
        "<!-- served by gateway --><html>",
        "<html>The logins were counted.</html>",
    ],
)
@pytest.mark.parametrize("how", [{}, {"gzipped": True}, {"chunked": 2}])
def test_any_other_page_says_nothing_about_the_import(upload_of: UploadOf, page: str, how: dict[str, Any]) -> None:
    error = start_fails(answering(page, 200, "Content-Type: text/html", **how), upload_of(SMALL))
    assert type(error) is OutcomeUnknown
    assert error.received.endswith(page)


@pytest.mark.parametrize("page", [HTML, "<br />Warning: line 4 of <b>start</b><br />\n"])
def test_a_page_that_names_a_tracker_id_means_unknown(upload_of: UploadOf, page: str) -> None:
    content = page + '{"Success": true, "MainExecutionTrackerId": "T-1"}'
    error = start_fails(answering(content, 200, "Content-Type: text/html"), upload_of(SMALL))
    assert type(error) is OutcomeUnknown
    assert possible_tracker_ids(error.received) == ("T-1",)


@pytest.mark.parametrize(
    "more", ['<input name="ReturnUrl" value="/StartExecution">', "The MainExecutionTrackerId is not"]
)
def test_a_page_without_the_value_of_one_means_not_started(upload_of: UploadOf, more: str) -> None:
    error = start_fails(answering(HTML + more, 200, "Content-Type: text/html"), upload_of(SMALL))
    assert type(error) is NotDmmAnswer


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"Success": False, "ErrorMessage": "No such connection."}, "No such connection."),
        ({"success": False, "errorMessage": "No such connection."}, "No such connection."),
        ({"Success": "False", "ErrorMessage": "No such connection."}, "No such connection."),
        ({"Success": False}, "no reason"),
        ({"Success": False, "ErrorMessage": ""}, "no reason"),
        ({"Success": False, "MainExecutionTrackerId": 0}, "no reason"),
        ({"Success": False, "MainExecutionTrackerId": NO_GUID, "ErrorMessage": "Busy."}, "Busy."),
        ({"ErrorMessage": "No such connection."}, "No such connection."),
        ({"Errors": ["No such", "connection."]}, "No such; connection."),
        ({"Success": True, "ErrorMessage": "No such connection."}, "No such connection."),
        ({"StartExecutionResult": {"Success": False, "ErrorMessage": "Busy."}}, "Busy."),
        ({"Success": False, "ErrorMessage": "é" * 100_000}, "é" * 1000),
    ],
)
def test_an_error_without_an_id_means_not_started(upload_of: UploadOf, content: object, message: str) -> None:
    error = start_fails(answering(content), upload_of(SMALL))
    assert type(error) is RefusedByServer
    assert message in str(error)
    assert len(str(error)) < 5000


def test_an_id_of_any_length_is_none(upload_of: UploadOf) -> None:
    """It would go into the database and into every request."""
    with pytest.raises(OutcomeUnknown) as caught:
        start_once(answering({"MainExecutionTrackerId": "7" * 1001}), upload_of(SMALL))
    assert "more than 1,000 characters" in str(caught.value.reason)
    assert "7777" in caught.value.received
