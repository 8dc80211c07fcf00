"""StartExecution when the connection ends or falls silent: before the last byte nothing began, later who knows."""

import ssl
from collections.abc import Callable

import pytest

from api.api_calls import KEY, ONE_TIME, Calls, shown
from dmm_desktop.api.transport import Timeouts
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.errors import (
    ConnectionFailed,
    DmmError,
    FileChanged,
    NotDmmAnswer,
    OneTimeTokenRefused,
    OutcomeUnknown,
    RefusedByServer,
    ServerBusy,
    ServerFailed,
    TimedOut,
    TokenRefused,
)
from dmm_desktop.core.job import BytesProgress, Progress
from scripted_server import Exchange, Script, ScriptedServer, answering_early, leaving_after, response, sending

SMALL = 10_000
#: More than the sockets' buffers hold.
LARGE = 8 * 1024 * 1024
#: Only the limit that a test is about is short: with another one the test would not end in time.
SHORT_READ = Timeouts(connect=60, send=60, read=60, long_read=0.2)
SHORT_SEND = Timeouts(connect=60, send=0.2, read=60)
ANSWER = response({"MainExecutionTrackerId": 42, "Success": True, "ErrorMessage": ""})

UploadOf = Callable[..., ZipUpload]


def failure(
    script: Script, secured: ssl.SSLContext | None, upload: ZipUpload, timeouts: Timeouts | None = None
) -> tuple[DmmError, bool]:
    """The error that starting ends with, and whether the server has read the whole request. It came once, whatever
    became of it."""
    with ScriptedServer(script, secured) as server:
        with pytest.raises(DmmError) as caught:
            Calls(server.address, timeouts=timeouts or Timeouts()).start(upload)
        assert server.connections == 1
        [request] = server.starts
        assert KEY not in shown(caught.value)
        assert ONE_TIME not in shown(caught.value)
    return caught.value, request.is_complete


@pytest.mark.parametrize("read", [0, 1, 1000, 4 * 1024 * 1024])
@pytest.mark.parametrize("leave", [Exchange.reset, Exchange.close])
def test_a_cut_before_the_last_byte_means_not_started(
    upload_of: UploadOf, secured: ssl.SSLContext | None, read: int, leave: Callable[[Exchange], None]
) -> None:
    error, was_whole = failure(leaving_after(read, then=leave), secured, upload_of(LARGE))
    assert type(error) is ConnectionFailed
    assert not was_whole


@pytest.mark.parametrize("leave", [Exchange.reset, Exchange.close])
def test_what_the_system_has_taken_counts_as_sent(
    upload_of: UploadOf, secured: ssl.SSLContext | None, leave: Callable[[Exchange], None]
) -> None:
    """Bytes may wait in this computer's buffers when the server leaves: nobody can tell, so nobody claims to."""

    def script(exchange: Exchange) -> None:
        exchange.read_body(1)
        exchange.hold()
        leave(exchange)

    with ScriptedServer(script, secured) as server:

        def report(progress: Progress) -> None:
            if progress == BytesProgress(SMALL, SMALL):
                server.release()

        with pytest.raises(OutcomeUnknown):
            Calls(server.address).start(upload_of(SMALL, report=report))
        assert not server.starts[0].is_complete


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize(
    "script",
    [
        leaving_after(None, then=Exchange.reset),
        leaving_after(None, then=Exchange.close),
        sending(ANSWER[:5], then=Exchange.reset),
        sending(ANSWER[: ANSWER.index(b"\n") + 1]),
        sending(ANSWER[:-1]),
        sending(ANSWER[:-1], then=Exchange.reset),
        sending(response({"MainExecutionTrackerId": 42}, chunked=5)[:-5]),
        sending(response({"MainExecutionTrackerId": 42}, chunked=5)[:-9]),
        sending(response({"MainExecutionTrackerId": 42}, length=None)[:-1]),
        sending(response({"MainExecutionTrackerId": 42}, gzipped=True)[:-1]),
    ],
    ids=[
        "reset",
        "closed",
        "reset in the status line",
        "closed in the head",
        "closed before the last byte",
        "reset before the last byte",
        "closed before the last chunk",
        "closed in a chunk",
        "closed in an answer without a length",
        "closed in gzip",
    ],
)
def test_a_cut_after_the_last_byte_means_unknown(
    upload_of: UploadOf, secured: ssl.SSLContext | None, script: Script, size: int
) -> None:
    error, was_whole = failure(script, secured, upload_of(size))
    assert type(error) is OutcomeUnknown
    assert was_whole


@pytest.mark.parametrize("beginning", [b"", ANSWER[:5], ANSWER[:-1]], ids=["nothing", "status line", "half"])
def test_silence_after_the_last_byte_means_unknown(
    upload_of: UploadOf, secured: ssl.SSLContext | None, beginning: bytes
) -> None:
    error, was_whole = failure(sending(beginning, then=Exchange.hold), secured, upload_of(SMALL), SHORT_READ)
    assert type(error) is OutcomeUnknown
    assert "0.2 seconds" in str(error)
    assert was_whole


def test_a_server_that_stops_reading_means_not_started(upload_of: UploadOf, secured: ssl.SSLContext | None) -> None:
    error, was_whole = failure(leaving_after(1000, then=Exchange.hold), secured, upload_of(LARGE), SHORT_SEND)
    assert type(error) is TimedOut
    assert "0.2 seconds" in str(error)
    assert not was_whole


@pytest.mark.parametrize("read", [0, 100_000])
@pytest.mark.parametrize(
    ("status", "content", "meaning"),
    [
        (401, b"", TokenRefused),
        (401, {"Errors": ["Invalid one-time token"]}, OneTimeTokenRefused),
        (413, b"", RefusedByServer),
        (302, b"", NotDmmAnswer),
        (200, "<html>Log in", NotDmmAnswer),
        (200, {"Success": False, "ErrorMessage": "Busy."}, RefusedByServer),
        (500, {"Errors": ["Boom"]}, ServerFailed),
        (503, b"", ServerBusy),
    ],
)
def test_an_answer_before_the_last_byte_means_not_started(
    upload_of: UploadOf,
    secured: ssl.SSLContext | None,
    status: int,
    content: object,
    meaning: type[DmmError],
    read: int,
) -> None:
    error, was_whole = failure(answering_early(content, status, read=read), secured, upload_of(LARGE))
    assert type(error) is meaning
    assert not was_whole


def test_an_id_before_the_last_byte_is_kept(upload_of: UploadOf, secured: ssl.SSLContext | None) -> None:
    with ScriptedServer(answering_early({"MainExecutionTrackerId": 42}), secured) as server:
        assert Calls(server.address).start(upload_of(LARGE)) == "42"


def test_no_server_means_not_started(upload_of: UploadOf) -> None:
    with ScriptedServer(leaving_after(0)) as server:
        address = server.address
    with pytest.raises(ConnectionFailed):
        Calls(address).start(upload_of(SMALL))


def test_a_file_that_changes_while_it_is_sent_is_never_sent_whole(upload_of: UploadOf) -> None:
    upload = upload_of(LARGE)

    def script(exchange: Exchange) -> None:
        exchange.read_body(1000)
        with upload.path.open("ab") as file:
            file.write(b"more")
        exchange.read_body()

    error, was_whole = failure(script, None, upload)
    assert type(error) is FileChanged
    assert not was_whole
