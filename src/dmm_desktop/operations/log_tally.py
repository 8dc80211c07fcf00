"""Counts the lines of a log, and those that look like errors, during delivery."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence

from ..core.log_counts import LogCounts
from ..core.log_line import error_lines
from .log_reader import Deliver, LogReader


class LogTally:
    """Passes lines on to ``deliver`` and counts them; takes 8 bytes of memory for each error line."""

    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver
        self._lines = 0
        self._errors = array("Q")  # the numbers of the error lines

    def __call__(self, lines: Sequence[str]) -> None:
        self._deliver(lines)
        self._errors.extend(self._lines + place for place in error_lines(lines))
        self._lines += len(lines)

    def counts(self, reader: LogReader, *, is_whole: bool) -> LogCounts | None:
        """The counts for the log delivered by the reader; None if there were no lines. Lines from before a restart of
        the log do not count. ``is_whole``: the log was read to its end after the execution had ended."""
        lines = self._lines - reader.began_at
        if not lines:
            return None
        errors = len(self._errors) - bisect_left(self._errors, reader.began_at)
        is_whole = is_whole and reader.notices.is_whole
        return LogCounts(lines, errors, is_whole=is_whole, is_exact=reader.notices.is_exact)
