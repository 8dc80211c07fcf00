"""Icons in a layout; they follow the colours, and are drawn for the screen that they are painted on."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from .icons import DEFAULT, app_pixmap, paint_icon
from .palette import tokens_of
from .tokens import Tone

_APP_ICON = 56


class IconLabel(QWidget):
    """Says nothing to assistive tools: the text beside it does."""

    def __init__(self, size: int = DEFAULT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._name, self._tone = "", Tone.TEXT
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, tone: Tone = Tone.TEXT, size: int | None = None) -> None:
        """Show another icon, in another size if one is given; an empty name shows none."""
        self._name, self._tone, self._size = name, tone, size or self._size
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A square, and what is around it."""
        return QSize(self._size, self._size).grownBy(self.contentsMargins())

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        if self._name:
            place = QRect(self.contentsRect().topLeft(), QSize(self._size, self._size))
            paint_icon(QPainter(self), place, self._name, tokens_of(self.palette()).tone(self._tone))


class AppIcon(QWidget):
    """The icon of the application, large."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_APP_ICON, _APP_ICON)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        QPainter(self).drawPixmap(0, 0, app_pixmap(_APP_ICON, self.devicePixelRatio()))
