"""Windows that fit their screen: with its footer off screen, a dialog could be neither confirmed nor closed.

At 150 %, a screen of 1366 by 768 pixels has 911 by 512 device-independent ones; at 200 %, one of 1280 by 720 has 640 by
360.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

_LINE = 18
_FRAME = QSize(16, 40)  # the window frame, with some space to spare
_NOTHING = QSize(0, 0)


def room_for(window: QWidget) -> QSize:
    """The maximum size of a window on its screen."""
    return window.screen().availableGeometry().size() - _FRAME


def with_font(widget: QWidget, size: QSize) -> QSize:
    """Scale a size, designed for lines of 18 px, to the widget's font; never smaller."""
    return size * max(1.0, widget.fontMetrics().height() / _LINE)


def resize_on_screen(window: QWidget, wanted: QSize) -> None:
    """Resize a window, limited by its screen and its minimum size."""
    window.resize(wanted.boundedTo(room_for(window)))
    _keep_on_screen(window)


def _keep_on_screen(window: QWidget) -> None:
    """Move a window that has grown up by what is below the screen: not every window manager does."""
    screen = window.screen().availableGeometry()
    if window.isVisible() and (beyond := window.frameGeometry().bottom() - screen.bottom()) > 0:
        window.move(window.x(), max(screen.top(), window.y() - beyond))


def move_over_parent(window: QWidget) -> None:
    """Centre a window that is not shown yet over its parent's window.

    Qt would create it on the first screen and then move it to its parent's, where another scale would change its
    size.
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


class Growth:
    """Remembers the size of a window before it grew with its contents."""

    def __init__(self) -> None:
        self._before = self._after = QSize()

    def note(self, before: QSize, window: QWidget) -> None:
        """The window was resized. If its contents have made it grow, note it, and keep the window on its screen: no
        user makes it smaller than them."""
        if not before.isValid() or before == before.expandedTo(window.minimumSize()):
            return
        if before != self._after:  # otherwise it has grown again
            self._before = before
        self._after = window.size()
        _keep_on_screen(window)

    def undone(self, size: QSize, least: QSize) -> QSize:
        """The size for contents that now need ``least``: the one before the growth if they fit. It is ``size``, the
        current one, if the window has not grown, or if the user has resized it since."""
        if size != self._after:
            return size
        self._after = self._before.expandedTo(least)
        return self._after


class Fitting(QScrollArea):
    """The main part of a window: shown whole if the screen has room for it, otherwise scrollable.

    It limits how small its window can be made, together with the widget ``beside`` it (above or below): to the
    minimum of its content, at least ``least``, but never larger than the screen.
    """

    def __init__(self, content: QLayout, *, least: QSize = _NOTHING, beside: QWidget | None = None) -> None:
        super().__init__()
        self._least, self._beside = least, beside
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the controls inside take it
        self.setViewport(
            QWidget()
        )  # creating Qt's default one costs 15 ms at startup, because PySide then loads all widget classes
        self._content = _Content(content)
        self.setWidget(self._content)
        self._content.setAutoFillBackground(False)  # shows the window's background

    def activate(self) -> None:
        """Apply changes of the layout at once."""
        self._content.content.activate()
        self.updateGeometry()

    def activate_within(self) -> None:
        """Apply changes of the layouts of all visible widgets inside at once, from the inside out: Qt tells each widget
        of them in an event of its own."""
        for widget in reversed(self._content.findChildren(QWidget)):
            if (layout := widget.layout()) is not None and widget.isVisibleTo(self._content):
                layout.activate()

    def minimumSizeHint(self) -> QSize:
        """The size needed at this width, limited by the screen."""
        needed = self._content.minimumSizeHint()
        needed.setHeight(self._content.heightForWidth(max(self.width(), needed.width())))
        room = room_for(self.window())
        if self._beside is not None:
            room.setHeight(room.height() - self._beside.sizeHint().height())
        if needed.height() > room.height():
            needed.setWidth(needed.width() + self.verticalScrollBar().sizeHint().width())
        return needed.expandedTo(self._least).boundedTo(room)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Update the size hints when the content's needs have changed."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Update the size hints, because the height needed depends on the width."""
        super().resizeEvent(event)
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Update the size hints when the screen changes."""
        if event.type() is QEvent.Type.ScreenChangeInternal:
            self.updateGeometry()
        return super().event(event)


class _Content(QWidget):
    """Shrinks to its minimum before it scrolls."""

    def __init__(self, content: QLayout) -> None:
        super().__init__()
        self.setLayout(content)
        self.content = content

    def heightForWidth(self, width: int) -> int:
        if self.content.hasHeightForWidth():
            return self.content.totalMinimumHeightForWidth(width)
        return self.content.totalMinimumSize().height()
