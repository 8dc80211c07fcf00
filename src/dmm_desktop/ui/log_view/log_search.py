"""Searching the rows of a log, also while more of them arrive."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from .log_line import LogLine


class LogSearch:
    """Which lines contain a text, whatever its case. Rows are counted from the first line that was ever shown, so that
    lines which are dropped at the top move nothing."""

    def __init__(self) -> None:
        self._wanted = ""
        self._hits: list[int] = []
        self._dropped = 0

    @property
    def wanted(self) -> str:
        """What is searched for; empty if nothing is."""
        return self._wanted

    @property
    def count(self) -> int:
        """How many lines contain it."""
        return len(self._hits)

    def begin(self, wanted: str, lines: Sequence[LogLine]) -> None:
        """Search all rows for another text."""
        self._wanted = wanted.casefold()
        self._hits, self._dropped = [], 0
        self.extend(lines, 0)

    def extend(self, lines: Sequence[LogLine], first: int) -> None:
        """Search the rows from ``first`` on, which are new."""
        if self._wanted:
            self._hits += [
                self._dropped + row for row in range(first, len(lines)) if self._wanted in lines[row].raw.casefold()
            ]

    def drop(self, count: int) -> None:
        """So many rows at the top are gone."""
        self._dropped += count
        del self._hits[: bisect_left(self._hits, self._dropped)]

    def next_after(self, row: int) -> int | None:
        """The first hit below a row, else the first of all; None if there is none."""
        return self._at(bisect_right(self._hits, row + self._dropped), 0)

    def last_before(self, row: int) -> int | None:
        """The last hit above a row, else the last of all."""
        return self._at(bisect_left(self._hits, row + self._dropped) - 1, -1)

    def place(self, row: int) -> int | None:
        """Which hit a row is, counted from 1; None if it is none."""
        place = bisect_left(self._hits, row + self._dropped)
        return place + 1 if place < len(self._hits) and self._hits[place] == row + self._dropped else None

    def _at(self, place: int, otherwise: int) -> int | None:
        if not self._hits:
            return None
        return self._hits[place if 0 <= place < len(self._hits) else otherwise] - self._dropped
