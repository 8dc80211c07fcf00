"""A form as plain values: what a front end has to ask for, whoever described it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """What a value is in JSON; ``JSON`` stands for objects and lists."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    JSON = "JSON"


@dataclass(frozen=True, slots=True)
class FormField:
    """One value. ``choices`` are the only ones allowed, if there are any; ``default`` is None without one."""

    name: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    description: str = ""
    default: object = None
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class FormFields:
    """The fields in the order of their description. ``takes_any``: there are none, and any JSON object will do."""

    fields: tuple[FormField, ...]
    takes_any: bool = False
