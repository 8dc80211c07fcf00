"""Cancelling from another thread: at once where nothing can be lost, and never at the price of a tracker id."""

import base64
import os
import ssl
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from api.api_calls import AT_ONCE, Calls, in_thread
from dmm_desktop.api.discovery import discover
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import OutcomeUnknown
from dmm_desktop.core.job import Cancelled
from scripted_server import Exchange, Script, ScriptedServer, answering, leaving_after, response, sending

SMALL = 10_000
#: More than the sockets' buffers hold.
LARGE = 8 * 1024 * 1024
STARTED = response({"MainExecutionTrackerId": 42})
QUEUED = response({"Status": "Queued", "Success": True})

UploadOf = Callable[..., ZipUpload]

#: Servers that leave a client waiting in every place where it can wait for an answer.
SILENCES = {
    "no answer": leaving_after(None, then=Exchange.hold),
    "half a status line": sending(QUEUED[:5], then=Exchange.hold),
    "half a head": sending(QUEUED[:40], then=Exchange.hold),
    "half a body": sending(QUEUED[:-5], then=Exchange.hold),
    "half a chunked body": sending(response({"Status": "Queued"}, chunked=4)[:-9], then=Exchange.hold),
    "half a body without a length": sending(response({"Status": "Queued"}, length=None)[:-5], then=Exchange.hold),
    "a whole body without a length": sending(response({"Status": "Queued"}, length=None), then=Exchange.hold),
    "half a gzip body": sending(response({"Status": "Queued"}, gzipped=True)[:-9], then=Exchange.hold),
    "half an error": sending(response({"Errors": ["Boom"]}, 400)[:-5], then=Exchange.hold),
}


@pytest.mark.parametrize("script", SILENCES.values(), ids=SILENCES)
@pytest.mark.parametrize("end", ["cancel", "abandon"])
def test_a_question_ends_at_once(secured: ssl.SSLContext | None, script: Script, end: str) -> None:
    with ScriptedServer(script, secured) as server:
        calls = Calls(server.address)
        with in_thread(calls.status) as asked:
            server.wait()
            getattr(calls.cancel, end)()
            with pytest.raises(Cancelled):
                asked.result(AT_ONCE)


def test_an_endless_answer_ends_at_once(secured: ssl.SSLContext | None) -> None:
    flowing = threading.Event()

    def script(exchange: Exchange) -> None:
        exchange.answer(b'{"Status": "Complete", "Logs": "', length=10**12)
        while True:
            exchange.send(base64.b64encode(b"log") * 10_000)
            flowing.set()

    with ScriptedServer(script, secured) as server:
        calls = Calls(server.address)
        with Path(os.devnull).open("wb") as nowhere, in_thread(calls.outputs, nowhere) as asked:
            assert flowing.wait(AT_ONCE)
            calls.cancel.cancel()
            with pytest.raises(Cancelled):
                asked.result(AT_ONCE)


def test_looking_for_the_api_ends_at_once() -> None:
    with ScriptedServer(leaving_after(None, then=Exchange.hold)) as server:
        calls = Calls(server.address)
        with in_thread(discover, Address.parse(server.address), calls.cancel) as found:
            server.wait()
            calls.cancel.cancel()
            with pytest.raises(Cancelled):
                found.result(AT_ONCE)


def test_nothing_is_sent_after_a_cancel(upload_of: UploadOf) -> None:
    with ScriptedServer(answering({"Status": "Queued"})) as server:
        calls = Calls(server.address)
        calls.cancel.cancel()
        with pytest.raises(Cancelled):
            calls.start(upload_of(SMALL))
        with calls.client() as client, pytest.raises(Cancelled):
            client.get_execution_status("1")
        assert server.connections == 0


def test_a_client_that_has_asked_before_asks_no_more_after_a_cancel() -> None:
    with ScriptedServer(answering({"Status": "Queued"})) as server:
        calls = Calls(server.address)
        with calls.client() as client:
            client.get_execution_status("1")
            calls.cancel.cancel()
            with pytest.raises(Cancelled):
                client.get_execution_status("1")
        assert len(server.requests) == 1


@pytest.mark.parametrize("call", [Calls.status, Calls.start])
def test_connecting_ends_at_once(
    upload_of: UploadOf, trusted: None, tls: Callable[..., ssl.SSLContext], call: Callable[..., object]
) -> None:
    """Name look-up, connecting and the TLS handshake cannot be cut: they are left, and no request follows them."""
    connecting, is_left = threading.Event(), threading.Event()

    def in_the_handshake(*_: object) -> None:
        connecting.set()
        assert is_left.wait(AT_ONCE)

    secured = tls()
    secured.sni_callback = in_the_handshake
    with ScriptedServer(answering({"Status": "Queued", "MainExecutionTrackerId": 77}), secured) as server:
        calls = Calls(server.address)
        with in_thread(call, calls, *([upload_of(SMALL)] if call is Calls.start else [])) as done:
            assert connecting.wait(AT_ONCE)
            calls.cancel.cancel()
            try:
                with pytest.raises(Cancelled):
                    done.result(AT_ONCE)
            finally:
                is_left.set()
        assert server.requests == []


def test_an_upload_ends_at_once_while_the_server_reads_nothing(
    upload_of: UploadOf, secured: ssl.SSLContext | None
) -> None:
    with ScriptedServer(leaving_after(1000, then=Exchange.hold), secured) as server:
        calls = Calls(server.address)
        with in_thread(calls.start, upload_of(LARGE)) as started:
            server.wait()
            calls.cancel.cancel()
            with pytest.raises(Cancelled):
                started.result(AT_ONCE)
        assert not server.starts[0].is_complete


def test_an_upload_that_was_sent_waits_for_its_id(upload_of: UploadOf, secured: ssl.SSLContext | None) -> None:
    def script(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.hold()
        exchange.send(STARTED)

    with ScriptedServer(script, secured) as server:
        calls = Calls(server.address)
        with in_thread(calls.start, upload_of(LARGE)) as started:
            server.wait()
            calls.cancel.cancel()
            server.release()
            assert started.result(AT_ONCE) == "42"


@pytest.mark.parametrize("answered", [0, 5, len(STARTED) - 1])
def test_an_upload_that_was_sent_can_be_abandoned(
    upload_of: UploadOf, secured: ssl.SSLContext | None, answered: int
) -> None:
    with ScriptedServer(sending(STARTED[:answered], then=Exchange.hold), secured) as server:
        calls = Calls(server.address)
        with in_thread(calls.start, upload_of(LARGE)) as started:
            server.wait()
            calls.cancel.cancel()
            calls.cancel.abandon()
            with pytest.raises(OutcomeUnknown):
                started.result(AT_ONCE)
        assert server.starts[0].is_complete
