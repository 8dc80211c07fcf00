"""Context menus of lists and tables: opened by mouse for the row under the pointer, by key for the current row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from .access_keys import give_access_keys


class ContextMenu(QMenu):
    """Gives its entries access keys, and is deleted when it closes."""

    def __init__(self, object_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.aboutToShow.connect(lambda: give_access_keys(self))
        self.aboutToHide.connect(self.deleteLater)

    def add(
        self,
        text: str,
        object_name: str,
        do: Callable[[], object],
        *,
        enabled: bool = True,
        checked: bool | None = None,
    ) -> QAction:
        """Add an entry; with ``checked``, one with a check mark in this state."""
        action = self.addAction(text)
        action.setObjectName(object_name)
        action.setEnabled(enabled)
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        action.triggered.connect(lambda: do())
        return action


def menu_place(view: QAbstractItemView, event: QContextMenuEvent) -> tuple[QModelIndex, QPoint]:
    """The row that a context menu applies to, and where the menu opens, in global coordinates. The index is invalid if
    there is no row."""
    if event.reason() is not QContextMenuEvent.Reason.Keyboard:
        return view.indexAt(event.pos()), event.globalPos()
    index = view.currentIndex()
    if index.isValid():
        view.scrollTo(index)  # the current row may be out of sight
    return index, view.viewport().mapToGlobal(view.visualRect(index).center())
