"""Finds the lines that were read in a page that no longer begins with them, also where new lines come at the top."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..core.errors import RefusedByServer, ServerFailed
from ..core.models import ExecutionStatus
from .log_pages import LinesDigest, LogPage, LogPages

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
    not beyond doubt: at least one line that is not blank must occur once there and once among those already read."""
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


#: So many of the newest lines tell where the others begin.
HEAD = 200
#: New lines are turned round, in memory, where their page is not larger than this, in bytes.
_TURNED = 16 * 1024 * 1024
#: So many at once are delivered.
_BATCH = 1000


class LogTop:
    """Delivers new lines in the order in which they came, which is not that of the page.

    ``read`` are the hashes of the lines that were read, in the order of the log. ``begin`` is the number of its first
    page, None where there are no numbers; only that one is asked for. ``has_gap``: more lines came than are on it.
    ``is_doubtful``: what was delivered may not be the log.
    """

    def __init__(
        self, pages: LogPages, begin: int | None, read: Sequence[int], deliver: Callable[[Sequence[str]], None]
    ) -> None:
        self._pages = pages
        self._begin = begin
        self._read = array("q", read)
        self._deliver = deliver
        self._count = 0  # how many lines were on the page
        self.has_gap = self.is_doubtful = False

    def poll(self) -> ExecutionStatus:
        """Deliver what is new. Raises as :meth:`LogPages.page`, and what delivering raises."""
        with self._pages.page(self._begin) as page:
            there = hashes_of(page) if page.status.log_size <= _TURNED else None
            if there is None:
                self.has_gap = self.is_doubtful = True
            elif there:
                above = find_beginning(self._read[:HEAD], there)
                if above is None:
                    self.has_gap = self.is_doubtful = True
                    above = len(there)
                self.take(page, above)
                self.is_doubtful |= common_prefix(there, self._read) < len(there)  # what stands below is new as well
            return page.status

    def take(self, page: LogPage, above: int) -> None:
        """Deliver so many lines of the page, which stand above those that were read."""
        lines: list[str] = []
        self._count = 0
        for batch in page.batches():
            lines += batch[: above - len(lines)]
            self._count += len(batch)
        lines.reverse()
        for start in range(0, len(lines), _BATCH):
            batch = lines[start : start + _BATCH]
            self._deliver(batch)
            self._read = (array("q", map(hash, reversed(batch))) + self._read)[:COMPARED]

    def finish(self) -> None:
        """Deliver what is new at the end of the log, and see whether its next page has other lines than were read.
        Raises as :meth:`poll`."""
        self.poll()
        if self._begin is None or self.is_doubtful:
            return
        there = self._page(self._begin + 1)
        if self._begin == 0 and there and self._read[: len(there)] == there:
            there = self._page(2)  # page 1 is page 0 again
        self.is_doubtful = there is None or self._read[self._count :][: len(there)] != there

    def _page(self, number: int) -> array[int] | None:
        try:
            with self._pages.page(number) as page:
                return hashes_of(page)
        except (RefusedByServer, ServerFailed):
            return array("q")
