"""A plain text editor for JSON with line numbers, because errors name the line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ..theme.palette import tokens_of
from ..theme.type_roles import Role, set_role

_GAP = 12


class _LineNumbers(QWidget):
    """The strip with line numbers, on the leading side."""

    def __init__(self, edit: JsonEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def paintEvent(self, event: QPaintEvent) -> None:
        self._edit.paint_numbers(self)


class JsonEdit(QPlainTextEdit):
    """Tab leaves the editor. Dropped files go to its parent.

    ``refused``: the text on the clipboard was not pasted, because there would be more than ``most`` characters.
    """

    refused = Signal()

    def __init__(self, object_name: str, accessible_name: str, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        set_role(self, Role.FIXED)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(120)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self._numbers = _LineNumbers(self)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._numbers.update)
        self._make_room()

    def sizeHint(self) -> QSize:
        """A small size; the layout adds the remaining space."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, unless the text would become too large."""
        remaining = self.document().characterCount() - 1 - len(self.textCursor().selectedText())
        if remaining + len(source.text()) > self._most:
            self.refused.emit()
        else:
            super().insertFromMimeData(source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the strip as high as the text."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Adjust the strip's width to the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange) and hasattr(self, "_numbers"):
            self._make_room()

    def paint_numbers(self, strip: QWidget) -> None:
        """Draw a number beside each visible line."""
        painter = QPainter(strip)
        painter.setFont(self.font())
        painter.setPen(QColor(tokens_of(self.palette()).text2))
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(offset)
            if box.top() > strip.height():
                break
            place = QRect(0, round(box.top()), strip.width() - _GAP, self.fontMetrics().height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            block = block.next()

    @Slot()
    def _make_room(self) -> None:
        digits = max(2, len(str(self.blockCount())))
        self._width = self.fontMetrics().horizontalAdvance("9") * digits + _GAP
        self.setViewportMargins(self._width, 0, 0, 0)
        self._place()

    def _place(self) -> None:
        text = self.viewport().geometry()
        self._numbers.setGeometry(QRect(text.topLeft(), QSize(self._width, text.height())).translated(-self._width, 0))
