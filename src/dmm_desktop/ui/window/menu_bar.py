"""The menu bar, which has the keyboard only while one of its entries is active."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QApplication, QMenuBar, QWidget


class MenuBar(QMenuBar):
    """Gives the keyboard back to what had it before as soon as none of its entries is active.

    Qt's menu bar would keep it and ignore all keys: Qt forgets what had the keyboard if another menu is opened by its
    letter or the window becomes inactive, and waits for Escape if the mouse has left the entry [platform].
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._before: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._note)

    def event(self, event: QEvent) -> bool:
        """After every event: whatever takes the last entry out of use sends one, also to an inactive window."""
        handled = super().event(event)
        has_keyboard = self.window().focusWidget() is self and event.type() is not QEvent.Type.FocusAboutToChange
        if has_keyboard and self.activeAction() is None:
            self._give_back()
        return handled

    @Slot(QWidget, QWidget)
    def _note(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self and old is not None and self.window().isAncestorOf(old):
            self._before = old

    def _give_back(self) -> None:
        before = self._before
        if before is not None and shiboken6.isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.MenuBarFocusReason)
        else:
            self.focusNextChild()
