"""A table of the database as values of a dataclass: how each field lies in its column, and what replaces one that
cannot be read.
"""

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

#: In place of a default: a row whose field cannot be read cannot be used at all.
REQUIRED: Final = object()


@dataclass(frozen=True, slots=True)
class Column:
    """``read`` raises any exception for a value that it cannot read; ``default`` is used then."""

    write: Callable[[Any], Value]
    read: Callable[[Any], Any]
    default: Any


def string(default: Any = "") -> Column:
    """Text. Damaged UTF-8 in it is replaced, not refused."""
    return Column(_same, _string, default)


def words() -> Column:
    """What a person reads: a str as others said it, or a Text with the values in it, to be translated when shown."""
    return Column(text_to_json, _words, "")


def number() -> Column:
    """A whole number of 64 bits."""
    return Column(_same, _number, 0)


def flag() -> Column:
    """True or false, as 1 or 0."""
    return Column(int, lambda stored: bool(_number(stored)), False)


def time(default: datetime | None = None) -> Column:
    """An aware time, kept in UTC with a fixed width, so that the text sorts as the time does."""
    return Column(_written_time, _time, default)


def word(kind: type[StrEnum], unknown: StrEnum) -> Column:
    """One of a set of words. ``unknown`` represents one that a newer version wrote."""
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
    """An address, checked again when it is read: a token may be sent there."""
    return Column(str, lambda stored: Address.parse(_string(stored)), default)


def address_text() -> Column:
    """An address as text, read in its normal form where it has one: it may have been written before that was so."""
    return Column(_same, _address_text, "")


def json(kind: Any, default: Any = None) -> Column:
    """A dataclass, or a tuple of them, as JSON."""
    return Column(to_json, lambda stored: from_json(kind, stored), default)


def network() -> Column:
    """How an environment is reached; without the proxy's password, which belongs into the key store."""
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
