"""The lines around a row of a data file, for the user to see what a finding is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from ..core.job import CancelToken
from ..core.local_files import require_unchanged
from ..core.text import escape_controls
from .contents.cells import LINE_END, CellFinder
from .contents.encoding import Encoding, as_text
from .contents.facts import DataFacts
from .contents.member import BLOCK
from .contents.tally import excerpt
from .contents.window import Window, line_ends
from .directory import open_zip
from .entries import unpack
from .full_check import ReadZip
from .secrets_in_zips import quoted
from .source_file import SourceFile

#: Physical lines that are shown before the row and after its first line.
LINES_BEFORE, LINES_AFTER = 3, 6
#: What is read of the lines, and shown of each, in bytes.
_LONGEST = 256 * 1024
_SHOWN = 4096
_KEPT_BEFORE = 200  # characters before the marked part of a line that is cut
_LINE = re.compile(rb"[^\r\n]*+")
_END = re.compile(LINE_END)


@dataclass(frozen=True, slots=True)
class ContextLine:
    """A physical line, ready to be shown, and its number. ``marked`` is the part that the finding is about, as
    positions in ``text``; None if that is not in this line."""

    number: int
    text: str
    marked: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class RowContext:
    """The lines around a row, and its values by the names of their columns, ready to be shown. A value without a column
    has the name ""."""

    lines: tuple[ContextLine, ...]
    values: tuple[tuple[str, str], ...]


def read_row_context(read: ReadZip, file: str, line: int, column: str, cancel: CancelToken) -> RowContext:
    """The row that begins in this physical line of a data file, named as in :attr:`Finding.entries`, with the column
    marked; "" marks the whole row.

    Raises LocalError, FileChanged, Cancelled, and UnreadableZip if the file is damaged before that line.
    """
    require_unchanged(read.path, read.size, read.mtime_ns)
    hide = partial(quoted, secrets=read.secrets)
    data = next((one for name, one in read.facts.contents.data.items() if hide(name) == file), None)
    with SourceFile(read.path) as source, open_zip(source) as archive:
        entry = next(one for one in archive.infolist() if hide(one.orig_filename) == file)
        window = Window(Encoding().readable(_cancellable(unpack(archive, entry, BLOCK), cancel)))
        first = max(1, line - LINES_BEFORE)
        while window.line + line_ends(window.data, window.at, len(window.data)) < first and not window.is_last:
            window.use(max(window.at, len(window.data) - 1))  # the last byte may be the first half of a line end
            window.more()
        while window.line < first and (end := _END.search(window.data, window.at)):
            window.use(end.end())
        window.fill(_LONGEST)
    return _around(window.data, window.at, window.line, line, column, data, hide)


def _cancellable(blocks: Iterator[bytes], cancel: CancelToken) -> Iterator[bytes]:
    for block in blocks:
        cancel.check()
        yield block


def _around(
    data: bytes, at: int, number: int, line: int, column: str, facts: DataFacts | None, hide: Callable[[str], str]
) -> RowContext:
    places = _lines(data, at, number, line + LINES_AFTER)
    start = next((begin for one, begin, _ in places if one == line), None)
    if start is None:
        return RowContext(tuple(_shown(data, one, begin, end, None, hide) for one, begin, end in places), ())
    cells = _cells(data, start, facts)
    names = [] if facts is None else [hide(each.name) for each in facts.columns]
    place = names.index(column) if column in names else None
    row_end = next(end for one, _, end in places if one == line)
    marked = (start, cells[-1][1] if cells else row_end)
    if place is not None and place < len(cells):
        marked = cells[place]
    named = [
        (names[number] if number < len(names) else "", hide(excerpt(data[begin:end])))
        for number, (begin, end) in enumerate(cells)
    ]
    lines = tuple(_shown(data, one, begin, end, marked, hide) for one, begin, end in places)
    return RowContext(lines, tuple(named) if len(names) > 1 else ())


def _lines(data: bytes, at: int, number: int, last: int) -> list[tuple[int, int, int]]:
    """Number, beginning and end of each line."""
    found = []
    while at <= len(data) and number <= last:
        line = _LINE.match(data, at)
        assert line is not None  # it may be empty
        if line.end() == len(data) == at:
            break  # after the last line end
        found.append((number, at, line.end()))
        end = _END.match(data, line.end())
        if end is None:
            break
        at, number = end.end(), number + 1
    return found


def _cells(data: bytes, start: int, facts: DataFacts | None) -> tuple[tuple[int, int], ...]:
    if facts is None or facts.dialect is None or facts.dialect.separator is None:
        return ()
    row = CellFinder(facts.dialect.separator.encode()).row(data, start, can_grow=False)
    return row.cells if row is not None else ()


def _shown(
    data: bytes, number: int, start: int, end: int, marked: tuple[int, int] | None, hide: Callable[[str], str]
) -> ContextLine:
    """The line, cut around what is marked if it is too long."""
    if marked is None or marked[1] < start or marked[0] > end:
        return ContextLine(number, hide(_text(data, start, min(end, start + _SHOWN)) + "…" * (end - start > _SHOWN)))
    mark_start, mark_end = max(start, marked[0]), min(end, marked[1])
    is_cut = mark_start - start > _SHOWN // 2
    stop = min(end, (mark_start if is_cut else start) + _SHOWN)
    before = _text(data, start, mark_start)
    inside = _text(data, mark_start, min(mark_end, stop))
    after = _text(data, min(mark_end, stop), stop) + "…" * (stop < end)
    whole = hide(before + inside + after)
    before, inside, after = hide(before), hide(inside), hide(after)
    is_whole = before + inside + after == whole  # otherwise a secret is partly marked
    if is_cut:  # after secrets have been hidden: the rest of one that is cut here would not be recognized
        left_out = max(len(before) - _KEPT_BEFORE, 0)
        before, whole = (f"…{shown[left_out:]}" for shown in (before, whole))
    return ContextLine(number, whole, (len(before), len(before) + len(inside)) if is_whole else None)


def _text(data: bytes, start: int, end: int) -> str:
    return escape_controls(as_text(data[start:end]))
