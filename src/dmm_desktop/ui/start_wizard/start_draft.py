"""The choices made so far in a wizard, written by its pages and shown in the steps beside them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, ClassVar

from ...core.configuration import ImportConfiguration
from ...core.environment import RUNTIME_CONNECTION, Destination, Environment
from ...core.execution_type import ExecutionType
from ...core.export_configuration import ExportConfiguration
from ...core.json_fields import JsonField
from ...operations.read_configuration import GivenConfiguration


@dataclass(slots=True)
class StartDraft(ABC):
    """The choices that every wizard asks for. ``configuration`` is what the user entered; choices made on the pages
    override it when it is sent.

    ``target`` is the destination of an import, or the source of an export; None until one is chosen. ``reference`` is
    the user's own text, such as a ticket number.
    """

    type: ClassVar[ExecutionType]

    configuration: GivenConfiguration[Any]
    target: Destination | None = None
    reference: str = ""

    @property
    def environment(self) -> Environment | None:
        """The environment of the target."""
        return self.target.environment if self.target is not None else None

    @property
    def connection(self) -> str:
        """The name of the target's connection."""
        return self.target.connection.name if self.target is not None else RUNTIME_CONNECTION

    @property
    def approved(self) -> tuple[Hashable, ...]:
        """Everything that the typed name and the one-time token apply to. If any of it changes, they must be entered
        again."""
        place = self.environment
        where = (place.id, place.name, place.address, place.network) if place is not None else ()
        stage = self.target.stage if self.target is not None else None
        return (self.type, *where, stage, self.connection, *self.approved_choices)

    @property
    @abstractmethod
    def approved_choices(self) -> tuple[Hashable, ...]:
        """The choices besides the target that :attr:`approved` has."""

    @property
    @abstractmethod
    def parser(self) -> Callable[[str], Any]:
        """Parses the text of a configuration; raises WrongInput."""

    @abstractmethod
    def take_configuration(self, configuration: GivenConfiguration[Any]) -> None:
        """Replace the configuration."""

    @abstractmethod
    def complete(self) -> ImportConfiguration | ExportConfiguration:
        """The configuration as it will be sent. Raises WrongInput if the text is invalid."""

    @abstractmethod
    def field_count(self) -> int:
        """The number of fields that will be sent. Raises WrongInput."""

    def other_fields(self) -> tuple[JsonField, ...]:
        """The fields not set by any page. Raises WrongInput."""
        others: tuple[JsonField, ...] = self.configuration.parsed.others
        return others

    def overridden_connection(self) -> str:
        """The connection named in the text if it differs from the chosen one, otherwise "". Raises WrongInput."""
        given = self.configuration.parsed.connection
        name = "" if given is None else str(given).strip()
        return "" if name == self.connection else name
