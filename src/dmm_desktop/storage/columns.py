"""How one field of a value lies in a column: written, read, and what stands for one that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

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
    """One of a set of words. ``unknown`` stands for one that a newer version wrote."""
    return Column(str, kind, unknown)


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


def optional(column: Column) -> Column:
    """The same with NULL for None, which also stands for what cannot be read."""
    return Column(
        lambda value: None if value is None else column.write(value),
        lambda stored: None if stored is None else column.read(stored),
        None,
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
