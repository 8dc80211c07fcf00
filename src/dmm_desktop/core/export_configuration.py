"""The JSON configuration of an export: all of the user's fields are sent, known or not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from .environment import RUNTIME_CONNECTION
from .json_fields import (
    JsonField,
    as_object,
    connection_to_use,
    field_name,
    flag_of,
    overridden,
    read_fields,
    written_fields,
)
from .text import text

SOURCE_FIELD = "DBConnection"  # [documented], as are all names below
ENTITIES_FIELD = "ExportingEntities"
STRUCTURE_FIELD = "OnlyExportStructure"
PLAIN_FIELD = "ExportPlain"
FILE_NAME_FIELD = "NewFileName"
DATABASE_FIELD = "ExportToDatabase"


class ExportFieldKind(Enum):
    """What a field of the configuration holds."""

    FLAG = "flag"
    NUMBER = "number"
    TEXT = "text"


#: The documented fields besides the source and the entities.
EXPORT_FIELDS = {
    STRUCTURE_FIELD: ExportFieldKind.FLAG,
    PLAIN_FIELD: ExportFieldKind.FLAG,
    "SmartOSSYSDataExport": ExportFieldKind.FLAG,
    "UseNewFileName": ExportFieldKind.FLAG,
    FILE_NAME_FIELD: ExportFieldKind.TEXT,
    DATABASE_FIELD: ExportFieldKind.FLAG,
    "DestinationDBConnection": ExportFieldKind.TEXT,
    "CreateFKConstraints": ExportFieldKind.FLAG,
    "ExportToSFTP": ExportFieldKind.FLAG,
    "DestinationSFTPConnection": ExportFieldKind.TEXT,
    "ExportToFileSystemPath": ExportFieldKind.FLAG,
    "DestinationFileSystemPath": ExportFieldKind.TEXT,
    "ChunkSize": ExportFieldKind.NUMBER,
    "ChunkRecords": ExportFieldKind.NUMBER,
    "KeepChunkSize": ExportFieldKind.FLAG,
    "ChunkRecordsJustIds": ExportFieldKind.NUMBER,
    "UseQueryByRows": ExportFieldKind.FLAG,
    "SampleSizeKB": ExportFieldKind.NUMBER,
    "SampleSizeKB4Bin": ExportFieldKind.NUMBER,
    "DeleteExportFile": ExportFieldKind.FLAG,
}
#: The flags without which an export makes a zip, each with the field that names where the data goes.
ELSEWHERE = {
    DATABASE_FIELD: "DestinationDBConnection",
    "ExportToSFTP": "DestinationSFTPConnection",
    "ExportToFileSystemPath": "DestinationFileSystemPath",
}
_FLAGS = (STRUCTURE_FIELD, PLAIN_FIELD, *ELSEWHERE)
_READ = (*_FLAGS, *ELSEWHERE.values())
_NAME_SOURCE = text(
    "Enter a name. To export from the environment itself, enter {connection}.", connection=RUNTIME_CONNECTION
)


@dataclass(frozen=True, slots=True)
class ExportTraits:
    """What an export makes. ``is_plain``: a zip for Excel, of which it is assumed that DMM cannot import it.
    ``places``: the database, SFTP connection and folder of the server that get the data instead: the flag of
    :data:`ELSEWHERE` and the name, which is "" if it is not given."""

    is_plain: bool
    places: tuple[tuple[str, str], ...]

    @property
    def leaves_zip(self) -> bool:
        """False if the data goes elsewhere."""
        return not self.places


@dataclass(frozen=True, slots=True)
class ExportConfiguration(ExportTraits):
    """A complete configuration of an export: ``json_text`` is sent to the server; the other fields are read from it."""

    json_text: str
    connection: str


@dataclass(frozen=True, slots=True)
class ParsedExport:
    """The user's configuration, parsed once.

    ``fields`` are in the order of the text, ``others`` are those that are not documented. ``connection`` is the value
    of the source, None if not given. ``values`` are those of EXPORT_FIELDS that are given, by their documented names.
    ``entities`` is the number of entries in the list of entities; None if there is no list.
    """

    fields: tuple[JsonField, ...]
    others: tuple[JsonField, ...]
    connection: object
    entities: int | None
    values: Mapping[str, object]
    _names: Mapping[str, str] = field(repr=False)

    def complete(
        self, *, connection: str | None = None, changes: Mapping[str, object] | None = None
    ) -> ExportConfiguration:
        """The configuration as it is sent. Arguments override its fields: ``changes`` are new values by documented
        names, None for a field that is left out. Raises WrongInput if the connection is blank or a field cannot be
        used."""
        changes = changes or {}
        connection = connection_to_use(connection, self.connection, self._names[SOURCE_FIELD], _NAME_SOURCE)
        given = {one: changes[one] if one in changes else self.values.get(one) for one in _READ}
        traits = _traits(given, self._names)
        json_text = as_object(self.completed(connection, changes))
        return ExportConfiguration(traits.is_plain, traits.places, json_text, connection)

    def completed(self, connection: str, changes: Mapping[str, object]) -> tuple[JsonField, ...]:
        """The fields as they are sent, with this connection and these changes. Raises WrongInput if one cannot be
        sent."""
        overrides = {self._names[one]: value for one, value in changes.items()}
        return overridden(self.fields, overrides | {self._names[SOURCE_FIELD]: connection})


def parsed_export(given: str) -> ParsedExport:
    """Parse the configuration of an export. Raises WrongInput if it is not a JSON object that can be sent."""
    values = read_fields(given)
    names = {one: field_name(values, one) for one in (SOURCE_FIELD, ENTITIES_FIELD, *EXPORT_FIELDS)}
    fields = tuple(written_fields(values).values())
    known = set(names.values())
    entities = values.get(names[ENTITIES_FIELD])
    return ParsedExport(
        fields,
        tuple(one for one in fields if one.name not in known),
        values.get(names[SOURCE_FIELD]),
        len(entities) if isinstance(entities, list) else None,
        {one: values[names[one]] for one in EXPORT_FIELDS if names[one] in values},
        names,
    )


def export_configuration(
    given: str, *, connection: str | None = None, only_structure: bool = False
) -> ExportConfiguration:
    """Complete the configuration of an export. Arguments override the given JSON; its other fields are unchanged.
    ``only_structure``: without records, whatever the JSON says.

    The connection defaults to the Runtime Connection. Raises WrongInput if the JSON is not an object, the connection is
    blank or a field cannot be used.
    """
    changes = {STRUCTURE_FIELD: True} if only_structure else {}
    return parsed_export(given).complete(connection=connection, changes=changes)


def traits_as_sent(json_text: str) -> ExportTraits:
    """The traits of a configuration that was sent. It was checked then, so the values are not read strictly again,
    which takes more than ten times as long. Raises WrongInput or ValueError if somebody has changed it since."""
    values = json.loads(json_text, parse_int=str)  # as many digits as there are
    if not isinstance(values, dict):
        raise ValueError("not an object")
    names = {one: field_name(values, one) for one in _READ}
    return _traits({one: values.get(name) for one, name in names.items()}, names)


def _traits(given: Mapping[str, object], names: Mapping[str, str]) -> ExportTraits:
    """The traits of these values of _READ; ``names`` are those of their fields, for errors. Raises WrongInput."""
    flags = {one: flag_of(given[one], names[one]) for one in _FLAGS}
    return ExportTraits(
        is_plain=bool(flags[PLAIN_FIELD] and not flags[DATABASE_FIELD]),  # of a zip only [documented]
        places=tuple((flag, str(given[name] or "").strip()) for flag, name in ELSEWHERE.items() if flags[flag]),
    )
