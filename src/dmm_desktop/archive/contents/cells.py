"""Splits a row into its cells one by one: exact, but slow."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .values import TEXT, TEXT_REST

#: The possible separators, the most frequent first.
SEPARATORS = (b";", b",", b"\t", b"|")
#: What ends a row, as a pattern.
LINE_END = rb"(?>\r\n|\n|\r)"
QUOTED = rb'"[^"]*+(?>(?>""[^"]*+)++)?"'
#: Lines that are not rows; 0x1A is the end-of-file mark of old DOS programs.
BLANK_LINE = rb"[ \t\x00\x1a]*+"


def raw(separator: bytes) -> bytes:
    """The pattern of a value without enclosing quotes."""
    return b"[^" + re.escape(separator) + rb"\r\n]*+"


@dataclass(frozen=True, slots=True)
class Row:
    """The positions of a row's cells, and the row's end with and without its line end."""

    cells: tuple[tuple[int, int], ...]
    end: int
    next_row: int


class CellFinder:
    """Finds the cells of rows whose values are separated by ``separator``, b"" if there is only one column."""

    def __init__(self, separator: bytes) -> None:
        stop = re.escape(separator) + b"|" if separator else b""
        after = b"(?=" + stop + rb"[\r\n]|\Z)"
        cell = b"((?>" + TEXT + after + b"|" + QUOTED + after + b"|" + raw(separator) + b"))"
        end = b"(?:" + stop + b"(" + LINE_END + rb")|(\Z))"
        # A text or quoted value whose end is not in the data, or uncertain because the quote may be doubled.
        unended = b"(?>N'" + TEXT_REST + rb"'?+|\"[^\"]*+(?>(?>\"\"[^\"]*+)++)?\"?+)\Z"
        self._cells = re.compile(cell + end)
        self._growing = re.compile(b"(?!" + unended + b")" + cell + end)

    def row(self, data: bytes, at: int, *, can_grow: bool) -> Row | None:
        """The row that begins at this position. None if the data is too short to tell where the row ends, and can grow.

        A text or quoted value that is not closed before a separator or line end is treated as a value without quotes.
        """
        find = (self._growing if can_grow else self._cells).match
        cells: list[tuple[int, int]] = []
        while (found := find(data, at)) is not None:
            cells.append(found.span(1))
            at = found.end()
            if found.lastindex != 1:
                is_uncertain = at == len(data) and (found.lastindex == 3 or data.endswith(b"\r"))  # or b"\r\n"
                return None if can_grow and is_uncertain else Row(tuple(cells), cells[-1][1], at)
        return None
