"""Tables whose rows can be copied by the standard shortcut and by a menu, and read in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence

from .context_menu import ContextMenu, menu_place
from .details_dialog import DetailsDialog
from .tables import CellRole, Table


class CopyableRows(Protocol):
    """What the model of a copyable table provides in addition to its cells."""

    def as_text(self, rows: Sequence[int]) -> str:
        """These rows below a header, as :func:`.core.spreadsheet.pasteable` writes them."""


class CopyableTable(Table):
    """The model must implement :class:`CopyableRows`. ``copied``: rows were copied to the clipboard. ``copies_all``:
    the menu offers to copy all rows; not for tables of unlimited length, because copying blocks the window."""

    copied = Signal()
    copies_all = True

    @Slot()
    def copy_row(self) -> None:
        """Copy the current row."""
        row = self.currentIndex().row()
        self._copy([row] if row >= 0 else [])

    @Slot()
    def copy_all(self) -> None:
        """Copy all rows."""
        self._copy(range(self.model().rowCount()))

    def show_details(self) -> None:
        """Show the cells of the current row in full, below their titles: the row may cut them."""
        current, model = self.currentIndex(), self.model()
        parts = []
        for column in range(model.columnCount()):
            cell = current.siblingAtColumn(column)
            lines = [cell.data(CellRole.WHOLE) or cell.data(), cell.data(CellRole.SECOND_LINE)]
            if not self.isColumnHidden(column) and any(lines):
                title = model.headerData(column, Qt.Orientation.Horizontal)
                parts.append("\n".join(str(line).strip() for line in (title, *lines) if line))
        DetailsDialog(self.window(), self.tr("Details"), "", "", "\n\n".join(parts)).open()

    def make_menu(self) -> ContextMenu:
        """The menu of the current row; it is deleted when it closes."""
        menu = ContextMenu(f"{self.objectName()}_menu", self)
        menu.add(self.tr("Details"), "show_row_details", self.show_details)
        menu.addSeparator()
        menu.add(self.tr("Copy"), "copy_row", self.copy_row)
        if self.copies_all:
            menu.add(self.tr("Copy all"), "copy_all_rows", self.copy_all)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the whole row rather than one cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_row()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the row under the pointer, or of the current row if opened by key."""
        place = menu_place(self, event)
        if place.index.isValid():
            self.setCurrentIndex(place.index)
            self.make_menu().open_at(place)

    def _copy(self, rows: Sequence[int]) -> None:
        if rows:
            QGuiApplication.clipboard().setText(cast("CopyableRows", self.model()).as_text(rows))
            self.copied.emit()
