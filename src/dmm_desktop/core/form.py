"""A form as plain values: what a front end has to ask for, whoever described it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .exact_json import Number


class FieldKind(StrEnum):
    """What a value is in JSON; ``JSON`` stands for objects and lists."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    JSON = "JSON"

    def takes(self, value: object) -> bool:
        """Whether a JSON value is of this kind."""
        match self:
            case FieldKind.TEXT:
                return isinstance(value, str)
            case FieldKind.INTEGER:
                return isinstance(value, Number) and value.is_whole
            case FieldKind.NUMBER:
                return isinstance(value, Number)
            case FieldKind.BOOLEAN:
                return isinstance(value, bool)
            case FieldKind.JSON:
                return isinstance(value, dict | list)


@dataclass(frozen=True, slots=True)
class FormField:
    """One value. ``choices``: the only ones allowed, if there are any. ``default``: None or of the field's kind."""

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
