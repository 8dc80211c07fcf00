"""The menu bar gives the keyboard back to what had it before, whatever closes the menu."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.preferences_dialog import PreferencesDialog
from dmm_desktop.ui.window.main_window import MainWindow
from ui.lookup import find, focused

_Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
_ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def second(window: MainWindow, qtbot: QtBot) -> QWidget:
    """The second button of the welcome page, with the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(lambda: focused().objectName() == "welcome_import_data")
    _press(window, _Key.Key_Tab)
    return focused()


def _press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key as the platform does: in the open menu, otherwise in the window."""
    QTest.keyClick((QApplication.activePopupWidget() or window).windowHandle(), key, modifiers)


def _letter(window: MainWindow, key: Qt.Key) -> None:
    _press(window, key, _ALT)
    assert QApplication.activePopupWidget() is not None


def _click_first(window: MainWindow) -> None:
    """Click the first entry of the menu bar as the platform does."""
    bar = window.menuBar()
    place = bar.mapToGlobal(bar.actionGeometry(bar.actions()[0]).center())
    target = QApplication.activePopupWidget() or window
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(target.windowHandle(), button, none, target.mapFromGlobal(place))


def test_a_second_menu_is_closed_by_key(window: MainWindow, second: QWidget) -> None:
    for _ in range(2):
        _letter(window, _Key.Key_H)
        _press(window, _Key.Key_Escape)
        assert window.menuBar().hasFocus()  # its entries are still active
        _letter(window, _Key.Key_R)
        _press(window, _Key.Key_Escape)
        _press(window, _Key.Key_Escape)
        assert focused() is second
    _press(window, _Key.Key_Tab)
    assert focused().objectName() == "welcome_add_environment"


def test_a_menu_is_opened_after_alt_and_left_by_the_arrows(window: MainWindow, second: QWidget) -> None:
    _press(window, _Key.Key_Alt)
    _letter(window, _Key.Key_F)
    _press(window, _Key.Key_Right)
    assert QApplication.activePopupWidget() is not None
    _press(window, _Key.Key_Escape)
    _press(window, _Key.Key_Left)
    assert window.menuBar().hasFocus()
    _press(window, _Key.Key_Escape)
    assert focused() is second


def test_a_menu_is_closed_with_the_mouse(window: MainWindow, second: QWidget) -> None:
    _letter(window, _Key.Key_H)
    _press(window, _Key.Key_Escape)
    _click_first(window)
    _click_first(window)
    assert QApplication.activePopupWidget() is None and focused() is second


def _leave_preferences(window: MainWindow, second: QWidget, qtbot: QtBot) -> None:
    """Close the preferences; the control that had the keyboard before the menu bar has it meanwhile and afterwards."""
    dialog = find(window, PreferencesDialog, "preferences")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert window.focusWidget() is second
    dialog.reject()
    window.activateWindow()
    qtbot.waitUntil(second.hasFocus)


def test_a_dialog_is_opened_from_a_second_menu(window: MainWindow, second: QWidget, qtbot: QtBot) -> None:
    _letter(window, _Key.Key_H)
    _press(window, _Key.Key_Escape)
    _letter(window, _Key.Key_F)
    _press(window, _Key.Key_P)  # Preferences…
    _leave_preferences(window, second, qtbot)


def test_a_dialog_is_opened_by_a_shortcut_from_the_menu_bar(window: MainWindow, second: QWidget, qtbot: QtBot) -> None:
    _press(window, _Key.Key_Alt)
    assert window.menuBar().hasFocus()
    window.show_preferences()
    _leave_preferences(window, second, qtbot)


@pytest.mark.parametrize("lose", [QWidget.hide, lambda one: one.setEnabled(False), shiboken6.delete])
def test_what_had_the_keyboard_cannot_take_it_any_more(
    window: MainWindow, second: QWidget, lose: Callable[[QWidget], None]
) -> None:
    _press(window, _Key.Key_Alt)
    lose(second)
    _press(window, _Key.Key_Escape)
    assert not window.menuBar().hasFocus() and window.isAncestorOf(focused())
