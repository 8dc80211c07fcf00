"""A form as plain values, independent of the front end that shows it and of the API that described it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .errors import WrongInput
from .exact_json import Number, write
from .json_object import NoJsonObject, json_object, json_value
from .names import is_blank, normal
from .text import Text, text


class FieldKind(StrEnum):
    """The JSON type of a value; ``JSON`` means objects and lists."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    JSON = "JSON"

    def takes(self, value: object) -> bool:
        """Whether a JSON value is of this type."""
        match self:
            case FieldKind.TEXT:
                return isinstance(value, str)
            case FieldKind.INTEGER:
                return isinstance(value, Number) and value.is_whole
            case FieldKind.NUMBER:
                return isinstance(value, Number)
            case FieldKind.BOOLEAN:
                return isinstance(value, bool)
            case FieldKind.JSON:
                return isinstance(value, dict | list)


@dataclass(frozen=True, slots=True)
class FormField:
    """One value. ``choices``: the only values allowed, if any. ``default``: None or of the field's kind."""

    name: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    description: str = ""
    default: object = None
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class FormFields:
    """The fields, in the order of the description. ``takes_any``: no fields are described, and any JSON object is
    accepted."""

    fields: tuple[FormField, ...]
    takes_any: bool = False


#: Replaces an entered secret in the JSON, which is shown, copied and sent to colleagues.
HIDDEN = "••••••••"


class FormValues:
    """Keeps both views of the values synchronized; check :meth:`problem` before using a value."""

    def __init__(self, form: FormFields) -> None:
        self.form = form
        self._values: dict[str, object] = {}
        for field in form.fields:
            if not is_blank(field.default):
                self._values[field.name] = field.default
            elif field.required and field.kind is FieldKind.BOOLEAN:
                self._values[field.name] = False

    def all(self) -> dict[str, object]:
        """The values entered, by name."""
        return dict(self._values)

    def entered(self, field: FormField) -> str:
        """The value as typed."""
        value = self._values.get(field.name, "")
        return value if isinstance(value, str) else write(value, ensure_ascii=False)

    def is_set(self, field: FormField) -> bool:
        """Whether a BOOLEAN field is true."""
        return self._values.get(field.name) is True

    def enter(self, field: FormField, value: str | bool) -> None:
        """Set a typed or toggled value; a blank text clears the field."""
        if is_blank(value):
            self._values.pop(field.name, None)
        elif isinstance(value, str) and field.kind is not FieldKind.TEXT:
            self._values[field.name] = _typed(value)
        else:
            self._values[field.name] = value

    def problem(self, field: FormField) -> Text | None:
        """The problem with a field's value, or None."""
        value = self._values.get(field.name)
        if value is None:
            if not field.required:
                return None
            return text("Choose one.") if field.choices else text("Enter a value.")
        if field.choices:
            is_allowed = normal(str(value)) in map(normal, field.choices)
            return None if is_allowed else text("Enter one of {values}.", values=", ".join(field.choices))
        return None if field.kind.takes(value) else _WANTED[field.kind]

    def problems(self) -> dict[str, Text]:
        """All problems by field name, in field order."""
        found = {field.name: self.problem(field) for field in self.form.fields}
        return {name: problem for name, problem in found.items() if problem is not None}

    def json_text(self) -> str:
        """All values as an indented JSON object, including empty ones, without secrets."""
        shown = {field.name: self._shown(field) for field in self.form.fields}
        return write(self._values if self.form.takes_any else shown, indent=2, ensure_ascii=False)

    def _shown(self, field: FormField) -> object:
        if field.name not in self._values:
            return "" if field.kind is FieldKind.TEXT else None
        return HIDDEN if field.is_secret else self._values[field.name]

    def take_json(self, content: str) -> None:
        """Replace all values with those of a JSON object; a hidden secret keeps its value.

        Raises WrongInput, without changing anything, if it is not a JSON object or has a name unknown to the form.
        """
        try:
            given = json_object(content)
        except NoJsonObject as error:
            raise _no_object(error.reason) from error
        if self.form.takes_any:
            self._values = given
            return
        known = {normal(field.name): field for field in self.form.fields}
        unknown = [name for name in given if normal(name) not in known]
        if unknown:
            raise WrongInput(
                text("This environment does not know {names}.", names=", ".join(unknown)),
                None,
                text("It knows: {names}.", names=", ".join(field.name for field in self.form.fields)),
            )
        values: dict[str, object] = {}
        for name, value in given.items():
            field = known[normal(name)]
            if field.name in values:
                raise _no_object(text("It contains {name} twice.", name=field.name))
            is_kept = field.is_secret and value == HIDDEN
            values[field.name] = self._values.get(field.name) if is_kept else value
        self._values = {name: value for name, value in values.items() if not is_blank(value)}


_WANTED = {
    FieldKind.TEXT: text("Enter text."),
    FieldKind.INTEGER: text("Enter a whole number."),
    FieldKind.NUMBER: text("Enter a number."),
    FieldKind.BOOLEAN: text("Enter true or false."),
    FieldKind.JSON: text("Enter a JSON object or array."),
}


def _typed(entered: str) -> object:
    try:
        return json_value(entered)
    except NoJsonObject:
        return entered


def _no_object(reason: Text) -> WrongInput:
    return WrongInput(text("This JSON cannot be used."), reason, text("Correct it here or in the form."))
