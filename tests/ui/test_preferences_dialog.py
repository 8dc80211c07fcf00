"""*Preferences*: a theme is shown at once and taken back by Cancel; everything else applies once it is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.kept_log import LogChoice
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.error_banner import ErrorBanner
from dmm_desktop.ui.preferences_dialog import PreferencesDialog
from dmm_desktop.ui.services.preferences import Preferences, Preferred
from dmm_desktop.ui.theme.theme import Appearance, Theme
from dmm_desktop.ui.theme.tokens import DARK, LIGHT
from dmm_desktop.ui.widgets.choice import Choice
from ui.environment_fixtures import press
from ui.log_view.test_kept_logs import keep
from ui.lookup import find, focused
from ui.sample_runs import SampleServices, sample_run

Show = Callable[[], PreferencesDialog]


@pytest.fixture
def preferences(services: SampleServices, tmp_path: Path, theme: Theme) -> Preferences:
    """New preferences of the services, which the theme follows as in the application."""
    preferences = services.preferences = Preferences(tmp_path)
    preferences.changed.connect(lambda: theme.use(preferences.current.appearance))
    return preferences


@pytest.fixture
def show(
    services: SampleServices, preferences: Preferences, shown: Callable[..., QWidget], isolated_home: Path
) -> Show:
    """A function that opens the dialog above a window."""
    window = shown(QWidget())

    def show() -> PreferencesDialog:
        dialog = PreferencesDialog(services, window)
        dialog.open()
        dialog.activateWindow()
        return dialog

    return show


def test_an_access_key_leads_to_every_field(show: Show, qtbot: QtBot) -> None:
    dialog = show()
    qtbot.waitUntil(dialog.isActiveWindow)
    labels = [label for label in dialog.findChildren(QLabel) if label.buddy() is not None and "&" in label.text()]
    assert len(labels) == 5
    reached = []
    for label in reversed(labels):
        qtbot.keyClick(dialog, label.text().partition("&")[2][0].upper(), Qt.KeyboardModifier.AltModifier)
        reached.append(focused().objectName())
    names = ["preferred_theme", "preferred_language", "preferred_interval", "preferred_folder", "preferred_logs"]
    assert reached == list(reversed(names))
    dialog.reject()


def _gone(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def _asked(qtbot: QtBot) -> QMessageBox:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    question = QApplication.activeModalWidget()
    assert isinstance(question, QMessageBox) and question.objectName() == "remove_logs_question"
    return question


def _type(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(focused(), key)


def test_by_keyboard_alone(show: Show, preferences: Preferences, theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = show()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert focused().accessibleName() == "Theme"
    _type(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert theme.appearance is Appearance.DARK, "it is shown before it is saved"
    assert Preferences(tmp_path).current == Preferred()
    _type(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert focused().accessibleName() == "Language"
    assert "next time" in focused().accessibleDescription()
    _type(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Up)
    assert focused().accessibleName() == "Ask for the status"
    assert "10 seconds" in focused().accessibleDescription()
    _type(qtbot, Qt.Key.Key_Tab)
    assert focused().accessibleName() == "Folder for saved files"
    assert "Dialogs that save a file" in focused().accessibleDescription()
    _type(qtbot, Qt.Key.Key_Tab)
    assert focused().accessibleName() == "Browse"
    _type(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert focused().accessibleName() == "Notifications after more than a minute"
    assert "has ended or needs your attention" in focused().accessibleDescription()
    _type(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert focused().accessibleName() == "Ask before closing while imports or exports are watched"
    assert "They continue on the server" in focused().accessibleDescription()
    _type(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Up)
    assert focused().accessibleName() == "Kept logs"
    assert "90 days: compressed, at most 20 MB a run and 500 MB in all" in focused().accessibleDescription()
    _type(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert focused().accessibleName() == "Save preferences"
    _type(qtbot, Qt.Key.Key_Return)
    _gone(qtbot)
    chosen = Preferred(Appearance.DARK, "pt-PT", 1, None, False, False, LogChoice.NEVER)
    assert (preferences.current, Preferences(tmp_path).current) == (chosen, chosen)
    assert theme.appearance is Appearance.DARK


@pytest.mark.parametrize("how", ["cancel", "escape", "close"])
def test_cancel_returns_to_the_theme_before(
    show: Show, preferences: Preferences, theme: Theme, tmp_path: Path, qtbot: QtBot, how: str
) -> None:
    before = Preferred(Appearance.LIGHT, interval=5)
    preferences.save(before)
    dialog = show()
    theme_choice, interval = find(dialog, Choice, "preferred_theme"), find(dialog, Choice, "preferred_interval")
    assert (theme_choice.currentText(), interval.currentText()) == ("Light", "Every 5 seconds")
    theme_choice.setCurrentText("Dark")
    interval.setCurrentText("Every second")
    assert theme.tokens is DARK
    assert preferences.current.interval == 5, "what cannot be seen applies once it is saved"
    match how:
        case "cancel":
            find(dialog, QPushButton, "cancel_preferences").click()
        case "escape":
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        case _:
            dialog.close()
    del dialog
    _gone(qtbot)
    assert theme.tokens is LIGHT
    assert (preferences.current, Preferences(tmp_path).current) == (before, before)


def test_a_folder_for_saved_files(show: Show, preferences: Preferences, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    dialog = show()
    path = find(dialog, QLineEdit, "preferred_folder")
    assert (path.text(), path.placeholderText()) == ("", "The folder last used")
    find(dialog, QPushButton, "browse_save_folder").click()
    chooser = find(dialog, QFileDialog, "open_folder")
    chooser.selectFile(str(folder))
    chooser.accept()
    assert path.text() == str(folder)
    find(dialog, QPushButton, "save_preferences").click()
    del dialog, chooser, path
    _gone(qtbot)
    assert preferences.current == Preferred(save_folder=folder)
    folder.rmdir()  # as a disk that is not connected: other preferences can still be saved
    dialog = show()
    assert find(dialog, QLineEdit, "preferred_folder").text() == str(folder)
    find(dialog, Choice, "preferred_interval").setCurrentText("Every second")
    find(dialog, QPushButton, "save_preferences").click()
    del dialog
    _gone(qtbot)
    assert preferences.current == Preferred(interval=1, save_folder=folder)
    dialog = show()
    find(dialog, QLineEdit, "preferred_folder").clear()
    find(dialog, QPushButton, "save_preferences").click()
    assert preferences.current == Preferred(interval=1)
    del dialog
    _gone(qtbot)


@pytest.mark.parametrize("typed", ["relative", "/missing/folder", "C:\\missing", "\0"])
def test_what_is_no_folder_is_refused(show: Show, preferences: Preferences, typed: str, qtbot: QtBot) -> None:
    dialog = show()
    qtbot.waitUntil(dialog.isActiveWindow)
    path, save = find(dialog, QLineEdit, "preferred_folder"), find(dialog, QPushButton, "save_preferences")
    path.setText(typed)
    save.click()
    qtbot.waitUntil(lambda: "There is no folder at this path." in path.accessibleDescription())
    assert focused() is path and save.isEnabled()
    assert preferences.current == Preferred()
    path.clear()
    assert "There is no folder" not in path.accessibleDescription()
    save.click()
    _gone(qtbot)


def test_it_asks_before_kept_logs_are_removed(
    show: Show, services: SampleServices, preferences: Preferences, qtbot: QtBot
) -> None:
    """Those of runs in Production are not kept anyway."""
    for run_id, stage in (("one", Stage.TEST), ("two", Stage.DEVELOPMENT), ("three", Stage.PRODUCTION)):
        keep(services, sample_run(run_id, RunState.COMPLETED, stage=stage))
    dialog = show()
    find(dialog, Choice, "preferred_logs").setCurrentText("No logs")
    press(dialog, "save_preferences")
    question = _asked(qtbot)
    assert question.text() == "The kept logs of 2 runs will be removed."
    assert question.informativeText() == "A log can be loaded again only while the server still has it."
    press(question, "keep_logs")
    assert QApplication.activeModalWidget() is dialog and preferences.current == Preferred()
    press(dialog, "save_preferences")
    press(_asked(qtbot), "remove_kept_logs")
    del dialog, question
    _gone(qtbot)
    assert preferences.current == Preferred(kept_logs=LogChoice.NEVER)


def test_it_does_not_ask_if_more_logs_are_to_be_kept(
    show: Show, services: SampleServices, preferences: Preferences, qtbot: QtBot
) -> None:
    keep(services, sample_run("one", RunState.COMPLETED, stage=Stage.TEST))
    dialog = show()
    find(dialog, Choice, "preferred_logs").setCurrentText("All logs")
    press(dialog, "save_preferences")
    del dialog
    qtbot.waitUntil(lambda: preferences.current == Preferred(kept_logs=LogChoice.ALWAYS))
    _gone(qtbot)


def test_what_cannot_be_stored_is_told(show: Show, preferences: Preferences, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "preferences.ini").mkdir()
    dialog = show()
    find(dialog, Choice, "preferred_interval").setCurrentText("Every 10 seconds")
    find(dialog, QPushButton, "save_preferences").click()
    banner = find(dialog, ErrorBanner, "preferences_banner")
    assert banner.isVisible() and "The preferences were not saved." in banner.accessibleName()
    assert "data folder" in banner.accessibleName() and "try again" in banner.accessibleName()
    assert preferences.current == Preferred()
    (tmp_path / "preferences.ini").rmdir()
    find(dialog, QPushButton, "save_preferences").click()
    _gone(qtbot)
    assert Preferences(tmp_path).current == Preferred(interval=10)
