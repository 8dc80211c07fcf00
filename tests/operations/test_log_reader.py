"""Watching reads every log line once, in order, whatever the page base and size."""

import contextlib
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dmm_desktop.core.errors import RefusedByServer, ServerFailed
from dmm_desktop.operations.log_lines import LogLines
from operations.log_server import (
    HONEST,
    HONEST_COUNTS,
    Log,
    LogServer,
    Missing,
    PageCount,
    Paging,
    can_be_told,
    log_server,
)
from operations.reading import Reading, text

PATIENT = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="module")
def server() -> Iterator[LogServer]:
    with log_server() as running:
        yield running


pagings = st.builds(
    Paging,
    base=st.sampled_from([0, 1]),
    size=st.integers(1, 5),
    ignores_records=st.booleans(),
    zero=st.sampled_from([Missing.EMPTY, Missing.REFUSED, Missing.FAILED, Missing.LIKE_FIRST]),
    past_last=st.sampled_from(HONEST),
    count=st.sampled_from(HONEST_COUNTS),
    line_end=st.sampled_from([b"\n", b"\r\n"]),
    joined=st.booleans(),
)
#: Logs with pages that are often equal, and ordinary ones.
some = st.sampled_from([b"", b"a", b"\xc3\xa9 \xff\xfe", b" \r b"])
others = st.integers(0, 10**6).map(lambda n: b"line %d" % n)
few = st.sampled_from([b"a", b"b"])
lines = st.lists(few, max_size=12) | st.lists(some | others, max_size=24)


def seen(paging: Paging, lines: Sequence[bytes]) -> list[bytes]:
    """The lines that the server's pages show: where they are joined, one at a page's end that is blank is invisible."""
    shown: list[bytes] = []
    for page in paging.pages(lines):
        shown += page[:-1] if paging.joined and not page[-1] else page
    return shown


@given(
    paging=pagings,
    lines=lines,
    visible=st.integers(0, 24),
    growth=st.lists(st.integers(0, 4), max_size=30),
    faults=st.lists(st.booleans(), max_size=12),
    polls=st.integers(0, 8),
)
@PATIENT
def test_every_line_is_delivered_once_and_in_order(
    server: LogServer,
    tmp_path: Path,
    paging: Paging,
    lines: list[bytes],
    visible: int,
    growth: list[int],
    faults: list[bool],
    polls: int,
) -> None:
    assume(not paging.joined or [b""] not in paging.pages(lines))
    server.log = Log(paging, lines, min(visible, len(lines)), iter(growth), iter(faults))
    with Reading(server.address, tmp_path) as reading:
        for _ in range(polls):
            assert reading.poll() == "InProgress"
        server.log.complete()
        try:
            reading.to_the_end()
        except (RefusedByServer, ServerFailed):
            assert not lines, "a server may refuse to show a log that is empty"
    if can_be_told(paging, lines):
        assert reading.delivered == text(seen(paging, lines))
    assert set(reading.delivered) <= set(text(lines))
    assert reading.reader.lines == len(reading.delivered)


A, B, C = b"a", b"b", b"c"
LAST, FIRST, EMPTY = Missing.LIKE_LAST, Missing.LIKE_FIRST, Missing.EMPTY
LEFT_OUT = PageCount.LEFT_OUT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # A second page that equals the first, or page 1 that is page 0 again
        ((Paging(0, 1, past_last=LAST), [A, A, B]), (Paging(1, 1, zero=FIRST, past_last=LAST), [A, B, B])),
        ((Paging(0, 1, past_last=FIRST), [A, A, B]), (Paging(1, 1, zero=FIRST, past_last=FIRST), [A, B, A])),
        ((Paging(0, 1, count=LEFT_OUT), [A, A, B]), (Paging(1, 1, zero=FIRST, count=LEFT_OUT), [A, B])),
        # A last page that equals the one before it or the first, or a page that does not exist
        ((Paging(1, 1, past_last=LAST, count=LEFT_OUT), [A]), (Paging(1, 1, past_last=LAST, count=LEFT_OUT), [A, A])),
        (
            (Paging(1, 1, past_last=LAST, count=LEFT_OUT), [A, B, A]),
            (Paging(1, 1, past_last=FIRST, count=LEFT_OUT), [A, B]),
        ),
    ],
)
def test_where_a_line_can_be_lost_or_doubled_no_reader_could_tell(
    server: LogServer, tmp_path: Path, one: tuple[Paging, list[bytes]], other: tuple[Paging, list[bytes]]
) -> None:
    """Two different logs on two servers that answer everything alike: at most one of them can be read right."""
    answers = []
    read = []
    for paging, log in (one, other):
        server.log = Log(paging, log)
        server.log.complete()
        answers.append([server.page(number) for number in (None, *range(10), 1_000_000)])
        with Reading(server.address, tmp_path) as reading:
            reading.to_the_end()
        read.append(reading.delivered)
    assert answers[0] == answers[1]
    assert read[0] == read[1] and read[0] in (text(one[1]), text(other[1]))
    assert not (can_be_told(*one) and can_be_told(*other))


@pytest.mark.parametrize("base", [0, 1])
@pytest.mark.parametrize("zero", [EMPTY, FIRST])
@pytest.mark.parametrize("past_last", [EMPTY, LAST, FIRST])
@pytest.mark.parametrize("count", HONEST_COUNTS)
def test_equal_pages_are_told_apart_where_that_can_be_done(
    server: LogServer, tmp_path: Path, base: int, zero: Missing, past_last: Missing, count: PageCount
) -> None:
    paging = Paging(base, 1, zero=zero, past_last=past_last, count=count)
    for log in ([A], [A, A], [A, B], [A, A, A], [A, A, B], [A, B, A], [A, B, B], [A, A, B, B, C]):
        for growth in ([len(log)], [0, *[1] * len(log)]):  # all at once, or line by line while it is asked for
            if can_be_told(paging, log):
                server.log = Log(paging, log, growth=iter(growth))
                with Reading(server.address, tmp_path) as reading:
                    reading.reader.poll()
                    reading.reader.poll()
                    server.log.complete()
                    reading.to_the_end()
                assert reading.delivered == text(log)


@pytest.mark.parametrize("count", HONEST_COUNTS)
def test_many_pages_that_are_smaller_than_those_that_were_asked_for(
    server: LogServer, tmp_path: Path, count: PageCount
) -> None:
    log = [b"line %d" % number for number in range(2345)]
    server.log = Log(Paging(0, 300, past_last=Missing.LIKE_LAST, count=count), log, visible=1500)
    with Reading(server.address, tmp_path) as reading:
        reading.reader.poll()
        server.log.complete()
        reading.to_the_end()
    assert reading.delivered == text(log)


def test_nothing_is_asked_for_twice_without_need(server: LogServer, tmp_path: Path) -> None:
    """With a server as it is assumed to be, each poll of a growing page is one request."""
    log = [b"line %d" % number for number in range(2500)]
    server.log = Log(Paging(), log, visible=10)
    with Reading(server.address, tmp_path) as reading:
        reading.poll()
        for visible, requests in [(20, 1), (20, 1), (1000, 1), (1001, 2), (2400, 2), (2401, 1)]:
            server.log.visible = visible
            before = len(server.asked)
            reading.poll()
            assert (len(reading.delivered), len(server.asked) - before) == (visible, requests)
    assert reading.delivered == text(log[:2401])


def test_after_a_lost_connection_only_what_is_missing_is_asked_for(server: LogServer, tmp_path: Path) -> None:
    log = [b"line %d" % number for number in range(40)]
    server.log = Log(Paging(size=10), log, visible=25)
    with Reading(server.address, tmp_path) as reading:
        reading.poll()
        server.log.fails_at = server.log.requests
        server.log.visible = 40
        before = len(server.asked)
        with contextlib.suppress(ServerFailed):
            reading.reader.poll()
        reading.poll()
    pages = {asked["LogPage"] for asked in server.asked[before:] if asked["IncludeLogs"] == "true"}
    assert pages == {"3", "4"}
    assert reading.delivered == text(log)


def test_lines_that_the_disk_did_not_take_come_again_and_the_others_do_not(server: LogServer, tmp_path: Path) -> None:
    log = [b"%d " % number + b"x" * 300_000 for number in range(20)]
    server.log = Log(Paging(), log)
    server.log.complete()
    folder = [tmp_path / "missing"]
    lines = LogLines(lambda: folder[0])
    with Reading(server.address, tmp_path, deliver=lines.append) as reading:
        assert reading.reader.poll().status == "Complete"
        assert reading.reader.problem and 0 < lines.total < len(log)
        folder[0] = tmp_path
        reading.to_the_end()
    assert not reading.reader.problem and list(lines.pick(range(lines.total))) == text(log)


def test_an_older_answer_loses_and_doubles_nothing(server: LogServer, tmp_path: Path) -> None:
    """Of several servers behind one address, one may lag behind."""
    log = [b"line %d" % number for number in range(7)]
    server.log = Log(Paging(), log)
    with Reading(server.address, tmp_path) as reading:
        for visible, read in [(5, 5), (3, 5), (6, 6), (0, 6), (6, 6), (7, 7)]:
            server.log.visible = visible
            reading.reader.poll()
            assert reading.delivered == text(log[:read])


def test_a_log_that_appears_after_the_end_is_read(server: LogServer, tmp_path: Path) -> None:
    server.log = Log(Paging(), [A, B, C], status="Complete", growth=iter([0, 0, 3]))
    with Reading(server.address, tmp_path) as reading:
        reading.to_the_end()
    assert reading.delivered == text([A, B, C])


@pytest.mark.parametrize(
    ("base", "zero", "count"),  # every two of the values together
    [(0, EMPTY, PageCount.RIGHT), (0, FIRST, LEFT_OUT), (1, EMPTY, LEFT_OUT), (1, FIRST, PageCount.RIGHT)],
)
def test_one_failure_at_whatever_moment_loses_and_doubles_nothing(
    server: LogServer, tmp_path: Path, base: int, zero: Missing, count: PageCount
) -> None:
    log = [b"line %d" % number for number in range(10)]
    paging = Paging(base, 3, zero=zero, past_last=Missing.LIKE_LAST, count=count)
    for number in itertools.count():
        server.log = Log(paging, log, visible=2, growth=iter([0, 0, 3, 0, 3]), fails_at=number)
        with Reading(server.address, tmp_path) as reading:
            for _ in range(3):
                with contextlib.suppress(ServerFailed):
                    reading.reader.poll()
            server.log.complete()
            for _ in range(3):  # as a watcher does
                with contextlib.suppress(ServerFailed):
                    reading.to_the_end()
        assert reading.delivered == text(log)
        if server.log.requests <= number:
            break
    assert number > 8
