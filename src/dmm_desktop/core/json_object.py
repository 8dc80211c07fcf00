"""Reads a JSON object from the user strictly, so that nothing is lost unnoticed."""

from __future__ import annotations

import json
import math
from typing import Any

from .exact_json import MAX_VALUES, Number, TooManyValues, read
from .text import Text, text


class NoJsonObject(ValueError):
    """The text is not a usable JSON object; ``reason`` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


def json_object(content: str) -> dict[str, Any]:
    """Parse an object. Raises NoJsonObject as :func:`json_value` does, and for other values."""
    given = json_value(content)
    if not isinstance(given, dict):
        raise NoJsonObject(text("It is not a JSON object."))
    return given


def json_value(content: str) -> Any:
    """Parse a value, keeping numbers as written. Raises NoJsonObject, also for a repeated name in an object, for NaN
    and Infinity, and for numbers too large for floating point: the server would read them differently."""
    try:
        return read(
            content.removeprefix("\ufeff"),
            object_pairs_hook=_unique,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except RecursionError as error:
        raise NoJsonObject(text("It is nested too deeply.")) from error
    except TooManyValues as error:
        raise NoJsonObject(text("It has more than {limit} values.", limit=MAX_VALUES)) from error
    except json.JSONDecodeError as error:
        raise NoJsonObject(
            text("It is not valid JSON: {cause} (line {line}).", cause=error.msg, line=error.lineno)
        ) from error


def _refuse_constant(constant: str) -> object:
    raise NoJsonObject(text("“{constant}” is not a value in JSON.", constant=constant))


def _finite(literal: str) -> Number:
    if math.isinf(float(literal)):
        raise NoJsonObject(text("It contains a number that is too large: {number}.", number=literal[:40]))
    return Number(literal)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            raise NoJsonObject(text("It contains {name} twice.", name=name))
        fields[name] = value
    return fields
