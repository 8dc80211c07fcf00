"""Search the lines of a log, whatever the case of the letters."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from ..core.job import CancelToken, OnProgress, Progress
from .log_lines import LogLines

#: Where less than one line in so many has a hit, going from hit to hit is faster than from line to line.
_SPARSE = 16


@dataclass(frozen=True, slots=True)
class Searched(Progress):
    """The lines before the one with this number were searched."""

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
    """Add the numbers of the lines from ``start`` to before ``end`` that contain a text to ``hits``, which others may
    read meanwhile; returns ``end``. Raises LocalError."""
    folded = _fold(wanted)
    for first, behind, data in log.pieces(start, end):
        cancel.check()
        found = [first + place for place in _lines_with(folded, data, behind - first)]
        hits.extend([number for number in found if log.is_error(number)] if errors_only else found)
        report(Searched(behind))
    return end


def _lines_with(folded: bytes, data: bytes, count: int) -> Iterator[int]:
    """The places of the lines in ``data``, of which there are ``count``, that contain a text whose case is folded.

    For ASCII, nearly all of every log, folding is :meth:`bytes.lower`, which is a hundred times faster.
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
