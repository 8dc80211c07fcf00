"""Searches the lines of a log, ignoring case."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from ..core.job import CancelToken, OnProgress, Progress
from .log_lines import LogLines

#: If fewer than one line in this many matches, jumping from match to match is faster than testing every line.
_SPARSE = 16


@dataclass(frozen=True, slots=True)
class Searched(Progress):
    """Progress: the lines before this number have been searched."""

    upto: int


def search_log(
    log: LogLines,
    wanted: str,
    start: int,
    end: int,
    errors_only: bool,
    hits: array[int],
    cancel: CancelToken,
    report: OnProgress,
) -> int:
    """Search the lines from ``start`` up to but not including ``end``, and add the numbers of those that contain the
    text to ``hits``, which other threads may read meanwhile. Returns ``end``. Raises LocalError."""
    folded = _fold(wanted)
    for first, behind, data in log.pieces(start, end):
        cancel.check()
        found = [first + place for place in _lines_with(folded, data, behind - first)]
        hits.extend([number for number in found if log.is_error(number)] if errors_only else found)
        report(Searched(behind))
    return end


def _lines_with(folded: bytes, data: bytes, count: int) -> Iterator[int]:
    """The positions of the matching lines among the ``count`` lines in ``data``; ``folded`` is the search text,
    case-folded.

    ASCII, which is nearly all of any log, is folded with :meth:`bytes.lower`, which is a hundred times faster.
    """
    lowered = data.lower()
    if not data.isascii():
        for place, line in enumerate(lowered.split(b"\n")):
            if folded in (line if line.isascii() else _fold(line.decode("utf-8", "surrogatepass"))):
                yield place
    elif lowered.count(folded) * _SPARSE > count:
        yield from (place for place, line in enumerate(lowered.split(b"\n")) if folded in line)
    else:
        place, begin = 0, 0
        while (found := lowered.find(folded, begin)) >= 0:
            place += lowered.count(b"\n", begin, found)
            yield place
            begin = lowered.index(b"\n", found)


def _fold(text: str) -> bytes:
    return text.casefold().encode("utf-8", "surrogatepass")
