"""Menus that open at a row or below a button: by mouse for the row under the pointer, by key for the current row, and
then with their first entry marked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from .access_keys import give_access_keys
from .buttons import KeyedButton

_LONGEST_NAME = 300  # pixels


def menu_name(name: str, menu: QWidget) -> str:
    """A name as a part of an entry: elided in the middle, and without an access key."""
    return menu.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _LONGEST_NAME).replace("&", "&&")


@dataclass(frozen=True, slots=True)
class MenuPlace:
    """Where a context menu opens, in global coordinates; the row that it applies to, invalid if there is none; whether
    a key opens it."""

    index: QModelIndex
    point: QPoint
    by_key: bool


def open_menu(menu: QMenu, point: QPoint, *, by_key: bool) -> None:
    """Open a menu; with ``by_key``, mark its first usable entry, so that Enter and screen readers have one."""
    menu.popup(point)
    if by_key:  # not by setActiveAction: if that entry is a menu itself, Qt would open it without giving it the keys
        QApplication.sendEvent(menu, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier))


class ContextMenu(QMenu):
    """Gives its entries access keys, and is deleted when it closes."""

    def __init__(self, object_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.aboutToShow.connect(lambda: give_access_keys(self))
        self.aboutToHide.connect(self.deleteLater)

    def open_at(self, place: MenuPlace) -> None:
        """Open where a context menu was requested."""
        open_menu(self, place.point, by_key=place.by_key)

    def open_below(self, button: KeyedButton) -> None:
        """Open below the button that was clicked."""
        open_menu(self, button.mapToGlobal(QPoint(0, button.height())), by_key=button.is_clicked_by_key)

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


def menu_place(view: QAbstractItemView, event: QContextMenuEvent) -> MenuPlace:
    """Where the context menu of a list or table opens."""
    if event.reason() is not QContextMenuEvent.Reason.Keyboard:
        return MenuPlace(view.indexAt(event.pos()), event.globalPos(), by_key=False)
    index = view.currentIndex()
    if index.isValid():
        view.scrollTo(index)  # the current row may be out of sight
    return MenuPlace(index, view.viewport().mapToGlobal(view.visualRect(index).center()), by_key=True)


def open_menus_by_key(window: QWidget) -> None:
    """Let Shift+F10 open context menus on Linux too, where Qt knows only the menu key [platform]."""
    if sys.platform != "linux":
        return

    def open_menu_here() -> None:
        if (focused := window.focusWidget()) is not None:
            middle = focused.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center()
            reason = QContextMenuEvent.Reason.Keyboard
            QApplication.sendEvent(focused, QContextMenuEvent(reason, middle, focused.mapToGlobal(middle)))

    QShortcut(QKeySequence("Shift+F10"), window).activated.connect(open_menu_here)
