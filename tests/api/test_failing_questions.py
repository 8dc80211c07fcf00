"""The four questions when there is no answer, or none that can be used."""

from collections.abc import Callable

import pytest

from api.api_calls import AT_ONCE, CHUNKED, HTML, Calls, every_question, fails_at, question_fails
from dmm_desktop.api.transport import Timeouts
from dmm_desktop.core.errors import (
    ConnectionFailed,
    NotDmmAnswer,
    RefusedByServer,
    ServerBusy,
    ServerFailed,
    TimedOut,
    TokenRefused,
    UnreadableAnswer,
)
from scripted_server import Exchange, Script, ScriptedServer, answering, in_turn, response, sending


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"Success": True},
        {"Status": ""},
        {"Status": None, "Success": True},
        {"Status": {"Name": "Queued"}},
        {"Status": ["Queued"]},
        {"Status": True},
    ],
)
def test_a_status_that_makes_no_sense_is_unreadable(answer: object) -> None:
    assert type(question_fails(Calls.status, answering(answer))) is UnreadableAnswer


@every_question
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(ask: Callable[[Calls], object], status: int) -> None:
    with ScriptedServer(answering({"Status": "Queued"})) as elsewhere:
        location = f"Location: {elsewhere.address}/other"
        assert type(question_fails(ask, answering(HTML, status, location))) is NotDmmAnswer
        assert elsewhere.connections == 0


def test_the_body_of_a_redirect_is_not_read() -> None:
    """It may have no end."""

    def script(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 1000000\r\n\r\nx")
        exchange.hold()

    assert type(question_fails(Calls.status, script, Timeouts(read=0.3))) is NotDmmAnswer


@every_question
@pytest.mark.parametrize("page", [HTML, "\ufeff\r\n" + HTML.upper(), " " * 5000 + HTML])
def test_a_page_to_sign_in_is_no_answer(ask: Callable[[Calls], object], page: str) -> None:
    error = question_fails(ask, answering(page, 200, "Content-Type: text/html"))
    assert type(error) is NotDmmAnswer
    assert "web page" in str(error)


@every_question
@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("content", [b"", HTML, {"Errors": ["Authentication token is not valid"]}])
def test_401_and_403_mean_the_key(ask: Callable[[Calls], object], status: int, content: object) -> None:
    """Words cannot make it the one-time token, which none of these requests carries."""
    assert type(question_fails(ask, answering(content, status))) is TokenRefused


def test_an_error_tells_two_servers_on_one_host_apart() -> None:
    refusing = answering(b"", 401)
    with ScriptedServer(refusing) as first, ScriptedServer(refusing) as second:
        titles = [str(fails_at(server, Calls.status).title) for server in (first, second)]
    assert titles == [
        f"127.0.0.1:{first.port} refused the REST API key.",
        f"127.0.0.1:{second.port} refused the REST API key.",
    ]


@every_question
@pytest.mark.parametrize("status", [400, 404, 409, 415])
def test_4xx_is_a_refusal(ask: Callable[[Calls], object], status: int) -> None:
    error = question_fails(ask, answering({"Errors": ["Not so."], "StatusCode": status}, status))
    assert type(error) is RefusedByServer
    assert "Not so." in str(error)


@every_question
@pytest.mark.parametrize(
    "answer",
    [
        {"Success": False, "ErrorMessage": "Not so."},
        {"success": "false", "errorMessage": "Not so."},
        {"ErrorMessage": "Not so."},
        {"Errors": ["Not so."]},
        {"Success": False, "ErrorMessage": "Not so. Ask for an authentication token."},
    ],
)
def test_success_false_is_a_refusal(ask: Callable[[Calls], object], answer: dict[str, object]) -> None:
    error = question_fails(ask, answering(answer))
    assert type(error) is RefusedByServer
    assert "Not so." in str(error)


@every_question
@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("words", ["", "Maintenance.", "The API key is used too often."])
def test_429_and_503_mean_that_the_server_is_busy(ask: Callable[[Calls], object], status: int, words: str) -> None:
    with ScriptedServer(answering({"Errors": [words]} if words else b"", status)) as server:
        error = fails_at(server, ask)
    assert type(error) is ServerBusy
    reason = f"The server says: {words}" if words else "It accepts no requests at the moment."
    assert str(error) == f"{server.host_and_port} is busy (status {status}). {reason} Wait a moment and try again."
    assert f"status {status}" in error.details


@every_question
@pytest.mark.parametrize("status", [500, 502, 504])
def test_5xx_is_a_failure_of_the_server(ask: Callable[[Calls], object], status: int) -> None:
    error = question_fails(ask, answering({"Errors": ["Boom."]}, status, "Retry-After: 0"))
    assert type(error) is ServerFailed
    assert error.status == status
    assert "Boom." in str(error)
    assert "  " not in str(question_fails(ask, answering(b"", status)))


@every_question
@pytest.mark.parametrize(
    "script",
    [
        answering(b"[]"),
        answering(b"OK\x00"),
        answering(b"x" * 5000),
        answering(b'"OK'),
        answering(b'{"Status": "Queued"'),
        answering(b'{"Status": "Queued"}}'),
        answering(b"\x1f\x8b\x08"),
        answering(b"\x1f\x8b\x08 and no gzip", 200, "Content-Encoding: gzip"),
        sending(response({"Status": "Queued"}, gzipped=True, length=None)[:-14]),
        answering(b'{"Logs": "QUJD'),
        answering(b'{"a":' * 100_000),
    ],
)
def test_what_is_neither_an_object_nor_a_value_is_unreadable(ask: Callable[[Calls], object], script: Script) -> None:
    assert type(question_fails(ask, script)) is UnreadableAnswer


@every_question
@pytest.mark.parametrize(
    "script",
    [
        sending(b""),
        sending(b"", then=Exchange.reset),
        sending(response({"Status": "Queued"})[:-1]),
        sending(response({"Status": "Queued"}, chunked=5)[:-5]),
        sending(response({"Status": "Queued"}, chunked=5)[:-9]),
        sending(response({"Status": "Queued"})[:-1], then=Exchange.reset),
        sending(CHUNKED + b"14\r\n"),
        sending(CHUNKED + b"1"),
    ],
)
def test_a_cut_answer_is_a_failed_connection(ask: Callable[[Calls], object], script: Script) -> None:
    assert type(question_fails(ask, script)) is ConnectionFailed


@every_question
@pytest.mark.parametrize("beginning", [b"", response({"Status": "Queued"})[:-1]])
def test_silence_is_a_time_out(ask: Callable[[Calls], object], beginning: bytes) -> None:
    long = ask is Calls.outputs
    timeouts = Timeouts(connect=60, send=60, read=60 if long else 0.2, long_read=0.2 if long else 60)
    error = question_fails(ask, sending(beginning, then=Exchange.hold), timeouts)
    assert type(error) is TimedOut
    assert "0.2 seconds" in str(error)


def test_an_error_during_another_is_not_taken_for_it() -> None:
    """Python keeps what was being handled with what comes next."""
    with ScriptedServer(answering(b"")) as server:
        address = server.address
    first = question_fails(Calls.status, sending(b"", then=Exchange.hold), Timeouts(read=0.1))
    try:
        raise first
    except TimedOut:
        with pytest.raises(ConnectionFailed):
            Calls(address).status()


def test_a_connection_that_the_server_closed_meanwhile_is_made_anew() -> None:
    def closing(exchange: Exchange) -> None:
        exchange.answer({"Status": "Queued"})
        exchange.close()
        server.released.set()

    script = in_turn(closing, answering({"Status": "Complete"}))
    with ScriptedServer(script) as server, Calls(server.address).client() as client:
        client.get_execution_status("1")
        assert server.released.wait(AT_ONCE)
        assert client.get_execution_status("1").status == "Complete"
