"""What came of a command for environments is seen, also if their pane was hidden: by the user, or by a small screen."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.window.main_window import MainWindow
from ui.environment_fixtures import SavedEnvironments, press, said
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices
from ui.screens.conftest import place_of

_COMMANDS = (
    "menu_export",
    "menu_import_environments",
    "menu_add_environment",
    "menu_edit_environment",
    "menu_duplicate",
    "menu_test",
    "menu_new_connection",
    "menu_open_in_browser",
    "menu_copy_address",
    "menu_filter_environments",
    "menu_remove",
)


@pytest.fixture
def files(services: SampleServices, files: FileAnswers) -> FileAnswers:
    """The system dialogs of the window."""
    services.dialogs = files
    return files


@pytest.fixture
def hidden(files: FileAnswers, window: MainWindow) -> MainWindow:
    """The window, in which the user has hidden the environments."""
    window.toggle_connections()
    assert not window.connections.isVisible()
    return window


def _close_dialogs(application: QApplication) -> None:
    for one in application.topLevelWidgets():
        if isinstance(one, QDialog) and one.isVisible():
            one.reject()


@pytest.mark.parametrize("name", _COMMANDS)
def test_a_command_for_environments_shows_them(
    hidden: MainWindow, saved_environments: SavedEnvironments, qapp: QApplication, name: str
) -> None:
    find(hidden, QAction, name).trigger()
    assert hidden.connections.isVisible()
    _close_dialogs(qapp)
    saved_environments.settle()


def test_a_menu_that_is_only_opened_leaves_them_hidden(hidden: MainWindow) -> None:
    for title in hidden.menuBar().actions():
        menu = title.menu()
        menu.aboutToShow.emit()  # type: ignore[attr-defined]
        menu.aboutToHide.emit()  # type: ignore[attr-defined]
    assert not hidden.connections.isVisible()


def test_an_environment_that_is_added_from_the_first_page_is_seen(hidden: MainWindow, qapp: QApplication) -> None:
    press(hidden.welcome, "welcome_add_environment")
    assert hidden.connections.isVisible()
    _close_dialogs(qapp)


def test_a_test_that_failed_is_seen(hidden: MainWindow, saved_environments: SavedEnvironments, qtbot: QtBot) -> None:
    saved_environments.put("OFF")
    hidden.connections.select("OFF")
    qtbot.keyClick(hidden, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "failed" in said(hidden))


def test_a_file_that_holds_no_environments_is_said_to_be_none(
    hidden: MainWindow, files: FileAnswers, qtbot: QtBot
) -> None:
    files.path.write_text("none")
    find(hidden, QAction, "menu_import_environments").trigger()
    qtbot.waitUntil(lambda: files.path.name in said(hidden))


@pytest.mark.parametrize("is_written", [True, False])
def test_what_became_of_an_export_is_seen(
    hidden: MainWindow, files: FileAnswers, qtbot: QtBot, tmp_path: Path, is_written: bool
) -> None:
    files.path = tmp_path / "shared.json" if is_written else tmp_path / "nowhere" / "shared.json"
    find(hidden, QAction, "menu_export").trigger()
    qtbot.waitUntil(lambda: files.path.name in said(hidden))
    assert files.path.exists() is is_written


def test_a_small_screen_hides_no_result(
    window: MainWindow,
    services: SampleServices,
    saved_environments: SavedEnvironments,
    qtbot: QtBot,
) -> None:
    services.put_sample("completed")
    window.show_runs()
    qtbot.waitUntil(window.runs.isVisible)
    small = place_of("200 %")
    window.move(small.rect.topLeft())
    qtbot.waitUntil(lambda: not window.connections.isVisible())
    saved_environments.put("OFF")
    window.connections.select("OFF")
    find(window, QAction, "menu_test").trigger()
    qtbot.waitUntil(lambda: "failed" in said(window))
