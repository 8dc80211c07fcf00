"""The combo box of all dialogs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionComboBox, QWidget

_ROWS = 10
_MARGIN = 4  # pixels that Qt leaves beside the text


class Choice(QComboBox):
    """The wheel never changes the choice, even with the focus: it scrolls the page. The list shows up to ten rows at
    once.

    It needs a visible label as its buddy: on Linux, screen readers get the current text as its name, whatever name it
    has, and what it is only from the label [platform].
    """

    def __init__(self, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(_ROWS)
        self.setItemDelegate(QStyledItemDelegate(self))  # Qt's default delegate ignores style sheets

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Elide a text that is too long: Qt cuts it off, and what remains of an address looks like another one."""
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        mode = Qt.TextElideMode.ElideMiddle
        option.currentText = option.fontMetrics.elidedText(option.currentText, mode, room - _MARGIN)

    def sizeHint(self) -> QSize:
        """Wide enough to show a text whole, with the margin beside it."""
        return super().sizeHint() + QSize(_MARGIN, 0)

    def showPopup(self) -> None:
        """Mark the first entry if nothing has been chosen: Enter takes it."""
        super().showPopup()
        view = self.view()
        if not view.selectionModel().hasSelection():
            view.setCurrentIndex(self.model().index(0, self.modelColumn(), self.rootModelIndex()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page. An open list takes it itself."""
        event.ignore()
