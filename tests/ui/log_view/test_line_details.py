"""A log line in full: by Enter, by a double click, and by the menu."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.operations.log_lines import MAX_LINE
from dmm_desktop.ui.log_view.line_details import LineDetails
from dmm_desktop.ui.log_view.log_copy import LogCopy
from dmm_desktop.ui.log_view.log_pane import LogPane
from dmm_desktop.ui.log_view.saved_logs_dialog import SavedLogsDialog
from dmm_desktop.ui.widgets.details_dialog import DetailsDialog
from dmm_desktop.ui.widgets.labels import ElidedLabel
from ui.log_view.panes import pane_with
from ui.lookup import find
from ui.opened_windows import opened_windows
from ui.page_fixtures import double_click
from ui.sample_runs import SampleServices

Show = Callable[..., QWidget]
_LONG = "08:11:59 ERROR Order: chunk 1 of 18 failed: " + "String or binary data would be truncated. " * 20 + "The end."


def _pane(services: SampleServices, shown: Show, lines: list[str]) -> LogPane:
    pane = pane_with(services, shown, lines)
    pane.viewer.toolbar.follow.setChecked(False)
    return pane


def _opened(qtbot: QtBot) -> DetailsDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), DetailsDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DetailsDialog)
    return dialog


def _by_enter(pane: LogPane, qtbot: QtBot) -> None:
    qtbot.keyClick(pane.viewer.table, Qt.Key.Key_Return)


def _by_double_click(pane: LogPane, qtbot: QtBot) -> None:
    table = pane.viewer.table
    place = table.visualRect(table.currentIndex()).topLeft() + QPoint(8, 8)
    double_click(table.viewport(), place)


def _by_menu(pane: LogPane, qtbot: QtBot) -> None:
    find(pane.viewer.make_menu(), QAction, "show_line_details").trigger()


@pytest.mark.parametrize("open_it", [_by_enter, _by_double_click, _by_menu])
def test_the_whole_line_is_shown_read_out_and_copied(
    services: SampleServices, shown: Show, qtbot: QtBot, open_it: Callable[[LogPane, QtBot], None]
) -> None:
    pane = _pane(services, shown, ["INFO 0", _LONG, "INFO 2"])
    pane.viewer.table.selectRow(1)
    pane.viewer.table.setFocus()
    open_it(pane, qtbot)
    dialog = _opened(qtbot)
    text = find(dialog, QPlainTextEdit, "details")
    qtbot.waitUntil(text.hasFocus)
    assert (text.toPlainText(), text.accessibleName(), dialog.windowTitle()) == (_LONG, "Log line 2", "Log line 2")
    find(dialog, QAbstractButton, "copy_details").click()
    assert QGuiApplication.clipboard().text() == _LONG
    dialog.reject()


def test_of_errors_only_it_is_the_line_of_the_row(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = _pane(services, shown, ["INFO 0", "ERROR 1", "INFO 2", "ERROR 3"])
    pane.viewer.toolbar.errors_only.setChecked(True)
    pane.viewer.table.selectRow(1)
    _by_enter(pane, qtbot)
    dialog = _opened(qtbot)
    assert find(dialog, QPlainTextEdit, "details").toPlainText() == "ERROR 3"
    assert dialog.windowTitle() == "Log line 4"
    dialog.reject()


def test_a_line_on_disk_and_of_any_length_is_shown_whole(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    """In pieces that Qt lays out at once: one word of this length would take it more than a minute."""
    longest = "INFO " + "x" * (MAX_LINE - 5)
    pane = _pane(services, shown, [longest])
    for _ in range(3):
        pane.lines.append(["y" * 1000] * 1000)
    assert pane.lines.recent(0) is None
    pane.viewer.table.selectRow(0)
    _by_enter(pane, qtbot)
    dialog = _opened(qtbot)
    text = find(dialog, QPlainTextEdit, "details")
    document = text.document()
    lengths = [document.findBlockByNumber(place).length() for place in range(document.blockCount())]
    assert max(lengths) <= 10_000 + 2
    text.selectAll()
    text.copy()
    assert QGuiApplication.clipboard().text() == longest
    find(dialog, QAbstractButton, "copy_details").click()
    assert QGuiApplication.clipboard().text() == longest
    dialog.reject()


def test_enter_without_a_line_opens_nothing(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = _pane(services, shown, ["INFO 0"])
    _by_enter(pane, qtbot)
    assert not find(pane.viewer.make_menu(), QAction, "show_line_details").isEnabled()
    assert not [key for key in services.runner.running if "read a log line" in str(key)]


def test_the_name_of_a_saved_log_is_read_in_full_in_the_menu(
    services: SampleServices, tmp_path: Path, qtbot: QtBot
) -> None:
    path, name = tmp_path / "logs.zip", f"{'long-' * 20}.log"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "one line")
    saved = SavedLogsDialog(services, path)
    qtbot.addWidget(saved)
    saved.open()
    qtbot.waitUntil(lambda: saved.files.currentIndex().isValid())
    find(saved.files.make_menu(), QAction, "show_file_details").trigger()
    text = find(_opened(qtbot), QPlainTextEdit, "details")
    assert text.toPlainText() == f"{name}\n8 bytes"
    text.window().close()


def test_enter_in_a_saved_log_opens_the_line_and_does_not_close_the_dialog(
    services: SampleServices, samples: Path, qtbot: QtBot
) -> None:
    saved = SavedLogsDialog(services, samples / "small.zip")
    qtbot.addWidget(saved)
    saved.open()
    table = saved.viewer.table
    qtbot.waitUntil(lambda: table.model().rowCount() > 0)
    qtbot.waitUntil(lambda: not services.runner.busy)
    table.setFocus()
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    dialog = _opened(qtbot)
    assert saved.isVisible() and dialog.parentWidget() is saved
    dialog.reject()


def _wait_for(services: SampleServices, kind: str) -> None:
    """Wait until a job has succeeded, whose outcome is not delivered yet."""
    [delivery] = [one for key, one in services.runner._deliveries.items() if kind in str(key)]
    assert delivery.task.wait()


def _has_ended(services: SampleServices, kind: str) -> bool:
    return not [key for key in services.runner.running if kind in str(key)]


def test_of_two_lines_the_last_opens_and_none_that_was_cancelled(
    services: SampleServices, shown: Show, qtbot: QtBot
) -> None:
    lines = _pane(services, shown, ["INFO 0", "INFO 1"]).lines
    below = QWidget()
    qtbot.addWidget(below)
    details = LineDetails(services.runner, below)
    details.show(lines, 0)
    _wait_for(services, "read a log line")
    details.show(lines, 1)
    dialog = _opened(qtbot)
    qtbot.waitUntil(lambda: _has_ended(services, "read a log line"))
    assert dialog.windowTitle() == "Log line 2" and below.findChildren(DetailsDialog) == [dialog]
    dialog.reject()
    qtbot.waitUntil(lambda: not below.findChildren(DetailsDialog))
    details.show(lines, 0)
    _wait_for(services, "read a log line")
    details.cancel()
    qtbot.waitUntil(lambda: _has_ended(services, "read a log line"))
    assert not below.findChildren(DetailsDialog)


def test_of_two_copies_only_the_last_is_put_on_the_clipboard(
    services: SampleServices, shown: Show, qtbot: QtBot
) -> None:
    lines = _pane(services, shown, ["INFO 0", "INFO 1"]).lines
    below = QWidget()
    qtbot.addWidget(below)
    copies, copied = LogCopy(services.runner, below), list[str]()
    copies.copied.connect(lambda: copied.append(QGuiApplication.clipboard().text()))
    copies.copy(lines, [range(0, 1)], None)
    _wait_for(services, "copy log lines")
    copies.copy(lines, [range(1, 2)], None)
    qtbot.waitUntil(lambda: _has_ended(services, "copy log lines"))
    assert copied == ["INFO 1"]


def test_a_saved_log_opens_one_window_and_names_its_zip_without_control_characters(
    services: SampleServices, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a\u202eb.zip"
    path.write_bytes((samples / "small.zip").read_bytes())
    with opened_windows() as opened:
        saved = SavedLogsDialog(services, path)
        qtbot.addWidget(saved)
        saved.open()
    qtbot.waitUntil(lambda: saved.viewer.table.model().rowCount() > 0)
    qtbot.waitUntil(lambda: not services.runner.busy)
    assert opened == ["SavedLogsDialog"]
    assert find(saved, ElidedLabel, "saved_logs_path").text().endswith(r"a\u202eb.zip")
