"""A table model of given cells."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from dmm_desktop.ui.widgets.tables import CellRole

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
Cell = dict[int, object]
_Display, _Align = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.TextAlignmentRole)


class Rows(QAbstractTableModel):
    """A table of given cells."""

    def __init__(self, header: list[Cell], rows: list[list[Cell]]) -> None:
        super().__init__()
        self._header, self._rows = header, rows

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(self._header)

    def data(self, index: _Index, role: int = _Display) -> object:
        """The value given for the role."""
        return self._rows[index.row()][index.column()].get(int(role))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Display) -> object:
        """The header's value for the role."""
        return self._header[section].get(int(role)) if orientation is Qt.Orientation.Horizontal else None


def cell(text: str, **more: object) -> Cell:
    """A cell: its text, and values for other roles by lower-case name."""
    roles = {"align": _Align, **{role.name.lower(): int(role) for role in CellRole}}
    return {_Display: text, **{roles[name]: value for name, value in more.items()}}
