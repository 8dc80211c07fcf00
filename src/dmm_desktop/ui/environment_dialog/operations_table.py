"""The operations of a description: how each is called, where its values go, and what each of these rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ...core.spreadsheet import pasteable
from ...core.text import shortened
from ...operations.learn_description import BoundOperation, Learned, Operation, Parameter, ParameterIn
from ..messages import escaped, tr, tr_text
from ..theme.tokens import Tone
from ..theme.type_roles import Role, role_font
from ..widgets.buttons import ENTER
from ..widgets.copyable_table import CopyableTable
from ..widgets.painting import Index, text_width
from ..widgets.rows_model import RowsModel
from ..widgets.tables import CellDelegate, CellRole

_ROWS = 8
_INDENT = "\u2003\u2003"


@dataclass(frozen=True, slots=True)
class OperationRow:
    """An operation, or one of its values if ``is_value``: its place, and the reason for it."""

    operation: Operation
    name: str
    place: str
    reason: str
    is_value: bool = False
    tone: Tone = Tone.TEXT

    @property
    def sentence(self) -> str:
        """The row as screen readers read it."""
        return ", ".join(filter(None, (self.name, self.place, self.reason)))


def place_words(field: Parameter) -> str:
    """The place of a value: "Body: Request.ZipFile"."""
    inside = escaped(".".join(field.path) or field.name)
    return f"{_part(field.place)}: {inside}" if field.place is not ParameterIn.RAW else _part(field.place)


def label_words(label: str) -> str:
    """The words for one of :attr:`Learned.labels`."""
    part, _, inside = label.partition(":")
    return f"{_part(ParameterIn(part))}: {escaped(inside)}"


def _part(place: ParameterIn) -> str:
    match place:
        case ParameterIn.PATH:
            return tr("Path")
        case ParameterIn.QUERY:
            return tr("Query")
        case ParameterIn.HEADER:
            return tr("Header")
        case ParameterIn.FORM:
            return tr("Form")
        case ParameterIn.RAW:
            return tr("Whole body")
        case _:
            return tr("Body")


def rows_of(learned: Learned) -> list[OperationRow]:
    """The rows for what was learned."""
    return [row for operation in Operation for row in _rows(learned, operation)]


def _rows(learned: Learned, operation: Operation) -> Iterator[OperationRow]:
    found = learned.contract.operations[operation]
    if not isinstance(found, BoundOperation):
        yield OperationRow(operation, operation.value, tr("Missing"), tr_text(found.reason), tone=Tone.WARN)
        return
    basis = tr_text(found.basis) if found.basis is not None else ""
    yield OperationRow(operation, operation.value, escaped(f"{found.method} {found.path}"), basis)
    if operation is Operation.CREATE_CONNECTION:
        yield OperationRow(operation, tr("Fields"), escaped(shortened(", ".join(found.places))), "", is_value=True)
        return
    for name, field in found.places.items():
        yield OperationRow(operation, name, place_words(field), tr_text(found.bases[name]), is_value=True)
    for field in found.constants:
        sent = tr("always sent: {value}").format(value=escaped(field.enum[0]))
        yield OperationRow(operation, escaped(field.name), place_words(field), sent, is_value=True)
    for one in learned.constants:
        if one.operation is operation and not one.is_kept:
            name = one.label.partition(":")[2].split(".")[-1]
            said = tr("left out; its meaning is not known")
            yield OperationRow(operation, escaped(name), label_words(one.label), said, is_value=True, tone=Tone.MUTED)
    if found.unplaced:
        names = ", ".join(found.unplaced)
        yield OperationRow(operation, names, tr("Not sent"), tr("no place for it"), is_value=True, tone=Tone.MUTED)


class OperationsModel(RowsModel[OperationRow]):
    """Name, place and reason of each row."""

    def columnCount(self, parent: Index | None = None) -> int:
        """Three columns."""
        return 3

    def titles(self) -> tuple[str, ...]:
        """The titles of the columns."""
        return self.tr("Operation or value"), self.tr("Request or place"), self.tr("Reason")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell; screen readers get the whole row."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                name = f"{_INDENT}{row.name}" if row.is_value else row.name
                return (name, row.place, row.reason)[column]
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.sentence
            case CellRole.ICON if column == 0 and not row.is_value:
                return "warn" if row.tone is Tone.WARN else "ok"
            case CellRole.ICON_TONE if column == 0 and not row.is_value:
                return Tone.WARN if row.tone is Tone.WARN else Tone.OK
            case CellRole.TONE:
                return Tone.TEXT if column == 0 and not row.is_value else row.tone
            case CellRole.TINT if row.tone is Tone.WARN:
                return Tone.WARN
        return None

    def as_text(self, rows: Sequence[int]) -> str:
        """These rows for a spreadsheet."""
        cells = [self.rows[row] for row in rows]
        return pasteable([self.titles(), *((row.name, row.place, row.reason) for row in cells)])


class OperationsTable(CopyableTable):
    """``activated_operation``: the user wants to change the operation of the current row."""

    activated_operation = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("learned_operations", self.tr("Operations"), framed=True, parent=parent)
        self.shown = OperationsModel(self)
        self.setModel(self.shown)
        self.setItemDelegateForColumn(2, CellDelegate(self, Role.BODY, Tone.MUTED))
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self.activated_operation)

    @property
    def row(self) -> OperationRow | None:
        """The current row."""
        at = self.currentIndex().row()
        return self.shown.rows[at] if 0 <= at < len(self.shown.rows) else None

    @property
    def hidden_reason(self) -> str:
        """The reason of the current row if the table does not show all of it, otherwise ""."""
        row = self.row
        if row is None:
            return ""
        room = self.columnWidth(2) - sum(self.padding(2))
        return row.reason if text_width(row.reason, role_font(Role.BODY)) > room else ""

    def show_learned(self, learned: Learned) -> None:
        """Show other rows. The current operation stays current; if it is no longer there, the first missing one becomes
        current."""
        before = self.row
        self.shown.replace(rows_of(learned))
        self.fit_rows(least=_ROWS)
        rows = self.shown.rows
        wanted = [number for number, row in enumerate(rows) if before and _same(row, before)]
        missing = [number for number, row in enumerate(rows) if row.tone is Tone.WARN]
        self.setCurrentIndex(self.shown.index((wanted or missing or [0])[0], 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the operation of the current row with Enter."""
        if event.key() in ENTER:
            self.activated_operation.emit()
        else:
            super().keyPressEvent(event)


def _same(row: OperationRow, other: OperationRow) -> bool:
    return (row.operation, row.name, row.is_value) == (other.operation, other.name, other.is_value)
