"""Context menus of lists and tables: opened by mouse for the row under the pointer, by key for the current row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from .access_keys import give_access_keys

_LONGEST_NAME = 300  # pixels


def menu_name(name: str, menu: QWidget) -> str:
    """A name as a part of an entry: elided in the middle, and without an access key."""
    return menu.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _LONGEST_NAME).replace("&", "&&")


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

    def add_choices(
        self, title: str, object_name: str, choices: Sequence[tuple[str, Callable[[], object]]], chosen: int
    ) -> QMenu:
        """Add a menu of choices, one of which is marked as chosen; each has a text, which may be a name, and what it
        does. The choices are named after the menu, with their numbers."""
        menu = QMenu(title, self)
        menu.setObjectName(object_name)
        group = QActionGroup(menu)
        for number, (text, do) in enumerate(choices):
            action = menu.addAction(menu_name(text, menu))
            action.setObjectName(f"{object_name}_{number}")
            action.setCheckable(True)
            action.setChecked(number == chosen)
            action.triggered.connect(lambda checked=False, do=do: do())
            group.addAction(action)
        menu.aboutToShow.connect(lambda: give_access_keys(menu))
        self.addMenu(menu)
        return menu


def menu_place(view: QAbstractItemView, event: QContextMenuEvent) -> tuple[QModelIndex, QPoint]:
    """The row that a context menu applies to, and where the menu opens, in global coordinates. The index is invalid if
    there is no row."""
    if event.reason() is not QContextMenuEvent.Reason.Keyboard:
        return view.indexAt(event.pos()), event.globalPos()
    index = view.currentIndex()
    if index.isValid():
        view.scrollTo(index)  # the current row may be out of sight
    return index, view.viewport().mapToGlobal(view.visualRect(index).center())
