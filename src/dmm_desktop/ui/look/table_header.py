"""The header of a table: small type on a quiet ground, a hairline below, the sort arrow beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView

from .icons import paint_icon
from .painting import Line, paint_line, paint_text, text_width
from .palette import tokens_of
from .type_roles import Role, role_font

if TYPE_CHECKING:
    from .tables import Table

_ARROW, _ARROW_GAP = 12, 12


class TableHeader(QHeaderView):
    """The horizontal header of a :class:`.tables.Table`."""

    def __init__(self, table: Table) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setMinimumSectionSize(40)

    @property
    def _table(self) -> Table:
        return cast("Table", self.parent())

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        """The text with its padding and room for the arrow; 28 high, more with a larger font."""
        font = role_font(Role.HEADER)
        leading, trailing = self._table.padding(logicalIndex)
        arrow = _ARROW + _ARROW_GAP if self.isSortIndicatorShown() else 0
        width = leading + text_width(self._text(logicalIndex), font) + arrow + trailing
        return QSize(width, max(28, QFontMetrics(font).height() + 12))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw the header of a column."""
        tokens = tokens_of(self.palette())
        direction = self.layoutDirection()
        painter.save()
        painter.fillRect(rect, QColor(tokens.head))
        paint_line(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line)
        leading, trailing = self._table.padding(logicalIndex)
        line = Line(rect.adjusted(0, 0, 0, -1), direction)
        line.lead(leading)
        line.trail(trailing)
        text, font = self._text(logicalIndex), role_font(Role.HEADER)
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        room = line.width - (_ARROW + _ARROW_GAP if is_sorted else 0)
        width = min(text_width(text, font), max(0, room))
        align = self._alignment(logicalIndex)
        take = line.trail if align & Qt.AlignmentFlag.AlignRight else line.lead
        paint_text(painter, take(width, _ARROW_GAP), text, font, tokens.text2, align=align, direction=direction)
        if is_sorted:
            ascending = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            paint_icon(painter, _square(take(_ARROW)), "chev-up" if ascending else "chev-down", tokens.text2)
        painter.restore()

    def _text(self, section: int) -> str:
        text = self.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        return str(text) if text is not None else ""

    def _alignment(self, section: int) -> Qt.AlignmentFlag:
        role = Qt.ItemDataRole.TextAlignmentRole
        own = self.model().headerData(section, Qt.Orientation.Horizontal, role)
        return own if isinstance(own, Qt.AlignmentFlag) else self.defaultAlignment()


def _square(rect: QRect) -> QRect:
    return QRect(rect.left(), rect.top() + (rect.height() - _ARROW) // 2, _ARROW, _ARROW)
