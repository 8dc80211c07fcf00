"""Maps a database table to a dataclass: how each field is stored in its column, and what replaces an unreadable one."""

from __future__ import annotations

import logging
import sqlite3
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

#: Instead of a default: a row is unusable if this field cannot be read.
REQUIRED: Final = object()


@dataclass(frozen=True, slots=True)
class Column:
    """``read`` may raise any exception for an unreadable value; ``default`` then replaces it."""

    write: Callable[[Any], Value]
    read: Callable[[Any], Any]
    default: Any


def string(default: Any = "") -> Column:
    """Text. Damaged UTF-8 is replaced rather than refused."""
    return Column(_same, _string, default)


def words() -> Column:
    """A message for the user: foreign text as a str, or a Text with its values, translated when shown."""
    return Column(text_to_json, _words, "")


def number() -> Column:
    """A 64-bit integer."""
    return Column(_same, _number, 0)


def flag() -> Column:
    """True or false, as 1 or 0."""
    return Column(int, lambda stored: bool(_number(stored)), False)


def time(default: datetime | None = None) -> Column:
    """A time with a time zone, stored in UTC with a fixed width, so that it sorts as text."""
    return Column(_written_time, _time, default)


def word(kind: type[StrEnum], unknown: StrEnum) -> Column:
    """One word of an enumeration. ``unknown`` represents a word written by a newer version."""
    return Column(str, kind, unknown)


def word_or_none(kind: type[StrEnum], unknown: StrEnum) -> Column:
    """The same in a column that cannot be NULL; the empty text represents None."""
    one = word(kind, unknown)
    return Column(
        lambda value: "" if value is None else one.write(value),
        lambda stored: None if stored == "" else one.read(stored),
        unknown,
    )


def address(default: Any = None) -> Column:
    """An address, validated again when read, because a token may be sent there."""
    return Column(str, lambda stored: Address.parse(_string(stored)), default)


def address_text() -> Column:
    """An address as text, normalized when read if possible, because earlier versions stored it as written."""
    return Column(_same, _address_text, "")


def json(kind: Any, default: Any = None) -> Column:
    """A dataclass, or a tuple of them, as JSON."""
    return Column(to_json, lambda stored: from_json(kind, stored), default)


def network() -> Column:
    """The network settings, without the proxy's password, which belongs in the key store."""
    plain = json(Network, SYSTEM_NETWORK)
    return Column(lambda value: plain.write(replace(value, proxy_password=None)), plain.read, plain.default)


def optional(column: Column, unreadable: Any = None) -> Column:
    """The same with NULL for None; ``unreadable`` represents what cannot be read."""
    return Column(
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


def _address_text(stored: Any) -> str:
    try:
        return str(Address.parse(_string(stored)))
    except WrongInput:
        return _string(stored)


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

    Data left by a newer version or a damaged disk hides neither other rows nor the rest of its own: an unreadable field
    gets its default and is logged. Only a row without a required field is omitted.
    """

    def __init__(self, name: str, kind: type[T], columns: Mapping[str, Column]) -> None:
        self.name = name
        self._kind = kind
        self._columns = columns

    def written(self, value: T) -> dict[str, Value]:
        """The columns of a value."""
        return {name: column.write(getattr(value, name)) for name, column in self._columns.items()}

    def values(self, rows: Iterable[sqlite3.Row]) -> tuple[T, ...]:
        """The values in these rows, omitting unusable ones."""
        return tuple(value for row in rows if (value := self.value(row)) is not None)

    def value(self, row: sqlite3.Row | None) -> T | None:
        """The value in this row; None if there is no row or it is unusable."""
        if row is None:
            return None
        fields: dict[str, Any] = {}
        for name, column in self._columns.items():
            try:
                fields[name] = column.read(row[name])
            except Exception as error:  # any error of a reader, because the rest of the row is still usable
                _log.warning("%s %s: %s cannot be read (%s)", self.name, next(iter(row)), name, type(error).__name__)
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
