"""The focus ring: a frame around the focused button while the user works by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QFocusFrame,
    QLabel,
    QRadioButton,
    QStyle,
    QWidget,
)

from ..theme.palette import tokens_of
from .painting import paint_box

_RING, _GAP = 2, 1
#: How far the ring reaches beyond what it surrounds, in pixels: text that is nearer is covered.
RING_MARGIN = _RING + _GAP
_RADIUS = 6 + _RING


class FocusRing(QObject):
    """Puts a ring around buttons and links that get the focus while the user works by keyboard, whatever moves it, and
    when. Fields and rows always show their own focus.

    There is one ring per application, created with the theme.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._by_keyboard = False  # whether a key rather than the mouse was pressed last
        application.focusWindowChanged.connect(self._watch)
        application.focusChanged.connect(self._on_focus_changed)
        self._watch(application.focusWindow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what the user presses. A key that is a shortcut is not sent as a press."""
        match event.type():
            case QEvent.Type.ShortcutOverride | QEvent.Type.KeyPress:
                self._by_keyboard = True
            case QEvent.Type.MouseButtonPress:
                self._by_keyboard = False
        return False

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        # The windows of the platform, because they get few events: a filter of the application would slow down all.
        if window is not None:
            window.installEventFilter(self)  # once, however often it is installed [platform]

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._by_keyboard and isinstance(new, QAbstractButton | QLabel):
            Ring(new)


class Ring(QFocusFrame):
    """The frame; removed when its target loses the focus or the window closes.

    A QFocusFrame because screen readers ignore those. Its own positioning is not used: it clips the frame to the
    target's parent and leaves no gap.
    """

    def __init__(self, target: QWidget) -> None:
        canvas = _canvas(target)
        super().__init__(canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._target = target
        ancestor: QWidget | None = target
        while ancestor is not None and ancestor is not canvas:
            ancestor.installEventFilter(self)
            ancestor = ancestor.parentWidget()
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the target when it or a parent moves."""
        match event.type():
            case QEvent.Type.Move | QEvent.Type.Resize:
                self._place()
            case QEvent.Type.FocusOut if watched is self._target and not _is_left_for_menu(event):
                self.hide()
                self.deleteLater()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        paint_box(QPainter(self), self.rect(), _RADIUS, None, tokens_of(self.palette()).focus, _RING)

    def _place(self) -> None:
        # Looked up rather than stored: a window referenced by its own child is destroyed by the garbage collector in
        # arbitrary order, which crashes PySide.
        canvas = self.parentWidget()
        if canvas is not None:
            self.setGeometry(ring_around(self._target, canvas))


def ring_around(target: QWidget, canvas: QWidget) -> QRect:
    """The area inside ``canvas`` that the ring of ``target`` is drawn around and on."""
    box = _drawn_part(target).translated(target.mapTo(canvas, QPoint(0, 0)))
    return box.adjusted(-RING_MARGIN, -RING_MARGIN, RING_MARGIN, RING_MARGIN)


def _is_left_for_menu(event: QEvent) -> bool:
    """Whether only a menu has opened, which gives the focus back when it closes."""
    return isinstance(event, QFocusEvent) and event.reason() is Qt.FocusReason.PopupFocusReason


def _canvas(target: QWidget) -> QWidget:
    """The window or the visible part of a scroll area: what the ring may cover and is clipped to."""
    canvas = target
    while (parent := canvas.parentWidget()) is not None:
        canvas = parent
        if canvas.isWindow() or isinstance(canvas.parentWidget(), QAbstractScrollArea):
            break
    return canvas


def _drawn_part(target: QWidget) -> QRect:
    """The area drawn: check boxes and radio buttons may be wider than their text."""
    rect = target.rect()
    if isinstance(target, QCheckBox | QRadioButton) and not target.property("segment"):
        drawn = QRect(rect.topLeft(), rect.size().boundedTo(target.sizeHint()))
        drawn.moveTop(rect.top() + (rect.height() - drawn.height()) // 2)
        return QStyle.visualRect(target.layoutDirection(), rect, drawn)
    return rect
