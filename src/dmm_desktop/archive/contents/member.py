"""Reads one data file of a zip in constant memory."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..directory import Damage, UnreadableZip
from ..entries import unpack
from .data_file import DataFile
from .encoding import Encoding
from .facts import ColumnFacts, DataFacts, Dialect
from .structure import Attribute

#: Bytes read at once: few enough for their rows to stay in the processor's cache.
BLOCK = 128 * 1024


@dataclass(frozen=True, slots=True)
class Task:
    """A data file to read: the number of its entry in the zip's directory, and the attributes of its structure.
    ``room`` is how many columns it may have at most."""

    entry: int
    attributes: tuple[Attribute, ...]
    room: int


@dataclass(frozen=True, slots=True)
class Done:
    """The facts about a data file, and the reason if it was not read completely."""

    facts: DataFacts
    damage: Damage | None


class Member:
    """A data file in a zip. ``entries`` are all entries of the zip; ``on_bytes`` is called with the number of bytes of
    each block, and may raise Cancelled."""

    def __init__(
        self,
        archive: zipfile.ZipFile,
        entries: Sequence[zipfile.ZipInfo],
        task: Task,
        on_bytes: Callable[[int], None],
    ) -> None:
        self._archive = archive
        self._entry = entries[task.entry]
        self._on_bytes = on_bytes
        self._hash = hashlib.sha256()
        self._size = 0
        self._encoding = Encoding()
        self._file = DataFile(lambda: self._encoding.readable(self._blocks()), task.attributes, task.room)

    def read(self) -> Done:
        """Read the whole file. Raises LocalError and Cancelled."""
        try:
            self._file.read_beginning()
            self._file.read_rows()
        except UnreadableZip as error:
            return Done(self._facts(is_read=False), error.damage)
        return Done(self._facts(is_read=True), None)

    def read_beginning(self) -> Done:
        """Read only what shows how the file is written; nothing is counted."""
        try:
            self._file.read_beginning()
        except UnreadableZip as error:
            return Done(self._facts(is_read=False), error.damage)
        return Done(self._facts(is_read=False), None)

    def _blocks(self) -> Iterator[bytes]:
        """The file from its beginning. It is hashed only once, even if it is read again."""
        place = 0
        for block in unpack(self._archive, self._entry, BLOCK):
            self._on_bytes(len(block) if place >= self._size else 0)
            if place >= self._size:
                self._hash.update(block)
                self._size += len(block)
            place += len(block)
            yield block

    def _facts(self, *, is_read: bool) -> DataFacts:
        file = self._file
        dialect = None
        if file.start is not None:
            separator = None if file.separator is None else file.separator.decode()
            line_end = file.line_end.decode() or ("mixed" if file.rows else "")
            dialect = Dialect(separator, file.has_quotes, self._encoding.name, line_end)
        return DataFacts(
            self._entry.orig_filename,
            self._size,
            self._hash.hexdigest() if is_read else "",
            dialect,
            file.rows if is_read else None,
            tuple(ColumnFacts(column.name, column.empty) for column in file.columns),
            file.start.width if file.start is not None else 0,
            file.has_text,
            dict(file.tally.counts),
            tuple(file.tally.examples),
            is_read and file.is_complete,
            tuple(file.notes),
        )
