"""An icon in a layout; it follows the colours and the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from .icons import DEFAULT, pixmap
from .palette import tokens_of
from .tokens import Tone

_NEW_LOOK = {QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange}


class IconLabel(QLabel):
    """Says nothing to assistive tools: the text beside it does."""

    def __init__(self, size: int = DEFAULT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._drawn = ("", Tone.TEXT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, tone: Tone = Tone.TEXT) -> None:
        """Show another icon."""
        self._drawn = (name, tone)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw it in new colours."""
        super().changeEvent(event)
        if event.type() in _NEW_LOOK:
            self._draw()

    def _draw(self) -> None:
        name, tone = self._drawn
        if name:
            self.setPixmap(pixmap(name, tokens_of(self.palette()).tone(tone), self._size, self.devicePixelRatio()))
