"""A data file: its beginning, which shows how it is written, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from .columns import Column
from .dialect import NOT_EXAMINED, SAMPLE, Beginning, beginning
from .facts import Fault, Note
from .row_reader import RowReader
from .structure import Attribute
from .tally import Tally, excerpt
from .values import Form
from .window import Window

#: More columns than any database has in a table. The pattern of the rows takes longer for each.
_MOST_COLUMNS = 5_000


class DataFile:
    """One data file. ``open_blocks`` starts reading it, in an encoding whose separators are single bytes.

    ``attributes`` are those of its structure, none if it is opaque; ``room`` is how many columns the zip may still
    have. ``start`` and ``columns`` are known after :meth:`read_beginning`; ``start`` is None for a file without
    content. The rest is final after :meth:`read_rows`.
    """

    def __init__(
        self,
        open_blocks: Callable[[], Iterator[bytes]],
        attributes: Sequence[Attribute] = (),
        room: int = _MOST_COLUMNS,
    ) -> None:
        self.tally = Tally()
        self.notes: list[Note] = []
        self.start: Beginning | None = None
        self.columns: list[Column] = []
        self._open_blocks = open_blocks
        self._room = room
        self._attributes = {attribute.name: attribute for attribute in attributes}
        self._identifiers = {attribute.name for attribute in attributes if attribute.is_identifier}
        self._window = Window(open_blocks())
        self._reader: RowReader | None = None

    @property
    def rows(self) -> int | None:
        """The number of rows below the header; None if they cannot be told."""
        if self._reader is None:
            return 0 if self.start is None else None
        return self._reader.rows

    @property
    def separator(self) -> bytes | None:
        """The separator; b"" if there is only one column, None if it is unclear."""
        return None if self.start is None else self.start.separator

    @property
    def line_end(self) -> bytes:
        """The rows' line end; b"" if it varies, or there is only one line."""
        return self._reader.line_end if self._reader else self.start.line_end if self.start else b""

    @property
    def has_text(self) -> bool:
        """Whether any value is written ``N'…'``."""
        return any(form is Form.TEXT for column in self.columns for form, _ in column.forms)

    @property
    def has_quotes(self) -> bool:
        """Whether any value is enclosed in double quotes."""
        return any(quoted for column in self.columns for _, quoted in column.forms)

    @property
    def is_complete(self) -> bool:
        """Whether the rows were read to the end."""
        return self._reader is None or self._reader.is_complete

    def read_beginning(self) -> None:
        """Determine how the file is written, and which columns it has."""
        window = self._window
        window.fill(SAMPLE)
        if self._room <= 0:  # examining it would take time, and nothing would be kept
            self.start = NOT_EXAMINED
            self.notes.append(Note.ALL_COLUMNS)
            return
        self.start = start = beginning(window.data, is_whole=window.is_last)
        if start is None:
            self._found(Fault.NO_HEADER, 1)
            return
        if start.separator is None:
            self.notes.append(Note.SEPARATOR)
            return
        if start.width > _MOST_COLUMNS:
            self.notes.append(Note.COLUMNS)
            return
        if start.width > self._room:
            self.notes.append(Note.ALL_COLUMNS)
            return
        if not start.names:
            self._found(Fault.DATA_AS_HEADER, start.line, start.first_line)
        for place, name in enumerate(start.names or [str(number).encode() for number in range(1, start.width + 1)]):
            attribute = self._attributes.get(excerpt(name))
            column = Column(excerpt(name), attribute.kind if attribute else None)
            column.decide(row[place] for row in start.sample)
            self.columns.append(column)
        window.use(start.first_row)
        id_column = next((place for place, column in enumerate(self.columns) if self._is_id(column)), None)
        self._reader = RowReader(window, self._open_blocks, start, self.columns, id_column, self.tally)

    def read_rows(self) -> None:
        """Read everything after the beginning."""
        if self._reader is not None:
            self._reader.read()
        while self._window.more():
            self._window.use(len(self._window.data))
        if not self.is_complete:
            self.notes.append(Note.GIVEN_UP)

    def _is_id(self, column: Column) -> bool:
        """Whether the column holds the ids: according to the structure, otherwise by its name [assumed]."""
        return column.name in self._identifiers if self._identifiers else column.name.lower() == "id"

    def _found(self, fault: Fault, line: int, value: bytes = b"") -> None:
        self.tally.wants(fault)
        self.tally.keep(fault, line, "", value)
