"""The combo box of all dialogs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

_ROWS = 10


class Choice(QComboBox):
    """The wheel changes it only where it has the focus, which the wheel does not give it; elsewhere it scrolls what is
    below. Its list shows up to ten rows at once."""

    def __init__(self, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(_ROWS)
        self.setItemDelegate(QStyledItemDelegate(self))  # the one that Qt gives it knows nothing of style sheets

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to what is below, unless the focus is here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
