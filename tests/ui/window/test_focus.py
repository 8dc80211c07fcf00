"""Where the keyboard is after something else had it: a dialog, or what is gone."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.progress_view.watch_dialog import WatchDialog
from dmm_desktop.ui.window.main_window import MainWindow
from ui.lookup import focused
from ui.sample_runs import LOG, SampleServices

_Dialog = TypeVar("_Dialog", bound=QDialog)


@pytest.fixture
def in_log(window: MainWindow, services: SampleServices, qtbot: QtBot) -> MainWindow:
    """The window with the keyboard in the log of a run; another run has no log."""
    services.put_sample("uploading")
    run_id = services.put_sample("running")
    services.view(run_id).log.append(LOG)
    window.show_runs()
    qtbot.waitUntil(lambda: "progress" in vars(window) and window.progress.isVisible())
    window.runs.select_run(run_id)
    table = window.progress.log.table
    qtbot.waitUntil(table.isVisible)
    table.setFocus()
    window.activateWindow()
    qtbot.waitUntil(table.hasFocus)
    return window


def _opened(window: MainWindow, kind: type[_Dialog], qtbot: QtBot) -> _Dialog:
    dialog = window.findChild(kind)
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def _is_in_list(window: MainWindow, run_id: str) -> bool:
    return focused().objectName() == "runs" and window.runs.run_id == run_id


def test_after_a_start_the_keyboard_is_at_the_new_run(in_log: MainWindow, qtbot: QtBot) -> None:
    in_log.import_data()
    wizard = _opened(in_log, ImportWizard, qtbot)
    wizard.sending_began.emit("uploading")
    wizard.hide()
    in_log.activateWindow()
    qtbot.waitUntil(lambda: _is_in_list(in_log, "uploading"))
    wizard.accept()


def test_the_keyboard_is_at_a_run_that_is_watched_from_now_on(in_log: MainWindow, qtbot: QtBot) -> None:
    in_log.watch_existing()
    dialog = _opened(in_log, WatchDialog, qtbot)
    dialog.watching.emit("uploading")
    dialog.accept()
    in_log.activateWindow()
    qtbot.waitUntil(lambda: _is_in_list(in_log, "uploading"))


def test_the_keyboard_is_at_the_first_run_of_all(window: MainWindow, services: SampleServices, qtbot: QtBot) -> None:
    assert focused().objectName() == "welcome_import_data"
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    wizard = window.findChild(ImportWizard)
    assert wizard is not None
    wizard.activateWindow()
    qtbot.waitUntil(wizard.isActiveWindow)
    services.put_sample("uploading")
    wizard.sending_began.emit("uploading")
    wizard.hide()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: "progress" in vars(window) and window.progress.isVisible())
    assert _is_in_list(window, "uploading")
    wizard.accept()
