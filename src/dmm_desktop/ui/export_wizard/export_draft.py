"""The choices made so far for an export."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import ClassVar

from ...core.exact_json import Number
from ...core.execution_type import ExecutionType
from ...core.export_configuration import (
    DATABASE_FIELD,
    ELSEWHERE,
    EXPORT_FIELDS,
    ExportConfiguration,
    ExportFieldKind,
    ParsedExport,
    parsed_export,
)
from ...core.json_fields import as_flag
from ...operations.read_configuration import GivenConfiguration, given_configuration
from ..start_wizard.start_draft import StartDraft


@dataclass(slots=True)
class ExportDraft(StartDraft):
    """The choices made so far. ``changes`` are the values set in the form, by the documented names of their fields, in
    place of those in the configuration; None for a field that is left out. What was entered in place of a number stays
    text."""

    type: ClassVar[ExecutionType] = ExecutionType.EXPORT

    configuration: GivenConfiguration[ParsedExport] = field(
        default_factory=lambda: given_configuration("{}", parsed_export)
    )
    changes: dict[str, object] = field(default_factory=dict)

    @property
    def approved_choices(self) -> tuple[Hashable, ...]:
        """The configuration."""
        return (self.configuration.text, tuple((name, str(value)) for name, value in self.changes.items()))

    @property
    def parser(self) -> Callable[[str], ParsedExport]:
        """Parses the text of a configuration; raises WrongInput."""
        return parsed_export

    def take_configuration(self, configuration: GivenConfiguration[ParsedExport]) -> None:
        """Replace the configuration, and forget what was set in the form."""
        self.configuration = configuration
        self.changes.clear()

    def value(self, name: str) -> object:
        """The value of a documented field; None if it is not sent. Raises WrongInput."""
        return self.changes[name] if name in self.changes else self.configuration.parsed.values.get(name)

    def is_set(self, name: str) -> bool:
        """Whether a documented flag is true. Raises WrongInput."""
        return as_flag(self.value(name)) is True

    def set_flag(self, name: str, is_set: bool) -> None:
        """Set a flag. Raises WrongInput."""
        before = self.configuration.parsed.values.get(name)
        self._change(name, is_set, is_same=is_set is (before is not None and as_flag(before) is True))

    def set_text(self, name: str, entered: str) -> None:
        """Set a text or a number; nothing is sent if it is blank. Raises WrongInput."""
        before = self.configuration.parsed.values.get(name)
        value: object = entered or None
        if value is not None and EXPORT_FIELDS[name] is ExportFieldKind.NUMBER and is_number(entered):
            value = Number(entered)
        self._change(name, value, is_same=entered == ("" if before is None else str(before)))

    def _change(self, name: str, value: object, *, is_same: bool) -> None:
        self.changes.pop(name, None)
        if not is_same:
            self.changes[name] = value

    def wrong_number(self) -> str | None:
        """The first field whose number was entered wrongly; None if there is none."""
        numbers = (name for name, kind in EXPORT_FIELDS.items() if kind is ExportFieldKind.NUMBER)
        return next((name for name in numbers if isinstance(self.changes.get(name), str)), None)

    def places(self) -> tuple[tuple[str, str], ...]:
        """Where the data goes instead of into a zip, as :class:`.ExportTraits` has it. Raises WrongInput."""
        return tuple(
            (flag, str(self.value(name) or "").strip()) for flag, name in ELSEWHERE.items() if self.is_set(flag)
        )

    def database(self) -> str:
        """The connection whose database the export writes into; "" if there is none. Raises WrongInput."""
        return dict(self.places()).get(DATABASE_FIELD, "")

    def complete(self) -> ExportConfiguration:
        """The configuration as it will be sent. Raises WrongInput if the text is invalid."""
        return self.configuration.parsed.complete(connection=self.connection, changes=self.changes)

    def entities(self) -> int:
        """The number of entries in the list of entities. Raises WrongInput."""
        return self.configuration.parsed.entities or 0

    def field_count(self) -> int:
        """The number of fields that will be sent. Raises WrongInput."""
        return len(self.configuration.parsed.completed(self.connection, self.changes))


def is_number(entered: str) -> bool:
    """Whether a text is a whole number in JSON, and not negative."""
    return entered.isascii() and entered.isdecimal() and (entered == "0" or not entered.startswith("0"))
