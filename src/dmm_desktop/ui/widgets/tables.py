"""Tables: whole rows, hairlines instead of a grid, cells with an icon and one or two lines, and a plain header."""

from __future__ import annotations

from enum import IntEnum
from typing import cast

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ..theme.icons import SMALL, paint_icon
from ..theme.palette import tokens_of
from ..theme.tokens import Tone
from ..theme.type_roles import Role, role_font
from .labels import plain_tip
from .painting import Index, Line, RowState, paint_background, paint_line, paint_row_focus, paint_text, text_width
from .rows_end import RowsEnd

_GAP = 6
_FRAME = 4  # line and padding above and below


class CellRole(IntEnum):
    """A model's additional roles for a cell; all are optional (None)."""

    ICON = Qt.ItemDataRole.UserRole + 100  # name of an icon, before the text
    TONE = Qt.ItemDataRole.UserRole + 101  # Tone of icon and text
    SECOND_LINE = Qt.ItemDataRole.UserRole + 102  # text on a second line, in small type
    SECOND_ICON = Qt.ItemDataRole.UserRole + 103  # name of an icon before the second line
    ICON_TONE = Qt.ItemDataRole.UserRole + 105  # Tone of the icon alone
    WHOLE = Qt.ItemDataRole.UserRole + 106  # the text, of which the cell shows only the beginning
    TINT = Qt.ItemDataRole.UserRole + 104  # Tone whose tint fills the row; the same for all its cells


class CellDelegate(QStyledItemDelegate):
    """Paints one line: icon and text. Set one per column to use another type role or tone."""

    _elide = Qt.TextElideMode.ElideRight

    def __init__(self, table: Table, role: Role = Role.BODY, tone: Tone = Tone.TEXT) -> None:
        super().__init__(table)
        self._role = role
        self._tone = tone

    @property
    def _font(self) -> QFont:
        return role_font(self._role)  # not stored, because the system font may change

    @property
    def _table(self) -> Table:
        return cast("Table", self.parent())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw background, contents, hairline and focus."""
        painter.save()
        state, rect = self.paint_background(painter, option, index), option.rect
        self._paint_contents(painter, self._inside(option, index), option, index, state)
        if state.current:
            first, last = self._table.first_and_last(index.column())
            paint_row_focus(painter, rect, state.tokens, option.direction, begins=first, ends=last)
        painter.restore()

    def paint_background(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> RowState:
        """Draw background and hairline; returns the state of the row."""
        state, rect = RowState.of(option, index, hovered=index.row() == self._table.hovered_row), option.rect
        paint_background(painter, rect, state, index.data(CellRole.TINT))
        if self._table.has_line_below(index.row()):
            paint_line(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), state.tokens.line)
        return state

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size of the contents; rows have a fixed height."""
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
        """The model's tool tip, or the full text if it is elided, or ""."""
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
        self._paint_below_text(painter, line.rest(), option, index, state)
        paint_text(
            painter,
            line.rest(),
            _text(index),
            self._font,
            color,
            align=index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeading,
            direction=option.direction,
            elide=self._elide,
        )

    def _paint_below_text(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index, state: RowState
    ) -> None:
        """Called before the text is painted; subclasses mark parts of it here."""

    def _contents_width(self, index: Index) -> int:
        icon = SMALL + _GAP if index.data(CellRole.ICON) else 0
        return icon + text_width(_text(index), self._font)

    def _whole_text(self, index: Index) -> str:
        return _text(index)


class NameDelegate(CellDelegate):
    """Shortens names in the middle: they differ at either end."""

    _elide = Qt.TextElideMode.ElideMiddle


class TwoLineDelegate(CellDelegate):
    """Adds a second line in small type below the first."""

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
        """The text with padding and room for the arrow; 28 px high, more with a larger font."""
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


_PADDING, _EDGE_PADDING = 12, 24


def row_height(wanted: int, *roles: Role) -> int:
    """``wanted`` pixels, or more if lines in these roles need it with the user's font."""
    return max(wanted, sum(QFontMetrics(role_font(role)).height() for role in roles) + 8)


class Table(QTableView):
    """A table of whole rows. :class:`.cells.CellDelegate` paints its columns unless they get another delegate.

    ``framed``, for dialogs and wizard pages: rounded frame and narrow margins. ``lines`` draws hairlines between
    rows. ``height`` is a row's height in the default font; ``roles`` are its lines of text.
    """

    _row: tuple[int, tuple[Role, ...]] | None = None  # Qt reports font changes before the rows exist

    def __init__(
        self,
        object_name: str,
        accessible_name: str,
        *,
        framed: bool = False,
        lines: bool = True,
        header: bool = True,
        height: int = 28,
        roles: tuple[Role, ...] = (Role.BODY,),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._framed = framed
        self._has_lines = lines
        self._hovered_row = -1
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setProperty("framed", framed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(RowsEnd(self))
        self.setHorizontalHeader(TableHeader(self))
        self.horizontalHeader().setVisible(header)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._row = height, roles
        self._fit_rows()
        self.setItemDelegate(CellDelegate(self))

    def fit_rows(self, *, least: int) -> None:
        """Be as high as all rows, and at least as ``least`` of them if there is less room; without rows, hide."""
        rows, row_height = self.model().rowCount(), self.verticalHeader().defaultSectionSize()
        height = _FRAME + self.horizontalHeader().sizeHint().height()
        self.setMinimumHeight(height + min(rows, least) * row_height)
        self.setMaximumHeight(height + rows * row_height)
        self.setVisible(bool(rows))

    @property
    def has_lines(self) -> bool:
        """Whether hairlines separate the rows."""
        return self._has_lines

    def has_line_below(self, row: int) -> bool:
        """Whether a hairline ends this row rather than the frame."""
        bottom = self.rowViewportPosition(row) + self.rowHeight(row) - 1
        return self._has_lines and not (self._framed and bottom >= self.viewport().height() - 3)

    @property
    def hovered_row(self) -> int:
        """The row under the pointer; -1 if there is none."""
        return self._hovered_row

    def first_and_last(self, column: int) -> tuple[bool, bool]:
        """Whether a column is the first and the last visible one, in reading order."""
        header = self.horizontalHeader()
        places = [header.visualIndex(one) for one in range(header.count()) if not header.isSectionHidden(one)]
        place = header.visualIndex(column)
        return place == min(places, default=-1), place == max(places, default=-1)

    def padding(self, column: int) -> tuple[int, int]:
        """The padding before and after the contents of a column."""
        first, last = (False, False) if self._framed else self.first_and_last(column)
        return _EDGE_PADDING if first else _PADDING, _EDGE_PADDING if last else _PADDING

    def paintEvent(self, event: QPaintEvent) -> None:
        """Continue the rows below the scroll bar."""
        super().paintEvent(event)
        self.verticalScrollBar().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Repaint the whole row: the focus frame surrounds it, but Qt repaints only one cell."""
        super().currentChanged(current, previous)
        for row in {previous.row(), current.row()} - {-1}:
            self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Let Home and End go to the first and the last row, because only whole rows can be selected."""
        rows, column = self.model().rowCount(), max(0, self.currentIndex().column())
        match cursorAction:
            case QAbstractItemView.CursorAction.MoveHome if rows:
                return self.model().index(0, column)
            case QAbstractItemView.CursorAction.MoveEnd if rows:
                return self.model().index(rows - 1, column)
        return super().moveCursor(cursorAction, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Go to the row whose first column begins with the typed letters, whichever cell is current."""
        current = self.currentIndex()
        if current.column() > 0:
            first = current.siblingAtColumn(0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        super().keyboardSearch(search)

    def changeEvent(self, event: QEvent) -> None:
        """Adjust the rows' height to a new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._row is not None:
            self._fit_rows()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Track the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the row under the pointer."""
        super().leaveEvent(event)
        self._hover(-1)

    def _fit_rows(self) -> None:
        assert self._row is not None
        height, roles = self._row
        self.verticalHeader().setDefaultSectionSize(row_height(height, *roles))

    def _hover(self, row: int) -> None:
        before, self._hovered_row = self._hovered_row, row
        if before != row:
            self.viewport().update()
