"""Log lines in memory and on disk: whatever comes, in whatever portions, is there again, and found, as it was."""

import os
import re
import stat
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.job import Cancelled, CancelToken, Progress, ignore_progress
from dmm_desktop.core.log_line import Level, read_line
from dmm_desktop.operations.log_lines import LogLines
from dmm_desktop.operations.save_log_lines import LineSelection, LinesWritten, save_log_lines
from dmm_desktop.operations.search_log import folded, line_about, places_of_matches, search_log
from little_memory import MIB, memory_below
from not_on_windows import PROC

#: Enough to send most of what is in memory to the disk.
FILLER = ["x" * 300_000] * 4


@dataclass(frozen=True)
class Portion:
    """Lines as they come, in a form that can be printed."""

    times: int
    pattern: list[str]
    length: int

    @property
    def lines(self) -> list[str]:
        return [line * self.length for line in self.pattern] * self.times


words = st.sampled_from(
    ["error", "ERROR: ", "straße", "STRASSE", "ß", "\u017f", "\u212a", "İ", "é", "E\u0301", "a", "\r", "\0", "\u2028"]
)
line = st.lists(words, max_size=5).map("".join) | st.text(st.characters(exclude_characters="\n"), max_size=30)
#: How often which lines come, and how often each is repeated in itself.
several = (
    st.tuples(st.just(1), st.lists(line, max_size=40), st.just(1))
    | st.tuples(st.integers(250, 600), st.lists(line, max_size=1), st.just(1))
    | st.tuples(st.integers(1, 4), st.just(["xy"]), st.sampled_from([150_000, 550_000]))
)
logs = st.lists(several, max_size=6).map(lambda them: [Portion(*it) for it in them])
places = st.lists(st.integers(0, 10**4), max_size=20)
wanted = words | st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=3)
LENIENT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def filled(folder: Path, *portions: Sequence[str]) -> LogLines:
    log = LogLines(lambda: folder)
    for portion in portions:
        log.append(portion)
    return log


def filled_with(folder: Path, portions: list[Portion]) -> tuple[LogLines, list[str]]:
    return filled(folder, *(portion.lines for portion in portions)), [
        line for portion in portions for line in portion.lines
    ]


@given(logs, places, st.tuples(st.integers(0, 10**4), st.integers(0, 10**4)))
@LENIENT
def test_every_line_is_there_again(
    tmp_path: Path, portions: list[Portion], places: list[int], span: tuple[int, int]
) -> None:
    log, lines = filled_with(tmp_path, portions)
    errors = [number for number, raw in enumerate(lines) if read_line(raw).level is Level.ERROR]
    assert log.counts() == (len(lines), len(errors))
    assert [log.error_at(place) for place in range(len(errors))] == errors
    assert list(log.pick(range(len(lines)))) == lines
    if lines:
        numbers = [place % len(lines) for place in places]
        assert list(log.pick(numbers)) == [lines[number] for number in numbers]
        assert all(log.recent(number) in (None, lines[number]) for number in numbers)
        assert log.recent(len(lines) - 1) == lines[-1]
    start, end = sorted(place % (len(lines) + 1) for place in span)
    pieces = list(log.pieces(start, end))
    text = b"".join(data for _, _, data in pieces).decode("utf-8", "surrogatepass")
    assert text == "".join(f"{raw}\n" for raw in lines[start:end])
    assert all(data.count(b"\n") == behind - first for first, behind, data in pieces)
    assert [first for first, _, _ in pieces] == [start, *(behind for _, behind, _ in pieces)][: len(pieces)]
    if sys.platform != "win32":  # where a temporary file has a name as long as it is open
        assert list(os.scandir(tmp_path)) == []


@given(logs, wanted, st.booleans(), st.lists(st.integers(0, 2000), max_size=3))
@LENIENT
def test_a_search_finds_what_a_simple_one_finds(
    tmp_path: Path, portions: list[Portion], wanted: str, errors_only: bool, stops: list[int]
) -> None:
    log, lines = filled_with(tmp_path, portions)
    hits = array("Q")
    for start, end in pairwise(sorted({0, *(min(stop, len(lines)) for stop in stops), len(lines)})):
        assert search_log(log, wanted, start, end, errors_only, hits, CancelToken(), ignore_progress) == end
    assert list(hits) == [
        number
        for number, raw in enumerate(lines)
        if wanted.casefold() in raw.casefold() and (not errors_only or read_line(raw).level is Level.ERROR)
    ]


@given(st.lists(st.lists(words, max_size=4).map(" ".join), max_size=60), words)
@LENIENT
def test_the_line_about_a_name_is_an_error_with_it_as_a_word_if_there_is_one(
    tmp_path: Path, lines: list[str], name: str
) -> None:
    log, word = filled(tmp_path, lines), re.compile(rf"(?<!\w){re.escape(name.casefold())}(?!\w)")
    matching = [number for number, raw in enumerate(lines) if name.casefold() in raw.casefold()]
    named = [number for number in matching if word.search(lines[number].casefold())]
    errors = [number for number in named if read_line(lines[number]).level is Level.ERROR]
    expected = next(iter([*errors[:1], *named[:1], *matching]), None)
    assert line_about(log, name, len(lines), CancelToken(), ignore_progress) == expected


def test_the_line_about_an_entity_is_not_about_one_whose_name_begins_like_it(tmp_path: Path) -> None:
    lines = ["INFO  Order: 5 records", "ERROR OrderLine: no match", "ERROR Order: too long", "ERROR Order: again"]
    log = filled(tmp_path, lines, FILLER, ["ERROR Note: no match"])

    def about(name: str, end: int = log.total) -> int | None:
        return line_about(log, name, end, CancelToken(), ignore_progress)

    assert (about("Order"), about("OrderLine"), about("Line"), about("Customer")) == (2, 1, 1, None)
    assert about("Order", 2) == 0 and about("Note") == log.total - 1 and about("Note", 5) is None


@pytest.mark.parametrize("wanted", ["\nline 77", "77\nline", "\n"])
def test_no_line_contains_a_line_feed(tmp_path: Path, wanted: str) -> None:
    """The name of an entity can contain one: the server chose it."""
    data = "".join(f"line {number}\n" for number in range(1000)).encode()
    assert list(islice(places_of_matches(folded(wanted), data, 1000), 3)) == []


def test_the_lines_so_far_are_saved(tmp_path: Path) -> None:
    lines = [f"line {number} Größe" for number in range(100_000)]
    log = filled(tmp_path, lines, ["later"])
    assert log.recent(0) is None, "they are on disk"
    read: list[Progress] = []
    saved = save_log_lines(log, LineSelection(len(lines)), tmp_path / "saved.txt", CancelToken(), read.append)
    assert saved.path.read_text("utf-8").splitlines() == lines and saved.count == len(lines)
    assert read[-1] == LinesWritten(len(lines), len(lines)) and len(read) > 2


@given(logs, wanted | st.just(""), st.booleans(), st.integers(0, 2000))
@LENIENT
def test_exactly_the_selected_lines_are_saved(
    tmp_path: Path, portions: list[Portion], wanted: str, errors_only: bool, end: int
) -> None:
    log, lines = filled_with(tmp_path, portions)
    selection = LineSelection(min(end, len(lines)), errors_only, wanted)
    saved = save_log_lines(log, selection, tmp_path / "saved.txt", CancelToken(), ignore_progress)
    expected = [
        raw
        for raw in lines[: selection.end]
        if wanted.casefold() in raw.casefold() and (not errors_only or read_line(raw).level is Level.ERROR)
    ]
    assert saved.path.read_bytes() == "".join(f"{raw}\n" for raw in expected).encode("utf-8", "surrogatepass")
    assert saved.count == len(expected)


def test_saving_many_lines_takes_little_memory_and_can_be_cancelled(tmp_path: Path) -> None:
    (spool := tmp_path / "spool").mkdir()
    log = filled(spool, *([f"ERROR line {number}" for number in range(10_000)] for _ in range(40)))
    target, cancel, selection = tmp_path / "saved.txt", CancelToken(), LineSelection(400_000, True, "LINE")
    with memory_below(8 * MIB):
        assert save_log_lines(log, selection, target, CancelToken(), ignore_progress).count == 400_000
    before = target.read_bytes()
    with pytest.raises(Cancelled):
        save_log_lines(log, selection, target, cancel, lambda progress: cancel.cancel())
    assert target.read_bytes() == before and {*tmp_path.iterdir()} == {target, spool}


@pytest.mark.skipif(sys.platform != "linux", reason=PROC)
def test_only_this_user_can_read_the_file_and_it_goes_with_the_log(tmp_path: Path) -> None:
    def handles() -> list[os.stat_result]:
        folder = Path("/proc/self/fd")
        found = [folder / name for name in os.listdir(folder)]
        return [one.stat() for one in found if one.is_symlink() and str(tmp_path) in os.readlink(one)]

    log = filled(tmp_path, FILLER, FILLER)
    [status] = handles()
    assert stat.S_IMODE(status.st_mode) & 0o077 == 0 and status.st_nlink == 0
    del log
    assert handles() == []


def test_a_disk_that_takes_nothing_loses_nothing(tmp_path: Path) -> None:
    folder = [tmp_path / "missing"]
    log = LogLines(lambda: folder[0])
    log.append(FILLER)
    for _ in range(2):
        with pytest.raises(LocalError):
            log.append(["not taken"])
    assert list(log.pick(range(log.total))) == FILLER
    folder[0] = tmp_path
    log.append(["taken"])
    assert list(log.pick(range(log.total))) == [*FILLER, "taken"]
