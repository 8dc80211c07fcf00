"""Finds the lines that were read in a page that does not begin with them any more."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .log_pages import LinesDigest, LogPage

#: Pages with more lines are not compared line by line.
COMPARED = 100_000
_BLANK = hash("")


class ReadLines:
    """The lines of a page that were read, as far as they are needed to find them again: 8 bytes for each of COMPARED
    lines at most. ``count`` is how many, ``hashes`` None where they are more, ``first`` the first one."""

    def __init__(self) -> None:
        self.count = 0
        self.first: str | None = None
        self.hashes: array[int] | None = array("q")
        self._digest = LinesDigest()

    @property
    def digest(self) -> bytes:
        return self._digest.value

    def add(self, lines: Sequence[str]) -> None:
        if self.count == 0 and lines:
            self.first = lines[0]
        self.count += len(lines)
        self._digest.add(lines)
        if self.count > COMPARED:
            self.hashes = None
        if self.hashes is not None:
            self.hashes.extend(map(hash, lines))

    def goes_beyond(self, hashes: Sequence[int] | None) -> bool:
        """Whether the page, which is shorter, is what was read without its last lines: an older answer. Taken for one
        where there are too many lines to compare."""
        if self.hashes is None or hashes is None:
            return True
        return self.hashes[: len(hashes)] == array("q", hashes)


def hashes_of(page: LogPage) -> array[int] | None:
    """One for each line of the page; None if there are too many to compare."""
    hashes = array("q")
    for batch in page.batches():
        hashes.extend(map(hash, batch))
        if len(hashes) > COMPARED:
            return None
    return hashes


@dataclass(frozen=True, slots=True)
class Overlap:
    """Where a page has lines that were read: the first ``prefix``, and those from ``start`` to before ``end``, which
    are the last that were read. ``replaced``: so many between the two are not on the page any more."""

    prefix: int
    start: int
    end: int
    replaced: int


def find_overlap(read: Sequence[int], page: Sequence[int]) -> Overlap | None:
    """Where the lines that were read stand on the page, both given as hashes; None if the last ones are not there, or
    not beyond doubt: one line at least that is not blank has to stand there once, and to have been read once."""
    length, end = _longest_end_of(read, page)
    matched = page[end - length : end]
    if not _is_sure(matched, read, page):
        return None
    prefix = min(common_prefix(read, page), end - length, len(read) - length)
    return Overlap(prefix, end - length, end, len(read) - length - prefix)


def common_prefix(read: Sequence[int], page: Sequence[int]) -> int:
    """How many lines both begin with."""
    for place, (one, other) in enumerate(zip(read, page, strict=False)):
        if one != other:
            return place
    return min(len(read), len(page))


def find_beginning(head: Sequence[int], page: Sequence[int]) -> int | None:
    """At which place of the page the lines ``head`` begin, of which its end may cut some off; None if they are not
    there beyond doubt."""
    length, end = _longest_end_of(head[::-1], page[::-1])
    start = len(page) - end
    if length < min(len(head), len(page) - start) or not _is_sure(head[:length], head, page):
        return None
    return start


def _is_sure(matched: Iterable[int], read: Sequence[int], page: Sequence[int]) -> bool:
    often_read, often_there = Counter(read), Counter(page)
    return any(line != _BLANK and often_read[line] == often_there[line] == 1 for line in matched)


def _longest_end_of(read: Sequence[int], page: Sequence[int]) -> tuple[int, int]:
    """The length of the longest end of ``read`` that the page contains, and the place behind it; in linear time."""
    text: list[int | None] = [*reversed(read), None, *reversed(page)]
    shared = [0] * len(text)  # how many from each place on are as those from the beginning on
    left = right = 0
    for place in range(1, len(text)):
        if place < right:
            shared[place] = min(right - place, shared[place - left])
        while place + shared[place] < len(text) and text[shared[place]] == text[place + shared[place]]:
            shared[place] += 1
        if place + shared[place] > right:
            left, right = place, place + shared[place]
    there = shared[len(read) + 1 :]
    if not there:
        return 0, 0
    length = max(there)
    return length, len(page) - there.index(length)
