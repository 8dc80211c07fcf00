"""Saves lines of a log as a text file: all of them, or those that a filter or a search leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..archive.part_file import PartFile
from ..core.job import CancelToken, OnProgress, Progress
from .log_lines import LogLines
from .search_log import folded, places_of_matches


@dataclass(frozen=True, slots=True)
class LineSelection:
    """The lines before number ``end``; with ``errors_only`` and ``wanted`` only those that look like errors and contain
    the text, ignoring case."""

    end: int
    errors_only: bool = False
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class LinesWritten(Progress):
    """Progress: the selected lines before number ``done`` have been written."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class SavedLines:
    """A saved file and the number of lines in it."""

    path: Path
    count: int


def save_log_lines(
    log: LogLines, selection: LineSelection, target: Path, cancel: CancelToken, report: OnProgress
) -> SavedLines:
    """Write the selected lines in UTF-8, as received, replacing an existing file. Reports LinesWritten. Raises
    LocalError, in which case the old file remains, and Cancelled."""
    count = 0
    with PartFile(target) as part:
        for behind, lines, data in _selected(log, selection):
            cancel.check()
            part.write(data)
            count += lines
            report(LinesWritten(behind, selection.end))
        return SavedLines(part.commit(cancel), count)


def _selected(log: LogLines, selection: LineSelection) -> Iterator[tuple[int, int, bytes]]:
    """For each piece of the log: the number of the line after it, the number of selected lines, and their text."""
    wanted = folded(selection.wanted)
    for first, behind, data in log.pieces(0, selection.end):
        count = behind - first
        if not wanted and not selection.errors_only:
            yield behind, count, data
            continue
        places: Iterable[int] = places_of_matches(wanted, data, count) if wanted else range(count)
        if selection.errors_only:
            places = (place for place in places if log.is_error(first + place))
        lines = data.split(b"\n")
        picked = [lines[place] + b"\n" for place in places]
        yield behind, len(picked), b"".join(picked)
