"""Reads the rows of a data file in constant memory: in bulk if they have the right shape, otherwise one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import compress, islice

from .broken_rows import BrokenRow, BrokenRows
from .cells import BLANK_LINE, LINE_END, CellFinder
from .columns import Column
from .dialect import Beginning
from .facts import Fault
from .long_row import NotClosed, read_long_row
from .row_judge import RowJudge
from .row_pattern import RowPattern, careful_pattern, row_pattern
from .tally import Tally
from .window import Window, line_ends

#: How many bytes of rows are judged together; the values of more rows would take too much memory.
AT_ONCE = 256 * 1024
#: A row larger than this is not kept in memory, in bytes.
LONG_ROW = 4 << 20
#: How often a file is read again from its beginning because an unclosed text seemed endless.
MAX_RESTARTS = 8
#: The pattern is rebuilt only after this many bytes per column: building it takes about as long as reading them.
_WORTH_RENEWING = 2048

#: For as many columns, the rows with an unclosed text are examined together.
_MOST_UNCLOSED = 8
#: Broken rows with more columns are always examined one by one: the patterns would take longer to build.
_WIDE = 100

_LINE_END = re.compile(LINE_END)
_BLANK_LINE = re.compile(BLANK_LINE + b"(?:" + LINE_END + rb"|\Z)")
#: A line that is not blank, from its first character that is not.
_LINE = re.compile(rb"[^ \t\x00\x1a\r\n][^\r\n]*+")


class RowReader:
    """Reads rows from ``window``, which is positioned at the first one; ``reopen`` starts the file again.

    ``line_end`` is b"" if rows end in different ways; ``is_complete`` is False if reading was abandoned.
    """

    def __init__(
        self,
        window: Window,
        reopen: Callable[[], Iterator[bytes]],
        start: Beginning,
        columns: Sequence[Column],
        id_column: int | None,
        tally: Tally,
    ) -> None:
        assert start.separator is not None
        self.line_end = start.line_end
        self.is_complete = True
        self._window = window
        self._reopen = reopen
        self._columns = columns
        self._separator = start.separator
        self._id_column = id_column
        self._tally = tally
        self._judge = RowJudge(columns, start.separator, id_column, tally)
        self._finder = CellFinder(start.separator)
        self._unclosed: set[int] = set()  # numbers of the columns that had unclosed texts
        self._renew_pattern()
        self._is_careful = False  # rows are broken here
        self._broken_rows = 0
        self._restarts = 0
        self._has_line_ends_in_texts = False
        self._is_inside_line = False  # the rest of the line at the window's start is skipped
        self._without_end = -1  # offset of a row with an unclosed text

    @property
    def rows(self) -> int:
        """The number of rows read so far."""
        return self._judge.rows + self._broken_rows

    def read(self) -> None:
        """Read all rows."""
        window = self._window
        window.end_last_line(self.line_end or b"\n")
        while self.is_complete and (window.left or not window.is_last):
            if self._is_worth_renewing():
                self._renew_pattern()
            if self._is_inside_line:
                self._skip_line()
                continue
            end = self._end_of_rows()
            if end is not None:
                self._take_rows(end)
            elif window.left < LONG_ROW:
                self._read_more()
            else:
                self._take_one_by_one(window.at + AT_ONCE)

    def _makings(self) -> tuple[int, bytes]:
        return sum(len(column.forms) for column in self._columns), self.line_end

    def _is_worth_renewing(self) -> bool:
        forms, line_end = self._makings()
        read = self._window.offset - self._made_at
        return self._made_of[1] != line_end or (
            self._made_of[0] != forms and read >= _WORTH_RENEWING * len(self._columns)
        )

    def _renew_pattern(self) -> None:
        """Rebuild the pattern, because other values have become usual."""
        self._made_of, self._made_at = self._makings(), self._window.offset
        self._pattern: RowPattern = row_pattern(self._columns, self._separator, self.line_end, self._id_column)
        self._careful: re.Pattern[bytes] | None = None
        self._broken = BrokenRows(len(self._columns), self._finder, self._pattern.usual)

    def _careful_pattern(self) -> re.Pattern[bytes]:
        if self._careful is None:
            start = self._columns, self._separator, self.line_end, self._id_column
            self._careful = careful_pattern(*start, self._pattern.usual, sorted(self._unclosed))
        return self._careful

    def _read_more(self) -> None:
        self._window.more()
        self._window.end_last_line(self.line_end or b"\n")

    def _skip_line(self) -> None:
        window = self._window
        line_end = _LINE_END.search(window.data, window.at)
        self._is_inside_line = line_end is None
        window.use(line_end.end() if line_end else len(window.data))
        if line_end is None:
            self._read_more()
            self._is_inside_line = not window.is_last

    def _end_of_rows(self) -> int | None:
        """Where the last complete row in the window ends; None if there is none. If texts contain line ends, the quotes
        before a line end decide."""
        data, at = self._window.data, self._window.at
        mark, follows = (b"\r", 1) if self.line_end == b"\r" else (b"\n", 0)
        for limit in (at + AT_ONCE, len(data)):
            if limit >= len(data) and self._window.is_last:
                return len(data)
            end = data.rfind(mark, at, min(limit, len(data) - follows)) + 1
            if end > at and self._has_line_ends_in_texts and data.count(b"'", at, end) % 2:
                end = data.rfind(mark, at, data.rfind(b"'", at, end)) + 1
            if end > at:
                return end
        return None

    def _take_rows(self, end: int) -> None:
        """Consume all rows up to ``end``, together if possible, otherwise one by one."""
        if not self._is_careful:
            if self._take_sound_rows(end):
                return
            if not self._has_line_ends_in_texts and self._window.data.count(b"'", self._window.at, end) % 2:
                self._has_line_ends_in_texts = True  # or a quote is missing
                return
        if not self._take_together(end):
            self._take_one_by_one(end)

    def _take_sound_rows(self, end: int) -> bool:
        """Consume all rows up to ``end``, if all have the right shape."""
        window, rows = self._window, self._pattern.rows
        at = window.at
        groups = list(zip(*rows.findall(window.data, at, end), strict=True))

        def line_of(number: int) -> int:
            return self._line_at(next(islice(rows.finditer(window.data, at, end), number, None)).start())

        if any(groups[-1]) or not self._judge.take_if_sound(groups, line_of):
            return False
        window.use(end, len(groups[-1]) if self.line_end == b"\r\n" else None)
        return True

    def _take_together(self, end: int) -> bool:
        """Consume all rows up to ``end``, if all broken ones are of known kinds, and no examples of them are wanted."""
        window, pattern = self._window, self._careful_pattern()
        at = window.at
        found = pattern.findall(window.data, at, end)
        while len(found) > 1 and found[-1][-1]:  # what comes after it decides
            end -= len(found.pop()[-1])
        *groups, lines, unclosed, rest = zip(*found, strict=True)
        if any(rest):
            return False
        fields = len(_LINE.findall(b"".join(lines)))
        if fields and not self._tally.has_enough(Fault.FIELD_COUNT):
            return False
        is_row = [not (one or other) for one, other in zip(lines, unclosed, strict=True)]
        self._is_careful = not all(is_row)
        self._count_broken(Fault.FIELD_COUNT, fields)
        self._count_broken(Fault.NOT_CLOSED, len(unclosed) - unclosed.count(b""))
        if any(is_row):

            def line_of(number: int) -> int:
                matches = compress(pattern.finditer(window.data, at, end), is_row)
                return self._line_at(next(islice(matches, number, None)).start())

            self._judge.take([tuple(compress(group, is_row)) for group in (*groups, rest)], line_of)
        window.use(end)
        return True

    def _count_broken(self, fault: Fault, rows: int) -> None:
        self._broken_rows += rows
        self._tally.count(fault, rows)

    def _take_one_by_one(self, end: int) -> None:
        """Consume the rows up to ``end`` and examine the broken ones."""
        window, data = self._window, self._window.data
        rows: list[Sequence[bytes]] = []
        places: list[int] = []
        at = window.at
        self._is_careful = True
        while at < end:
            for match in self._careful_pattern().finditer(data, at, end):
                *groups, lines, unclosed, rest = match.groups(b"")
                if rest and not _BLANK_LINE.fullmatch(rest):
                    break
                if lines:
                    self._take_lines(at, match.end())
                elif unclosed:
                    self._count_broken(Fault.NOT_CLOSED, 1)
                elif not rest:
                    rows.append((*groups, rest))
                    places.append(at)
                at = match.end()
            else:
                break
            found = self._look(at)
            if found is None:
                break
            if found.fault is None:
                rows.append(self._groups(found, data))
                places.append(at)
            else:
                self._take_broken(found, at)
                self._learn_from(found, at)
            at = found.next_row
            if at == len(data) and not window.is_last and not data.endswith((b"\n", b"\r")):
                self._is_inside_line = True
        if rows:
            self._judge.take(list(zip(*rows, strict=True)), lambda number: self._line_at(places[number]))
        window.use(at)
        if at < end and not self._is_inside_line:
            self._take_unfinished()

    def _learn_from(self, row: BrokenRow, at: int) -> None:
        """Match rows with the same unclosed text together from now on."""
        if len(self._columns) > _WIDE:
            return
        is_new = row.fault is Fault.NOT_CLOSED and row.fields == len(self._columns) and row.cell not in self._unclosed
        if is_new and self._tally.has_enough(Fault.NOT_CLOSED) and len(self._unclosed) < _MOST_UNCLOSED:
            assert row.cell is not None
            self._unclosed.add(row.cell)
            self._careful = None

    def _take_lines(self, at: int, end: int) -> None:
        """Count lines without quotes that have the wrong number of fields; blank ones may be among them."""
        data = self._window.data
        while not self._tally.has_enough(Fault.FIELD_COUNT) and (line := _LINE.search(data, at, end)):
            start = max(data.rfind(b"\n", at, line.start()), data.rfind(b"\r", at, line.start()), at - 1) + 1
            fields = line[0].count(self._separator) + data.count(self._separator, start, line.start()) + 1
            self._take_broken(BrokenRow(((start, line.end()),), line.end(), fields, Fault.FIELD_COUNT), start)
            at = line.end()
        self._count_broken(Fault.FIELD_COUNT, len(_LINE.findall(data, at, end)))

    def _look(self, at: int) -> BrokenRow | None:
        """The broken row that begins at this position. None if more of the file is needed, or the row is too long."""
        window = self._window
        is_long = len(window.data) - at >= LONG_ROW
        can_grow = not window.is_last and window.offset + at - window.at != self._without_end
        return self._broken.look(window, at, can_grow=can_grow, can_wait=can_grow and not is_long)

    def _groups(self, row: BrokenRow, data: bytes) -> tuple[bytes, ...]:
        line_end = data[row.cells[-1][1] : row.next_row] or b"\n"
        if line_end != self.line_end:
            self.line_end = b""
        return self._judge.groups_of([data[start:end] for start, end in row.cells], line_end)

    def _take_broken(self, row: BrokenRow, at: int) -> None:
        assert row.fault is not None
        self._broken_rows += 1
        if not self._tally.wants(row.fault):
            return
        data, line = self._window.data, self._line_at(at)
        if row.cell is None:
            value = data[at : row.cells[-1][1]]
            self._tally.keep(row.fault, line, "", value, found=row.fields, expected=len(self._columns))
        else:
            start, end = row.cells[row.cell]
            name = self._columns[row.cell].name if row.cell < len(self._columns) else ""
            self._tally.keep(row.fault, line, name, data[start:end])

    def _take_unfinished(self) -> None:
        """Read more of the row at the window's position, or consume it in parts if it is too long."""
        window = self._window
        if window.left < LONG_ROW:
            window.fill(min(2 * window.left, LONG_ROW))  # so that a row that grows is not examined for each block
            self._read_more()
            return
        offset, line = window.offset, window.line
        try:
            values, fields = read_long_row(window, self._separator, len(self._columns))
        except NotClosed:
            self._restarts += 1
            if self._restarts > MAX_RESTARTS:
                self.is_complete = False
                return
            self._without_end = offset
            window.restart(self._reopen(), offset, line)
            return
        if fields == len(self._columns):
            self._judge.take([(group,) for group in self._judge.groups_of(values, b"\n")], lambda number: line)
            return
        self._broken_rows += 1
        if self._tally.wants(Fault.FIELD_COUNT):
            numbers = {"found": fields, "expected": len(self._columns)}
            self._tally.keep(Fault.FIELD_COUNT, line, "", values[0], **numbers)

    def _line_at(self, place: int) -> int:
        """The physical line at a position in the window."""
        return self._window.line + line_ends(self._window.data, self._window.at, place)
