"""The log by its menu and by letters, and what is marked in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.log_view.log_pane import LogPane
from dmm_desktop.ui.log_view.log_table import LogTable
from dmm_desktop.ui.theme.tokens import LIGHT
from dmm_desktop.ui.widgets.buttons import Button
from ui.lookup import find, focused
from ui.pictures import colors, picture
from ui.sample_runs import LOG, SampleServices

Show = Callable[..., QWidget]


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
    table, places = pane.viewer.table, list[QPoint]()
    table.menu_wanted.disconnect()
    table.menu_wanted.connect(places.append)
    table.selectRow(3)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    middle = table.viewport().rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, table.viewport().mapToGlobal(middle))
    table.contextMenuEvent(event)
    (place,) = places
    assert table.indexAt(table.viewport().mapFromGlobal(place)).row() == 3


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
