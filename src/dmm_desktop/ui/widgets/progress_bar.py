"""The progress bar: without text, because the figure is beside it, and striped while its value may be outdated."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ..theme.palette import tokens_of
from ..theme.tokens import Tokens
from .painting import Direction, between_pixels, paint_box

HEIGHT, SLIM_HEIGHT = 8, 4
_STRIPE, _GAP = 5, 3


def paint_bar(
    painter: QPainter, rect: QRect, fraction: float, tokens: Tokens, *, direction: Direction, stale: bool = False
) -> None:
    """Draw a bar; ``fraction`` is from 0 to 1. Its ends are as round as height and length allow."""
    box = between_pixels(painter, rect)
    radius = box.height() / 2
    # If the trough has the background colour, as in high contrast, a line shows its length.
    paint_box(painter, box, radius, tokens.track, tokens.line if tokens.track == tokens.base else None)
    length = box.width() * min(1.0, max(0.0, fraction))
    if length <= 0:
        return
    left = box.left() if direction == Direction.LeftToRight else box.right() - length
    trough, done = QPainterPath(), QRectF(left, box.top(), length, box.height())
    trough.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(trough)  # a bar of a few pixels keeps the trough's round end
    if stale:
        _paint_stripes(painter, done, tokens)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.bar))
        painter.drawRoundedRect(done, min(radius, length / 2), min(radius, length / 2))
    painter.restore()


def _paint_stripes(painter: QPainter, done: QRectF, tokens: Tokens) -> None:
    x = done.left()
    while x < done.right():
        width = min(_STRIPE, done.right() - x)
        painter.fillRect(QRectF(x, done.top(), width, done.height()), QColor(tokens.fieldline))
        x += _STRIPE + _GAP


class ProgressBar(QProgressBar):
    """Progress of the current phase. Screen readers read whole percentages."""

    def __init__(self, object_name: str = "progress", *, slim: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(self.tr("Progress"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextVisible(False)
        self.setRange(0, 100)
        self._height = SLIM_HEIGHT if slim else HEIGHT
        self._fraction = 0.0
        self._stale = False
        self.setValue(0)

    @property
    def fraction(self) -> float:
        """The progress shown, from 0 to 1."""
        return self._fraction

    def show_fraction(self, fraction: float) -> None:
        """Show the progress of a phase, from 0 to 1. It goes back if the figure beside it does: a server may find more
        to do."""
        self._fraction = max(0.0, min(1.0, fraction))
        self.setValue(int(self._fraction * 100))
        self.update()

    def set_stale(self, stale: bool) -> None:
        """Show stripes while the progress may be outdated."""
        self._stale = stale
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the bar; any width."""
        return QSize(200, self._height)

    def minimumSizeHint(self) -> QSize:
        """A short bar."""
        return QSize(40, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar directly, because the style supports neither round ends nor stripes."""
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        direction = self.layoutDirection()
        paint_bar(painter, self.rect(), self._fraction, tokens, direction=direction, stale=self._stale)
