"""Rows of lists, trees and tables: their ground by state, and the marks of selection and focus."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from .painting import Direction, paint_line
from .palette import tokens_of
from .tokens import Tokens, Tone

Index = QModelIndex | QPersistentModelIndex
_EDGE, _RING = 3, 2


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands, and the tokens to paint it with."""

    tokens: Tokens
    selected: bool
    current: bool  # the view has the focus, and this is the row that keys act on
    hovered: bool
    active: bool  # the view has the focus

    @classmethod
    def of(cls, option: QStyleOptionViewItem, index: Index, *, hovered: bool | None = None) -> RowState:
        """Read it from what Qt hands to a delegate; ``hovered`` where the view knows better than Qt."""
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


def paint_ground(painter: QPainter, rect: QRect, state: RowState, tint: Tone | None = None) -> None:
    """Fill a row as selected, tinted or under the pointer; an ordinary row keeps the ground of its view."""
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
    """Draw the focus inside a row, or inside a cell that the row begins or ends with, or neither."""
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
