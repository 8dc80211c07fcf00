"""Keys that belong to the window although a text field has the focus."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_ALT, _CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_TO_END_OF_LINE = (QKeySequence.StandardKey.MoveToEndOfLine, QKeySequence.StandardKey.SelectEndOfLine)


class TextKeys(QObject):
    """Keeps Alt with a letter from being typed, also where no control has that letter, and Ctrl+E and Ctrl+Shift+E for
    the menus: Qt on Linux goes to the end of the line with them, as Emacs does [platform].

    There is one per application, created with its panels.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QPlainTextEdit | QTextEdit):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the keys above to the window."""
        if not isinstance(event, QKeyEvent):
            return False
        match event.type():
            case QEvent.Type.ShortcutOverride:
                is_left = event.key() == Qt.Key.Key_E and any(map(event.matches, _TO_END_OF_LINE))
            case QEvent.Type.KeyPress:
                is_left = _is_access_key(event)
            case _:
                is_left = False
        if is_left:
            event.ignore()
        return is_left


def _is_access_key(event: QKeyEvent) -> bool:
    """Whether it is Alt with a letter. AltGr, which is Ctrl+Alt on Windows, and Option on macOS type characters."""
    is_alt = event.modifiers() & (_ALT | _CONTROL) == _ALT
    return is_alt and bool(event.text()) and event.text().isprintable() and sys.platform != "darwin"
