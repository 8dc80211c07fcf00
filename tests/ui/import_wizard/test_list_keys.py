"""The lists and tables of the wizard by keys: first, last, pages, letters, Enter."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListView
from pytestqt.qtbot import QtBot

from dmm_desktop.core.environment import Connection
from dmm_desktop.core.run_state import RunState
from ui.drags import drop, files
from ui.lookup import focused
from ui.page_fixtures import focus
from ui.sample_runs import sample_run
from ui.wizard_user import WizardUser

_ADDRESS = "https://dev-1.acme.example"


def _many(user: WizardUser) -> QListView:
    for number in range(12):
        name = "Zulu" if number == 11 else f"ENV-{number:02}"
        archive = Connection(name.lower(), "Archive", "DataDestination")
        user.save(_ADDRESS, name, connections=(archive,))
    user.open()
    found = user.find("Destinations", QListView)
    focus(found, user.qtbot)
    return found


def _chosen(user: WizardUser) -> tuple[str, str]:
    destination = user.wizard.draft.target
    assert destination is not None
    return destination.environment.name, destination.connection.name


def test_destinations_by_keys(user: WizardUser, qtbot: QtBot) -> None:
    rows = _many(user)
    qtbot.keyClick(rows, Qt.Key.Key_End)
    assert _chosen(user) == ("Zulu", "Archive")
    qtbot.keyClick(rows, Qt.Key.Key_Home)
    assert _chosen(user) == ("ENV-00", "Runtime Connection")
    assert rows.verticalScrollBar().value() == 0, "its heading is in view"
    qtbot.keyClick(rows, Qt.Key.Key_PageDown)
    assert _chosen(user)[0] not in ("ENV-00", "Zulu")
    qtbot.keyClick(rows, Qt.Key.Key_PageUp)
    assert _chosen(user)[0] == "ENV-00"
    qtbot.keyClick(rows, Qt.Key.Key_PageUp)  # the page down may have ended below a heading that it skipped
    assert _chosen(user) == ("ENV-00", "Runtime Connection")


def test_keys_begin_at_a_row_in_view_that_is_not_chosen(user: WizardUser, qtbot: QtBot) -> None:
    rows = _many(user)
    run = sample_run("old", RunState.FAILED, environment_id="env-03", connection="Gone", root=f"{_ADDRESS}/DMMAPI/rest")
    user.wizard.repeat(run)
    assert _current(rows) == ("Runtime Connection", "ENV-00"), "the list has the keyboard"
    qtbot.keyClick(rows, Qt.Key.Key_Backtab)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is rows and _current(rows) == ("Runtime Connection", "ENV-00")
    focus(user.edit("Filter environments"), qtbot)
    user.load()
    rows.verticalScrollBar().setValue(12)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is rows and rows.verticalScrollBar().value() == 12
    assert _current(rows) == ("Runtime Connection", "ENV-04")
    assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()))
    assert user.wizard.draft.target is None and not rows.selectionModel().hasSelection()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert _chosen(user) == ("ENV-04", "Archive")


def test_keys_begin_anew_when_the_chosen_row_goes(user: WizardUser, qtbot: QtBot) -> None:
    rows = _many(user)
    user.wizard.set_target("env-03", "Archive")
    with user.services.workspace().store() as store:
        store.connections.remove("env-03", "Archive")
    user.load()
    assert focused() is rows and user.wizard.draft.target is None
    assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()))


def _current(rows: QListView) -> tuple[str, str]:
    """The connection and the environment of the current row, as they are read out."""
    connection, environment = rows.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole).split(", ")[:2]
    return connection, environment


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("zul", ("Zulu", "Runtime Connection")),
        ("ENV-07", ("ENV-07", "Runtime Connection")),
        ("arch", ("ENV-00", "Archive")),
    ],
)
def test_letters_find_a_destination_by_its_environment_or_its_name(
    user: WizardUser, qtbot: QtBot, typed: str, chosen: tuple[str, str]
) -> None:
    rows = _many(user)
    qtbot.keyClick(rows, Qt.Key.Key_Home)
    qtbot.keyClicks(rows, typed)
    assert _chosen(user) == chosen


def test_enter_goes_on_to_the_next_page(user: WizardUser, qtbot: QtBot) -> None:
    rows = _many(user)
    qtbot.keyClick(rows, Qt.Key.Key_Home)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    user.at_page(2)


def test_the_tables_by_keys(user: WizardUser, qtbot: QtBot, tmp_path: Path) -> None:
    path, configuration = tmp_path / "many.zip", tmp_path / "configuration.json"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(40):
            archive.writestr(f"Entity{number:02}_Struct.dmm", "{}")
            archive.writestr(f"Entity{number:02}_Data.csv", "Id\r\n1\r\n")
            archive.writestr(f"Other{number:02}_Data.csv", "Id\r\n1\r\n")  # has no structure
    configuration.write_text(json.dumps({f"Field{number:02}": number for number in range(40)}), "utf-8")
    user.save()
    user.open()
    user.press("Next")
    user.give_file(path)
    user.idle()
    _moves(user.find("Findings", QAbstractItemView), qtbot, "", -1)
    _moves(user.find("Entities", QAbstractItemView), qtbot, "Entity23", 23)
    user.press("Next")
    user.at_page(3)
    drop(user.wizard, files(configuration.as_uri()))
    user.idle()
    _moves(user.find("Other fields", QAbstractItemView), qtbot, "Field17", 17)


def _moves(view: QAbstractItemView, qtbot: QtBot, typed: str, row: int) -> None:
    focus(view, qtbot)
    last = view.model().rowCount() - 1
    assert last >= 20
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == last
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert 0 < view.currentIndex().row() < last
    if typed:
        qtbot.keyClicks(view, typed)
        assert view.currentIndex().row() == row
