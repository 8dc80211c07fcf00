"""The choices made so far for an import, written by the pages and shown in the steps beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...core.configuration import APPEND_FIELD, CONNECTION_FIELD, ImportConfiguration, import_configuration
from ...core.environment import RUNTIME_CONNECTION, Destination, Environment, Stage
from ...core.errors import WrongInput
from ...core.exact_json import read
from ...core.execution_type import TRAITS, ExecutionType
from ...core.names import normal
from ...operations.check_zip import CheckedZip


@dataclass(slots=True)
class Draft:
    """``configuration`` is the JSON text as the user left it; choices made on the pages override it when it is sent.

    ``configuration_name`` is the file that it was read from and not changed since. ``destination`` is None as long as
    none was chosen, ``checked`` as long as ``zip_path`` was not checked.
    """

    type: ExecutionType = ExecutionType.IMPORT
    destination: Destination | None = None
    zip_path: Path | None = None
    checked: CheckedZip | None = None
    start_anyway: bool = False
    append: bool = True
    configuration: str = "{}"
    configuration_name: str = ""

    @property
    def environment(self) -> Environment | None:
        """The environment of the destination."""
        return self.destination.environment if self.destination is not None else None

    @property
    def connection(self) -> str:
        """The name of the connection that receives the records."""
        return self.destination.connection.name if self.destination is not None else RUNTIME_CONNECTION

    @property
    def is_guarded(self) -> bool:
        """Whether the user types the name of what will be changed before the start."""
        is_production = self.destination is not None and self.destination.stage is Stage.PRODUCTION
        return is_production and TRAITS[self.type].is_guarded

    def take_configuration(self, configuration: str, name: str = "") -> None:
        """Replace the configuration. If it sets the append mode, that choice applies to the page as well."""
        self.configuration, self.configuration_name = configuration, name
        try:
            self.append = import_configuration(configuration, connection=self.connection).append
        except WrongInput:
            return  # does not set the mode, or is invalid

    def complete(self) -> ImportConfiguration:
        """The configuration as it will be sent. Raises WrongInput if the text is invalid."""
        return import_configuration(self.configuration, connection=self.connection, append=self.append)

    def fields(self) -> dict[str, object]:
        """The fields as they will be sent. Raises WrongInput."""
        fields: dict[str, object] = read(self.complete().json_text)
        return fields

    def other_fields(self) -> dict[str, object]:
        """The fields not set by any page. Raises WrongInput."""
        decided = {normal(CONNECTION_FIELD), normal(APPEND_FIELD)}
        return {name: value for name, value in self.fields().items() if normal(name) not in decided}

    def overridden_connection(self) -> str:
        """The connection named in the text if it differs from the chosen one, else "".

        Raises WrongInput.
        """
        self.complete()
        given = read(self.configuration.removeprefix("\ufeff"))
        named = next((value for name, value in given.items() if normal(name) == normal(CONNECTION_FIELD)), None)
        name = "" if named is None else str(named).strip()
        return "" if name == self.connection else name
