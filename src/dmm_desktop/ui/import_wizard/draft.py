"""The choices made so far for an import, written by the pages and shown in the steps beside them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path

from ...core.configuration import ImportConfiguration, JsonField
from ...core.environment import RUNTIME_CONNECTION, Destination, Environment, Stage
from ...core.errors import WrongInput
from ...core.execution_type import TRAITS, ExecutionType
from ...operations.check_zip import CheckChoice, CheckedZip, CheckResults
from ...operations.read_configuration import GivenConfiguration, given_configuration


@dataclass(slots=True)
class Draft:
    """The choices made so far. ``configuration`` is what the user entered; choices made on the pages override it when
    it is sent.

    ``reference`` is the user's own note, such as a ticket number.

    ``destination`` is None until one is chosen, ``results`` until the check of ``zip_path`` has some. ``check_number``
    changes whenever a file is chosen or checked again.
    """

    type: ExecutionType = ExecutionType.IMPORT
    destination: Destination | None = None
    zip_path: Path | None = None
    results: CheckResults | None = None
    check_number: int = 0
    append: bool = True
    reference: str = ""
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
    def checked(self) -> CheckedZip | None:
        """What the check has found, as the choices of ids and environment want it judged; None if there is nothing
        yet."""
        return None if self.results is None else self.results.checked(self.check_choice())

    def check_choice(self) -> CheckChoice:
        """What the rules of the check depend on."""
        is_strict = self.environment is not None and self.environment.strict_check
        return CheckChoice(keep_ids=not self.append, strictly=is_strict)

    @property
    def is_checked(self) -> bool:
        """Whether the check has ended."""
        return self.results is not None and self.results.is_finished

    @property
    def approved(self) -> tuple[Hashable, ...]:
        """Everything that the typed name and the one-time token apply to. If any of it changes, they must be entered
        again; checking the file again counts as a change."""
        place = self.environment
        where = (place.id, place.name, place.address, place.network) if place is not None else ()
        stage = self.destination.stage if self.destination is not None else None
        file = (self.zip_path, self.check_number)
        return (self.type, *where, stage, self.connection, *file, self.append, self.configuration.text)

    @property
    def is_guarded(self) -> bool:
        """Whether the user must type the name of what will be changed before the start."""
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

    def other_fields(self) -> tuple[JsonField, ...]:
        """The fields not set by any page. Raises WrongInput."""
        return self.configuration.parsed.others

    def field_count(self) -> int:
        """The number of fields that will be sent, including those set by the pages. Raises WrongInput."""
        return len(self.other_fields()) + 2

    def overridden_connection(self) -> str:
        """The connection named in the text if it differs from the chosen one, otherwise "".

        Raises WrongInput.
        """
        given = self.configuration.parsed.connection
        name = "" if given is None else str(given).strip()
        return "" if name == self.connection else name
