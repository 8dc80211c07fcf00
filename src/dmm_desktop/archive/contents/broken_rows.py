"""Examines rows that the pattern does not match, or matches with a stray quote: what is wrong, and where the next row
begins.

An unclosed text swallows what follows, up to a quote in another row. Therefore the next row does not begin where the
cells seem to end, but at the first physical line that is a row of usual values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from .cells import LINE_END, CellFinder, Row
from .facts import Fault
from .window import Window

_LINE_END = re.compile(LINE_END)


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """``fault`` is None if the row's shape is correct; its cells must then be judged. ``cell`` is the number of the
    faulty cell, None if the whole row is faulty. ``cells`` are not known one by one if there are no quotes in the row;
    ``fields`` is their number."""

    cells: tuple[tuple[int, int], ...]
    next_row: int
    fields: int
    fault: Fault | None = None
    cell: int | None = None


class BrokenRows:
    """Examines the broken rows of a file. ``usual`` is the pattern of rows that have only usual values."""

    def __init__(self, width: int, finder: CellFinder, usual: re.Pattern[bytes]) -> None:
        self._width = width
        self._finder = finder
        self._usual = usual
        # Offsets between which no line is a usual row, and whether there is one at the second.
        self._searched_from, self._searched_to, self._is_found = -1, -1, False

    @cached_property
    def _unusual(self) -> re.Pattern[bytes]:
        """Lines that are not usual rows."""
        return re.compile(b"(?>(?!" + self._usual.pattern + rb")[^\r\n]*+" + LINE_END + b")*+")

    def look(self, window: Window, at: int, *, can_grow: bool, can_wait: bool) -> BrokenRow | None:
        """The row that begins at this position in the window. None if more data is needed first: its end is not in the
        window, which can grow, or is not found, and a usual row may still follow (``can_wait``)."""
        data = window.data
        row = self._finder.row(data, at, can_grow=can_grow)
        if row is None:
            return None
        swallowed = self._swallowed(window, at, row)
        if swallowed is not None:
            return swallowed
        open_cell = self._open_cell(data, row)
        fields = len(row.cells)
        if open_cell is None:
            return BrokenRow(row.cells, row.next_row, fields, None if fields == self._width else Fault.FIELD_COUNT)
        next_row = row.next_row
        if fields != self._width or not self._ends(data[slice(*row.cells[open_cell])], open_cell, window, next_row):
            found = self._next_usual(window, next_row)
            if found is None and can_wait:
                return None
            next_row = found if found is not None else len(data) if window.is_last else next_row
        return BrokenRow(row.cells, next_row, fields, Fault.NOT_CLOSED, open_cell)

    def _swallowed(self, window: Window, at: int, row: Row) -> BrokenRow | None:
        """The row with an unclosed cell, if there is a usual row within a cell."""
        if not _LINE_END.search(window.data, at, row.end):
            return None
        for number, (start, end) in enumerate(row.cells):
            line_end = _LINE_END.search(window.data, start, end)
            line = self._next_usual(window, line_end.end()) if line_end else None
            if line is not None and line < end:
                return BrokenRow(row.cells, line, len(row.cells), Fault.NOT_CLOSED, number)
        return None

    def _open_cell(self, data: bytes, row: Row) -> int | None:
        for number, (start, end) in enumerate(row.cells):
            if data.startswith((b"N'", b'"'), start) and _is_open(data[start:end]):
                return number
        return None

    def _ends(self, cell: bytes, number: int, window: Window, next_row: int) -> bool:
        """Whether a cell with a stray quote ends within its line, so that the next line is the next row: a usual one,
        or one with the same fault."""
        data = window.data
        if cell.rstrip(b'"').endswith(b"'") or self._is_usual(data, next_row):
            return True
        if next_row == len(data):
            return window.is_last
        row = self._finder.row(data, next_row, can_grow=False)
        return row is not None and len(row.cells) == self._width and _is_open(data[slice(*row.cells[number])])

    def _next_usual(self, window: Window, at: int) -> int | None:
        """The first line from this position that is a usual row; None if there is none in the window."""
        here = window.offset - window.at  # of the window's first byte
        first = here + at
        if self._searched_from <= first <= self._searched_to <= here + len(window.data):
            first, at = self._searched_from, self._searched_to - here
        if not self._is_found or first != self._searched_from:
            lines = self._unusual.match(window.data, at)
            assert lines is not None  # it may be empty
            at = lines.end()
            self._searched_from, self._searched_to = first, here + at
            self._is_found = self._is_usual(window.data, at)
        return at if self._is_found else None

    def _is_usual(self, data: bytes, at: int) -> bool:
        return self._usual.match(data, at) is not None


def _is_open(cell: bytes) -> bool:
    """Whether the cell has an extra quote: it begins like an enclosed value, but continues after it."""
    if cell.startswith(b'"'):
        return len(cell) < 2 or not cell.endswith(b'"') or cell[1:-1].count(b'"') % 2 == 1
    return cell.startswith(b"N'") and (len(cell) < 3 or not cell.endswith(b"'") or cell[2:-1].count(b"'") % 2 == 1)
