"""Interim answers (1xx) mean nothing, whenever they come."""

import ssl
from collections.abc import Callable

import pytest

from api.api_calls import QUESTIONS, Calls, every_question, question_fails, start_fails, start_once
from dmm_desktop.api.discovery import ProbeResult, discover
from dmm_desktop.api.response import MAX_INTERIM
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import OneTimeTokenRefused, OutcomeUnknown, TokenRefused, UnreadableAnswer
from dmm_desktop.core.job import CancelToken
from dmm_desktop.resources import resource
from scripted_proxy import ScriptedProxy
from scripted_server import Exchange, Script, ScriptedServer, answering, response, sending

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
PROCESSING = b"HTTP/1.1 102 Processing\r\n\r\n"
HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\nContent-Length: 5\r\n\r\n"
ODD = b"HTTP/1.1 199 \r\n\r\n"
INTERIM = {
    "100": CONTINUE,
    "102": PROCESSING,
    "103": HINTS,
    "199": ODD,
    "several": CONTINUE + HINTS + PROCESSING + HINTS,
    "the most": HINTS * MAX_INTERIM,
}
DESCRIPTION = resource("dmm-api.swagger.json").read_bytes()
STARTED = response({"MainExecutionTrackerId": 42})
#: More than the sockets' buffers hold.
LARGE = 8 * 1024 * 1024

UploadOf = Callable[..., ZipUpload]
every_interim = pytest.mark.parametrize("interim", INTERIM.values(), ids=INTERIM)


def after(interim: bytes, answer: bytes) -> Script:
    """Send the interim answers when the head of the request has come, and the answer after its body."""

    def script(exchange: Exchange) -> None:
        exchange.send(interim)
        exchange.read_body()
        exchange.send(answer)

    return script


@every_question
@every_interim
def test_before_the_answer_to_a_question(
    ask: Callable[[Calls], object], interim: bytes, secured: ssl.SSLContext | None
) -> None:
    with ScriptedServer(after(interim, response(QUESTIONS[ask])), secured) as server:
        ask(Calls(server.address))
        assert len(server.requests) == 1


def test_before_each_answer_on_one_connection() -> None:
    with (
        ScriptedServer(after(HINTS, response({"Status": "Queued"}))) as server,
        Calls(server.address).client() as client,
    ):
        assert [client.get_execution_status("1").status for _ in range(3)] == ["Queued"] * 3
        assert server.connections == 1


@every_interim
@pytest.mark.parametrize("size", [10_000, LARGE])
def test_while_the_zip_is_sent(upload_of: UploadOf, interim: bytes, size: int) -> None:
    assert start_once(after(interim, STARTED), upload_of(size)) == "42"


@every_interim
def test_between_the_zip_and_its_answer(upload_of: UploadOf, interim: bytes) -> None:
    assert start_once(sending(interim + STARTED), upload_of(10_000)) == "42"


@every_interim
def test_before_an_answer_that_comes_before_the_last_byte(upload_of: UploadOf, interim: bytes) -> None:
    def script(exchange: Exchange) -> None:
        exchange.read_body(100)
        exchange.send(interim + response({"Errors": ["The one-time token has expired."]}, 401))
        exchange.close()

    assert type(start_fails(script, upload_of(LARGE))) is OneTimeTokenRefused


@every_question
@every_interim
def test_before_a_refused_key(ask: Callable[[Calls], object], interim: bytes) -> None:
    assert type(question_fails(ask, after(interim, response(b"", 401)))) is TokenRefused


@every_interim
def test_before_a_description(interim: bytes) -> None:
    with ScriptedServer(after(interim, response(DESCRIPTION))) as server:
        found = discover(Address.parse(f"{server.address}/DMMAPI/rest/v1"), CancelToken())
    assert [probe.finding for probe in found.probes] == [ProbeResult.DESCRIPTION]


@every_interim
@pytest.mark.parametrize("proxy_speaks_tls", [False, True])
def test_from_the_server_and_from_the_proxy(
    trusted: None,
    tls: Callable[..., ssl.SSLContext],
    monkeypatch: pytest.MonkeyPatch,
    interim: bytes,
    proxy_speaks_tls: bool,
) -> None:
    script = after(interim, response({"Status": "Queued"}))
    proxy_tls = tls("127.0.0.1") if proxy_speaks_tls else None
    with (
        ScriptedServer(script, tls("dmm.invalid")) as server,
        ScriptedProxy(server, tls=proxy_tls, interim=interim) as proxy,
    ):
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        assert Calls("https://dmm.invalid").status().status == "Queued"


@every_question
def test_too_many_are_not_http(ask: Callable[[Calls], object]) -> None:
    error = question_fails(ask, sending(HINTS * (MAX_INTERIM + 1) + response(QUESTIONS[ask])))
    assert type(error) is UnreadableAnswer
    assert "it is not valid HTTP" in str(error)


def test_too_many_after_an_import_mean_unknown(upload_of: UploadOf) -> None:
    assert type(start_fails(sending(HINTS * (MAX_INTERIM + 1) + STARTED), upload_of(10_000))) is OutcomeUnknown


@every_question
def test_another_protocol_is_no_interim_answer(ask: Callable[[Calls], object]) -> None:
    assert type(question_fails(ask, answering(b"", 101, "Upgrade: websocket", length=None))) is UnreadableAnswer


def test_nothing_after_them_means_unknown(upload_of: UploadOf) -> None:
    assert type(start_fails(sending(HINTS), upload_of(10_000))) is OutcomeUnknown
