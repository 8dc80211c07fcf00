"""Reads a JSON object that a person brings, strictly: nothing in it may be lost unseen."""

from __future__ import annotations

import json
from typing import Any

from .text import Text, text


class NoJsonObject(ValueError):
    """The text is no JSON object that can be used; ``reason`` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


def json_object(content: str) -> dict[str, Any]:
    """The object. Raises NoJsonObject, also for a name that stands twice in one object and for what only looks like a
    JSON value: NaN, Infinity."""
    try:
        given = json.loads(content.removeprefix("\ufeff"), object_pairs_hook=_unique, parse_constant=refuse_constant)
    except RecursionError as error:
        raise NoJsonObject(text("It is nested too deeply.")) from error
    except json.JSONDecodeError as error:
        raise NoJsonObject(
            text("It is no valid JSON: {cause} (line {line}).", cause=error.msg, line=error.lineno)
        ) from error
    except NoJsonObject:
        raise
    except ValueError as error:  # a number with more digits than Python converts
        raise NoJsonObject(text("It is no valid JSON: {cause}.", cause=str(error))) from error
    if not isinstance(given, dict):
        raise NoJsonObject(text("It is no JSON object."))
    return given


def refuse_constant(constant: str) -> object:
    """To be given to :mod:`json` as ``parse_constant``. Raises NoJsonObject."""
    raise NoJsonObject(text("{constant} is no value in JSON.", constant=constant))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NoJsonObject(text("{name} stands in it twice.", name=twice))
    return fields
