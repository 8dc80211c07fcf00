"""The list of the files in a zip, of any length: rows are created when they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ...operations.read_log import SavedLog
from ..formats import file_size
from ..widgets.context_menu import ContextMenu, menu_place
from ..widgets.details_dialog import DetailsDialog
from ..widgets.labels import plain_tip
from ..widgets.painting import Index

_ROOT = QModelIndex()
#: Number of rows placed in one turn of the event loop, which takes a few milliseconds.
_BATCH = 2000


class _Files(QAbstractListModel):
    """Paints name and size."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.logs: Sequence[SavedLog] = ()

    def show_logs(self, logs: Sequence[SavedLog]) -> None:
        self.beginResetModel()
        self.logs = logs
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.logs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        log = self.logs[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{log.shown_name}\n{file_size(log.entry.size)}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{log.shown_name}, {file_size(log.entry.size)}"
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(log.shown_name)
        return None


class _Row(QStyledItemDelegate):
    """Makes the row as wide as the list: all rows take the size of the first one, whose name may be long."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, super().sizeHint(option, index).height())


class LogFiles(QListView):
    """``chosen`` (SavedLog): another file is the current one."""

    chosen = Signal(object)

    def __init__(self, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = _Files(self)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setProperty("framed", True)
        self.setSpacing(4)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)  # otherwise Qt would measure every row before painting one
        self.setLayoutMode(QListView.LayoutMode.Batched)  # Qt asks for the number of rows once per row
        self.setBatchSize(_BATCH)
        self.setItemDelegate(_Row(self))
        self.setModel(self._files)

    def show_logs(self, logs: Sequence[SavedLog]) -> None:
        """Show these files, the first as the current one."""
        self._files.show_logs(logs)
        self.choose(0)

    def choose(self, row: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self._files.index(row))

    def make_menu(self) -> ContextMenu:
        """The menu of the current row; it is deleted when it closes."""
        menu = ContextMenu("log_files_menu", self)
        menu.add(self.tr("Details"), "show_file_details", self._show_details)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the row under the pointer, or of the current row if opened by key."""
        place = menu_place(self, event)
        if place.index.isValid():
            self.setCurrentIndex(place.index)
            self.make_menu().open_at(place)

    def _show_details(self) -> None:
        """Show the whole name, which may be longer than the row."""
        shown = self.currentIndex().data()
        DetailsDialog(self.window(), self.tr("Details"), "", "", shown).open()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Emit ``chosen``."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self._files.logs[current.row()])
