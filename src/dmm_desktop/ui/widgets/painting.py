"""Shared by painted widgets and delegates: sharp boxes and lines, text and icons laid out from the leading edge, and
the backgrounds of rows by state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from ..theme.palette import tokens_of
from ..theme.tokens import Tokens, Tone

Direction = Qt.LayoutDirection
Elide = Qt.TextElideMode


def paint_box(
    painter: QPainter, rect: QRect | QRectF, radius: float, fill: str | None, line: str | None = None, width: float = 1
) -> None:
    """Fill a rounded rectangle and draw a line just inside its edge; either is optional."""
    inset = width / 2 if line else 0.0
    rect = between_pixels(painter, rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(line), width) if line else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    box = rect.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, max(0.0, radius - inset), max(0.0, radius - inset))
    painter.restore()


def between_pixels(painter: QPainter, rect: QRect | QRectF) -> QRectF:
    """The rectangle with its edges aligned to device pixels. At 125 % most edges fall within a pixel, where lines would
    be blurred or vary between one and two pixels in width."""
    to_device = painter.deviceTransform()
    there = to_device.mapRect(QRectF(rect))
    left, top = floor(there.left() + 0.5), floor(there.top() + 0.5)
    right, bottom = floor(there.right() + 0.5), floor(there.bottom() + 0.5)
    return to_device.inverted()[0].mapRect(QRectF(left, top, right - left, bottom - top))


def paint_line(painter: QPainter, rect: QRect | QRectF, color: str) -> None:
    """Fill a thin rectangle, equally thick at any position."""
    line, ratio = between_pixels(painter, rect), painter.device().devicePixelRatio()
    if rect.height() < rect.width():
        line.setTop(line.bottom() - max(1, floor(rect.height() * ratio)) / ratio)
    else:
        line.setLeft(line.right() - max(1, floor(rect.width() * ratio)) / ratio)
    painter.fillRect(line, QColor(color))


class Line:
    """A rectangle allocated from both ends: from the left in left-to-right languages, mirrored in others."""

    def __init__(self, rect: QRect, direction: Direction) -> None:
        self._whole = QRect(rect)
        self._rest = QRect(rect)
        self._direction = direction

    @property
    def width(self) -> int:
        """The remaining width."""
        return max(0, self._rest.width())

    def lead(self, width: int, gap: int = 0) -> QRect:
        """Take a piece from the leading end, then leave a gap."""
        taken = QRect(self._rest.left(), self._rest.top(), width, self._rest.height())
        self._rest.setLeft(self._rest.left() + width + gap)
        return self._visual(taken)

    def trail(self, width: int, gap: int = 0) -> QRect:
        """Take a piece from the trailing end, then leave a gap."""
        taken = QRect(self._rest.right() - width + 1, self._rest.top(), width, self._rest.height())
        self._rest.setRight(self._rest.right() - width - gap)
        return self._visual(taken)

    def rest(self) -> QRect:
        """The remaining rectangle."""
        return self._visual(self._rest)

    def lead_square(self, size: int, gap: int = 0) -> QRect:
        """Take a vertically centred square, for an icon or a mark."""
        return _middle(self.lead(size, gap), size)

    def _visual(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self._direction, self._whole, rect)


def _middle(rect: QRect, size: int) -> QRect:
    # Round half a pixel down, because lower-case letters are below the middle of their line.
    return QRect(rect.left(), rect.top() + (rect.height() - size + 1) // 2, size, size)


def paint_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    color: str,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    direction: Direction = Direction.LeftToRight,
    elide: Elide = Elide.ElideRight,
) -> None:
    """Draw one vertically centred line of text, elided if it does not fit."""
    painter.setFont(font)
    painter.setPen(QColor(color))
    shown = QFontMetrics(font).elidedText(text, elide, rect.width())
    flags = QStyle.visualAlignment(direction, align | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(rect, flags | Qt.TextFlag.TextSingleLine, shown)


def paint_paragraph(
    painter: QPainter, rect: QRect, text: str, font: QFont, color: str, *, direction: Direction = Direction.LeftToRight
) -> None:
    """Draw wrapped text from the top; :func:`paragraph_height` gives the height it needs."""
    painter.setFont(font)
    painter.setPen(QColor(color))
    leading = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    painter.drawText(rect, leading | Qt.TextFlag.TextWordWrap, text)


def paragraph_height(text: str, font: QFont, width: int) -> int:
    """The height of :func:`paint_paragraph` at this width."""
    room = QRect(0, 0, max(1, width), 10_000)
    return QFontMetrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()


def text_width(text: str, font: QFont) -> int:
    """The width that :func:`paint_text` needs for the full text."""
    return QFontMetrics(font).horizontalAdvance(text) + 1


def letters(count: int, font: QFont) -> int:
    """The width of so many characters, each as wide as a digit."""
    return QFontMetrics(font).horizontalAdvance("0" * count)


def shares(room: int, wanted: Sequence[int], least: Sequence[int]) -> list[int]:
    """The widths of texts side by side, given the widths that they need. If there is too little room, all are shortened
    evenly, but each keeps its ``least`` while possible, the first ones first."""
    given, left = [], max(0, room)
    for width, minimum in zip(wanted, least, strict=True):
        given.append(min(width, minimum, left))
        left -= given[-1]
    while left and (short := [place for place, width in enumerate(wanted) if given[place] < width]):
        part = max(1, left // len(short))
        for place in short:
            more = min(part, wanted[place] - given[place], left)
            given[place] += more
            left -= more
    return given


Index = QModelIndex | QPersistentModelIndex
_EDGE, _RING = 3, 2


@dataclass(frozen=True, slots=True)
class RowState:
    """The state of a row, and the tokens to paint it with."""

    tokens: Tokens
    selected: bool
    current: bool  # the view has the focus, and this is its current row
    hovered: bool
    active: bool  # the view has the focus

    @classmethod
    def of(cls, option: QStyleOptionViewItem, index: Index, *, hovered: bool | None = None) -> RowState:
        """Read the state from a delegate's option; ``hovered`` overrides Qt's."""
        view = option.widget
        assert isinstance(view, QAbstractItemView)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = view.hasFocus()
        return cls(
            tokens=tokens_of(option.palette, selected=selected),
            selected=selected,
            current=focused and _same_row(view.currentIndex(), index),
            hovered=bool(option.state & QStyle.StateFlag.State_MouseOver) if hovered is None else hovered,
            active=focused,
        )


def _same_row(one: Index, other: Index) -> bool:
    return one.row() == other.row() and one.parent() == other.parent()


def paint_background(painter: QPainter, rect: QRect, state: RowState, tint: Tone | None = None) -> None:
    """Fill a row as selected, tinted or hovered; other rows keep the background of their view."""
    tokens = state.tokens
    if state.selected:
        painter.fillRect(rect, QColor(tokens.sel if state.active else tokens.selinactive))
    elif tint is not None:
        painter.fillRect(rect, QColor(tokens.tint(tint)))
    elif state.hovered:
        painter.fillRect(rect, QColor(tokens.hover))


def paint_edge(painter: QPainter, rect: QRect, tokens: Tokens, direction: Direction) -> None:
    """Draw the thick edge of the selected row of runs or wizard steps."""
    edge = QStyle.visualRect(direction, rect, QRect(rect.left(), rect.top(), _EDGE, rect.height()))
    painter.fillRect(edge, QColor(tokens.bar))


def paint_row_focus(
    painter: QPainter, rect: QRect, tokens: Tokens, direction: Direction, *, begins: bool = True, ends: bool = True
) -> None:
    """Draw the focus frame inside a row; for a cell, ``begins`` and ``ends`` state whether the row begins or ends
    there."""
    left, right = (begins, ends) if direction == Direction.LeftToRight else (ends, begins)
    sides = [
        QRect(rect.left(), rect.top(), rect.width(), _RING),
        QRect(rect.left(), rect.bottom() - _RING + 1, rect.width(), _RING),
    ]
    if left:
        sides.append(QRect(rect.left(), rect.top(), _RING, rect.height()))
    if right:
        sides.append(QRect(rect.right() - _RING + 1, rect.top(), _RING, rect.height()))
    for side in sides:
        paint_line(painter, side, tokens.focus)
