"""Searches the lines of a log, ignoring case."""

from __future__ import annotations

import re
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
    looked_for = folded(wanted)
    for first, behind, data in log.pieces(start, end):
        cancel.check()
        found = [first + place for place in places_of_matches(looked_for, data, behind - first)]
        hits.extend([number for number in found if log.is_error(number)] if errors_only else found)
        report(Searched(behind))
    return end


def places_of_matches(wanted: bytes, data: bytes, count: int) -> Iterator[int]:
    """The positions of the matching lines among the ``count`` lines in ``data``; ``wanted`` is the text as
    :func:`folded` returns it.

    ASCII, which is nearly all of any log, is folded with :meth:`bytes.lower`, which is a hundred times faster.
    """
    if b"\n" in wanted:
        return  # a line contains no line feed
    lowered = data.lower()
    if not data.isascii():
        for place, line in enumerate(lowered.split(b"\n")):
            if wanted in (line if line.isascii() else folded(line.decode("utf-8", "surrogatepass"))):
                yield place
    elif lowered.count(wanted) * _SPARSE > count:
        yield from (place for place, line in enumerate(lowered.split(b"\n")) if wanted in line)
    else:
        place, begin = 0, 0
        while (found := lowered.find(wanted, begin)) >= 0:
            place += lowered.count(b"\n", begin, found)
            yield place
            begin = lowered.index(b"\n", found)


def folded(words: str) -> bytes:
    """A text in the form in which it is compared."""
    return words.casefold().encode("utf-8", "surrogatepass")


def line_about(log: LogLines, name: str, end: int, cancel: CancelToken, report: OnProgress) -> int | None:
    """The line before ``end`` where reading about this name should begin: the first that looks like an error and has
    the name as a separate word, otherwise the first with it as a separate word, otherwise the first that contains it.
    None if no line does. Raises LocalError."""
    wanted, word = folded(name), re.compile(rf"(?<!\w){re.escape(name.casefold())}(?!\w)")
    first_word = first_match = None
    for first, behind, data in log.pieces(0, end):
        cancel.check()
        places = tuple(places_of_matches(wanted, data, behind - first))
        lines = data.split(b"\n") if places else []
        for place in places:
            number = first + place
            is_error = log.is_error(number)
            if first_word is not None and not is_error:
                continue
            if word.search(lines[place].decode("utf-8", "surrogatepass").casefold()):
                if is_error:
                    return number
                first_word = number
            first_match = number if first_match is None else first_match
    return first_match if first_word is None else first_word
