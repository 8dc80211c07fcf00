"""Brings into view the control that gets the focus, keeps it there when something takes its place, such as a banner
that appears above it, and brings into view a message that answers the user."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_Type, _Key = QEvent.Type, Qt.Key
_KEYS = (_Type.KeyPress, _Type.ShortcutOverride, _Type.InputMethod)
_EVENTS = {_Type.Move, _Type.Resize, _Type.FocusOut, *_KEYS}  # the others are far more frequent
_TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit)
_PRESSING = {_Key.Key_Space, _Key.Key_Return, _Key.Key_Enter}
# Keys that write nothing: they scroll the page, leave the control, or are held for another key.
_NOT_TYPING = {
    *(_Key.Key_Up, _Key.Key_Down, _Key.Key_PageUp, _Key.Key_PageDown, _Key.Key_Tab, _Key.Key_Backtab, _Key.Key_Escape),
    *(_Key.Key_Shift, _Key.Key_Control, _Key.Key_Alt, _Key.Key_AltGr, _Key.Key_Meta, _Key.Key_CapsLock),
}
_ANSWER_MARGIN = 8  # between a message and the edge of the view


class FocusInView(QObject):
    """Scrolls to the control that gets the focus within a window, for example by its letter, and to the one that has it
    if it was in view until its page was laid out anew, or until there was less room for the page. What the user has
    scrolled out of view stays there until the user types into it, presses it, or asks for it by its letter.

    There is one per application, created with its panels.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not _areas(new):
            return
        keepers = [keeper for keeper in new.findChildren(_Keeper, options=_DIRECT) if not keeper.is_over]
        keeper = keepers[0] if keepers else _Keeper(new)
        # A control that moves under the pressed mouse button would not be clicked.
        if old is not None and old.window() is new.window() and not QApplication.mouseButtons():
            keeper.show_soon()


class _Keeper(QObject):
    """Follows a control until another one of its window gets the focus: a banner often appears while the dialog that
    the control has opened is still there."""

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self._target = target
        self.is_over = False
        self._soon = QTimer(self)  # once all layouts have settled
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._bring_back)
        last = _areas(target)[-1].viewport()
        around: QWidget | None = target
        while around is not None:
            around.installEventFilter(self)
            around = around.parentWidget() if around is not last else None

    def show_soon(self) -> None:
        """Bring the control into view; one that is higher than the view only if no part of it is there."""
        self._soon.start()

    def settle(self) -> None:
        """Bring the control into view now if that is due."""
        if self._soon.isActive():
            self._soon.stop()
            self._bring_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what takes the control out of view, and the keys that are meant for it."""
        if event.type() not in _EVENTS or not shiboken6.isValid(self._target):  # being destroyed, with this object
            return False
        if self._target.window().focusWidget() is not self._target:
            self.is_over = True
            self.deleteLater()
        elif self._leaves_view(watched, event) or (watched is self._target and self._is_used(event)):
            self._soon.start()
        return False

    def _leaves_view(self, watched: QObject, event: QEvent) -> bool:
        areas = _areas(self._target)
        if isinstance(event, QMoveEvent) and any(watched is area.widget() for area in areas):
            return False  # the user scrolls in one of them, and so in those around it
        return any(self._leaves(area, watched, event) for area in areas)

    def _leaves(self, area: QScrollArea, watched: QObject, event: QEvent) -> bool:
        """Whether the event takes the control out of view in this area."""
        if not isinstance(event, QMoveEvent | QResizeEvent) or not isinstance(watched, QWidget):
            return False
        view = area.viewport()
        place, room = _place(self._target, view), view.size()
        if isinstance(event, QMoveEvent):
            is_inside = view.isAncestorOf(watched)
            before = place.translated(event.oldPos() - event.pos()) if is_inside else place
            return _is_in(room.height(), before) and not _is_in(room.height(), place)
        was_as_high = event.oldSize().height() if watched is view else room.height()
        return _is_in(was_as_high, place) and not _is_in(room.height(), place)

    def _is_used(self, event: QEvent) -> bool:
        """Whether the event types into the control, presses it, or is its own letter, which does not move the focus."""
        if isinstance(event, QInputMethodEvent):
            return bool(event.commitString() or event.preeditString())
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() is _Type.ShortcutOverride:
            return QKeySequence(event.keyCombination()) in map(QKeySequence.mnemonic, _texts(self._target))
        return event.key() not in _NOT_TYPING if isinstance(self._target, _TEXTS) else event.key() in _PRESSING

    @Slot()
    def _bring_back(self) -> None:
        if self.is_over:
            return
        for area in _areas(self._target):
            height, place = area.viewport().height(), _place(self._target, area.viewport())
            is_seen = (
                _is_in(height, place) if place.height() <= height else place.top() < height and place.bottom() >= 0
            )
            if self._target.isVisible() and not is_seen:
                area.ensureWidgetVisible(self._target)


def bring_into_view(answer: QWidget) -> None:
    """Scroll to a message, and keep it in view while its page is laid out, until the user scrolls. The focus stays
    where it is; its control stays in view if there is room for both."""
    for before in answer.findChildren(_Answer, options=_DIRECT):
        before.end()
    _Answer(answer)


class _Answer(QObject):
    """Follows a message: its page gets higher after it has appeared."""

    def __init__(self, answer: QWidget) -> None:
        super().__init__(answer)
        self._answer = answer
        self._is_over = False
        self._bars = [area.verticalScrollBar() for area in _areas(answer)]
        self._values: list[int] = []
        for bar in self._bars:
            bar.rangeChanged.connect(self._page_changed)
        QTimer.singleShot(0, self, self._show)

    def end(self) -> None:
        """Follow the message no longer."""
        self._is_over = True
        self.deleteLater()

    @Slot()
    def _page_changed(self) -> None:
        if self._values and not self._is_over:
            QTimer.singleShot(0, self, self._show)

    @Slot()
    def _show(self) -> None:
        has_scrolled = bool(self._values) and self._values != [bar.value() for bar in self._bars]
        if self._is_over or has_scrolled or not self._answer.isVisible():
            self.end()
            return
        # The control first, because the message may have moved it: the second scroll is only as long as necessary.
        if (focused := self._answer.window().focusWidget()) is not None:
            for keeper in focused.findChildren(_Keeper, options=_DIRECT):
                keeper.settle()
        for area in _areas(self._answer):
            area.ensureWidgetVisible(self._answer, 0, _ANSWER_MARGIN)
        self._values = [bar.value() for bar in self._bars]


def is_in_view(widget: QWidget) -> bool:
    """Whether all of a widget can be seen."""
    return widget.isVisible() and all(
        _is_in(area.viewport().height(), _place(widget, area.viewport())) for area in _areas(widget)
    )


def _texts(target: QWidget) -> list[str]:
    """The texts that may contain the control's letter."""
    labels = [label.text() for label in target.window().findChildren(QLabel) if label.buddy() is target]
    return [*labels, target.text()] if isinstance(target, QAbstractButton) else labels


def _areas(target: QWidget) -> list[QScrollArea]:
    """The scroll areas around a control, from the inside."""
    found, around = [], target.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and around is not target.window():
            found.append(around)
        around = around.parentWidget() if not around.isWindow() else None
    return found


def _place(target: QWidget, view: QWidget) -> QRect:
    return target.rect().translated(target.mapTo(view, QPoint(0, 0)))


def _is_in(height: int, place: QRect) -> bool:
    return place.top() >= 0 and place.bottom() < height
