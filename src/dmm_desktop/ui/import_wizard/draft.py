"""The choices made so far for an import, written by the pages and shown in the steps beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ...core.configuration import Field, ImportConfiguration
from ...core.environment import RUNTIME_CONNECTION, Destination, Environment, Stage
from ...core.errors import WrongInput
from ...core.execution_type import TRAITS, ExecutionType
from ...operations.check_zip import CheckedZip
from ...operations.read_configuration import GivenConfiguration, given_configuration


@dataclass(slots=True)
class Draft:
    """``configuration`` is as the user left it; choices made on the pages override it when it is sent.

    ``destination`` is None as long as none was chosen, ``checked`` as long as ``zip_path`` was not checked.
    """

    type: ExecutionType = ExecutionType.IMPORT
    destination: Destination | None = None
    zip_path: Path | None = None
    checked: CheckedZip | None = None
    start_anyway: bool = False
    append: bool = True
    configuration: GivenConfiguration = field(default_factory=lambda: given_configuration("{}"))

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

    def take_configuration(self, configuration: GivenConfiguration) -> None:
        """Replace the configuration. If it sets the append mode, that choice applies to the page as well."""
        self.configuration = configuration
        try:
            self.append = configuration.parsed.complete(connection=self.connection).append
        except WrongInput:
            return  # does not set the mode, or is invalid

    def complete(self) -> ImportConfiguration:
        """The configuration as it will be sent. Raises WrongInput if the text is invalid."""
        return self.configuration.parsed.complete(connection=self.connection, append=self.append)

    def other_fields(self) -> tuple[Field, ...]:
        """The fields not set by any page. Raises WrongInput."""
        return self.configuration.parsed.others

    def field_count(self) -> int:
        """How many fields will be sent: those set by the pages as well. Raises WrongInput."""
        return len(self.other_fields()) + 2

    def overridden_connection(self) -> str:
        """The connection named in the text if it differs from the chosen one, else "".

        Raises WrongInput.
        """
        given = self.configuration.parsed.connection
        name = "" if given is None else str(given).strip()
        return "" if name == self.connection else name
