"""The fields of a configuration in JSON: read strictly, and written as the user wrote them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .environment import RUNTIME_CONNECTION
from .errors import WrongInput
from .exact_json import write_each
from .json_object import NoJsonObject, json_object
from .names import normal
from .text import Text, text

_CORRECT_IT = text("Correct it, or download it again from DMM as JSON.")


@dataclass(frozen=True, slots=True)
class JsonField:
    """A field of a configuration. ``json_text``: name and value as they are sent, the value from ``value_at`` on."""

    name: str
    json_text: str
    value_at: int

    def value(self, most: int | None = None) -> str:
        """The JSON text of the value, or the first ``most`` characters of it."""
        return self.json_text[self.value_at : None if most is None else self.value_at + most]


def read_fields(given: str | None) -> dict[str, Any]:
    """The values of a configuration by name. Raises WrongInput if it is not a JSON object."""
    if given is None:
        return {}
    try:
        return json_object(given)
    except NoJsonObject as error:
        raise _unusable(error.reason) from error


def field_name(fields: Iterable[str], documented: str) -> str:
    """The field's name as the user wrote it, so that it is replaced rather than duplicated. Raises WrongInput if the
    field is there twice."""
    found = [name for name in fields if normal(name) == normal(documented)]
    if len(found) > 1:
        raise _unusable(text("{one} and {other} are the same field.", one=found[0], other=found[1]))
    return found[0] if found else documented


def written_fields(values: Mapping[str, object]) -> dict[str, JsonField]:
    """The fields with these values, by name. Raises WrongInput if one cannot be sent."""
    fields = {
        name: _field(name, value)
        for name, value in zip(values, write_each(values.values(), ensure_ascii=False), strict=True)
    }
    try:
        for field in fields.values():
            field.json_text.encode()
    except UnicodeEncodeError as error:
        raise _unusable(text("It contains an incomplete character.")) from error
    return fields


def overridden(fields: Iterable[JsonField], overrides: Mapping[str, object]) -> tuple[JsonField, ...]:
    """The fields in their order, with the values of ``overrides`` by name: those that are new at the end, and without
    those whose value is None. Raises WrongInput if one cannot be sent."""
    new = written_fields({name: value for name, value in overrides.items() if value is not None})
    kept = (field for field in fields if field.name not in overrides or field.name in new)
    return (*(new.pop(field.name, field) for field in kept), *new.values())


def as_object(fields: Iterable[JsonField]) -> str:
    """The JSON object with these fields."""
    return f"{{{', '.join(field.json_text for field in fields)}}}"


def connection_to_use(chosen: str | None, named: object, field: str, advice: Text) -> str:
    """The chosen connection, or else the one ``named`` by the field of a configuration, or else the Runtime Connection.
    A blank name is refused rather than taken for the Runtime Connection: a script with an unset variable produces it,
    and an import into the wrong place cannot be undone."""
    if chosen is not None:
        if not chosen.strip():
            raise WrongInput(text("The name of the connection is blank."), None, advice)
        return chosen.strip()
    if named is None:
        return RUNTIME_CONNECTION
    if not isinstance(named, str):
        raise _unusable(text("Its {name} is not text.", name=field))
    if not named.strip():
        raise _unusable(text("Its {name} is blank.", name=field), advice)
    return named.strip()


def as_flag(value: object) -> bool | None:
    """A value as true or false, which may be written as text; None for any other value."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in ("true", "false"):
        return value.strip().lower() == "true"
    return None


def flag_of(value: object, field: str) -> bool | None:
    """The value of a field as true or false; None if it is not given. Raises WrongInput for any other value."""
    is_set = as_flag(value)
    if is_set is None and value is not None:
        raise _unusable(text("Its {name} is neither true nor false.", name=field))
    return is_set


def _field(name: str, value: str) -> JsonField:
    start = f"{json.dumps(name, ensure_ascii=False)}: "
    return JsonField(name, start + value, len(start))


def _unusable(reason: Text, advice: Text = _CORRECT_IT) -> WrongInput:
    return WrongInput(text("The configuration cannot be used."), reason, advice)
