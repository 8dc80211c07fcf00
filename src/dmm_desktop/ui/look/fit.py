"""Windows that fit their screen: with its footer below the edge, a dialog could be neither confirmed nor closed."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_LINE = 18
_FRAME = QSize(16, 40)  # what the window system puts around a window, with some room to spare


def with_font(widget: QWidget, size: QSize) -> QSize:
    """A size in which everything fits at 18 pixels a line, for the lines that the widget has: never smaller."""
    return size * max(1.0, widget.fontMetrics().height() / _LINE)


def resize_on_screen(window: QWidget, wanted: QSize) -> None:
    """Make a window as large as is wanted, or as its screen allows; no smaller than its minimum."""
    screen = window.screen().availableGeometry()
    window.resize(wanted.boundedTo(screen.size() - _FRAME))
    # Where no window manager does it, what grows downwards would leave the screen.
    if window.isVisible() and (beyond := window.frameGeometry().bottom() - screen.bottom()) > 0:
        window.move(window.x(), max(screen.top(), window.y() - beyond))
