"""Searches a log in the background, even while it grows, so that the window stays responsive."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from functools import partial

from PySide6.QtCore import QObject, Signal

from ...operations.log_lines import LogLines
from ...operations.search_log import Searched, search_log
from ...workers.runner import TaskRunner


class LogSearch(QObject):
    """The lines that contain a text, ignoring case. ``changed``: there are new results; ``arrived`` (int): the line
    found by :meth:`go`; ``failed`` (DmmError)."""

    changed = Signal()
    arrived = Signal(object)
    failed = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._key: object = None
        self._lines: LogLines | None = None
        self._wanted = ""
        self._errors_only = False
        self._hits = array("Q")
        self._upto = self._end = 0
        self._pending: tuple[int, bool] | None = None  # a pending go(): start line, and whether forward

    @property
    def wanted(self) -> str:
        """The search text; empty if there is none."""
        return self._wanted

    @property
    def count(self) -> int:
        """The number of matching lines found so far."""
        return len(self._hits)

    @property
    def is_over(self) -> bool:
        """Whether all lines have been searched."""
        return self._upto >= self._end

    def begin(self, wanted: str, lines: LogLines, end: int, *, errors_only: bool) -> None:
        """Start a search for a text in the lines before number ``end``."""
        self._runner.cancel(self._key)
        self._key = ("search log", object())
        self._lines, self._wanted, self._errors_only = lines, wanted, errors_only
        self._hits, self._upto, self._pending = array("Q"), 0, None
        self.extend(end)

    def extend(self, end: int) -> None:
        """Extend the search to the lines before ``end``."""
        self._end = end
        if self._lines is None or not self._wanted or self._upto >= end:
            return
        hits = self._hits  # of this search; results of a cancelled one are ignored

        def searched(upto: int) -> None:
            if hits is self._hits:
                self._upto = upto
                self._try_to_arrive()
                self.changed.emit()

        def ended(upto: int) -> None:
            searched(upto)
            if hits is self._hits:
                self.extend(self._end)

        def progressed(progress: Searched) -> None:
            searched(progress.upto)

        job = partial(search_log, self._lines, self._wanted, self._upto, end, self._errors_only, hits)
        self._runner.start(
            self._key, job, owner=self, on_progress=progressed, on_success=ended, on_failure=self.failed.emit
        )

    def go(self, number: int, *, forward: bool) -> None:
        """Go to the next match after a line, wrapping to the first; or to the previous one, wrapping to the last. Waits
        until that line is known."""
        self._pending = number, forward
        self._try_to_arrive()

    def place(self, number: int) -> int | None:
        """The position of a line among the matches, counted from 1; None if it does not match."""
        place = bisect_left(self._hits, number)
        return place + 1 if place < len(self._hits) and self._hits[place] == number else None

    def _try_to_arrive(self) -> None:
        if self._pending is None:
            return
        number, forward = self._pending
        place = bisect_right(self._hits, number) if forward else bisect_left(self._hits, number) - 1
        is_known = place < len(self._hits) if forward else place >= 0 and number <= self._upto
        if not is_known and not self.is_over:
            return
        self._pending = None
        if self._hits:
            place = place if is_known else (0 if forward else -1)
            self.arrived.emit(self._hits[place])
