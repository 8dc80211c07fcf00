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
        self._name, self._tone = "", Tone.TEXT
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, tone: Tone = Tone.TEXT, size: int | None = None) -> None:
        """Show another icon, in another size if one is given."""
        self._name, self._tone, self._size = name, tone, size or self._size
        self._draw()

    def event(self, event: QEvent) -> bool:
        """Draw it anew where colours or the screen have changed."""
        handled = super().event(event)
        if event.type() in _NEW_LOOK:
            self._draw()
        return handled

    def _draw(self) -> None:
        if self._name:
            color = tokens_of(self.palette()).tone(self._tone)
            self.setPixmap(pixmap(self._name, color, self._size, self.devicePixelRatio()))
