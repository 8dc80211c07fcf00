"""The controls of a form described by the API: a line, a choice or a switch per field."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox

from ...core.form import FieldKind, FormField, FormValues
from ...core.names import normal
from ...core.text import text
from ..messages import tr_text
from ..widgets.choice import Choice
from ..widgets.fields import Field
from ..widgets.line_field import LineField

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+")

#: Words in capitals, however the description spells them.
_ACRONYMS = frozenset({"rest", "api", "url"})

#: The labels of the fields of the built-in contract, in which descriptions of environments may differ.
_LABELS = {
    normal(name): label
    for name, label in {
        "ConnectionName": text("Connection name"),
        "ConnectionType": text("Connection type"),
        "DatabaseType": text("Database type"),
        "ConnectionString": text("Connection string"),
        "EnvironmentURL": text("Environment URL"),
        "RestAPIKey": text("REST API key"),
    }.items()
}
#: The descriptions of these fields in the built-in contract; those of an environment stay in its language.
_DESCRIPTIONS = {
    str(sentence): sentence
    for sentence in (
        text("Name of the connection in the environment."),
        text("DataDestination for import, delete and scramble; DataSource for export and migration."),
        text("What the connection leads to. MySQL can only be a source (documented)."),
        text("Database connection string."),
        text("Address of the other environment, for DMMREST."),
        text("REST API key of the other environment, for DMMREST."),
    )
}


def spaced_words(name: str) -> str:
    """The name of a field as words: ``EnvironmentURL`` is "Environment URL"."""
    found = _WORDS.findall(name) or [name]
    first, *rest = (_word(word) for word in found)
    return " ".join([first[:1].upper() + first[1:], *rest])


def field_label(name: str) -> str:
    """The label of a field: translated if the field is known, otherwise its name as words."""
    known = _LABELS.get(normal(name))
    return spaced_words(name) if known is None else tr_text(known)


def _word(word: str) -> str:
    if word.lower() in _ACRONYMS:
        return word.upper()
    return word if word.isupper() and len(word) > 1 else word.lower()


def object_name(name: str) -> str:
    """The object name of a field's control: ``field_environment_url``."""
    return f"field_{spaced_words(name).lower().replace(' ', '_')}"


def hint(field: FormField) -> str:
    """The text below a control."""
    optional = "" if field.required else QCoreApplication.translate("Entries", "Optional.")
    ours = _DESCRIPTIONS.get(field.description)
    return " ".join(part for part in (optional, field.description if ours is None else tr_text(ours)) if part)


class TextEntry(LineField):
    """A control for text, numbers and JSON; masked for secrets."""

    def __init__(self, field: FormField) -> None:
        super().__init__(object_name(field.name), field_label(field.name), hint=hint(field), secret=field.is_secret)
        self.field = field

    def entered(self) -> str:
        """The text as typed."""
        return self.text()

    def show_values(self, values: FormValues) -> None:
        """Show the value of the control's field."""
        if self.text() != values.entered(self.field):
            self.set_text(values.entered(self.field))


class ChoiceEntry(Field):
    """A control for one of several values."""

    changed = Signal()

    def __init__(self, field: FormField) -> None:
        self._box = Choice(object_name(field.name), field_label(field.name))
        super().__init__(self._box, hint=hint(field))
        self.field = field
        self._box.setPlaceholderText(self.tr("Choose…"))
        if not field.required:
            self._box.addItem(self.tr("Not set"), "")
        for choice in field.choices:
            self._box.addItem(choice, choice)
        self._box.setCurrentIndex(-1 if field.required else 0)
        self._box.currentIndexChanged.connect(self._on_changed)

    def entered(self) -> str:
        """The chosen value; empty if there is none."""
        return self._box.currentData() or ""

    def show_values(self, values: FormValues) -> None:
        """Show the value of the control's field."""
        index = self._box.findText(values.entered(self.field), Qt.MatchFlag.MatchFixedString)
        self._box.setCurrentIndex(index if index >= 0 else self._box.findData(""))

    @Slot()
    def _on_changed(self) -> None:
        self.set_error("")
        self.changed.emit()


class FlagEntry(Field):
    """A control for yes or no."""

    changed = Signal()

    def __init__(self, field: FormField) -> None:
        self._box = QCheckBox(field_label(field.name))
        super().__init__(self._box, hint=hint(field))
        self.field = field
        self._box.setObjectName(object_name(field.name))
        self._box.setAccessibleName(field_label(field.name))
        self._box.toggled.connect(self._on_toggled)

    def entered(self) -> bool:
        """Whether the box is checked."""
        return self._box.isChecked()

    def show_values(self, values: FormValues) -> None:
        """Show the value of the control's field."""
        self._box.setChecked(values.is_set(self.field))

    @Slot()
    def _on_toggled(self) -> None:
        self.set_error("")
        self.changed.emit()


Entry = TextEntry | ChoiceEntry | FlagEntry


def entry_for(field: FormField) -> Entry:
    """Create the control for a field."""
    if field.choices:
        return ChoiceEntry(field)
    return FlagEntry(field) if field.kind is FieldKind.BOOLEAN else TextEntry(field)
