"""Containers: backgrounds, cards, panes, scrolling pages, the footer of dialogs."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QSplitterHandle,
    QVBoxLayout,
    QWidget,
)

from ..theme.palette import tokens_of
from ..theme.type_roles import set_style_property
from .painting import paint_box, paint_line


class Surface(StrEnum):
    """The background of a part of the window."""

    WINDOW = "window"  # panels, the wizard's side, footers
    BASE = "base"  # content


def set_surface(widget: QWidget, surface: Surface) -> None:
    """Set a widget's background; its contents keep their colours."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    set_style_property(widget, "surface", surface.value)


class Card(QFrame):
    """A frame with rounded corners around related content."""

    def __init__(self, object_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setContentsMargins(1, 1, 1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw background and border."""
        tokens = tokens_of(self.palette())
        paint_box(QPainter(self), self.rect(), 6, tokens.base, tokens.line)


class Hairline(QWidget):
    """A separator line, one pixel thick; horizontal by default."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if vertical else wide, wide if vertical else fixed)

    def sizeHint(self) -> QSize:
        """One pixel; the other dimension expands."""
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        paint_line(QPainter(self), self.rect(), tokens_of(self.palette()).line)


class Panes(QSplitter):
    """Panes that cannot be collapsed by dragging. A pane that grows takes its space from the last pane while possible;
    those between keep their size."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._begun_with: list[int] = []
        self.splitterMoved.connect(self._keep_those_between)

    def begin_move(self) -> None:
        """Called before a handle is dragged."""
        self._begun_with = self.sizes()

    @Slot(int, int)
    def _keep_those_between(self, _: int, handle: int) -> None:
        before, now = self._begun_with, self.sizes()
        last = len(now) - 1
        if len(before) != len(now) or handle >= last:
            return
        wanted = [*now[:handle], *before[handle:last]]
        rest = sum(now) - sum(wanted)
        pane = self.widget(last)
        assert pane is not None
        least = pane.minimumSizeHint().expandedTo(pane.minimumSize())
        if rest >= (least.width() if self.orientation() is Qt.Orientation.Horizontal else least.height()):
            self.setSizes([*wanted, rest])

    def createHandle(self) -> QSplitterHandle:
        """Called by Qt for each pane."""
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    """A one-pixel line with a wider area for the mouse."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        panes = self.splitter()
        if isinstance(panes, Panes):
            panes.begin_move()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_line(QPainter(self), self.contentsRect(), tokens_of(self.palette()).line)


class PageScroll(QScrollArea):
    """A frameless scroll area on the content background, at least as wide as its page needs."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the controls on the page take it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_page(self, page: QWidget) -> None:
        """Show a page; the previous one is deleted."""
        set_surface(page, Surface.BASE)
        self.setWidget(page)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As wide as the page needs, plus the scroll bar."""
        page = self.widget()
        width = page.minimumSizeHint().width() if page is not None else 0
        return QSize(width + self.verticalScrollBar().sizeHint().width(), 80)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Update the size hints when the page's needs have changed."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


_GAP = 8


class SplitRow(QWidget):
    """Places ``leading`` widgets at one end and ``trailing`` ones at the other, or below if they do not fit."""

    def __init__(self, leading: Sequence[QWidget], trailing: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ends = (_group(leading), _group(trailing))
        self._is_stacked: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._grid.setColumnStretch(0, 1)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange both ends for the current width."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """The width needed when stacked."""
        return QSize(max(end.minimumSizeHint().width() for end in self._ends), super().minimumSizeHint().height())

    def _arrange(self) -> None:
        needed = sum(end.minimumSizeHint().width() for end in self._ends) + _GAP
        is_stacked = 0 < self.width() < needed
        if is_stacked == self._is_stacked:
            return
        self._is_stacked = is_stacked
        leading, trailing = self._ends
        self._grid.removeWidget(leading)
        self._grid.removeWidget(trailing)
        self._grid.addWidget(leading, 0, 0)
        place = (1, 0) if is_stacked else (0, 1)
        side = Qt.AlignmentFlag.AlignLeading if is_stacked else Qt.AlignmentFlag.AlignTrailing
        self._grid.addWidget(trailing, *place, side)


def _group(widgets: Sequence[QWidget]) -> QWidget:
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_GAP)
    for widget in widgets:
        row.addWidget(widget)
    return group


class DialogFooter(QWidget):
    """A row of buttons. ``leading`` ones act on the dialog's content, ``trailing`` ones end the dialog."""

    def __init__(self, trailing: Sequence[QWidget], leading: Sequence[QWidget] = ()) -> None:
        super().__init__()
        set_surface(self, Surface.WINDOW)
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        for button in leading:
            row.addWidget(button)
        row.addStretch(1)
        for button in trailing:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addLayout(row)
