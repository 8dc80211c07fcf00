"""JSON whose numbers stay as written, digit by digit: ``1E5``, ``0.10`` and integers of any length."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

#: Maximum number of values in a text. A few kilobytes of gzip can become millions of empty objects, which take
#: gigabytes of memory and block all other threads while being parsed.
MAX_VALUES = 500_000

#: Every value except the first follows one of these, outside strings; those that open an empty list or object do not
#: count.
_MARKS = "[{,"
_STRING_OR_MARK = re.compile(r'"(?>[^"\\]++|\\.)*+"?|,|[\[{](?!\s*[\]}])', re.DOTALL)
#: The tokens to scan for the end of an object: a string and an empty list or object count as one each.
_STRING_OR_BRACKET = re.compile(r'"(?>[^"\\]++|\\.)*+"?|[\[{]\s*+[\]}]|[\[\]{},]', re.DOTALL)
#: A whole object without nested lists or objects.
_FLAT_OBJECT = re.compile(r'\{(?>[^"\[\]{}]++|"(?>[^"\\]++|\\.)*+")*+\}', re.DOTALL)
_BATCH = 10_000  # pieces of a text that are written at once
_LITERAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number, kept as its literal. Raises ValueError if that is not a JSON number."""

    literal: str

    def __post_init__(self) -> None:
        if not _LITERAL.fullmatch(self.literal):
            raise ValueError("not a number in JSON")

    def __str__(self) -> str:
        return self.literal

    @property
    def is_zero(self) -> bool:
        """Whether the number is 0 in any notation."""
        return not self.literal.lower().partition("e")[0].strip("-0.")

    @property
    def is_whole(self) -> bool:
        """Whether the number is written without fraction or exponent."""
        return self.literal.removeprefix("-").isdecimal()


class TooManyValues(ValueError):
    """The text holds more than ``most`` values."""

    def __init__(self, most: int = MAX_VALUES) -> None:
        self.most = most
        super().__init__(f"it has more than {most:,} values")


class TooLong(ValueError):
    """The text would have more than ``most`` characters."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"it has more than {most:,} characters")


def read(content: str | bytes | bytearray, **hooks: Any) -> Any:
    """Parse JSON; every number is a :class:`Number`. ``hooks`` and errors are those of :func:`json.loads`, plus
    TooManyValues."""
    if not isinstance(content, str):
        content = content.decode(json.detect_encoding(content), "surrogatepass")
    if has_more_values(content, MAX_VALUES):
        raise TooManyValues
    return json.loads(content, **{"parse_int": Number, "parse_float": Number, **hooks})


def has_more_values(content: str, most: int) -> bool:
    """Whether a JSON text holds more than ``most`` values. Takes no memory for them."""
    if sum(map(content.count, _MARKS)) < most:  # which is fast, and counts those in strings too
        return False
    count, strings = 1, 0
    for match in _STRING_OR_MARK.finditer(content):
        is_string = content[match.start()] == '"'
        strings += is_string
        count += not is_string
        if count > most or strings > 2 * most:  # JSON has at most a name and a string for each value
            return True
    return False


def object_end(content: str, start: int, most: int) -> int | None:
    """Where the JSON object that begins at ``start`` ends; None if its end has not arrived.

    The text between need not be valid JSON: only brackets outside strings count. Takes no memory for the values, and
    raises TooManyValues as soon as it has found more than ``most``.
    """
    flat = _FLAT_OBJECT.match(content, start)
    if flat and content.count('"', start, flat.end()) <= most and content.count(",", start, flat.end()) < most:
        return flat.end()
    values, strings, depth = 1, 0, 0
    for match in _STRING_OR_BRACKET.finditer(content, start):
        mark = match[0] if len(match[0]) == 1 else content[match.start()]
        if mark == '"':
            strings += 1
        elif mark == ",":
            values += 1
        elif mark in "[{" and match.end() - match.start() == 1:
            values += 1
            depth += 1
        elif mark in "]}":
            depth -= 1
            if not depth:
                return match.end()
        if values > most or strings > 2 * most:
            raise TooManyValues(most)
    return None


def write(value: object, **style: Any) -> str:
    """Write a value as JSON. ``style`` and errors are those of :func:`json.dumps`."""
    return _unmarked(json.dumps(value, default=_marked, **style))


def write_each(values: Iterable[object], **style: Any) -> Iterator[str]:
    """Write each value as :func:`write` does.

    Lets other threads run in between: json.dumps writes a value of several megabytes without releasing the GIL.
    """
    encoder = json.JSONEncoder(default=_marked, **style)
    for value in values:
        yield "".join(_written(encoder, value))


def write_at_most(most: int, value: object, **style: Any) -> str:
    """Write a value as :func:`write` does. Raises TooLong as soon as there are more than ``most`` characters."""
    pieces, left = [], most
    for piece in _written(json.JSONEncoder(default=_marked, **style), value):
        left -= len(piece)
        if left < 0:
            raise TooLong(most)
        pieces.append(piece)
    return "".join(pieces)


def _written(encoder: json.JSONEncoder, value: object) -> Iterator[str]:
    return map(_unmarked, _batches(encoder.iterencode(value)))


def _batches(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces of a text joined into longer ones; none of them ends within a string."""
    while batch := "".join(islice(pieces, _BATCH)):
        yield batch


#: Tells numbers from texts in the output of :mod:`json`. It never leaves the process, so that the author of a text in
#: the value cannot guess it. Not by :mod:`secrets`, which would load OpenSSL for it.
_MARK = os.urandom(16).hex()
_MARKED = re.compile(f'"{_MARK}([^"]*)"')


def _marked(number: object) -> str:
    """A number as a text that :func:`_unmarked` finds. Raises TypeError."""
    if isinstance(number, Number):
        return _MARK + number.literal
    raise TypeError(f"{type(number).__name__} cannot be written as JSON")


def _unmarked(written: str) -> str:
    """The output of :mod:`json` with the texts made by :func:`_marked` turned back into numbers."""
    return _MARKED.sub(r"\1", written) if _MARK in written else written
