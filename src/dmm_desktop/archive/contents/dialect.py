"""Separator, line end and columns of a data file, recognized from its beginning; never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .cells import BLANK_LINE, LINE_END, SEPARATORS, CellFinder, Row
from .values import Form, form_of, unquoted

#: How many bytes of the beginning, and how many rows, are examined at most.
SAMPLE = 64 * 1024
_ROWS = 400

_BLANK = re.compile(BLANK_LINE + b"(?:" + LINE_END + rb"|\Z)")
_EMPTY_LINES = re.compile(rb"[\r\n]++")


@dataclass(frozen=True, slots=True)
class Beginning:
    """The beginning of a data file. ``names`` are those of the columns, none if the first line is data.

    ``separator`` is None if it is unclear, b"" for a single column; ``width`` is the number of columns, the largest
    possible one if the separator is unclear. ``first_row`` is the position where the rows begin. ``line`` is the number
    of the first non-blank physical line, ``first_line`` its text. ``sample`` holds the cells of the first rows of the
    right width. ``line_end`` is b"" if it varies, or there is only one line.
    """

    separator: bytes | None
    names: tuple[bytes, ...]
    width: int
    first_row: int
    line: int
    first_line: bytes
    sample: tuple[tuple[bytes, ...], ...]
    line_end: bytes


#: A beginning that was not examined.
NOT_EXAMINED = Beginning(None, (), 0, 0, 1, b"", (), b"")


def beginning(data: bytes, *, is_whole: bool) -> Beginning | None:
    """Interpret the beginning of a file; None if it has only blank lines."""
    start, line = 0, 1
    while (blank := _BLANK.match(data, start)) and start < len(data):
        start, line = blank.end(), line + 1
    if start == len(data):
        return None
    rows = {separator: _rows(data, start, separator, is_whole) for separator in SEPARATORS}
    separator = _separator(rows)
    lines = rows[separator] if separator else _rows(data, start, b"", is_whole)
    if separator is None or not lines:  # no whole line: the first one is longer than the sample
        width = max((len(found[0].cells) for found in rows.values() if found), default=0)
        return Beginning(None, (), width, start, line, b"", (), b"")
    first, *others = lines
    cells = _cells(data, first)
    names = () if any(map(_is_value, cells)) else tuple(unquoted(cell).strip() for cell in cells)
    sample = tuple(_cells(data, row) for row in (others if names else lines) if len(row.cells) == len(cells))
    ends = {data[row.end : row.next_row] for row in lines} - {b""}
    return Beginning(
        separator,
        names,
        len(cells),
        first.next_row if names else start,
        line,
        data[start : first.end],
        sample,
        ends.pop() if len(ends) == 1 else b"",
    )


def _rows(data: bytes, at: int, separator: bytes, is_whole: bool) -> list[Row]:
    finder = CellFinder(separator)
    rows: list[Row] = []
    while at < len(data) and len(rows) < _ROWS:
        if empty := _EMPTY_LINES.match(data, at):
            at = empty.end()
            continue
        row = finder.row(data, at, can_grow=not is_whole)
        if row is None:
            break
        if not _BLANK.fullmatch(data, at, row.next_row) or len(row.cells) > 1:
            rows.append(row)
        at = row.next_row
    return rows


def _separator(rows: dict[bytes, list[Row]]) -> bytes | None:
    """The separator that header and rows agree on; b"" if there is none; None if that is unclear."""
    widths = {separator: [len(row.cells) for row in found] for separator, found in rows.items()}
    in_header = [separator for separator, found in widths.items() if found and found[0] > 1]
    if not in_header:
        is_single = all(found and found.count(1) * 2 > len(found) for found in widths.values())
        return b"" if is_single else None
    agreeing = {separator: widths[separator].count(widths[separator][0]) - 1 for separator in in_header}
    if len(in_header) == 1:
        [separator] = in_header
        others = [width for width in widths[separator][1:] if width > 1]
        return separator if agreeing[separator] or len(others) == len(widths[separator]) - 1 else None
    whole = [separator for separator in in_header if 0 < agreeing[separator] == len(widths[separator]) - 1]
    return whole[0] if len(whole) == 1 else None


def _cells(data: bytes, row: Row) -> tuple[bytes, ...]:
    return tuple(data[start:end] for start, end in row.cells)


def _is_value(cell: bytes) -> bool:
    """Whether the cell is certainly a value and not the name of a column."""
    return form_of(cell) in (Form.TEXT, Form.DATE, Form.INTEGER, Form.NUMBER)
