"""Grounds and frames: panels, cards and hairlines."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from .painting import paint_box, paint_line
from .palette import tokens_of
from .properties import set_style_property


class Surface(StrEnum):
    """The ground of a part of the window."""

    WINDOW = "window"  # panels, the wizard's side, footers
    BASE = "base"  # content


def set_surface(widget: QWidget, surface: Surface) -> None:
    """Give a widget a ground of its own; what stands in it keeps its colours."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    set_style_property(widget, "surface", surface.value)


class Card(QFrame):
    """A round frame around things that belong together."""

    def __init__(self, object_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setContentsMargins(1, 1, 1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and line."""
        tokens = tokens_of(self.palette())
        paint_box(QPainter(self), self.rect(), 6, tokens.base, tokens.line)


class Hairline(QWidget):
    """A line that separates, one pixel thick; horizontal unless told otherwise."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if vertical else wide, wide if vertical else fixed)

    def sizeHint(self) -> QSize:
        """One pixel; the other way it takes what there is."""
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        paint_line(QPainter(self), self.rect(), tokens_of(self.palette()).line)
