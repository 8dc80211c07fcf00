"""The focus ring: around buttons after the keyboard was used, never after the mouse, and gone with its window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.theme.theme import Theme
from dmm_desktop.ui.theme.tokens import LIGHT
from dmm_desktop.ui.widgets.buttons import Button
from dmm_desktop.ui.widgets.focus_ring import FocusRing, Ring
from ui.pictures import color_at, picture


@pytest.fixture(autouse=True)
def focus_ring(qapp: QApplication) -> Iterator[FocusRing]:
    ring = FocusRing(qapp)
    yield ring
    shiboken6.delete(ring)


class Page(QWidget):
    """A field, two buttons and a check box below each other, without any room around them."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        inner = QWidget()
        layout.addWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        self.field, self.check = QLineEdit(), QCheckBox("Follow")
        self.one, self.two = Button("One", "one"), Button("Two", "two")
        for widget in (self.field, self.one, self.two, self.check):
            column.addWidget(widget)
        self.inner = inner


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    show(made, qtbot)
    made.field.setFocus()
    return made


def show(window: QWidget, qtbot: QtBot) -> None:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in the window of the widget, as the platform does."""
    QTest.keyClick(widget.window().windowHandle(), key, modifiers)


def click(widget: QWidget) -> None:
    """Click the middle of the widget, as the platform does."""
    window = widget.window()
    place = widget.mapTo(window, widget.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def test_the_ring_is_back_after_the_menu_bar_had_the_keyboard(theme: Theme, qtbot: QtBot) -> None:
    window, page = QMainWindow(), Page()
    window.setCentralWidget(page)
    qtbot.addWidget(window)
    show(window, qtbot)
    page.one.setFocus()
    press(window, Qt.Key.Key_Tab)
    assert page.two.hasFocus() and len(rings(window)) == 1
    bar = window.menuBar()
    bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # as Qt does for a moment
    bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
    qtbot.waitUntil(lambda: bar.hasFocus() and not rings(window))
    page.two.setFocus(Qt.FocusReason.MenuBarFocusReason)
    assert [one.isVisible() for one in rings(window)] == [True]


def rings(window: QWidget) -> list[Ring]:
    """The rings that are shown, after those that are gone have been deleted."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [ring for ring in window.findChildren(Ring) if ring.isVisible()]


def around(widget: QWidget) -> QRect:
    """Where the ring of a widget belongs."""
    return widget.rect().translated(widget.mapTo(widget.window(), QPoint(0, 0))).adjusted(-3, -3, 3, 3)


def test_tab_shows_it_and_it_moves_along(page: Page) -> None:
    assert rings(page) == []  # a field shows the focus itself
    press(page.field, Qt.Key.Key_Tab)
    assert [ring.geometry() for ring in rings(page)] == [around(page.one)]
    press(page.one, Qt.Key.Key_Tab)
    assert [ring.geometry() for ring in rings(page)] == [around(page.two)]
    press(page.two, Qt.Key.Key_Backtab)
    press(page.one, Qt.Key.Key_Backtab)
    assert rings(page) == []


def test_a_click_does_not_show_it(page: Page) -> None:
    click(page.two)
    assert page.two.hasFocus() and rings(page) == []
    page.one.setFocus()
    assert rings(page) == []
    press(page.one, Qt.Key.Key_Tab)
    assert len(rings(page)) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_button_that_is_pressed_by_key_shows_where_it_leads(page: Page, key: Qt.Key) -> None:
    page.one.clicked.connect(page.check.setFocus)
    page.one.setFocus()
    press(page, key)
    assert page.check.hasFocus() and len(rings(page)) == 1
    click(page.one)
    assert page.check.hasFocus() and rings(page) == []


def test_it_is_shown_where_a_pressed_button_leads_later(page: Page) -> None:
    click(page.one)
    press(page, Qt.Key.Key_Space)
    page.field.setFocus()  # as while a job runs
    page.two.setFocus()
    assert len(rings(page)) == 1
    click(page.one)
    page.two.setFocus()
    assert rings(page) == []


def test_an_access_key_shows_it(page: Page) -> None:
    page.check.setText("&Follow")
    click(page.one)
    press(page, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert page.check.hasFocus() and len(rings(page)) == 1


def test_it_stays_while_a_menu_is_open(page: Page) -> None:
    press(page.field, Qt.Key.Key_Tab)
    for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):  # as Qt sends when a menu opens and closes
        QCoreApplication.sendEvent(page.one, QFocusEvent(kind, Qt.FocusReason.PopupFocusReason))
        assert len(rings(page)) == 1
    page.field.setFocus()
    assert rings(page) == []


def test_it_is_drawn_around_the_button_with_a_gap(page: Page) -> None:
    press(page.field, Qt.Key.Key_Tab)
    image, place = picture(page), around(page.one)
    middle = place.center().x()
    column = [color_at(image, middle, place.top() + y) for y in range(4)]
    assert column == [LIGHT.focus, LIGHT.focus, LIGHT.window, LIGHT.btnline]


def test_it_follows_when_the_page_moves(page: Page) -> None:
    press(page.field, Qt.Key.Key_Tab)
    page.inner.move(40, 30)
    assert rings(page)[0].geometry() == around(page.one)
    page.resize(500, 300)
    assert rings(page)[0].geometry() == around(page.one)


def test_a_check_box_wider_than_its_text_has_it_around_the_text(page: Page) -> None:
    page.resize(600, page.height())
    page.two.setFocus()
    press(page.two, Qt.Key.Key_Tab)
    assert page.check.hasFocus()
    assert rings(page)[0].width() < page.check.width() / 2


def test_in_a_scroll_area_it_is_cut_with_what_it_surrounds(theme: Theme, qtbot: QtBot) -> None:
    area, page = QScrollArea(), Page()
    area.setWidget(page)
    qtbot.addWidget(area)
    area.resize(200, 80)
    show(area, qtbot)
    page.field.setFocus()
    press(page.field, Qt.Key.Key_Tab)
    ring = rings(area)[0]
    assert ring.parentWidget() is area.widget() or ring.parentWidget() is area.viewport()


def test_a_dialog_opened_by_keyboard_shows_it_at_once(page: Page, qtbot: QtBot) -> None:
    press(page.field, Qt.Key.Key_Tab)
    dialog = question(page, qtbot)
    assert [ring.window() for ring in rings(dialog)] == [dialog]


def test_a_dialog_opened_by_mouse_does_not(page: Page, qtbot: QtBot) -> None:
    click(page.one)
    assert rings(question(page, qtbot)) == []


def test_it_goes_with_its_window_and_comes_in_the_next(page: Page, qtbot: QtBot) -> None:
    press(page.field, Qt.Key.Key_Tab)
    for _ in range(20):
        dialog = question(page, qtbot)
        assert len(rings(dialog)) == 1
        dialog.close()
        shiboken6.delete(dialog)
        page.activateWindow()
        qtbot.waitUntil(page.one.hasFocus)
        assert len(rings(page)) == 1


def question(page: Page, qtbot: QtBot) -> QDialog:
    """A dialog with one button that has the focus."""
    dialog = QDialog(page)
    button = Button("Keep running", "keep_running")
    QVBoxLayout(dialog).addWidget(button)
    button.setFocus()
    show(dialog, qtbot)
    qtbot.waitUntil(button.hasFocus)
    return dialog


def test_a_disabled_button_loses_it(page: Page) -> None:
    press(page.field, Qt.Key.Key_Tab)
    page.one.setEnabled(False)
    assert [ring.geometry() for ring in rings(page)] in ([], [around(page.two)])
