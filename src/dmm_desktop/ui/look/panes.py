"""Panes beside or above each other, with a line between them that can be dragged."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle

from .painting import paint_line
from .palette import tokens_of


class Panes(QSplitter):
    """None of them can be dragged away."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)

    def createHandle(self) -> QSplitterHandle:
        """Called by Qt for each pane."""
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    """Wider to the mouse than to the eye."""

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_line(QPainter(self), self.contentsRect(), tokens_of(self.palette()).line)
