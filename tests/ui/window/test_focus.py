"""Where the keyboard is after something else had it: a dialog, or what is gone."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.progress_view.watch_dialog import WatchDialog
from dmm_desktop.ui.window.main_window import MainWindow
from ui.environment_fixtures import SavedEnvironments, fill
from ui.lookup import find, focused
from ui.sample_runs import LOG, SampleServices
from ui.start_user import discard
from ui.wizard_user import WizardUser

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


def test_a_key_that_is_entered_for_a_start_leads_back_to_the_one_time_token(
    window: MainWindow,
    services: SampleServices,
    saved_environments: SavedEnvironments,
    samples: Path,
    qtbot: QtBot,
) -> None:
    saved_environments.put("DEV-1")
    user = WizardUser(services, qtbot)
    window.import_data("DEV-1", zip_path=samples / "small.zip")
    user.wizard = wizard = _opened(window, ImportWizard, qtbot)
    for page in (2, 3, 4):
        user.press("Next")
        user.at_page(page)
    token, banner = user.edit("One-time token"), find(wizard, QWidget, "review_banner")
    token.setText("one-time-token")
    QTest.keyClick(token, Qt.Key.Key_Return)
    qtbot.waitUntil(banner.isVisible)
    enter = user.find("Enter REST API key", QAbstractButton)
    enter.setFocus()
    QTest.keyClick(enter, Qt.Key.Key_Return)
    dialog = _opened(window, EnvironmentDialog, qtbot)
    fill(dialog, rest_api_key="key")
    QTest.keyClick(find(dialog, QLineEdit, "rest_api_key"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not banner.isVisible())
    saved_environments.settle()
    wizard.activateWindow()
    qtbot.waitUntil(token.hasFocus)
    assert token.text() == "one-time-token"
    discard(wizard)
