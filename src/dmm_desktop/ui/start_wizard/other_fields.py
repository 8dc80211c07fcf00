"""The table of the fields of a configuration that no page sets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSize, Qt
from PySide6.QtWidgets import QHeaderView

from ...core.json_fields import JsonField
from ...core.spreadsheet import pasteable
from ...core.text import escape_controls
from ..theme.tokens import Tone
from ..theme.type_roles import Role
from ..widgets.copyable_table import CopyableTable
from ..widgets.painting import Index
from ..widgets.tables import CellDelegate, CellRole

_NONE = QModelIndex()
_PREVIEW, _COPIED = 500, 64 * 1024  # characters of a name or value in the form; in a copy and in *Details*
_HIGHEST = 16_000_000  # px; Qt's own limit is a little higher


class OtherFieldsTable(CopyableTable):
    """Lists the other fields; hidden if there are none."""

    copies_all = False

    def __init__(self) -> None:
        super().__init__("other_fields", "", framed=True, roles=(Role.FIXED,))
        self.setAccessibleName(self.tr("Other fields"))
        self._model = OtherFields(self)
        self.setModel(self._model)
        self.setMinimumHeight(90)
        self.horizontalHeader().resizeSection(2, 160)
        for column in (0, 1):
            self.setItemDelegateForColumn(column, CellDelegate(self, Role.FIXED))
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegateForColumn(2, CellDelegate(self, tone=Tone.MUTED))

    def sizeHint(self) -> QSize:
        """A small size; the layout adds the remaining space."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def show_fields(self, fields: tuple[JsonField, ...]) -> None:
        """Show these fields; hide the table if there are none."""
        self._model.show(fields)
        self.setVisible(bool(fields))
        rows = self.verticalHeader().defaultSectionSize() * len(fields)
        self.setMaximumHeight(min(self.horizontalHeader().sizeHint().height() + rows + 4, _HIGHEST))


class OtherFields(QAbstractTableModel):
    """The fields not set by any page: name, value, type. Of a long name or value, only the beginning."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields: tuple[JsonField, ...] = ()

    def show(self, fields: tuple[JsonField, ...]) -> None:
        """Show these fields."""
        self.beginResetModel()
        self._fields = fields
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """One row per field."""
        return 0 if parent.isValid() else len(self._fields)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Field, value, type."""
        return 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The column titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Field"), self.tr("Value"), self.tr("Type"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cells; screen readers get the whole row."""
        if not index.isValid():
            return None
        field = self._fields[index.row()]
        match role:
            case CellRole.WHOLE:
                return self._cells(field, _COPIED)[index.column()]
            case Qt.ItemDataRole.DisplayRole:
                return self._cells(field)[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(self._cells(field))
            case _:
                return None

    def as_text(self, rows: Sequence[int]) -> str:
        """These rows for a spreadsheet, with more of each value than is shown."""
        cells = [[self.tr("Field"), self.tr("Value"), self.tr("Type")]]
        for row in rows:
            cells.append(self._cells(self._fields[row], _COPIED))
        return pasteable(cells)

    def _cells(self, field: JsonField, most: int = _PREVIEW) -> list[str]:
        value = field.value(most + 1)
        return [shortened_value(field.name, most), shortened_value(value, most), self._type_of(value)]

    def _type_of(self, value: str) -> str:
        """The JSON type of a value, from its first character."""
        types = {
            "{": self.tr("Object"),
            "[": self.tr("List"),
            '"': self.tr("Text"),
            "t": self.tr("Yes or no"),
            "f": self.tr("Yes or no"),
            "n": self.tr("null"),
        }
        return types.get(value[0], self.tr("Number"))


def shortened_value(content: str, most: int = _PREVIEW) -> str:
    """A name or value with its control and direction characters escaped; of a long one, the beginning."""
    return escape_controls(content if len(content) <= most else f"{content[:most]}…")
