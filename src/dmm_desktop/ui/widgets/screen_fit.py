"""Windows that fit their screen: with its footer below the edge, a dialog could be neither confirmed nor closed.

A screen of 1366 by 768 pixels has 911 by 512 of ours at 150 %, one of 1280 by 720 has 640 by 360 at 200 %.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

_LINE = 18
_FRAME = QSize(16, 40)  # what the window system puts around a window, with some room to spare
_NOTHING = QSize(0, 0)


def room_for(window: QWidget) -> QSize:
    """How large a window may be on its screen."""
    return window.screen().availableGeometry().size() - _FRAME


def with_font(widget: QWidget, size: QSize) -> QSize:
    """A size in which everything fits at 18 pixels a line, for the lines that the widget has: never smaller."""
    return size * max(1.0, widget.fontMetrics().height() / _LINE)


def resize_on_screen(window: QWidget, wanted: QSize) -> None:
    """Make a window as large as is wanted, or as its screen allows; no smaller than its minimum."""
    window.resize(wanted.boundedTo(room_for(window)))
    # Where no window manager does it, what grows downwards would leave the screen.
    screen = window.screen().availableGeometry()
    if window.isVisible() and (beyond := window.frameGeometry().bottom() - screen.bottom()) > 0:
        window.move(window.x(), max(screen.top(), window.y() - beyond))


def move_over_parent(window: QWidget) -> None:
    """Put a window that is not there yet over the middle of the one that it belongs to.

    Qt alone would make it on the first screen and only then move it to that of its parent, where another scale made it
    smaller or larger than it should be.
    """
    parent = window.parentWidget()
    if parent is None:
        return
    below = parent.window()
    screen = below.screen().availableGeometry()
    place = QRect(QPoint(0, 0), window.size() + _FRAME)
    place.moveCenter(below.frameGeometry().center())
    last = QPoint(screen.right() - place.width() + 1, screen.bottom() - place.height() + 1)
    window.move(
        max(screen.left(), min(place.left(), last.x())),
        max(screen.top(), min(place.top(), last.y())),
    )


class Fitting(QScrollArea):
    """Most of a window: whole wherever the screen has room for it, to be scrolled where it has not.

    Its window can be made as small as this, the widget ``beside`` it (above or below), and no smaller: as small as what
    is in it, at least ``least``, but never larger than the screen.
    """

    def __init__(self, content: QLayout, *, least: QSize = _NOTHING, beside: QWidget | None = None) -> None:
        super().__init__()
        self._least, self._beside = least, beside
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the controls in it have it
        self.setViewport(QWidget())  # to ask for Qt's own costs 15 ms at the start: PySide makes all classes of widgets
        self._whole = _Whole(content)
        self.setWidget(self._whole)
        self._whole.setAutoFillBackground(False)  # the ground of the window is seen

    def activate(self) -> None:
        """Take notice at once of what has changed in it."""
        self._whole.content.activate()
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """What is needed at this width, as far as there is room."""
        needed = self._whole.minimumSizeHint()
        needed.setHeight(self._whole.heightForWidth(max(self.width(), needed.width())))
        room = room_for(self.window())
        if self._beside is not None:
            room.setHeight(room.height() - self._beside.sizeHint().height())
        if needed.height() > room.height():
            needed.setWidth(needed.width() + self.verticalScrollBar().sizeHint().width())
        return needed.expandedTo(self._least).boundedTo(room)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is in it needs more room, or less."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Another screen has other room."""
        if event.type() is QEvent.Type.ScreenChangeInternal:
            self.updateGeometry()
        return super().event(event)


class _Whole(QWidget):
    """Is squeezed to its minimum before it is scrolled."""

    def __init__(self, content: QLayout) -> None:
        super().__init__()
        self.setLayout(content)
        self.content = content

    def heightForWidth(self, width: int) -> int:
        if self.content.hasHeightForWidth():
            return self.content.totalMinimumHeightForWidth(width)
        return self.content.totalMinimumSize().height()
