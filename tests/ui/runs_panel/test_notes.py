"""A run carries a note of the user's: written from its menu and the view, shown, found, kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.text import MAX_NOTE
from dmm_desktop.core.token import Token
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.ui.runs_panel.note_dialog import NoteDialog
from dmm_desktop.ui.runs_panel.run_delegate import tool_tip
from dmm_desktop.ui.runs_panel.run_list import RunList
from dmm_desktop.ui.window.main_window import MainWindow
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_run, sample_runs

WORDS = "Approved by Ana & Rui"


@pytest.fixture
def window(new_window: Callable[[], MainWindow], services: SampleServices, qtbot: QtBot) -> MainWindow:
    """The window with a stored run, which is selected."""
    run = sample_runs()["completed"][0]
    services.workspace().adopt(run)
    services.put(run)
    window = new_window()
    window.build_panels()
    window.show_runs()
    window.show()
    qtbot.waitUntil(lambda: window.runs.isVisible() and window.progress.isVisible())
    return window


def write(window: MainWindow, note: str, qtbot: QtBot) -> None:
    """Enter a note in the open dialog, by accessible names."""
    [dialog] = [one for one in window.findChildren(NoteDialog) if one.isVisible()]
    [field] = [one for one in dialog.findChildren(QLineEdit) if one.accessibleName() == "Note"]
    [save] = [one for one in dialog.findChildren(QPushButton) if one.accessibleName() == "Save"]
    field.setText(note)
    with qtbot.waitSignal(dialog.accepted):
        save.click()


def stored(services: SampleServices) -> str:
    run = services.workspace().run("completed")
    assert run is not None
    return run.note


def _from_the_menu_of_the_run(window: MainWindow, qtbot: QtBot) -> None:
    list_ = find(window, RunList, "runs")
    view = window.services.runs.find("completed")
    assert view is not None
    menu = list_.menu_of(view)
    find(menu, QAction, "menu_edit_note").trigger()
    menu.deleteLater()


def _by_key(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(find(window, RunList, "runs"), Qt.Key.Key_F2)


def _from_the_view(window: MainWindow, qtbot: QtBot) -> None:
    [button] = [one for one in window.progress.findChildren(QPushButton) if one.accessibleName() == "Edit note"]
    button.click()


def _from_the_menu_bar(window: MainWindow, qtbot: QtBot) -> None:
    find(window, QAction, "menu_note").trigger()


@pytest.mark.parametrize(
    "open_dialog",
    [_from_the_menu_of_the_run, _by_key, _from_the_view, _from_the_menu_bar],
    ids=lambda one: one.__name__,
)
def test_a_note_is_written_shown_and_kept(
    window: MainWindow, services: SampleServices, open_dialog: Callable[[MainWindow, QtBot], None], qtbot: QtBot
) -> None:
    shown = find(window.progress, QLabel, "run_note")
    assert not shown.isVisible()
    open_dialog(window, qtbot)
    write(window, WORDS, qtbot)
    assert stored(services) == WORDS
    qtbot.waitUntil(lambda: shown.isVisible())
    assert shown.text() == f"Note: {WORDS}"
    model = find(window, RunList, "runs").model()
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith(f", {WORDS}")
    assert tool_tip(services.view("completed")).splitlines()[-1] == WORDS
    find(window, QLineEdit, "search_runs").setText("ana rui")
    assert model.rowCount() == 2


def test_the_reference_is_shown_that_a_search_finds(window: MainWindow, services: SampleServices, qtbot: QtBot) -> None:
    view = services.view("completed")
    shown = find(window.progress, QLabel, "run_note")
    services.put(replace(view.run, reference="CHG-77"))
    qtbot.waitUntil(lambda: shown.isVisible() and shown.text() == "Reference: CHG-77")
    window.runs.edit_note(view.run)
    write(window, WORDS, qtbot)
    qtbot.waitUntil(lambda: shown.text() == f"Reference: CHG-77 · Note: {WORDS}")
    assert tool_tip(services.view("completed")).splitlines()[-2:] == ["CHG-77", WORDS]
    find(window, QLineEdit, "search_runs").setText("chg-77")
    model = find(window, RunList, "runs").model()
    assert model.rowCount() == 2
    assert "CHG-77" in model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_row_with_a_note_is_higher_while_it_has_one(
    window: MainWindow, services: SampleServices, qtbot: QtBot
) -> None:
    list_ = find(window, RunList, "runs")

    def height() -> int:
        return list_.visualRect(list_.currentIndex()).height()

    before = height()
    window.runs.edit_note(services.view("completed").run)
    write(window, WORDS, qtbot)
    qtbot.waitUntil(lambda: height() > before)
    window.runs.edit_note(services.view("completed").run)
    write(window, "", qtbot)
    qtbot.waitUntil(lambda: height() == before)
    assert stored(services) == ""


def test_a_note_is_one_line_of_bounded_length_without_secrets(
    window: MainWindow, services: SampleServices, qtbot: QtBot
) -> None:
    key = "3f6c1d2e-key-of-the-environment"
    services.context.secrets.add(Token(key))
    window.runs.edit_note(services.view("completed").run)
    write(window, f"the key is {key}\u202e", qtbot)
    assert key not in stored(services) and stored(services).startswith("the key is ")
    dialog = NoteDialog(services, services.view("completed").run, window)
    assert find(dialog, QLineEdit, "run_note").maxLength() == MAX_NOTE
    dialog.deleteLater()


def test_what_a_watcher_reports_does_not_change_the_note(services: SampleServices, tmp_path: Path) -> None:
    run = sample_run("r", RunState.RUNNING)
    with Workspace.open(tmp_path / "other") as workspace:
        workspace.adopt(run)
        workspace.set_note("r", WORDS)
        assert workspace.save(run).note == WORDS
        workspace.overwrite(run)
        found = workspace.run("r")
        assert found is not None and found.note == WORDS
    services.put(sample_run("r", RunState.RUNNING, note=WORDS))
    services.put(run)
    assert services.view("r").run.note == WORDS


def test_a_note_that_cannot_be_stored_stays_in_the_dialog(
    window: MainWindow, services: SampleServices, qtbot: QtBot, expected_log: Callable[[str, str], None]
) -> None:
    services.workspace().paths.database.unlink()
    window.runs.edit_note(services.view("completed").run)
    dialog = find(window, NoteDialog, "note_dialog")
    find(dialog, QLineEdit, "run_note").setText(WORDS)
    find(dialog, QPushButton, "save_note").click()
    banner = find(dialog, QWidget, "note_banner")
    qtbot.waitUntil(lambda: banner.isVisible())
    assert find(dialog, QLineEdit, "run_note").text() == WORDS
    assert services.view("completed").run.note == ""
    dialog.reject()
