"""The JSON configuration of an import or export: all of the user's fields are sent, known or not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .environment import RUNTIME_CONNECTION
from .errors import WrongInput
from .exact_json import write_each
from .json_object import NoJsonObject, json_object
from .names import normal
from .text import Text, text

CONNECTION_FIELD = "DestinationDBConnection"  # [assumed for Import; documented for the other types]
APPEND_FIELD = "DataAppendMode"  # [assumed for Import; documented for Migration]

SOURCE_FIELD = "DBConnection"  # [documented for Export]
STRUCTURE_FIELD = "OnlyExportStructure"  # [documented], as are the fields below
PLAIN_FIELD = "ExportPlain"
_ELSEWHERE = ("ExportToDatabase", "ExportToSFTP", "ExportToFileSystemPath")

_CORRECT_IT = text("Correct it, or download it again from DMM as JSON.")
_NAME_ONE = text(
    "Enter a name. To import into the environment itself, enter {connection}.", connection=RUNTIME_CONNECTION
)
_NAME_SOURCE = text(
    "Enter a name. To export from the environment itself, enter {connection}.", connection=RUNTIME_CONNECTION
)


@dataclass(frozen=True, slots=True)
class ImportConfiguration:
    """A complete configuration: ``json_text`` is sent to the server, its numbers as written; the other fields are read
    from it.

    ``append``: records get new ids; otherwise they keep those in the zip.
    """

    json_text: str
    connection: str
    append: bool


@dataclass(frozen=True, slots=True)
class ExportConfiguration:
    """A complete configuration of an export: ``json_text`` is sent to the server; the other fields are read from it.

    ``is_plain``: made for Excel, and cannot be imported. ``leaves_zip`` is False if the data goes to a database, SFTP
    or a folder of the server.
    """

    json_text: str
    connection: str
    is_plain: bool
    leaves_zip: bool


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


@dataclass(frozen=True, slots=True)
class JsonField:
    """A field of a configuration. ``json_text``: name and value as they are sent, the value from ``value_at`` on."""

    name: str
    json_text: str
    value_at: int

    def value(self, most: int | None = None) -> str:
        """The JSON text of the value, or the first ``most`` characters of it."""
        return self.json_text[self.value_at : None if most is None else self.value_at + most]


@dataclass(frozen=True, slots=True)
class ParsedConfiguration:
    """The user's configuration, parsed once: completing it does not require a second parse, which would be slow for a
    large one.

    ``fields`` are in the order of the text, ``others`` are those that no option overrides. ``connection`` and
    ``append`` are the values of those two fields; None if not given.
    """

    fields: tuple[JsonField, ...]
    others: tuple[JsonField, ...]
    connection_name: str
    append_name: str
    connection: object
    append: object

    def complete(self, *, connection: str | None = None, append: bool | None = None) -> ImportConfiguration:
        """The configuration as it is sent. Arguments override its fields.

        Raises WrongInput if the connection is blank or a field cannot be used, and ModeMissing if the append mode is
        not specified.
        """
        overrides: dict[str, object] = {}
        if connection is None:
            connection = _connection(self.connection, self.connection_name)
        else:
            connection = connection.strip()
            if not connection:
                raise WrongInput(text("The name of the connection is blank."), None, _NAME_ONE)
        if append is None:
            append = _flag(self.append, self.append_name)
        else:
            overrides[self.append_name] = append
        overrides[self.connection_name] = connection
        written = {name: _field(name, *write_each([value], ensure_ascii=False)) for name, value in overrides.items()}
        _refuse_half_characters(written.values())
        fields = [written.pop(field.name, field) for field in self.fields]
        whole = ", ".join(field.json_text for field in [*fields, *written.values()])
        return ImportConfiguration(f"{{{whole}}}", connection, append)


def parsed_configuration(given: str | None) -> ParsedConfiguration:
    """Parse a configuration. Raises WrongInput if it is not a JSON object that can be sent."""
    values = _fields(given)
    connection_name = _name_of(values, CONNECTION_FIELD)
    append_name = _name_of(values, APPEND_FIELD)
    texts = write_each(values.values(), ensure_ascii=False)
    fields = tuple(map(_field, values, texts))
    _refuse_half_characters(fields)
    others = tuple(field for field in fields if field.name not in (connection_name, append_name))
    return ParsedConfiguration(
        fields, others, connection_name, append_name, values.get(connection_name), values.get(append_name)
    )


def import_configuration(
    given: str | None, *, connection: str | None = None, append: bool | None = None
) -> ImportConfiguration:
    """Complete a configuration. Arguments override the given JSON; its other fields are unchanged.

    The connection defaults to the Runtime Connection. White space around its name is ignored. Raises WrongInput if the
    JSON is not an object or the connection is blank, and ModeMissing if the append mode is not specified.
    """
    return parsed_configuration(given).complete(connection=connection, append=append)


def export_configuration(
    given: str, *, connection: str | None = None, only_structure: bool = False
) -> ExportConfiguration:
    """Complete the configuration of an export. Arguments override the given JSON; its other fields are unchanged.
    ``only_structure``: without records, whatever the JSON says.

    The connection defaults to the Runtime Connection. Raises WrongInput if the JSON is not an object, the connection is
    blank or a field cannot be used.
    """
    values = _fields(given)
    names = {one: _name_of(values, one) for one in (SOURCE_FIELD, STRUCTURE_FIELD, PLAIN_FIELD, *_ELSEWHERE)}
    flags = {one: _is_set(values.get(name), name) for one, name in names.items() if one != SOURCE_FIELD}
    if connection is None:
        source = _connection(values.get(names[SOURCE_FIELD]), names[SOURCE_FIELD], _NAME_SOURCE)
    elif not (source := connection.strip()):
        raise WrongInput(text("The name of the connection is blank."), None, _NAME_SOURCE)
    values[names[SOURCE_FIELD]] = source
    if only_structure:
        values[names[STRUCTURE_FIELD]] = True
    fields = tuple(map(_field, values, write_each(values.values(), ensure_ascii=False)))
    _refuse_half_characters(fields)
    return ExportConfiguration(
        f"{{{', '.join(field.json_text for field in fields)}}}",
        source,
        is_plain=flags[PLAIN_FIELD],
        leaves_zip=not any(flags[one] for one in _ELSEWHERE),
    )


def _field(name: str, value: str) -> JsonField:
    start = f"{json.dumps(name, ensure_ascii=False)}: "
    return JsonField(name, start + value, len(start))


def _connection(named: object, field: str, advice: Text = _NAME_ONE) -> str:
    """The connection named in a configuration. A blank name is refused rather than taken for the Runtime Connection: a
    script with an unset variable produces it, and an import into the wrong place cannot be undone."""
    if named is None:
        return RUNTIME_CONNECTION
    if not isinstance(named, str):
        raise _unusable(text("Its {name} is not text.", name=field))
    if not named.strip():
        raise _unusable(text("Its {name} is blank.", name=field), advice)
    return named.strip()


def _fields(given: str | None) -> dict[str, Any]:
    if given is None:
        return {}
    try:
        return json_object(given)
    except NoJsonObject as error:
        raise _unusable(error.reason) from error


def _name_of(fields: dict[str, Any], documented: str) -> str:
    """The field's name as the user wrote it, so that it is replaced rather than duplicated."""
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


def _is_set(value: object, name: str) -> bool:
    """A flag that may be missing."""
    return value is not None and _flag(value, name)


def _refuse_half_characters(fields: Iterable[JsonField]) -> None:
    try:
        for field in fields:
            field.json_text.encode()
    except UnicodeEncodeError as error:
        raise _unusable(text("It contains an incomplete character.")) from error


def _unusable(reason: Text, advice: Text = _CORRECT_IT) -> WrongInput:
    return WrongInput(text("The configuration cannot be used."), reason, advice)
