"""What a page of the log may hold, and what happens when it cannot be read."""

import base64
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from dmm_desktop.core.errors import ConnectionFailed, DmmError, RefusedByServer, ServerBusy, TokenRefused
from dmm_desktop.operations.log_lines import MAX_LINE
from operations.contracts import without
from operations.log_server import Log, LogServer, Paging, log_server
from operations.reading import Reading, text
from scripted_server import Exchange, Script, ScriptedServer, answering

MIB = 1024 * 1024
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "windows-1252")


@pytest.fixture(scope="module")
def server() -> Iterator[LogServer]:
    with log_server() as running:
        yield running


def read(server: LogServer, spool: Path, lines: list[bytes], paging: Paging) -> Reading:
    server.log = Log(paging, lines)
    server.log.complete()
    with Reading(server.address, spool) as reading:
        reading.to_the_end()
    assert reading.reader.problem is None
    assert list(spool.iterdir()) == [], "no temporary file stays"
    return reading


@pytest.mark.parametrize("joined", [False, True])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("size", [MAX_LINE - 2, MAX_LINE - 1, MAX_LINE, MAX_LINE + 1, 3 * MAX_LINE + 5])
def test_a_very_long_line_comes_in_pieces(
    server: LogServer, tmp_path: Path, size: int, line_end: bytes, joined: bool
) -> None:
    long = ("é" * size).encode()
    reading = read(server, tmp_path, [b"before", long, b"", b"between", long], Paging(line_end=line_end, joined=joined))
    pieces = reading.delivered
    between = pieces.index("between")
    assert pieces[0] == "before" and pieces[between - 1] == ""
    for parts in (pieces[1 : between - 1], pieces[between + 1 :]):
        assert "".join(parts) == long.decode()
        assert len(parts) == -(-size // MAX_LINE) and "" not in parts
        assert all(len(part) <= MAX_LINE for part in parts)


def test_a_character_that_is_cut_at_the_end_of_the_log_is_shown(server: LogServer, tmp_path: Path) -> None:
    reading = read(server, tmp_path, [b"one", b"two \xe2\x82"], Paging(joined=True))
    assert reading.delivered == ["one", "two \ufffd"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("newest_first", [False, True])
def test_pages_in_other_encodings(server: LogServer, tmp_path: Path, encoding: str, newest_first: bool) -> None:
    """UTF-16 with and without a byte order mark, which pages after the first one may not have."""
    log = [f"10:40:{number:02} Größe {number}\n" for number in range(30)]

    class Encoded(Paging):
        def text(self, lines: Sequence[bytes]) -> bytes:
            is_first = lines[:1] == server.log.shown()[:1]
            text = "".join(line.decode() for line in lines)
            return text.encode("utf-16-le" if encoding == "utf-16" and not is_first else encoding)

    server.log = Log(Encoded(size=20), [line.encode() for line in log], visible=5, newest_first=newest_first)
    with Reading(server.address, tmp_path) as reading:
        reading.poll()
        server.log.visible = 12
        reading.poll()
        server.log.complete()
        reading.to_the_end()
    assert set(reading.delivered) == {line.rstrip() for line in log}
    if not newest_first:
        assert reading.delivered == [line.rstrip() for line in log]


def test_carriage_returns_inside_a_line_stay(server: LogServer, tmp_path: Path) -> None:
    lines = [b"10 %\r50 %\r100 %", b"\r", b"a\r\r"]
    assert read(server, tmp_path, lines, Paging(line_end=b"\r\n")).delivered == text(lines)


def test_a_large_page_is_handed_on_in_batches(server: LogServer, tmp_path: Path) -> None:
    lines = [b"%06d " % number + b"x" * 2000 for number in range(5_000)]
    reading = read(server, tmp_path, lines, Paging(size=10_000, ignores_records=True))
    assert reading.delivered == text(lines)
    assert max(map(len, reading.batches)) <= 1000
    long = [b"x" * MIB] * 20
    reading = read(server, tmp_path, long, Paging())
    assert reading.delivered == text(long)
    assert max(map(len, reading.batches)) <= 4, "a batch has some megabytes at most"


def test_a_full_disk_keeps_the_log_away_but_not_the_status(server: LogServer, small_disk: Path) -> None:
    lines = [b"x" * 1000 for _ in range(5 * 1024)]
    server.log = Log(Paging(size=10_000, ignores_records=True), lines, visible=len(lines))
    other = small_disk / "other"
    other.write_bytes(bytes(4 * MIB))
    with Reading(server.address, small_disk) as reading:
        assert reading.reader.poll().status == "InProgress"
        assert f"The disk that holds {small_disk} is full." in str(reading.reader.problem)
        assert reading.delivered == []
        other.unlink()
        assert reading.reader.poll().status == "InProgress"
        assert (reading.reader.problem, reading.delivered) == (None, text(lines))


def test_without_log_page_the_first_page_is_read(server: LogServer, tmp_path: Path) -> None:
    lines = [b"line %d" % number for number in range(30)]
    server.log = Log(Paging(size=20), lines, visible=5)
    with Reading(server.address, tmp_path, without("GetExecutionStatus", "LogPage")) as reading:
        for visible in (5, 12, 12, 20):
            server.log.visible = visible
            assert reading.reader.poll().status == "InProgress"
            assert reading.delivered == text(lines[:visible])
        server.log.complete()
        reading.to_the_end()
    assert reading.delivered == text(lines[:20])
    assert all("LogPage" not in query for query in server.asked[-5:])


STATUS = {"Status": "InProgress", "Success": True}


@pytest.mark.parametrize(
    ("logs", "problem"),
    [
        (answering({"Errors": ["Deadlock."], "StatusCode": 500}, 500), "Deadlock."),
        (answering({"Success": False, "ErrorMessage": "No log for you."}), "No log for you."),
        (answering("<html>Error</html>"), "web page"),
        (answering('{"Status": "InProgress", "Logs": "QUFB'), "cannot be read"),
        (answering({**STATUS, "Logs": "QUFB!!!!"}), "do not belong there"),
        (answering({**STATUS, "Logs": base64.b64encode(b"a\nb\n").decode()[:-3]}), "middle of a group"),
    ],
)
def test_a_log_that_cannot_be_read_does_not_keep_the_status_away(tmp_path: Path, logs: Script, problem: str) -> None:
    def script(exchange: Exchange) -> None:
        with_logs = exchange.request.query["IncludeLogs"] == "true"
        (logs if with_logs else answering(STATUS))(exchange)

    with ScriptedServer(script) as server, Reading(server.address, tmp_path) as reading:
        for _ in range(2):
            assert reading.reader.poll().status == "InProgress"
            assert problem in str(reading.reader.problem)
        with pytest.raises(DmmError, match=re.escape(problem)):
            reading.reader.finish()
    assert reading.delivered == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("script", "error"),
    [
        (answering({"Errors": ["Maintenance."]}, 503), ServerBusy),
        (answering({"Success": False, "ErrorMessage": "Locked."}), RefusedByServer),
        (answering(b"", 401), TokenRefused),
        (Exchange.reset, ConnectionFailed),
    ],
)
def test_without_a_status_the_question_fails(tmp_path: Path, script: Script, error: type[Exception]) -> None:
    with ScriptedServer(script) as server, Reading(server.address, tmp_path) as reading, pytest.raises(error):
        reading.reader.poll()
