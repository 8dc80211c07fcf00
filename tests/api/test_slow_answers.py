"""An answer that comes byte by byte is ended, and can be cancelled meanwhile."""

import re
import ssl
from collections.abc import Callable

import pytest

from api.api_calls import AT_ONCE, Calls, every_question, in_thread, question_fails
from dmm_desktop.api.discovery import ProbeResult, discover
from dmm_desktop.api.transport import Timeouts
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import AnswerTooSlow, OutcomeUnknown
from dmm_desktop.core.job import Cancelled, CancelToken
from scripted_server import Exchange, Script, ScriptedServer, response

#: No single read waits as long as this, in seconds.
SHORT = 0.2
TIMEOUTS = Timeouts(read=SHORT, long_read=SHORT)


def trickling(before: bytes, filling: bytes) -> Script:
    """Send ``before``, then ``filling`` over and over, as slowly as no single read calls a silence."""

    def script(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.send(before)
        exchange.trickle(filling, SHORT / 4)

    return script


TRICKLES = {
    "a head": (b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
    "a body": (response(b'{"Status": "', length=10**6), b"x"),
    "a body without a length": (response(b'{"Status": "', length=None), b"x"),
    "chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n{", b" "),
    "an interim answer": (b"HTTP/1.1 103 Early Hints\r\nLink: ", b"x"),
}
every_trickle = pytest.mark.parametrize("parts", TRICKLES.values(), ids=TRICKLES)


@every_question
@every_trickle
def test_a_question_ends(ask: Callable[[Calls], object], parts: tuple[bytes, bytes]) -> None:
    error = question_fails(ask, trickling(*parts), TIMEOUTS)
    assert type(error) is AnswerTooSlow
    assert re.match(
        r"127\.0\.0\.1:\d+ responds too slowly\. Its response arrived at less than 1 KiB per second for 0\.4 seconds\.",
        str(error),
    )


def test_an_import_is_unknown_then(upload_of: Callable[[int], ZipUpload]) -> None:
    with ScriptedServer(trickling(*TRICKLES["a body"])) as server:
        with pytest.raises(OutcomeUnknown) as caught:
            Calls(server.address, timeouts=TIMEOUTS).start(upload_of(10_000))
        assert len(server.requests) == 1
    assert isinstance(caught.value.__cause__, AnswerTooSlow)


def test_a_description_is_given_up() -> None:
    with ScriptedServer(trickling(*TRICKLES["a body"])) as server:
        found = discover(Address.parse(f"{server.address}/DMMAPI/rest/v1"), CancelToken(), TIMEOUTS)
    assert [probe.finding for probe in found.probes] == [ProbeResult.UNREADABLE]


@every_trickle
def test_cancelling_ends_it_at_once(secured: ssl.SSLContext | None, parts: tuple[bytes, bytes]) -> None:
    with ScriptedServer(trickling(*parts), secured) as server:
        calls = Calls(server.address, timeouts=Timeouts(read=60))
        with in_thread(calls.status) as asked:
            server.wait()
            calls.cancel.cancel()
            with pytest.raises(Cancelled):
                asked.result(AT_ONCE)


def test_slowness_that_passes_is_no_fault() -> None:
    content = b'{"Status": "Queued"}'

    def script(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.send(response(b"", length=len(content) + 8))
        exchange.trickle(b" ", SHORT / 4, 8)  # most of what a read may take, in all
        exchange.send(content)

    with ScriptedServer(script) as server:
        assert Calls(server.address, timeouts=Timeouts(read=1)).status().status == "Queued"


def test_a_server_that_says_that_it_is_at_work_may_take_its_time() -> None:
    """Each interim answer begins the wait anew, all of them together longer than a slow answer may take."""

    def script(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.trickle(b"HTTP/1.1 102 Processing\r\n\r\n", SHORT * 2, 8)
        exchange.answer({"Status": "Queued"})

    with ScriptedServer(script) as server:
        assert Calls(server.address, timeouts=Timeouts(read=SHORT * 6)).status().status == "Queued"
