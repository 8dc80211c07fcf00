"""The JSON configuration of an import: all of the user's fields are sent, known or not."""

from __future__ import annotations

from dataclasses import dataclass, field

from .environment import RUNTIME_CONNECTION
from .errors import WrongInput
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

CONNECTION_FIELD = "DestinationDBConnection"  # [assumed for Import; documented for the other types]
APPEND_FIELD = "DataAppendMode"  # [assumed for Import; documented for Migration]

_NAME_ONE = text(
    "Enter a name. To import into the environment itself, enter {connection}.", connection=RUNTIME_CONNECTION
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
    _fields: tuple[JsonField, ...] = field(repr=False)
    _connection_name: str = field(repr=False)

    def text_for(self, connection: str) -> str:
        """What is sent if the same options are chosen for another connection."""
        return as_object(overridden(self._fields, {self._connection_name: connection}))


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
        connection = connection_to_use(connection, self.connection, self.connection_name, _NAME_ONE)
        if append is not None:
            overrides[self.append_name] = append
        elif (append := flag_of(self.append, self.append_name)) is None:
            raise ModeMissing(self.append_name)
        overrides[self.connection_name] = connection
        fields = overridden(self.fields, overrides)
        return ImportConfiguration(as_object(fields), connection, append, fields, self.connection_name)


def parsed_configuration(given: str | None) -> ParsedConfiguration:
    """Parse a configuration. Raises WrongInput if it is not a JSON object that can be sent."""
    values = read_fields(given)
    connection_name = field_name(values, CONNECTION_FIELD)
    append_name = field_name(values, APPEND_FIELD)
    fields = tuple(written_fields(values).values())
    others = tuple(one for one in fields if one.name not in (connection_name, append_name))
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
