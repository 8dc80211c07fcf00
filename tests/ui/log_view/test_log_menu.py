"""The log by its menu and by letters, and what is marked in it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.log_view.log_pane import LogPane
from dmm_desktop.ui.log_view.log_table import LogTable
from dmm_desktop.ui.log_view.saved_logs_dialog import SavedLogsDialog
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.theme.tokens import LIGHT
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.buttons import Button
from dmm_desktop.ui.widgets.context_menu import MenuPlace
from ui.file_answers import FileAnswers
from ui.lookup import find, focused
from ui.pictures import colors, picture
from ui.sample_runs import LOG, SampleServices

Show = Callable[..., QWidget]
_CONTROL = Qt.KeyboardModifier.ControlModifier


def _pane(services: SampleServices, shown: Show, lines: list[str] = LOG) -> LogPane:
    run_id = services.put_sample("running")
    services.view(run_id).log.append(lines)
    pane = LogPane(services)
    shown(pane, 712, 500)
    pane.show_run(run_id)
    return pane


def _entry(pane: LogPane, name: str) -> QAction:
    return find(pane.viewer.make_menu(), QAction, name)  # the offscreen platform cannot pop it up


def _copied(qtbot: QtBot, expected: list[str]) -> None:
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "\n".join(expected))


def test_the_menu_copies_the_selected_lines_their_messages_and_everything(
    services: SampleServices, shown: Show, qtbot: QtBot
) -> None:
    pane = _pane(services, shown)
    table = pane.viewer.table
    assert not _entry(pane, "copy_lines").isEnabled() and not _entry(pane, "copy_message").isEnabled()
    table.selectRow(6)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    _entry(pane, "copy_lines").trigger()
    _copied(qtbot, LOG[6:8])
    _entry(pane, "copy_message").trigger()
    _copied(
        qtbot,
        ["Address: 2 values were longer than 50 and were cut", "Order: chunk 7 of 12 imported, 5,000 records"],
    )
    _entry(pane, "copy_all_lines").trigger()
    _copied(qtbot, LOG)


def test_errors_only_is_switched_in_the_menu(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = _pane(services, shown)
    entry = _entry(pane, "show_errors_only")
    assert (entry.text(), entry.isCheckable(), entry.isChecked()) == ("Errors only", True, False)
    entry.trigger()
    assert pane.viewer.toolbar.errors_only.isChecked() and pane.viewer.table.model().rowCount() == 1
    assert _entry(pane, "show_errors_only").isChecked()
    _entry(pane, "copy_all_lines").trigger()
    _copied(qtbot, [line for line in LOG if " ERROR " in line])


def test_the_menu_key_opens_it_at_the_current_line_even_if_that_is_out_of_sight(
    services: SampleServices, shown: Show, qtbot: QtBot
) -> None:
    pane = _pane(services, shown, [f"INFO {n}" for n in range(500)])
    table, places = pane.viewer.table, list[MenuPlace]()
    table.menu_wanted.disconnect()
    table.menu_wanted.connect(places.append)
    table.selectRow(3)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    middle = table.viewport().rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, table.viewport().mapToGlobal(middle))
    table.contextMenuEvent(event)
    (place,) = places
    assert place.by_key and place.index.row() == 3
    assert table.indexAt(table.viewport().mapFromGlobal(place.point)).row() == 3


def test_the_copy_button_says_that_it_copied(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = _pane(services, shown)
    button = find(pane, QPushButton, "copy_log")
    assert isinstance(button, Button) and not button.is_saying_done
    button.click()
    qtbot.waitUntil(lambda: button.is_saying_done)
    assert LIGHT.ok in colors(picture(button))
    assert QGuiApplication.clipboard().text() == "\n".join(LOG)
    qtbot.waitUntil(lambda: not button.is_saying_done)
    assert LIGHT.ok not in colors(picture(button))


def test_letters_typed_in_the_lines_are_searched_for(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = _pane(services, shown)
    table, search = pane.viewer.table, pane.viewer.toolbar.search
    table.setFocus()
    qtbot.keyClicks(table, "r")
    assert focused() is search
    qtbot.keyClicks(focused(), "egion")
    assert search.text() == "region"
    qtbot.waitUntil(lambda: table.currentIndex().row() == 8)


def test_space_selects_a_line_and_keeps_the_search_text(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = _pane(services, shown)
    table, search = pane.viewer.table, pane.viewer.toolbar.search
    search.setText("region")
    qtbot.waitUntil(lambda: table.currentIndex().row() == 8)
    table.setFocus()
    table.clearSelection()
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        qtbot.keyClick(table, Qt.Key.Key_Space, modifier)
        assert search.text() == "region" and focused() is table and table.selected_rows() == [range(8, 9)]
    QApplication.sendEvent(table, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, _CONTROL, "\0"))
    assert search.text() == "region" and focused() is table


def test_typing_on_stays_at_a_line_as_long_as_it_is_a_hit(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = _pane(services, shown)
    table, search, counts = pane.viewer.table, pane.viewer.toolbar.search, find(pane, QLabel, "log_lines")
    search.setFocus()

    def is_at(row: int, said: str) -> None:
        qtbot.waitUntil(lambda: (table.currentIndex().row(), counts.text()) == (row, said))

    for letters, row, count in (("chunk", 0, 8), (" 7", 4, 2), (" of 12 i", 7, 1)):
        qtbot.keyClicks(search, letters)
        is_at(row, f"1 of {count} matches")
    search.clear()
    assert table.currentIndex().row() == 7 and counts.text() == "15 lines"


def test_hits_are_marked_in_the_lines(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = _pane(services, shown)
    table, search = pane.viewer.table, pane.viewer.toolbar.search

    def marked_rows() -> list[int]:
        image, ratio = picture(table), 1
        tops = [table.rowViewportPosition(row) for row in range(table.model().rowCount())]
        middle = table.rowHeight(0) // 2
        return [
            row
            for row, top in enumerate(tops)
            if any(
                image.pixelColor(x * ratio, (top + middle) * ratio).name().upper() == LIGHT.hit
                for x in range(table.viewport().width())
            )
        ]

    assert marked_rows() == []
    search.setText("ORDERLINE")
    qtbot.waitUntil(lambda: marked_rows() == [5, 13])
    search.setText("10:41:08")
    qtbot.waitUntil(lambda: marked_rows() == [12])
    search.clear()
    assert marked_rows() == []


def test_the_table_has_no_search_of_qt_that_reads_every_line(services: SampleServices, shown: Show) -> None:
    pane = _pane(services, shown, [f"INFO {n}" for n in range(3000)])
    table = pane.viewer.table
    assert isinstance(table, LogTable)
    missing = set(pane.viewer.model._missing)
    table.keyboardSearch("x")
    assert pane.viewer.model._missing == missing


def test_the_listed_lines_are_saved_and_those_that_match(
    services: SampleServices, shown: Show, answers: FileAnswers, qtbot: QtBot
) -> None:
    run_id = services.put_sample("running")
    services.view(run_id).log.append(LOG)
    view = ProgressView(services, answers)
    shown(view)
    view.show_run(run_id)
    (pane,), banner = view.findChildren(LogPane), find(view, Banner, "notice")
    errors = [line for line in LOG if " ERROR " in line]

    def saves(expected: list[str], said: str) -> None:
        qtbot.waitUntil(lambda: banner.isVisible() and said in banner.accessibleName())
        (file,) = answers.folder.iterdir()
        assert file.name.endswith("-log.txt") and file.read_text("utf-8").splitlines() == expected
        file.unlink()
        view._notice.clear()

    assert not _entry(pane, "save_matching_lines").isEnabled()
    find(pane, QPushButton, "save_log_lines").click()
    saves(LOG, "15 log lines saved.")
    pane.viewer.toolbar.search.setText("orderLINE")
    qtbot.waitUntil(lambda: find(pane, QLabel, "log_lines").text() == "1 of 2 matches")
    _entry(pane, "save_visible_lines").trigger()
    saves(LOG, "15 log lines saved.")
    _entry(pane, "save_matching_lines").trigger()
    saves([LOG[5], LOG[13]], "2 log lines saved.")
    pane.viewer.toolbar.errors_only.click()
    qtbot.waitUntil(lambda: find(pane, QLabel, "log_lines").text() == "No matches")
    assert not _entry(pane, "save_matching_lines").isEnabled()
    _entry(pane, "save_visible_lines").trigger()
    saves(errors, "1 log line saved.")
    assert {(title, kinds) for title, _, kinds in answers.asked} == {("Save log lines", "Text files (*.txt)")}


def test_the_saving_of_many_lines_shows_how_many_were_read_and_can_be_cancelled(
    services: SampleServices, shown: Show, answers: FileAnswers, qtbot: QtBot
) -> None:
    run_id = services.put_sample("completed")
    for _ in range(100):
        services.view(run_id).log.append(["INFO Größe"] * 10_000)
    view = ProgressView(services, answers)
    shown(view)
    view.show_run(run_id)
    banner = find(view, Banner, "notice")
    (pane,) = view.findChildren(LogPane)
    pane.viewer.toolbar.search.setText("größe")
    _entry(pane, "save_matching_lines").trigger()
    qtbot.waitUntil(lambda: banner.isVisible() and " of 1,000,000 lines read." in banner.accessibleName())
    find(view, QPushButton, "show_in_folder").click()
    qtbot.waitUntil(lambda: not services.runner.busy)
    assert list(answers.folder.iterdir()) == [] and not banner.isVisible()


def test_the_lines_of_a_saved_log_file_are_saved_and_the_dialog_says_so(
    services: SampleServices, shown: Show, answers: FileAnswers, tmp_path: Path, qtbot: QtBot
) -> None:
    run_id = services.put_sample("completed")
    with zipfile.ZipFile(tmp_path / "logs.zip", "w") as archive:
        archive.writestr("import.log", "\r\n".join(LOG))
    view = ProgressView(services, answers)
    shown(view)
    view.show_run(run_id)
    view._saving._open_logs(services.view(run_id).run, tmp_path / "logs.zip")
    (dialog,) = view.window().findChildren(SavedLogsDialog)
    qtbot.waitUntil(lambda: dialog.viewer.model.total == len(LOG))
    dialog.viewer.toolbar.errors_only.click()
    find(dialog, QPushButton, "save_saved_log_lines").click()
    banner = find(dialog, Banner, "notice")
    qtbot.waitUntil(lambda: banner.isVisible() and "1 log line saved." in banner.accessibleName())
    (file,) = answers.folder.iterdir()
    assert file.read_text("utf-8").splitlines() == [line for line in LOG if " ERROR " in line]
    dialog.close()
