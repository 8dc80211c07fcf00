"""Finds the lines already read in a page that no longer begins with them, including logs that add new lines at the
top."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..core.errors import RefusedByServer, ServerFailed
from ..core.models import ExecutionStatus
from .log_pages import LinesDigest, LogPage, LogPages

#: The most lines of pages that are compared line by line.
COMPARED = 100_000
_BLANK = hash("")


class ReadLines:
    """The lines read from a page, as far as needed to find them again: 8 bytes for each of up to COMPARED lines.
    ``count`` is the number of lines, ``hashes`` None if there are more than COMPARED, ``first`` the first line."""

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
        """Whether the page is a shorter, earlier version of what was read: equal to it except for missing lines at the
        end. Assumed if there are too many lines to compare."""
        if self.hashes is None or hashes is None:
            return True
        return self.hashes[: len(hashes)] == array("q", hashes)


def hashes_of(page: LogPage) -> array[int] | None:
    """The hashes of the page's lines; None if there are too many to compare."""
    hashes = array("q")
    for batch in page.batches():
        hashes.extend(map(hash, batch))
        if len(hashes) > COMPARED:
            return None
    return hashes


@dataclass(frozen=True, slots=True)
class Overlap:
    """The lines of a page that had been read: the first ``prefix`` lines, and those from ``start`` up to but not
    including ``end``, which are the last ones read. ``replaced`` is the number of lines between the two that are no
    longer on the page."""

    prefix: int
    start: int
    end: int
    replaced: int


def find_overlap(read: Sequence[int], page: Sequence[int]) -> Overlap | None:
    """Find the lines already read on the page, both given as hashes. None if the last ones are not there, or not with
    certainty: at least one non-blank line must occur exactly once on the page and once among those read."""
    length, end = _longest_end_of(read, page)
    matched = page[end - length : end]
    if not _is_sure(matched, read, page):
        return None
    prefix = min(common_prefix(read, page), end - length, len(read) - length)
    return Overlap(prefix, end - length, end, len(read) - length - prefix)


def common_prefix(read: Sequence[int], page: Sequence[int]) -> int:
    """The number of lines that are the same at the beginning of both."""
    for place, (one, other) in enumerate(zip(read, page, strict=False)):
        if one != other:
            return place
    return min(len(read), len(page))


def find_beginning(head: Sequence[int], page: Sequence[int]) -> int | None:
    """The place on the page where the lines ``head`` begin; None if it is not certain that they are there. The end of
    the page may cut them off."""
    length, end = _longest_end_of(head[::-1], page[::-1])
    start = len(page) - end
    if length < min(len(head), len(page) - start) or not _is_sure(head[:length], head, page):
        return None
    return start


def _is_sure(matched: Iterable[int], read: Sequence[int], page: Sequence[int]) -> bool:
    often_read, often_there = Counter(read), Counter(page)
    return any(line != _BLANK and often_read[line] == often_there[line] == 1 for line in matched)


def _longest_end_of(read: Sequence[int], page: Sequence[int]) -> tuple[int, int]:
    """The length of the longest end of ``read`` that the page contains, and the place after it; in linear time."""
    text: list[int | None] = [*reversed(read), None, *reversed(page)]
    shared = [0] * len(text)  # how many items from each place on equal those from the beginning
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


#: How many of the newest lines identify the beginning of those already read.
HEAD = 200
#: Largest page whose new lines are put in reverse order, in memory, in bytes.
_TURNED = 16 * 1024 * 1024
#: How many lines are delivered at once.
_BATCH = 1000


class LogTop:
    """Delivers new lines in chronological order, which is not the order of the page.

    ``read`` holds the hashes of the lines already read, in the order of the log. ``begin`` is the number of its first
    page, None without page numbers; only this page is requested. ``has_gap``: more new lines arrived than the page
    shows. ``is_doubtful``: the delivered lines may differ from the log.
    """

    def __init__(
        self, pages: LogPages, begin: int | None, read: Sequence[int], deliver: Callable[[Sequence[str]], None]
    ) -> None:
        self._pages = pages
        self._begin = begin
        self._read = array("q", read)
        self._deliver = deliver
        self._count = 0  # the number of lines on the page
        self.has_gap = self.is_doubtful = False

    def poll(self) -> ExecutionStatus:
        """Deliver new lines. Raises the errors of :meth:`LogPages.page` and of the delivery."""
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
                self.is_doubtful |= common_prefix(there, self._read) < len(there)  # the lines below are also new
            return page.status

    def take(self, page: LogPage, above: int) -> None:
        """Deliver ``above`` lines of the page, which are above those already read."""
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
        """Deliver the last new lines, and check whether the next page differs from what was read. Raises the errors of
        :meth:`poll`."""
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
