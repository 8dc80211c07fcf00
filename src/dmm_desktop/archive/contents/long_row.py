"""Rows that are too large for memory: only the beginning of each value is kept."""

from __future__ import annotations

import re

from .cells import QUOTED, raw
from .values import TEXT, TEXT_REST
from .window import Window

_TEXT_REST = re.compile(TEXT_REST)
_QUOTED_REST = re.compile(rb'[^"]*+(?>(?>""[^"]*+)++)?')
#: How much of a value is kept, in bytes.
KEPT = 256


class NotClosed(Exception):
    """A value that begins with a quote is not closed. ``cell`` is its number in the row."""

    def __init__(self, cell: int) -> None:
        super().__init__(cell)
        self.cell = cell


def read_long_row(window: Window, separator: bytes, width: int) -> tuple[tuple[bytes, ...], int]:
    """Consume one row. Returns its values, shortened, and how many there are; of values beyond ``width``, the number of
    columns, none is kept. Raises NotClosed, with a part of the row consumed."""
    values: list[bytes] = []
    fields = 0
    stop = re.compile(b"[" + re.escape(separator) + rb"\r\n]")
    ended = b"(?>" + TEXT + b"|" + QUOTED + b"|(?!N'|\")" + raw(separator) + b")" + re.escape(separator)
    one, several = re.compile(ended + b"()"), re.compile(b"(?>" + ended + b")++")
    while True:
        if separator and fields >= width and (found := several.match(window.data, window.at)):
            fields += len(one.findall(found[0]))
            window.use(found.end())
        value = _value(window, stop, fields)
        fields += 1
        if fields <= width:
            values.append(value)
        end = _peek(window, 2)
        if separator and end.startswith(separator):
            window.use(window.at + 1)
            continue
        window.use(window.at + (2 if end == b"\r\n" else len(end[:1])))
        return tuple(values), fields


def _value(window: Window, stop: re.Pattern[bytes], cell: int) -> bytes:
    start = _peek(window, 2)
    if start == b"N'":
        return _enclosed(window, start, b"'", _TEXT_REST, stop, cell)
    if start.startswith(b'"'):
        return _enclosed(window, b'"', b'"', _QUOTED_REST, stop, cell)
    kept = b""
    while True:
        found = stop.search(window.data, window.at)
        end = found.start() if found else len(window.data)
        kept = _kept(kept, window.data[window.at : min(end, window.at + KEPT)])
        window.use(end)
        if found or not window.more():
            return kept


def _enclosed(
    window: Window, opening: bytes, quote: bytes, rest: re.Pattern[bytes], stop: re.Pattern[bytes], cell: int
) -> bytes:
    """A value in quotes; the shortened value keeps them and contains no others."""
    kept, last = b"", b""
    window.use(window.at + len(opening))
    while True:
        found = rest.match(window.data, window.at)
        assert found is not None  # it may be empty
        end = found.end()
        kept = _kept(kept, window.data[window.at : min(end, window.at + KEPT)])
        last = window.data[max(window.at, end - 1) : end] or last
        window.use(end)
        if window.left < 2 and window.more():  # the next byte shows whether a quote is doubled
            continue
        if not window.left:
            raise NotClosed(cell)
        window.use(window.at + 1)
        if window.left and not stop.match(window.data, window.at):
            raise NotClosed(cell)
        inner = kept.replace(quote, b"")
        if quote == b'"' and inner.startswith(b"N'"):
            inner = b"N'" + inner[2:].replace(b"'", b"") + (b"'" if last == b"'" else b"")
        return opening + inner + quote


def _kept(kept: bytes, more: bytes) -> bytes:
    return (kept + more)[:KEPT]


def _peek(window: Window, size: int) -> bytes:
    window.fill(size)
    return window.data[window.at : window.at + size]
