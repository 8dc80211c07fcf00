"""The JSON configuration of an import: all of the user's fields are sent, known or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .environment import RUNTIME_CONNECTION
from .errors import WrongInput
from .exact_json import write
from .json_object import NoJsonObject, json_object
from .names import normal
from .text import Text, text

CONNECTION_FIELD = "DestinationDBConnection"  # [assumed for Import; documented for the other types]
APPEND_FIELD = "DataAppendMode"  # [assumed for Import; documented for Migration]

_CORRECT_IT = text("Correct it, or download it again from DMM as JSON.")
_NAME_ONE = text("Name one. To import into the environment itself, name {connection}.", connection=RUNTIME_CONNECTION)


@dataclass(frozen=True, slots=True)
class ImportConfiguration:
    """A complete configuration: ``json_text`` is sent to the server, its numbers as written; the other fields are read
    from it.

    ``append``: records get new ids; otherwise they keep those in the zip.
    """

    json_text: str
    connection: str
    append: bool


class ModeMissing(WrongInput):
    """Neither options nor configuration say whether records get new ids. ``field`` is the configuration's name for
    that."""

    def __init__(self, field: str) -> None:
        super().__init__(
            text("It is not specified whether records get new ids."),
            text("Neither the options nor the configuration choose between appending and keeping ids."),
            text("Choose data append mode (new ids) or keep ids, or set {name} in the configuration.", name=field),
        )
        self.field = field


def import_configuration(
    given: str | None, *, connection: str | None = None, append: bool | None = None
) -> ImportConfiguration:
    """Complete a configuration. Arguments override the given JSON; its other fields are unchanged.

    The connection defaults to the Runtime Connection. White space around its name is ignored. Raises WrongInput if the
    JSON is not an object or the connection is blank, and ModeMissing if the append mode is not specified.
    """
    fields = _fields(given)
    connection_name = _name_of(fields, CONNECTION_FIELD)
    append_name = _name_of(fields, APPEND_FIELD)
    if connection is None:
        connection = _connection(fields.get(connection_name), connection_name)
    else:
        connection = connection.strip()
        if not connection:
            raise WrongInput(text("The name of the connection is blank."), None, _NAME_ONE)
    if append is None:
        append = _flag(fields.get(append_name), append_name)
    else:
        fields[append_name] = append
    fields[connection_name] = connection
    return ImportConfiguration(_written(fields), connection, append)


def _connection(named: object, field: str) -> str:
    """The connection named in a configuration. A blank name is refused rather than taken for the Runtime Connection: a
    script with an unset variable produces it, and an import into the wrong place cannot be undone."""
    if named is None:
        return RUNTIME_CONNECTION
    if not isinstance(named, str):
        raise _unusable(text("Its {name} is not text.", name=field))
    if not named.strip():
        raise _unusable(text("Its {name} is blank.", name=field), _NAME_ONE)
    return named.strip()


def _fields(given: str | None) -> dict[str, Any]:
    if given is None:
        return {}
    try:
        return json_object(given)
    except NoJsonObject as error:
        raise _unusable(error.reason) from error


def _name_of(fields: dict[str, Any], documented: str) -> str:
    """The field's name as written there, so that it is replaced rather than duplicated."""
    found = [name for name in fields if normal(name) == normal(documented)]
    if len(found) > 1:
        raise _unusable(text("{one} and {other} are the same field.", one=found[0], other=found[1]))
    return found[0] if found else documented


def _flag(value: object, name: str) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in ("true", "false"):
        return value.strip().lower() == "true"
    if value is None:
        raise ModeMissing(name)
    raise _unusable(text("Its {name} is neither true nor false.", name=name))


def _written(fields: dict[str, Any]) -> str:
    try:
        written = write(fields, ensure_ascii=False)
        written.encode()
    except UnicodeEncodeError as error:
        raise _unusable(text("It contains half of a character.")) from error
    return written


def _unusable(reason: Text, advice: Text = _CORRECT_IT) -> WrongInput:
    return WrongInput(text("The configuration cannot be used."), reason, advice)
