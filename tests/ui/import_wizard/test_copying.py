"""The tables of the wizard: each copies its rows by the usual key and by its menu."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.widgets.copyable_table import CopyableTable
from dmm_desktop.ui.widgets.details_dialog import DetailsDialog
from ui.drags import drop, files
from ui.lookup import find
from ui.wizard_user import WizardUser


def _copied() -> list[list[str]]:
    return [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]


def _choose(table: CopyableTable, entry: str) -> None:
    find(table.make_menu(), QAction, entry).trigger()


@pytest.fixture
def checked(user: WizardUser, tmp_path: Path) -> WizardUser:
    """The file page with findings."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {"A_Struct.dmm": "{}", "A_Data.csv": "Id\r\n", "B_Data.csv": "Id\r\n"}.items():
            archive.writestr(name, content)
    user.save()
    user.open()
    user.press("Next")
    user.give_file(path)
    user.idle()
    return user


def test_findings_are_copied_with_their_places(checked: WizardUser, qtbot: QtBot) -> None:
    table = checked.find("Findings", CopyableTable)
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    heads, first = _copied()
    assert heads == ["Rule", "Severity", "File", "Line", "Column", "Found", "Count", "Problem"]
    assert first[:7] == ["4", "Error", "B_Data.csv", "", "", "", "1"]
    assert first[7].startswith("B_Data.csv has no structure:")
    _choose(table, "copy_all_rows")
    assert _copied()[:2] == [heads, first]
    assert [row[:3] for row in _copied()[2:]] == [["14", "Warning", ""], ["15", "Warning", ""]]


def test_entities_are_copied_as_they_are_shown(checked: WizardUser) -> None:
    table = checked.find("Entities", CopyableTable)
    _choose(table, "copy_all_rows")
    heads, first, *_ = _copied()
    assert heads[:4] == ["Entity", "Size", "Records", "Columns"] and heads[-2:] == ["Structure", "Result"]
    assert first == ["A", "4 bytes", "0", "1", "One column", "Not quoted", "UTF-8", "CR LF", "Opaque", "No findings"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_is_that_of_the_row_under_the_pointer(checked: WizardUser) -> None:
    table = checked.find("Findings", CopyableTable)
    place = table.visualRect(table.model().index(1, 0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place))
    table.contextMenuEvent(event)
    assert table.currentIndex().row() == 1
    find(table, QMenu, "findings_menu").close()


def test_a_field_of_the_configuration_is_copied_with_its_whole_value(
    checked: WizardUser, samples: Path, tmp_path: Path
) -> None:
    path = tmp_path / "configuration.json"
    path.write_text(json.dumps({"Note": "x" * 2000, "Rows": [1, 2.50]}).replace("2.5", "2.50"))
    checked.give_file(samples / "small.zip")
    checked.press("Next")
    checked.at_page(3)
    drop(checked.wizard, files(path.as_uri()))
    checked.idle()
    table = checked.find("Other fields", CopyableTable)
    table.setCurrentIndex(table.model().index(0, 0))
    _choose(table, "copy_row")
    assert _copied() == [["Field", "Value", "Type"], ["Note", f'\'"{"x" * 2000}"', "Text"]]
    table.setCurrentIndex(table.model().index(1, 0))
    _choose(table, "copy_row")
    assert _copied()[1] == ["Rows", "[1, 2.50]", "List"]
    assert table.make_menu().findChild(QAction, "copy_all_rows") is None, (
        "a configuration may have any number of fields"
    )


def test_a_row_is_read_in_full_in_the_details_of_its_menu(checked: WizardUser) -> None:
    table = checked.find("Findings", CopyableTable)
    table.setCurrentIndex(table.model().index(0, 0))
    _choose(table, "show_row_details")
    dialog = find(table.window(), DetailsDialog, "details_dialog")
    shown = find(dialog, QPlainTextEdit, "details").toPlainText()
    assert shown.startswith("Severity\nError\n\nFinding\nB_Data.csv has no structure:")
    assert shown.endswith("\nB_Data.csv")
    dialog.reject()
