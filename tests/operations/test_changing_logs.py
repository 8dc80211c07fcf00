"""Logs that do not only grow at their end, and servers that lie about them: nothing is lost or doubled in silence."""

import base64
import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dmm_desktop.core.errors import RefusedByServer, ServerFailed
from dmm_desktop.operations.log_lines import LogLines
from operations.contracts import without
from operations.log_server import Log, LogServer, Missing, PageCount, Paging, log_server
from operations.reading import Reading, text
from scripted_server import Exchange, ScriptedServer, by_operation

PATIENT = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
EMPTY = Missing.EMPTY


@pytest.fixture(scope="module")
def server() -> Iterator[LogServer]:
    with log_server() as running:
        yield running


def numbered(count: int, first: int = 0) -> list[bytes]:
    return [b"10:40:%02d line %d" % (number % 60, number) for number in range(first, first + count)]


@pytest.mark.parametrize("size", [1000, 4])
def test_new_lines_at_the_top(server: LogServer, tmp_path: Path, size: int) -> None:
    """On one page, every line comes once; on several, the log is shown again where it cannot be told otherwise."""
    log = numbered(11)
    server.log = Log(Paging(size=size), log, newest_first=True)
    with Reading(server.address, tmp_path) as reading:
        for visible in (3, 4, 4, 6, 11):
            server.log.visible = visible
            reading.poll()
        if size == 1000:
            assert reading.delivered == text([log[n] for n in (2, 1, 0, 3, 4, 5, 6, 7, 8, 9, 10)])
        server.log.complete()
        reading.to_the_end()
        notice = str(reading.reader.notice)
    if size == 1000:
        assert len(reading.delivered) == 11
        assert notice == (
            "The server puts new log lines first. From line 4 on, they are in the order in which they arrived."
        )
    else:
        assert reading.delivered[-11:] == text(log[::-1])
        assert notice == (
            "The server replaced log lines that had been read. "
            f"From line {len(reading.delivered) - 10} on, the log is shown as it is now."
        )


def test_new_lines_at_the_top_of_a_log_that_outgrows_its_page(server: LogServer, tmp_path: Path) -> None:
    """As long as not more come at once than a page holds, every line comes once."""
    log = numbered(40)
    server.log = Log(Paging(size=10), log, newest_first=True)
    with Reading(server.address, tmp_path) as reading:
        for visible in range(2, 41):
            server.log.visible = visible
            reading.poll()
        server.log.complete()
        reading.to_the_end()
    assert reading.delivered == text([log[1], log[0], *log[2:]])


def test_the_last_lines_of_a_growing_log(server: LogServer, tmp_path: Path) -> None:
    log = numbered(28)
    server.log = Log(Paging(), log, window=5)
    with Reading(server.address, tmp_path) as reading:
        for visible in (3, 5, 6, 10 - 1, 13, 13):
            server.log.visible = visible
            reading.poll()
        assert reading.delivered == text(log[:13])
        assert str(reading.reader.notice) == (
            "The server no longer shows the beginning of the log. What was read of it stays here."
        )
        server.log.visible = 25  # more came than are shown
        reading.poll()
        server.log.complete()
        reading.to_the_end()
        assert reading.delivered == text(log[:13] + log[20:])
        assert str(reading.reader.notice) == (
            "The server replaced log lines that had been read. From line 14 on, the log is shown as it is now. "
            "The server no longer shows the beginning of the log. What was read of it stays here."
        )


def test_an_api_without_page_numbers_that_shows_the_last_lines(server: LogServer, tmp_path: Path) -> None:
    log = numbered(12)
    server.log = Log(Paging(), log, window=10)
    with Reading(server.address, tmp_path, without("GetExecutionStatus", "LogPage")) as reading:
        for visible in (10, 12):
            server.log.visible = visible
            reading.poll()
        server.log.complete()
        reading.to_the_end()
    assert reading.delivered == text(log)


def test_a_log_that_starts_over(server: LogServer, tmp_path: Path) -> None:
    server.log = Log(Paging(size=3), numbered(8), visible=8)
    with Reading(server.address, tmp_path) as reading:
        reading.poll()
        again = numbered(4, first=100)
        server.log.lines, server.log.visible = again, 0
        reading.poll()
        server.log.visible = 2
        reading.poll()
        assert reading.delivered == text(numbered(8) + again[:2])
        server.log.complete()
        reading.to_the_end()
        notice = reading.reader.notice
    assert reading.delivered == text(numbered(8) + again)
    assert "From line 9 on, the log is shown as it is now." in str(notice)


def test_a_page_that_is_rewritten_is_shown_again(server: LogServer, tmp_path: Path) -> None:
    log = numbered(6)
    server.log = Log(Paging(), list(log), visible=4)
    with Reading(server.address, tmp_path) as reading:
        reading.poll()
        server.log.lines[2:4] = [b"another", b"and another"]
        server.log.visible = 5
        reading.poll()
        server.log.complete()
        reading.to_the_end()
        notice = reading.reader.notice
    assert reading.delivered == [*text(log[:4]), "another", "and another", *text(log[4:])]
    assert "They are shown again from line 5 on." in str(notice)


def test_a_line_that_is_written_bit_by_bit(server: LogServer, tmp_path: Path) -> None:
    server.log = Log(Paging(), [b"begin", b"10 %"], visible=2)
    with Reading(server.address, tmp_path) as reading:
        reading.poll()
        server.log.lines[1] += b" 20 %"
        server.log.complete()
        reading.to_the_end()
        notice = reading.reader.notice
    assert reading.delivered == ["begin", "10 %", "10 % 20 %"]
    assert "They are shown again from line 3 on." in str(notice)


def test_a_log_that_ends_shorter_than_it_was(server: LogServer, tmp_path: Path) -> None:
    server.log = Log(Paging(), numbered(6), visible=6)
    with Reading(server.address, tmp_path) as reading:
        reading.poll()
        del server.log.lines[4:]
        server.log.complete()
        reading.to_the_end()
        assert str(reading.reader.notice) == "The server shows fewer log lines now than were read before."


def test_pages_that_begin_with_the_time(server: LogServer, tmp_path: Path) -> None:
    log = numbered(9)
    for size in (1000, 3):
        server.log = Log(Paging(size=size), log, visible=2, stamped=True, growth=iter([0, 0, 0, 2, 1, 2, 0, 1]))
        with Reading(server.address, tmp_path) as reading:
            for _ in range(4):
                reading.poll()
            server.log.complete()
            reading.to_the_end()
            notice = str(reading.reader.notice)
        lines = [line for line in reading.delivered if not line.startswith("stamp")]
        if size == 1000:
            assert lines == text(log)
            assert notice == "The server changed log lines that had been read. They stay here as they were."
        else:  # the pages before the last one may be others as well
            assert lines == text(log + log)
            assert notice.endswith(f"From line {len(reading.delivered) - 11} on, the log is shown as it is now.")


def test_a_page_that_is_another_each_time_is_left_alone_until_the_end(server: LogServer, tmp_path: Path) -> None:
    """It would fill the disk."""
    server.log = Log(Paging(size=2000, ignores_records=True), numbered(2000), visible=2000)
    with Reading(server.address, tmp_path) as reading:
        for first in range(0, 2000 * 30, 2000):
            server.log.lines = numbered(2000, first)
            reading.poll()
        assert reading.reader.lines < 2000 * 10
        assert "keeps changing log lines" in str(reading.reader.notice)
        server.log.complete()
        reading.to_the_end()
        notice = reading.reader.notice
    assert reading.delivered[-2000:] == text(numbered(2000, 58_000))
    assert str(notice).startswith("The server replaced log lines that had been read. From line")


@pytest.mark.parametrize("count", PageCount)
@pytest.mark.parametrize("base", [0, 1])
def test_lines_on_every_page_that_is_asked_for(server: LogServer, tmp_path: Path, base: int, count: PageCount) -> None:
    """The log ends where the server says so, or, where it says nothing of use, after its first page."""
    log = numbered(10)
    server.log = Log(Paging(base, 4, zero=EMPTY, past_last=Missing.OWN_LINES, count=count), log, visible=10)
    with Reading(server.address, tmp_path) as reading:
        server.log.complete()
        reading.to_the_end()
        notice = reading.reader.notice
    assert server.log.requests < 120
    whole = count in (PageCount.RIGHT, PageCount.ONE_MORE, PageCount.FOUR_MORE, PageCount.GROWING)
    expected = text(log if whole else log[:4])
    assert reading.delivered[: len(expected)] == expected
    assert str(notice).endswith(
        "The server keeps sending log pages beyond those it announces. "
        f"Reading ended after {len(reading.delivered)} lines."
    )


@pytest.mark.parametrize("past_last", [Missing.EMPTY, Missing.REFUSED, Missing.FAILED, Missing.LIKE_LAST])
@pytest.mark.parametrize("count", PageCount)
@pytest.mark.parametrize("base", [0, 1])
def test_a_wrong_number_of_pages(
    server: LogServer, tmp_path: Path, base: int, count: PageCount, past_last: Missing
) -> None:
    log = numbered(10)
    server.log = Log(Paging(base, 4, past_last=past_last, count=count), log, growth=iter([1] * 10))
    with Reading(server.address, tmp_path) as reading:
        for _ in range(6):
            reading.poll()
        server.log.complete()
        reading.to_the_end()
        notice = reading.reader.notice
    assert server.log.requests < 100
    assert reading.delivered[-10:] == text(log)
    if len(reading.delivered) > 10:  # where more pages are announced than there are, one may seem to be complete
        assert count in (PageCount.ONE_MORE, PageCount.FOUR_MORE, PageCount.GROWING)
        assert f"From line {len(reading.delivered) - 9} on, the log is shown as it is now." in str(notice)
    elif count is PageCount.FOUR_MORE and past_last is not Missing.LIKE_LAST:
        assert str(notice) == "The server announces 7 log pages, but only 3 have lines."
    elif count is not PageCount.GROWING:
        assert notice is None


def test_empty_pages_before_others(server: LogServer, tmp_path: Path) -> None:
    class Holed(Paging):
        def pages(self, lines, asked=1000):  # type: ignore[no-untyped-def]
            return [lines[:3], [], [], lines[3:]] if lines else []

    server.log = Log(Holed(), numbered(6), visible=6)
    with Reading(server.address, tmp_path) as reading:
        reading.poll()
        server.log.complete()
        reading.to_the_end()
    assert reading.delivered == text(numbered(6))


def test_a_log_that_never_rests(server: LogServer, tmp_path: Path) -> None:
    server.log = Log(Paging(), numbered(100_000), growth=iter([1] * 900))
    with Reading(server.address, tmp_path) as reading:
        reading.poll()
        reading.reader.finish()
        assert server.log.requests < 300
        assert str(reading.reader.notice) == (
            "The server adds lines to the log as fast as they are read. "
            f"Reading ended after {len(reading.delivered)} lines."
        )


def test_memory_holds_no_more_than_a_page(server: LogServer, tmp_path: Path) -> None:
    """A page of more lines than are compared is read as before."""
    log = numbered(150_000)
    server.log = Log(Paging(size=200_000, ignores_records=True), log, visible=120_000)
    lines = LogLines(lambda: tmp_path)
    with Reading(server.address, tmp_path, deliver=lines.append) as reading:
        reading.poll()
        server.log.complete()
        reading.to_the_end()
        assert reading.reader.notice is None
    assert lines.total == 150_000


Change = Callable[[Log], None]


def _grow(by: int) -> Change:
    def change(log: Log) -> None:
        log.visible = min(len(log.lines), log.visible + by)

    return change


def _start_over(log: Log) -> None:
    del log.lines[: log.visible]
    log.visible = 0


def _cut(by: int) -> Change:
    def change(log: Log) -> None:
        keep = max(0, log.visible - by)
        del log.lines[keep : log.visible]
        log.visible = keep

    return change


def _drop_first(log: Log) -> None:
    del log.lines[:1]
    log.visible = max(0, log.visible - 1)


def _rewrite(is_first: bool) -> Change:
    """The first or the last line, as one that the log never had. Pages in between are not read again, so nothing can be
    said about them."""

    def change(log: Log) -> None:
        if log.visible:
            log.rewritten += 1
            log.lines[0 if is_first and not log.newest_first else log.visible - 1] = b"rewritten %d" % log.rewritten

    return change


changes = st.one_of(
    st.integers(0, 7).map(_grow),
    st.just(_start_over),
    st.integers(1, 5).map(_cut),
    st.just(_drop_first),
    st.builds(_rewrite, st.booleans()),
)
nasty = st.builds(
    Paging,
    base=st.sampled_from([0, 1]),
    size=st.integers(1, 6) | st.just(1000),
    zero=st.sampled_from([Missing.EMPTY, Missing.REFUSED, Missing.FAILED, Missing.LIKE_FIRST]),
    past_last=st.sampled_from(Missing),
    count=st.sampled_from(PageCount),
)


@given(
    paging=nasty,
    newest_first=st.booleans(),
    window=st.none() | st.integers(1, 12),
    stamped=st.sampled_from([False, False, True]),
    happens=st.lists(st.lists(changes, max_size=2), max_size=6),
    during=st.lists(st.integers(0, 3), max_size=20),
)
@PATIENT
def test_what_was_delivered_is_the_log_or_the_reader_says_that_it_is_not(
    server: LogServer,
    tmp_path: Path,
    paging: Paging,
    newest_first: bool,
    window: int | None,
    stamped: bool,
    happens: list[list[Change]],
    during: list[int],
) -> None:
    """No line of these logs comes twice in them."""
    server.log = log = Log(
        paging, numbered(60), 3, iter(during), newest_first=newest_first, window=window, stamped=stamped
    )
    with Reading(server.address, tmp_path) as reading:
        for some in [[], *happens]:
            for change in some:
                change(log)
            with contextlib.suppress(RefusedByServer):  # the log is empty
                reading.poll()
        requests = log.requests
        del log.lines[log.visible + 2 :]
        log.complete()
        try:
            reading.to_the_end()
        except RefusedByServer:
            assert not log.lines
        except ServerFailed:  # a page that was there cannot be had any more, and that is said
            return
        notice = str(reading.reader.notice or "")
    assert log.requests - requests < 1000
    shown = text(log.shown())
    delivered = [line for line in reading.delivered if not line.startswith("stamp")]
    if not notice:
        assert reading.delivered == shown
    if "Reading ended" not in notice and "stay here as they were" not in notice:
        assert set(shown) <= set(delivered), "what the server shows at the end was delivered"
    if not stamped and not any(words in notice for words in ("again", "as it is now", "are equal")):
        assert not [line for line, often in Counter(delivered).items() if often > 1]


@pytest.mark.parametrize("page", [1, 2])
def test_a_page_that_is_emptied_before_it_is_read_is_told(tmp_path: Path, page: int) -> None:
    """It had lines when it was looked at."""
    seen = 0

    def get_status(exchange: Exchange) -> None:
        nonlocal seen
        number = int(exchange.request.query.get("LogPage", "0"))
        lines = f"line of page {number}" if number in (1, page) else ""
        if number == page:
            seen += 1
            lines = lines if seen == 1 else ""
        logs = base64.b64encode(lines.encode()).decode()
        exchange.answer({"Status": "Complete", "Success": True, "Logs": logs, "LogNumPages": 0})

    with (
        ScriptedServer(by_operation(GetExecutionStatus=get_status)) as scripted,
        Reading(scripted.address, tmp_path) as reading,
    ):
        reading.to_the_end()
        assert reading.delivered == ["line of page 1"][: page - 1]
        assert str(reading.reader.notice) == "A page of the log had lines and is empty now. Its lines are missing here."
