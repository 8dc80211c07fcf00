"""The badge in the menu bar of the demo: nobody should take it for the real thing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenuBar, QWidget

from .look.painting import paint_box, paint_text, text_width
from .look.palette import tokens_of
from .look.tokens import Tone
from .look.type_roles import Role, role_font

_PADDING, _EDGE = 8, 6


class DemoBadge(QWidget):
    """Stands in the corner of the menu bar, as high as that, with its fill in the middle."""

    def __init__(self, menu_bar: QMenuBar) -> None:
        super().__init__(menu_bar)  # PySide deletes a corner widget that has no parent
        self.setObjectName("demo_badge")
        self._text = QCoreApplication.translate("Menus", "DEMO")
        self.setAccessibleName(self._text)

    def sizeHint(self) -> QSize:
        """As wide as the word needs it."""
        width = text_width(self._text, role_font(Role.HEADER)) + 2 * _PADDING + _EDGE
        return QSize(width, max(18, QFontMetrics(role_font(Role.HEADER)).height() + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw fill and word in the colours of a message that informs."""
        painter, tokens = QPainter(self), tokens_of(self.palette())
        fill = self.style().visualRect(
            self.layoutDirection(), self.rect(), QRect(0, 0, self.width() - _EDGE, self.height())
        )
        paint_box(painter, fill, 4, tokens.tint(Tone.INFO), tokens.tone(Tone.INFO))
        place = fill.adjusted(_PADDING, 0, -_PADDING, 0)
        paint_text(painter, place, self._text, role_font(Role.HEADER), tokens.tone(Tone.INFO))
