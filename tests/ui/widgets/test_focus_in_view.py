"""The control that gets the focus comes into view, and stays there when a banner takes its place; where the user has
scrolled it out of view, it stays out of view until it is used. A message that answers the user comes into view."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.theme.theme import Theme
from dmm_desktop.ui.theme.tokens import Tone
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.buttons import Link
from dmm_desktop.ui.widgets.focus_in_view import FocusInView, _Keeper
from ui.page_fixtures import focus


@pytest.fixture(autouse=True)
def focus_in_view(qapp: QApplication) -> Iterator[FocusInView]:
    made = FocusInView(qapp)
    yield made
    shiboken6.delete(made)


class Window(QWidget):
    """A page in a scroll area, with a banner on the page and another above the area."""

    def __init__(self) -> None:
        super().__init__()
        self.above, self.within = Banner("above"), Banner("within")
        self.field, self.link = QLineEdit(), Link("Save as preset…", "save")
        page = QWidget()
        column = QVBoxLayout(page)
        for widget in (self.within, self.field, self.link):
            column.addWidget(widget)
        column.insertSpacing(1, 200)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(page)
        outside = QVBoxLayout(self)
        outside.addWidget(self.above)
        outside.addWidget(self.area, 1)
        self.resize(400, 320)

    def is_in_view(self, widget: QWidget) -> bool:
        view = self.area.viewport()
        return view.rect().contains(widget.rect().translated(widget.mapTo(view, QPoint(0, 0))))


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    assert made.is_in_view(made.link)
    return made


@pytest.mark.parametrize("which", ["above", "within"])
@pytest.mark.parametrize("focused", ["link", "field"])
def test_a_banner_does_not_push_the_focused_control_out_of_view(
    window: Window, qtbot: QtBot, which: str, focused: str
) -> None:
    window.resize(400, 320 if focused == "link" else 290)
    control, banner = getattr(window, focused), getattr(window, which)
    focus(control, qtbot)
    assert window.is_in_view(control)
    banner.show_message(Tone.OK, "The preset was saved.", "Presets… on the first page offers it.", details=True)
    bar = window.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0 and window.is_in_view(control))


def test_a_banner_that_appears_below_a_dialog_does_not_either(window: Window, qtbot: QtBot) -> None:
    focus(window.link, qtbot)
    dialog = QDialog(window)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    window.within.show_message(Tone.OK, "The preset was saved.", "Presets… on the first page offers it.", details=True)
    qtbot.waitUntil(lambda: window.area.verticalScrollBar().maximum() > 0)
    dialog.accept()
    qtbot.waitUntil(lambda: window.is_in_view(window.link))


def test_what_the_user_has_scrolled_out_of_view_stays_there(window: Window, qtbot: QtBot) -> None:
    window.resize(400, 150)
    focus(window.link, qtbot)
    bar = window.area.verticalScrollBar()
    qtbot.waitUntil(lambda: window.is_in_view(window.link))
    bar.setValue(0)
    assert not window.is_in_view(window.link)
    window.within.show_message(Tone.OK, "The preset was saved.")
    qtbot.waitUntil(lambda: window.within.isVisible() and not window.is_in_view(window.link))
    qtbot.wait(0)
    assert bar.value() == 0


def test_the_user_scrolls_in_an_area_within_another(window: Window, qtbot: QtBot) -> None:
    """A dialog that does not fit on the screen is in one, and its list in another."""
    outer = QScrollArea()
    outer.setWidgetResizable(True)
    outer.setWidget(window)
    top = QWidget()
    QVBoxLayout(top).addWidget(outer)
    qtbot.addWidget(top)
    top.resize(420, 180)
    top.show()
    qtbot.waitExposed(top)
    focus(window.field, qtbot)
    focus(window.link, qtbot)
    qtbot.waitUntil(lambda: window.is_in_view(window.link))
    bar = window.area.verticalScrollBar()
    for value in (bar.maximum() - 1, bar.maximum() // 2, 0):
        bar.setValue(value)
        QApplication.processEvents()
        assert bar.value() == value
    assert not window.is_in_view(window.link)
    outer.takeWidget()


def test_a_control_that_gets_the_focus_by_its_letter_comes_into_view(window: Window, qtbot: QtBot) -> None:
    window.resize(400, 150)
    label = QLabel("&Reference", window)
    label.setBuddy(window.field)
    label.show()
    focus(window.link, qtbot)
    window.area.verticalScrollBar().setValue(0)
    assert not window.is_in_view(window.field)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.field.hasFocus() and window.is_in_view(window.field))


@pytest.fixture
def scrolled(window: Window, qtbot: QtBot) -> Window:
    """A window whose field has the focus, and was then scrolled out of view."""
    window.resize(400, 150)
    label = QLabel("&Reference", window)
    label.setBuddy(window.field)
    label.show()
    focus(window.link, qtbot)
    focus(window.field, qtbot)
    qtbot.waitUntil(lambda: window.is_in_view(window.field))
    window.area.verticalScrollBar().setValue(0)
    assert not window.is_in_view(window.field)
    return window


_ALT, _NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize(
    ("key", "modifier"), [(Qt.Key.Key_X, _NONE), (Qt.Key.Key_Backspace, _NONE), (Qt.Key.Key_R, _ALT)]
)
def test_what_is_typed_into_a_field_comes_into_view(
    scrolled: Window, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    QTest.keyClick(scrolled.field, key, modifier)
    qtbot.waitUntil(lambda: scrolled.is_in_view(scrolled.field))


def test_text_of_an_input_method_does_too(scrolled: Window, qtbot: QtBot) -> None:
    event = QInputMethodEvent()
    event.setCommitString("ã")
    QApplication.sendEvent(scrolled.field, event)
    assert scrolled.field.text() == "ã"
    qtbot.waitUntil(lambda: scrolled.is_in_view(scrolled.field))


def test_a_link_that_is_pressed_unseen_comes_into_view(scrolled: Window, qtbot: QtBot) -> None:
    focus(scrolled.link, qtbot)
    qtbot.waitUntil(lambda: scrolled.is_in_view(scrolled.link))
    scrolled.area.verticalScrollBar().setValue(0)
    QTest.keyClick(scrolled.link, Qt.Key.Key_X)
    qtbot.wait(0)
    assert not scrolled.is_in_view(scrolled.link)
    QTest.keyClick(scrolled.link, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: scrolled.is_in_view(scrolled.link))


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Shift, _NONE),
        (Qt.Key.Key_Alt, _NONE),
        (Qt.Key.Key_Z, _ALT | Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_PageUp, _NONE),
    ],
)
def test_other_keys_do_not_scroll_to_the_field(
    scrolled: Window, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    used = QShortcut(QKeySequence("Ctrl+Alt+Z"), scrolled)
    QTest.keyClick(scrolled.field, key, modifier)
    qtbot.wait(0)
    assert scrolled.area.verticalScrollBar().value() == 0
    shiboken6.delete(used)


def _answer(window: Window) -> None:
    window.within.show_message(Tone.ERR, "The file could not be written.", "The disk is full.", dismissible=True)


def test_a_message_that_answers_the_user_comes_into_view(window: Window, qtbot: QtBot) -> None:
    window.resize(400, 150)
    focus(window.link, qtbot)
    bar = window.area.verticalScrollBar()
    for _ in range(2):  # the second time it is there already
        bar.setValue(bar.maximum())
        assert not window.is_in_view(window.within)
        _answer(window)
        qtbot.waitUntil(lambda: window.is_in_view(window.within))
        assert window.link.hasFocus()
    QApplication.processEvents()
    assert window.is_in_view(window.within)


def test_a_message_stays_in_view_while_its_page_gets_higher_until_the_user_scrolls(
    window: Window, qtbot: QtBot
) -> None:
    window.resize(400, 150)
    focus(window.link, qtbot)
    bar = window.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    _answer(window)
    qtbot.waitUntil(lambda: window.is_in_view(window.within))
    qtbot.wait(0)
    _add_above(window, qtbot)
    qtbot.waitUntil(lambda: window.is_in_view(window.within))
    qtbot.wait(0)
    bar.setValue(0)
    _add_above(window, qtbot)
    qtbot.wait(0)
    assert bar.value() == 0 and not window.is_in_view(window.within)


def _add_above(window: Window, qtbot: QtBot) -> None:
    """Make the page higher, above the message."""
    page, bar, added = window.area.widget(), window.area.verticalScrollBar(), QLabel("Failing entities")
    column = page.layout() if page is not None else None
    assert isinstance(column, QVBoxLayout)
    before = bar.maximum()
    added.setFixedHeight(200)
    column.insertWidget(0, added)
    qtbot.waitUntil(lambda: bar.maximum() > before)


def test_it_does_not_hide_the_focused_control_if_both_fit(window: Window, qtbot: QtBot) -> None:
    window.resize(400, 355)
    focus(window.link, qtbot)
    _answer(window)
    bar = window.area.verticalScrollBar()
    qtbot.waitUntil(lambda: 0 < bar.maximum() < 10)
    qtbot.waitUntil(lambda: window.is_in_view(window.within) and window.is_in_view(window.link))
    QApplication.processEvents()
    assert window.is_in_view(window.within) and window.is_in_view(window.link)


def test_a_message_that_answers_nothing_scrolls_nothing(window: Window, qtbot: QtBot) -> None:
    window.resize(400, 150)
    focus(window.link, qtbot)
    bar = window.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    window.within.show_message(Tone.WARN, "The server does not answer.")
    window.within.show_message(Tone.INFO, "Version 2 is available.", dismissible=True, answers=False)
    qtbot.waitUntil(lambda: window.is_in_view(window.link))
    qtbot.wait(0)
    assert not window.is_in_view(window.within)


def test_a_control_does_not_move_under_the_pressed_mouse_button(window: Window, qtbot: QtBot) -> None:
    window.resize(400, 150)
    focus(window.field, qtbot)
    bar = window.area.verticalScrollBar()
    qtbot.waitUntil(lambda: window.is_in_view(window.field))
    view = window.area.viewport()
    middle = window.link.mapTo(view, window.link.rect().center()).y()
    bar.setValue(bar.value() + middle - view.height())
    value = bar.value()
    assert not window.is_in_view(window.link)
    qtbot.mousePress(window.link, Qt.MouseButton.LeftButton, pos=QPoint(10, 1))
    qtbot.waitUntil(window.link.hasFocus)
    QApplication.processEvents()
    assert bar.value() == value
    qtbot.mouseRelease(window.link, Qt.MouseButton.LeftButton, pos=QPoint(10, 1))


def test_a_control_without_the_focus_is_not_followed(window: Window, qtbot: QtBot) -> None:
    focus(window.link, qtbot)
    window.setFocus()
    window.link.clearFocus()
    window.within.show_message(Tone.OK, "The preset was saved.", "Presets… on the first page offers it.", details=True)
    qtbot.waitUntil(lambda: window.area.verticalScrollBar().maximum() > 0)
    qtbot.wait(0)
    assert window.area.verticalScrollBar().value() == 0


def test_other_events_than_moves_and_resizes_are_passed_on_at_once(window: Window, qtbot: QtBot) -> None:
    """Every event of every widget around the control is filtered, such as each of the mouse."""
    focus(window.link, qtbot)
    around, called = window.area.viewport(), list[str]()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and Path(frame.f_code.co_filename).name == "focus_in_view.py":
            called.append(frame.f_code.co_name)

    sys.setprofile(note)
    try:
        for kind in (QEvent.Type.UpdateRequest, QEvent.Type.HoverMove, QEvent.Type.PaletteChange):
            QApplication.sendEvent(around, QEvent(kind))
    finally:
        sys.setprofile(None)
    assert called and set(called) == {"eventFilter"}


def test_a_control_is_no_longer_followed_once_another_has_the_focus(window: Window, qtbot: QtBot) -> None:
    """Its filters would see all events, and there may be many controls."""
    for _ in range(3):
        focus(window.link, qtbot)
        focus(window.field, qtbot)
    qtbot.waitUntil(lambda: not window.link.findChildren(_Keeper))
    assert len(window.field.findChildren(_Keeper)) == 1
