"""A table of the database as values of a dataclass. Columns have the names of the fields."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

from .columns import REQUIRED, Column
from .sql import Value

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Table(Generic[T]):
    """Turns rows into values and values into rows.

    What a newer version or a damaged disk left in a row hides neither the other rows nor the rest of its own: a field
    that cannot be read gets its default, and the log says which. Only a row without a required field is left out.
    """

    def __init__(self, name: str, kind: type[T], columns: Mapping[str, Column]) -> None:
        self.name = name
        self._kind = kind
        self._columns = columns

    def written(self, value: T) -> dict[str, Value]:
        """The columns of a value."""
        return {name: column.write(getattr(value, name)) for name, column in self._columns.items()}

    def values(self, rows: Iterable[sqlite3.Row]) -> tuple[T, ...]:
        """The values in these rows, without those that cannot be used."""
        return tuple(value for row in rows if (value := self.value(row)) is not None)

    def value(self, row: sqlite3.Row | None) -> T | None:
        """The value in this row; None if there is no row or it cannot be used."""
        if row is None:
            return None
        fields: dict[str, Any] = {}
        for name, column in self._columns.items():
            try:
                fields[name] = column.read(row[name])
            except Exception as error:  # whatever a reader stumbles over, the rest of the row is wanted
                _log.warning("%s %s: %s cannot be read (%s)", self.name, next(iter(row)), name, type(error).__name__)
                if column.default is REQUIRED:
                    return None
                fields[name] = column.default
        return self._kind(**fields)

    def insert(self, columns: Mapping[str, Value]) -> str:
        """The statement that inserts these columns; their values are its parameters, in this order."""
        return f"INSERT INTO {self.name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"

    def update(self, columns: Iterable[str]) -> str:
        """The statement that sets these columns; its parameters are their values and then the id."""
        return f"UPDATE {self.name} SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?"
