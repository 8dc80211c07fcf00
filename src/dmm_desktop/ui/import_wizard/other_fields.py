"""The fields of a configuration that no page decides, as a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSize, Qt
from PySide6.QtWidgets import QHeaderView

from dmm_desktop.core.exact_json import Number, write

from ..look.cells import CellDelegate
from ..look.rows import Index
from ..look.tables import Table
from ..look.tokens import Tone
from ..look.type_roles import Role

_NONE = QModelIndex()


class OtherFieldsTable(Table):
    """Hidden while there are none."""

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
        """Little; the layout hands out the room that is left."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def show_fields(self, fields: dict[str, object]) -> None:
        """Show these."""
        self._model.show(fields)
        self.setVisible(bool(fields))
        rows = self.verticalHeader().defaultSectionSize() * len(fields)
        self.setMaximumHeight(self.horizontalHeader().sizeHint().height() + rows + 4)


class OtherFields(QAbstractTableModel):
    """The fields that no page decides: name, value, type."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields: list[tuple[str, object]] = []

    def show(self, fields: dict[str, object]) -> None:
        """Show these."""
        self.beginResetModel()
        self._fields = list(fields.items())
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """The fields."""
        return 0 if parent.isValid() else len(self._fields)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Field, value, type."""
        return 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Field"), self.tr("Value"), self.tr("Type"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cells."""
        if not index.isValid():
            return None
        name, value = self._fields[index.row()]
        cells = (name, write(value, ensure_ascii=False), self._type_of(value))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(cells)
        return cells[index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def _type_of(self, value: object) -> str:
        if isinstance(value, bool):
            return self.tr("Yes or no")
        if isinstance(value, Number):
            return self.tr("Number")
        if isinstance(value, str):
            return self.tr("Text")
        if isinstance(value, list):
            return self.tr("List")
        return self.tr("Object") if isinstance(value, dict) else self.tr("Nothing")
