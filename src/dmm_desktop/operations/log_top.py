"""Reads a log that has its new lines at the top: what stands above the lines that were read."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from ..core.errors import RefusedByServer, ServerFailed
from ..core.models import ExecutionStatus
from .log_overlap import COMPARED, common_prefix, find_beginning, hashes_of
from .log_pages import LogPage, LogPages

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
