"""Searching a log, also while it grows; a job looks, so that the window stays fluent however long the log is."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from functools import partial

from PySide6.QtCore import QObject, Signal

from ...operations.log_lines import LogLines
from ...operations.search_log import Searched, search_log
from ...workers.runner import TaskRunner


class LogSearch(QObject):
    """Which lines contain a text, whatever its case. ``changed``: more is known; ``arrived`` (int): the line that
    :meth:`go` led to; ``failed`` (DmmError)."""

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
        self._way: tuple[int, bool] | None = None  # from where, and whether forward, somebody waits for a hit

    @property
    def wanted(self) -> str:
        """What is searched for; empty if nothing is."""
        return self._wanted

    @property
    def count(self) -> int:
        """How many lines are known to contain it."""
        return len(self._hits)

    @property
    def is_over(self) -> bool:
        """Whether all lines were searched."""
        return self._upto >= self._end

    def begin(self, wanted: str, lines: LogLines, end: int, *, errors_only: bool) -> None:
        """Search the lines before the one with the number ``end`` for another text."""
        self._runner.cancel(self._key)
        self._key = ("search log", object())
        self._lines, self._wanted, self._errors_only = lines, wanted, errors_only
        self._hits, self._upto, self._way = array("Q"), 0, None
        self.extend(end)

    def extend(self, end: int) -> None:
        """Search the lines before ``end``, some of which are new."""
        self._end = end
        if self._lines is None or not self._wanted or self._upto >= end:
            return
        hits = self._hits  # those of this search: what is told by one that was given up does not count

        def searched(upto: int) -> None:
            if hits is self._hits:
                self._upto = upto
                self._go_on()
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
        """Go to the first hit below a line, else the first of all; or the last one above it, else the last of all.
        Waits until that is known."""
        self._way = number, forward
        self._go_on()

    def place(self, number: int) -> int | None:
        """Which hit a line is, counted from 1; None if it is none."""
        place = bisect_left(self._hits, number)
        return place + 1 if place < len(self._hits) and self._hits[place] == number else None

    def _go_on(self) -> None:
        if self._way is None:
            return
        number, forward = self._way
        place = bisect_right(self._hits, number) if forward else bisect_left(self._hits, number) - 1
        is_known = place < len(self._hits) if forward else place >= 0 and number <= self._upto
        if not is_known and not self.is_over:
            return
        self._way = None
        if self._hits:
            place = place if is_known else (0 if forward else -1)
            self.arrived.emit(self._hits[place])
