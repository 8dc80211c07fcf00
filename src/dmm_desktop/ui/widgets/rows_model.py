"""Table models whose rows are values that change as results arrive, without losing selection and scroll position."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from .painting import Index

#: How the cells of a column of numbers are aligned.
AT_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROOT = QModelIndex()
T = TypeVar("T")


class RowsModel(QAbstractTableModel, Generic[T]):
    """Holds the rows; subclasses say what is in the cells, and how many columns there are."""

    #: The columns whose titles are aligned as numbers.
    numbers: tuple[int, ...] = ()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[T] = []

    def replace(self, rows: Sequence[T]) -> None:
        """Show other rows, and tell the views only about those that differ."""
        before, start = self.rows, 0
        shorter = min(len(before), len(rows))
        while start < shorter and before[start] == rows[start]:
            start += 1
        rest = 0
        while rest < shorter - start and before[-1 - rest] == rows[-1 - rest]:
            rest += 1
        old, new = len(before) - rest, len(rows) - rest
        if old == new:
            if old > start:
                self.rows[start:old] = rows[start:new]
                self.dataChanged.emit(self.index(start, 0), self.index(old - 1, self.columnCount() - 1))
            return
        if old > start:
            self.beginRemoveRows(_ROOT, start, old - 1)
            del self.rows[start:old]
            self.endRemoveRows()
        if new > start:
            self.beginInsertRows(_ROOT, start, new - 1)
            self.rows[start:start] = rows[start:new]
            self.endInsertRows()

    def renew(self, rows: Sequence[T]) -> None:
        """Show other rows without comparing them: for a table that may be very long and whose rows keep their places as
        results arrive."""
        if len(rows) != len(self.rows):
            self.replace(rows)
        elif rows:
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One row per value."""
        return 0 if parent.isValid() else len(self.rows)

    def titles(self) -> Sequence[str]:
        """The titles of the columns."""
        raise NotImplementedError

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The column titles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self.numbers:
            return AT_END
        return self.titles()[section] if role == Qt.ItemDataRole.DisplayRole else None
