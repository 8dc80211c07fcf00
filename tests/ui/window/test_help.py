"""Help: F1 opens it in the window and above every dialog; it names the shortcuts that the menus have."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.help_dialog import HelpDialog
from dmm_desktop.ui.window.main_window import MainWindow
from ui.lookup import find, focused


def _shown(window: QWidget, qtbot: QtBot) -> HelpDialog:
    qtbot.waitUntil(lambda: window.findChild(HelpDialog) is not None)
    return find(window, HelpDialog, "help")


def test_f1_opens_it(window: MainWindow, qtbot: QtBot) -> None:
    assert find(window, QAction, "menu_help").shortcut().toString() == "F1"
    QTest.keyClick(window, Qt.Key.Key_F1)
    page = find(_shown(window, qtbot), QTextBrowser, "help_page")
    assert "Nothing is sent until you press Start import." in page.toPlainText()
    qtbot.waitUntil(lambda: focused() is page)  # keys scroll it
    bar = page.verticalScrollBar()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_PageDown):
        before = bar.value()
        qtbot.keyClick(page, key)
        assert bar.value() != before
        assert key is Qt.Key.Key_PageDown or bar.value() == (bar.maximum() if key is Qt.Key.Key_End else 0)


@pytest.mark.parametrize("name", ["menu_import", "menu_add_environment", "menu_about"])
def test_f1_opens_it_above_a_dialog(window: MainWindow, qtbot: QtBot, name: str) -> None:
    find(window, QAction, name).trigger()
    (dialog,) = (one for one in window.findChildren(QDialog) if one.isVisible())
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    shown = _shown(dialog, qtbot)
    QTest.keyClick(shown, Qt.Key.Key_F1)
    assert len(window.findChildren(HelpDialog)) == 1
    shown.close()
    assert dialog.isVisible()


def test_it_names_every_shortcut_of_the_menus(window: MainWindow, qtbot: QtBot) -> None:
    find(window, QAction, "menu_help").trigger()
    said = find(_shown(window, qtbot), QTextBrowser, "help_page").toPlainText().splitlines()
    keys = {
        action.text().replace("&", "").removesuffix("…"): action.shortcut().toString()
        for menu in window.menuBar().findChildren(QMenu)
        for action in menu.actions()
        if not action.shortcut().isEmpty()
    }
    assert {"Import data", "Test connection", "Show report", "Help"} <= set(keys)
    for name, key in keys.items():
        assert said[said.index(name) + 1] == key
