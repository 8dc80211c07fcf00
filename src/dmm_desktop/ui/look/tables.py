"""Tables: whole rows, hairlines instead of a grid, framed in dialogs and from edge to edge in the main window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from .cells import CellDelegate
from .table_header import TableHeader
from .type_roles import Role, role_font

_PADDING, _EDGE_PADDING = 12, 24


def row_height(wanted: int, *roles: Role) -> int:
    """``wanted`` pixels, or more if lines of text in these roles need it with the person's font."""
    return max(wanted, sum(QFontMetrics(role_font(role)).height() for role in roles) + 8)


class Table(QTableView):
    """A table of whole rows. Columns are painted by :class:`.cells.CellDelegate` unless they get another delegate.

    ``framed`` for dialogs and wizard pages: a round frame and narrow edges. ``lines`` draws hairlines between rows.
    ``height`` is that of a row at the usual font; ``roles`` are the lines of text in it.
    """

    _row: tuple[int, tuple[Role, ...]] | None = None  # Qt tells of fonts before there are rows

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
        self.setHorizontalHeader(TableHeader(self))
        self.horizontalHeader().setVisible(header)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._row = height, roles
        self._fit_rows()
        self.setItemDelegate(CellDelegate(self))

    @property
    def has_lines(self) -> bool:
        """Whether hairlines separate the rows."""
        return self._has_lines

    def has_line_below(self, row: QRect) -> bool:
        """Whether a hairline ends this row: not where the frame does."""
        return self._has_lines and not (self._framed and row.bottom() >= self.viewport().height() - 3)

    @property
    def hovered_row(self) -> int:
        """The row under the pointer; -1 if there is none."""
        return self._hovered_row

    def first_and_last(self, column: int) -> tuple[bool, bool]:
        """Whether a column is the first and whether it is the last one that is shown, in reading order."""
        header = self.horizontalHeader()
        places = [header.visualIndex(one) for one in range(header.count()) if not header.isSectionHidden(one)]
        place = header.visualIndex(column)
        return place == min(places, default=-1), place == max(places, default=-1)

    def padding(self, column: int) -> tuple[int, int]:
        """Empty room before and after the contents of a column."""
        first, last = (False, False) if self._framed else self.first_and_last(column)
        return _EDGE_PADDING if first else _PADDING, _EDGE_PADDING if last else _PADDING

    def changeEvent(self, event: QEvent) -> None:
        """Rows are as high as another font needs."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._row is not None:
            self._fit_rows()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Keep to the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
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
