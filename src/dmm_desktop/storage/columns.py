"""Maps a database table to a dataclass: how to store each field, and the default for an unreadable value."""

from __future__ import annotations

import functools
import logging
import sqlite3
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar

from ..core.address import Address
from ..core.errors import WrongInput
from ..core.network import SYSTEM_NETWORK, Network
from ..core.text import Text
from .json_text import from_json, text_from_json, text_to_json, to_json
from .sql import Value

#: In place of a default: the row is unusable if this field cannot be read.
REQUIRED: Final = object()


@dataclass(frozen=True, slots=True)
class SqlColumn:
    """``read`` may raise any exception for an unreadable value; ``default`` then replaces it."""

    write: Callable[[Any], Value]
    read: Callable[[Any], Any]
    default: Any


def string(default: Any = "") -> SqlColumn:
    """Text. Damaged UTF-8 is replaced rather than refused."""
    return SqlColumn(_same, _string, default)


def repeated() -> SqlColumn:
    """Text that many rows have in common: equal texts are one object, so that thousands of rows need little memory."""
    return SqlColumn(_same, lambda stored: sys.intern(_string(stored)), "")


def message() -> SqlColumn:
    """A message for the user: a str if the server wrote it, or a Text, which is translated when shown."""
    return SqlColumn(text_to_json, _words, "")


def integer() -> SqlColumn:
    """A 64-bit integer."""
    return SqlColumn(_same, _number, 0)


def flag() -> SqlColumn:
    """True or false, stored as 1 or 0."""
    return SqlColumn(int, lambda stored: bool(_number(stored)), False)


def time(default: datetime | None = None) -> SqlColumn:
    """A time with a time zone, stored in UTC with a fixed width, so that it sorts as text."""
    return SqlColumn(_written_time, _time, default)


def word(kind: type[StrEnum], unknown: StrEnum) -> SqlColumn:
    """A member of an enumeration. ``unknown`` replaces a word that a newer version has written."""
    return SqlColumn(str, kind, unknown)


def word_or_none(kind: type[StrEnum], unknown: StrEnum) -> SqlColumn:
    """Like :func:`word`, for a column that cannot be NULL: an empty string represents None."""
    one = word(kind, unknown)
    return SqlColumn(
        lambda value: "" if value is None else one.write(value),
        lambda stored: None if stored == "" else one.read(stored),
        unknown,
    )


def address(default: Any = None) -> SqlColumn:
    """An address, validated again when read, because a token may be sent there."""
    return SqlColumn(str, lambda stored: Address.parse(_string(stored)), default)


def address_or_none() -> SqlColumn:
    """An address in a column that cannot be NULL. Text that is not an address is read as None, without a log record:
    earlier versions stored addresses that are no longer accepted."""
    return SqlColumn(lambda value: "" if value is None else str(value), _address_or_none, None)


def json(kind: Any, default: Any = None) -> SqlColumn:
    """A dataclass, or a tuple of them, as JSON."""
    return SqlColumn(to_json, lambda stored: from_json(kind, stored), default)


def network() -> SqlColumn:
    """The network settings, without the proxy's password, which belongs in the key store."""
    plain = json(Network, SYSTEM_NETWORK)
    return SqlColumn(lambda value: plain.write(replace(value, proxy_password=None)), plain.read, plain.default)


def optional(column: SqlColumn, unreadable: Any = None) -> SqlColumn:
    """Wrap ``column`` so that NULL represents None; ``unreadable`` replaces a value that cannot be read."""
    return SqlColumn(
        lambda value: None if value is None else column.write(value),
        lambda stored: None if stored is None else column.read(stored),
        unreadable,
    )


def _same(value: Any) -> Value:
    assert isinstance(value, str | int)
    return value


def _string(stored: Any) -> str:
    if not isinstance(stored, str):
        raise TypeError(f"{type(stored).__name__} instead of text")
    return stored


def _address_or_none(stored: Any) -> Address | None:
    return _known_address(_string(stored))


@functools.lru_cache(maxsize=256)  # thousands of runs have the same few addresses
def _known_address(stored: str) -> Address | None:
    try:
        return Address.parse(stored)
    except WrongInput:
        return None


def _words(stored: Any) -> Text | str:
    return text_from_json(_string(stored))


def _number(stored: Any) -> int:
    if not isinstance(stored, int):
        raise TypeError(f"{type(stored).__name__} instead of a number")
    return stored


def _written_time(value: datetime) -> str:
    assert value.tzinfo is not None, "a time without its zone would be stored as another one"
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _time(stored: Any) -> datetime:
    value = datetime.fromisoformat(stored)
    if value.tzinfo is None:
        raise ValueError("a time without its zone")
    return value


T = TypeVar("T")

_log = logging.getLogger(__name__)


class SqlTable(Generic[T]):
    """Converts rows to values and values to rows.

    Data left by a newer version or a damaged disk hides neither other rows nor the rest of its own row: an unreadable
    field gets its default and is logged. Only a row without a required field is omitted.
    """

    def __init__(self, name: str, kind: type[T], columns: Mapping[str, SqlColumn]) -> None:
        self.name = name
        self._kind = kind
        self._columns = columns

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self._columns)

    def written(self, value: T) -> dict[str, Value]:
        """The columns of a value."""
        return {name: column.write(getattr(value, name)) for name, column in self._columns.items()}

    def values(self, rows: Iterable[sqlite3.Row]) -> tuple[T, ...]:
        """The values in these rows of one query, omitting unusable ones."""
        found: list[T] = []
        places: list[tuple[str, int, SqlColumn]] = []
        for row in rows:
            places = places or self._places(row)
            if (value := self._value(row, places)) is not None:
                found.append(value)
        return tuple(found)

    def value(self, row: sqlite3.Row | None) -> T | None:
        """The value in this row; None if there is no row or it is unusable."""
        return None if row is None else self._value(row, self._places(row))

    def _places(self, row: sqlite3.Row) -> list[tuple[str, int, SqlColumn]]:
        """The columns with their numbers in the rows of a query: SQLite would look for each name in every row."""
        names = row.keys()
        return [(name, names.index(name), column) for name, column in self._columns.items()]

    def _value(self, row: sqlite3.Row, places: list[tuple[str, int, SqlColumn]]) -> T | None:
        fields: dict[str, Any] = {}
        for name, place, column in places:
            try:
                fields[name] = column.read(row[place])
            except Exception as error:  # any error of a reader, because the rest of the row is still usable
                _log.warning("%s %s: %s cannot be read (%s)", self.name, row[0], name, type(error).__name__)
                if column.default is REQUIRED:
                    return None
                fields[name] = column.default
        return self._kind(**fields)

    def insert(self, columns: Mapping[str, Value]) -> str:
        """The statement that inserts these columns; its parameters are their values, in this order."""
        return f"INSERT INTO {self.name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"

    def update(self, columns: Iterable[str]) -> str:
        """The statement that updates these columns; its parameters are their values, then the id."""
        return f"UPDATE {self.name} SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?"
