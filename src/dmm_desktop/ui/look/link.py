"""A link: a button that looks like underlined text, for what opens a page or shows more."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from .buttons import ENTER, spoken
from .icons import DEFAULT, paint_icon
from .painting import Line, paint_text, text_width
from .palette import tokens_of
from .tokens import Tone
from .type_roles import Role, role_font

_GAP = 6


class Link(QPushButton):
    """Underlined text, and after it perhaps an icon (``external`` for what opens outside of the window)."""

    def __init__(self, text: str, object_name: str, *, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self.setObjectName(object_name)
        self.setAccessibleName(spoken(text))
        self.setAutoDefault(False)
        self.setProperty("kind", "link")  # or the style sheet would give it the height of a button
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Say something else, and so to assistive tools."""
        self.setText(text)
        self.setAccessibleName(spoken(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the link that has the focus."""
        if event.key() in ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Text and icon, without any padding: a link stands in a line of text."""
        font = role_font(Role.BODY)
        icon = _GAP + DEFAULT if self._icon_name else 0
        return QSize(text_width(self.text(), font) + icon, max(DEFAULT, self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw text and icon."""
        painter = QPainter(self)
        direction = self.layoutDirection()
        tone = (Tone.TEXT if self.underMouse() else Tone.LINK) if self.isEnabled() else Tone.DISABLED
        color = tokens_of(self.palette()).tone(tone)
        line = Line(self.rect(), direction)
        font = role_font(Role.BODY)
        place = line.lead(text_width(self.text(), font), _GAP)
        font.setUnderline(True)
        paint_text(painter, place, self.text(), font, color, direction=direction)
        if self._icon_name:
            paint_icon(painter, line.lead_square(DEFAULT), self._icon_name, color)
