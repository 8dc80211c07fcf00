"""Dataclasses as JSON text and back without loss: times, durations, words, tuples, None and ().

Also sentences: foreign text as a string, ours as template and values.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ..core.text import Text

_MICROSECOND = timedelta(microseconds=1)


def to_json(value: object) -> str:
    """Convert a value to JSON in ASCII only, so that halves of surrogate pairs in a server's text survive."""
    return json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":"))


def from_json(kind: Any, given: str) -> Any:
    """Read a value of the given type. Missing fields get their defaults, unknown ones are ignored.

    Raises ValueError, TypeError, OverflowError or RecursionError if the text is broken or has a different structure.
    """
    return _reader(kind)(_parsed(given))


_parse = json.JSONDecoder().raw_decode


def _parsed(given: str) -> Any:
    """The value of a JSON text as we write it, without white space around it."""
    value, end = _parse(given)
    if end != len(given):
        raise ValueError("more text after the value")
    return value


def text_to_json(message: Text | str) -> str:
    """Store a message. Values other than Texts and numbers are stored as the words shown in the sentence."""
    return json.dumps(_parts(message), ensure_ascii=True, separators=(",", ":"))


def text_from_json(given: str) -> Text | str:
    """The inverse of :func:`text_to_json`. Raises the errors of :func:`from_json`, and the errors of filling in values
    that do not fit, so that every Text returned can be shown."""
    sentence: Text | str = _sentence(Text | str, _parsed(given))
    return sentence


def _sentence(kind: Any, value: Any) -> Any:
    """A sentence of this type, once its values have been found to fit."""
    sentence = _checked(kind, _whole(value))
    str(sentence)
    return sentence


def _parts(value: object) -> object:
    if isinstance(value, Text):
        parts = {"template": value.template, "values": {name: _parts(inner) for name, inner in value.values}}
        return parts | {"one": value.one} if value.one else parts
    return value if isinstance(value, int | float) else str(value)


def _whole(value: Any) -> object:
    if isinstance(value, dict):
        values = _checked(dict, value["values"])
        one = _checked(str, value.get("one", ""))
        if one:
            _checked(int, values["n"])
        inner = tuple((name, _whole(inner)) for name, inner in values.items())
        return Text(_checked(str, value["template"]), inner, one)
    return _checked((str, int, float), value)


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return _parts(value)
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value // _MICROSECOND
    return value


@functools.cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """A function that reads values of a type. It is made once: a data folder may have thousands of runs, each with
    several values."""
    if kind is Text:
        return functools.partial(_sentence, Text)
    if kind == Text | str:
        return functools.partial(_sentence, kind)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        fields = [(name, _as_written(hint), _reader(hint)) for name, hint in get_type_hints(kind).items()]

        def read(value: Any) -> Any:
            given, values = _checked(dict, value), {}
            for name, as_written, reader in fields:
                if name in given:
                    found = given[name]
                    values[name] = found if type(found) in as_written else reader(found)
            return kind(**values)

        return read
    if get_origin(kind) is tuple:  # tuple[X, ...]
        item = _reader(get_args(kind)[0])
        return lambda value: tuple([item(one) for one in _checked(list, value)])
    if get_origin(kind) is UnionType:  # X | None
        some = _reader(get_args(kind)[0])
        return lambda value: None if value is None else some(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return lambda value: kind(_checked(str, value))
    if kind is datetime:
        return lambda value: datetime.fromisoformat(_checked(str, value))
    if kind is timedelta:
        return lambda value: timedelta(microseconds=_checked(int, value))
    if kind is float:
        return lambda value: float(_checked((int, float), value))
    return lambda value: _checked(kind, value)


def _as_written(kind: Any) -> frozenset[type]:
    """The types whose values need no reader: most fields are numbers or strings, or are missing."""
    kinds = get_args(kind) if get_origin(kind) is UnionType else (kind,)
    return frozenset({int, float, str, bool, NoneType}.intersection(kinds))


def _checked(kind: Any, value: Any) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{type(value).__name__} instead of {kind}")
    return value
