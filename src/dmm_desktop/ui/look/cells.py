"""Cells of tables: an icon and a word, a text, or two lines; all of it said by the model through a few roles."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from .icons import SMALL, paint_icon
from .painting import Line, paint_line, paint_text, text_width
from .rows import Index, RowState, paint_ground, paint_row_focus
from .tips import plain_tip
from .tokens import Tone
from .type_roles import Role, role_font

if TYPE_CHECKING:
    from .tables import Table

_GAP = 6


class CellRole(IntEnum):
    """What a model says about a cell besides Qt's own roles; everything may be left out (None)."""

    ICON = Qt.ItemDataRole.UserRole + 100  # name of an icon, before the text
    TONE = Qt.ItemDataRole.UserRole + 101  # Tone of icon and text
    SECOND_LINE = Qt.ItemDataRole.UserRole + 102  # text below, in small type
    SECOND_ICON = Qt.ItemDataRole.UserRole + 103  # name of an icon before it
    ICON_TONE = Qt.ItemDataRole.UserRole + 105  # Tone of the icon alone
    TINT = Qt.ItemDataRole.UserRole + 104  # Tone whose tint is the ground; the same for all cells of a row


class CellDelegate(QStyledItemDelegate):
    """Paints one line: icon, text. Set one per column for another type role or tone than the ordinary ones."""

    def __init__(self, table: Table, role: Role = Role.BODY, tone: Tone = Tone.TEXT) -> None:
        super().__init__(table)
        self._role = role
        self._tone = tone

    @property
    def _font(self) -> QFont:
        return role_font(self._role)  # not kept: the system's font may change

    @property
    def _table(self) -> Table:
        return cast("Table", self.parent())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, contents, hairline and focus."""
        state = RowState.of(option, index, hovered=index.row() == self._table.hovered_row)
        rect = option.rect
        painter.save()
        paint_ground(painter, rect, state, index.data(CellRole.TINT))
        if self._table.has_line_below(rect):
            paint_line(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), state.tokens.line)
        self._paint_contents(painter, self._inside(option, index), option, index, state)
        if state.current:
            first, last = self._table.first_and_last(index.column())
            paint_row_focus(painter, rect, state.tokens, option.direction, begins=first, ends=last)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """What the contents need; rows have a height of their own."""
        leading, trailing = self._table.padding(index.column())
        height = self._table.verticalHeader().defaultSectionSize()
        return QSize(leading + self._contents_width(index) + trailing, height)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Show the tool tip of a cell."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.tool_tip(option, index), view)
        return True

    def tool_tip(self, option: QStyleOptionViewItem, index: Index) -> str:
        """The model's own tool tip, else the whole text where it is cut; empty where there is nothing to add."""
        own = index.data(Qt.ItemDataRole.ToolTipRole)
        if not own and self._contents_width(index) > self._inside(option, index).width():
            own = self._whole_text(index)
        return plain_tip(own) if own else ""

    def _inside(self, option: QStyleOptionViewItem, index: Index) -> QRect:
        leading, trailing = self._table.padding(index.column())
        line = Line(option.rect.adjusted(0, 0, 0, -1 if self._table.has_lines else 0), option.direction)
        line.lead(leading)
        line.trail(trailing)
        return line.rest()

    def _paint_contents(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index, state: RowState
    ) -> None:
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        tone = (index.data(CellRole.TONE) or self._tone) if enabled else Tone.DISABLED
        line = Line(rect, option.direction)
        color = state.tokens.tone(tone)
        if icon := index.data(CellRole.ICON):
            icon_tone = index.data(CellRole.ICON_TONE) if enabled else None
            icon_color = state.tokens.tone(icon_tone) if icon_tone else color
            paint_icon(painter, line.lead_square(SMALL, _GAP), icon, icon_color)
        paint_text(
            painter,
            line.rest(),
            _text(index),
            self._font,
            color,
            align=index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeading,
            direction=option.direction,
            elide=option.textElideMode,
        )

    def _contents_width(self, index: Index) -> int:
        icon = SMALL + _GAP if index.data(CellRole.ICON) else 0
        return icon + text_width(_text(index), self._font)

    def _whole_text(self, index: Index) -> str:
        return _text(index)


class TwoLineDelegate(CellDelegate):
    """Paints a second line of small type below the first one."""

    def _paint_contents(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index, state: RowState
    ) -> None:
        second = index.data(CellRole.SECOND_LINE)
        if not second:
            super()._paint_contents(painter, rect, option, index, state)
            return
        caption = role_font(Role.CAPTION)
        first_height, second_height = QFontMetrics(self._font).height(), QFontMetrics(caption).height()
        top = rect.top() + (rect.height() - first_height - second_height) // 2
        first = QRect(rect.left(), top, rect.width(), first_height)
        super()._paint_contents(painter, first, option, index, state)
        line = Line(QRect(rect.left(), top + first_height, rect.width(), second_height), option.direction)
        if icon := index.data(CellRole.SECOND_ICON):
            paint_icon(painter, line.lead_square(SMALL, _GAP - 1), icon, state.tokens.text2)
        paint_text(painter, line.rest(), second, caption, state.tokens.text2, direction=option.direction)

    def _contents_width(self, index: Index) -> int:
        icon = SMALL + _GAP if index.data(CellRole.SECOND_ICON) else 0
        second = icon + text_width(index.data(CellRole.SECOND_LINE) or "", role_font(Role.CAPTION))
        return max(super()._contents_width(index), second)

    def _whole_text(self, index: Index) -> str:
        return "\n".join(line for line in (_text(index), index.data(CellRole.SECOND_LINE)) if line)


def _text(index: Index) -> str:
    return str(index.data(Qt.ItemDataRole.DisplayRole) or "")
