"""The scroll bar of a list whose rows continue behind it to the edge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QHoverEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QScrollBar, QStyle, QStyleOptionViewItem, QTableView

from ..theme.palette import tokens_of
from .painting import Index, paint_line


class PaintsBackground(Protocol):
    """A delegate that can draw the background of a row separately."""

    def paint_background(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill the option's rectangle like the row."""


class RowsEnd(QScrollBar):
    """The vertical scroll bar of a view whose delegates implement :class:`PaintsBackground`. The view calls ``update``
    after painting itself."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self._pointed = QPersistentModelIndex()  # the row below the mouse, as the view has it
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse like the view, which forgets it when a dialog opens or a drag ends above the row."""
        if isinstance(event, QHoverEvent):
            is_there = event.type() is not QEvent.Type.HoverLeave
            self._pointed = QPersistentModelIndex(
                self._view.indexAt(event.position().toPoint()) if is_there else QModelIndex()
            )
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the end of the header and of the visible rows, and the handle above them."""
        painter, viewport = QPainter(self), self._view.viewport()
        origin = self.mapFromGlobal(viewport.mapToGlobal(QPoint(0, 0))).y()
        if origin > 0 and isinstance(self._view, QTableView):
            tokens = tokens_of(self.palette())
            painter.fillRect(0, 0, self.width(), origin, QColor(tokens.head))
            paint_line(painter, QRect(0, origin - 1, self.width(), 1), tokens.line)
        painter.setClipRect(0, origin, self.width(), viewport.height())
        for index, place in self._rows():
            option = QStyleOptionViewItem()
            self._view.initViewItemOption(option)
            option.rect = QRect(0, origin + place.top(), self.width(), place.height())
            if self._view.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if self._pointed == index:
                option.state |= QStyle.StateFlag.State_MouseOver
            cast(PaintsBackground, self._view.itemDelegateForIndex(index)).paint_background(painter, option, index)
        painter.end()
        super().paintEvent(event)

    def _rows(self) -> Iterator[tuple[QModelIndex, QRect]]:
        """The visible rows with their rectangles."""
        y = 0
        while (index := self._view.indexAt(QPoint(0, y))).isValid() and y < self._view.viewport().height():
            place = self._view.visualRect(index)
            yield index, place
            y = place.bottom() + 1
