"""The table of log lines. Its rows have a fixed height, so that a million of them cost nothing; it can follow the
end."""

from __future__ import annotations

import re

from PySide6.QtCore import QItemSelectionModel, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QWidget

from ...core.log_line import Level
from ..theme.tokens import Tone
from ..theme.type_roles import Role, role_font
from ..widgets.buttons import ENTER
from ..widgets.context_menu import menu_place
from ..widgets.list_rows import MOVEMENT_KEYS, select_focused
from ..widgets.painting import Index, RowState, paint_line, text_width
from ..widgets.tables import CellDelegate, Table
from .log_model import LEVEL, MESSAGE, TIME, LogModel

_WIDEST_TIME = "00:00:00"


class _MarkedCell(CellDelegate):
    """Marks the search text."""

    def _paint_below_text(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index, state: RowState
    ) -> None:
        table = self._table
        assert isinstance(table, LogTable)
        if table.marked is None:
            return
        text, metrics = str(index.data(Qt.ItemDataRole.DisplayRole) or ""), QFontMetrics(self._font)
        shown = metrics.elidedText(text, self._elide, rect.width())
        is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        left = rect.right() - metrics.horizontalAdvance(shown) if is_mirrored else rect.left()
        top = rect.top() + (rect.height() - metrics.height()) // 2
        for hit in table.marked.finditer(shown):
            begin, end = (metrics.horizontalAdvance(shown[:place]) for place in hit.span())
            place = QRect(left + begin, top, end - begin, metrics.height())
            painter.fillRect(place, QColor(state.tokens.hit))
            paint_line(painter, QRect(place.left(), place.bottom(), place.width(), 1), state.tokens.warn)


class WholeRows(QWidget):
    """Makes a table a whole number of rows high: otherwise the first row would be cut when the end is visible."""

    def __init__(self, table: LogTable) -> None:
        super().__init__()
        self._table = table
        table.setParent(self)

    def sizeHint(self) -> QSize:
        """The table's size hint."""
        return self._table.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The table's minimum height."""
        return QSize(self._table.minimumSizeHint().width(), self._table.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the space below the last whole row empty."""
        super().resizeEvent(event)
        row = self._table.verticalHeader().defaultSectionSize()
        self._table.setGeometry(0, 0, self.width(), self.height() // row * row)


class LogTable(Table):
    """The table of log lines. ``scrolled_away``: the user has scrolled away from the end; ``reached_end``: the user has
    scrolled back to it. ``opened``: show the current line in full. ``copy_requested``: the shortcut for copying was
    pressed. ``typed`` (str): letters to search for. ``menu_wanted`` (MenuPlace)."""

    scrolled_away = Signal()
    reached_end = Signal()
    opened = Signal()
    copy_requested = Signal()
    typed = Signal(object)
    menu_wanted = Signal(object)

    def __init__(self, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            object_name, accessible_name, lines=False, header=False, height=24, roles=(Role.FIXED,), parent=parent
        )
        self._follows = False
        self._moving = False
        self._marked: re.Pattern[str] | None = None
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMinimumHeight(2 * self.verticalHeader().defaultSectionSize())
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)  # the first row is never cut
        self.setItemDelegateForColumn(TIME, _MarkedCell(self, Role.FIXED, Tone.MUTED))
        self.setItemDelegateForColumn(LEVEL, _MarkedCell(self, Role.CAPTION))
        self.setItemDelegateForColumn(MESSAGE, _MarkedCell(self, Role.FIXED))
        self.doubleClicked.connect(self.opened)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._stay_at_end)

    def show_model(self, model: LogModel) -> None:
        """Show another log."""
        self._moving = True
        self.setModel(model)
        self._moving = False
        self._size_columns(model)
        self._stay_at_end()

    def set_follow(self, on: bool) -> None:
        """Set whether the table scrolls to the end when lines arrive."""
        self._follows = on
        self._stay_at_end()

    @property
    def marked(self) -> re.Pattern[str] | None:
        """The pattern marked in the lines; None if nothing is marked."""
        return self._marked

    def mark(self, wanted: str) -> None:
        """Mark all visible occurrences of a text, ignoring case; "" marks nothing."""
        self._marked = re.compile(re.escape(wanted), re.IGNORECASE) if wanted else None
        self.viewport().update()

    def go_to(self, row: int) -> None:
        """Select a row and scroll to it."""
        self.selectRow(row)
        self.scrollTo(self.model().index(row, MESSAGE), QAbstractItemView.ScrollHint.PositionAtCenter)

    def selectRow(self, row: int) -> None:
        """Select only this row, also while Shift is held, which goes to the previous match."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.model().index(row, max(0, self.currentIndex().column()))
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def rows_to_copy(self) -> list[range]:
        """The selected rows, or all rows if none is selected."""
        selected = self.selectionModel().selection().toList()
        ranges = sorted({(one.top(), one.bottom() + 1) for one in selected})
        return [range(*one) for one in ranges] or [range(self.model().rowCount())]

    def selected_rows(self) -> list[range]:
        """The selected rows as ranges; none if nothing is selected."""
        return self.rows_to_copy() if self.selectionModel().hasSelection() else []

    def keyboardSearch(self, search: str) -> None:
        """Pass typed letters to the log's search, which runs in a job and finds text anywhere in a line. Space selects
        a row: it replaces no search text."""
        if search.isprintable() and not search.isspace():
            self.typed.emit(search)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which row the next key begins at."""
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._show_beginning()
        super().focusInEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the log at the row under the pointer, or at the current one, which is selected if no row
        is."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._show_beginning()
            select_focused(self)
        self.menu_wanted.emit(menu_place(self, event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the original lines rather than the text shown; treat Enter as a double click; move from a row in
        view."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
            event.accept()
            return
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self.opened.emit()
            event.accept()
            return
        if event.key() in MOVEMENT_KEYS:
            self._begin_in_view()
        super().keyPressEvent(event)

    def _show_beginning(self) -> None:
        """Have the row in view that the next key begins at; rows that the user has selected stay as they are."""
        if not self.selectionModel().hasSelection():
            self._begin_in_view()

    def _begin_in_view(self) -> None:
        """Make a row in view current, without selecting it, if none is or if the log has left the current one behind:
        the last row while the table follows the end, otherwise the first."""
        current, visible = self.currentIndex(), self.viewport().rect()
        if current.isValid() and not (self._follows and not visible.intersects(self.visualRect(current))):
            return
        row = self.rowAt(visible.bottom()) if self._follows else self.rowAt(visible.top())
        index = self.model().index(row if row >= 0 else self.model().rowCount() - 1, MESSAGE)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _size_columns(self, model: LogModel) -> None:
        fixed, caption = role_font(Role.FIXED), role_font(Role.CAPTION)
        words = max(text_width(model.level_word(level), caption) for level in Level)
        leading, trailing = self.padding(TIME)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(MESSAGE, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(TIME, leading + text_width(_WIDEST_TIME, fixed) + trailing)
        self.setColumnWidth(LEVEL, 12 + 20 + words + 14)

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        if self._moving:
            return
        at_end = value >= self.verticalScrollBar().maximum()
        if self._follows and not at_end:
            self._follows = False
            self.scrolled_away.emit()
        elif at_end and not self._follows:
            self.reached_end.emit()

    @Slot()
    def _stay_at_end(self) -> None:
        if self._follows:
            self._moving = True
            self.scrollToBottom()
            self._moving = False
            if self.hasFocus():
                self._show_beginning()
