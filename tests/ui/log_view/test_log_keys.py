"""The log by keyboard: keys begin at a line that is in view."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.log_view.log_pane import LogPane
from dmm_desktop.ui.log_view.log_table import LogTable
from ui.lookup import find
from ui.sample_runs import SampleServices

Show = Callable[..., QWidget]


@pytest.fixture
def pane(services: SampleServices, shown: Show, qtbot: QtBot) -> LogPane:
    """500 lines, of which the last are in view."""
    run_id = services.put_sample("running")
    services.view(run_id).log.append([f"INFO {n}" for n in range(500)])
    made = LogPane(services)
    shown(made, 712, 400)
    made.show_run(run_id)
    bar = made.viewer.table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0)
    made.viewer.toolbar.save.setFocus()
    qtbot.waitUntil(made.viewer.toolbar.save.hasFocus)
    return made


def _enter(pane: LogPane, qtbot: QtBot) -> LogTable:
    qtbot.keyClick(pane.viewer.toolbar.save, Qt.Key.Key_Tab)
    table = pane.viewer.table
    assert table.hasFocus()
    return table


def _open_menu_by_key(table: LogTable) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(table.viewport(), event)


def test_keys_begin_at_the_last_line_while_the_log_is_followed(pane: LogPane, qtbot: QtBot) -> None:
    table, follow = _enter(pane, qtbot), pane.viewer.toolbar.follow
    assert table.currentIndex().row() == 499 and table.selected_rows() == []
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert (table.currentIndex().row(), follow.isChecked()) == (499, True)
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert (table.selected_rows(), follow.isChecked()) == ([range(498, 499)], True)


def test_the_focus_stays_in_view_when_lines_arrive(services: SampleServices, pane: LogPane, qtbot: QtBot) -> None:
    table = _enter(pane, qtbot)
    services.view("running").log.append([f"INFO more {n}" for n in range(100)])
    services.runs.run_changed.emit("running")
    qtbot.waitUntil(lambda: table.model().rowCount() == 600)
    qtbot.waitUntil(lambda: table.verticalScrollBar().value() == table.verticalScrollBar().maximum() > 490)
    qtbot.waitUntil(lambda: table.currentIndex().row() == 599)
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert (table.selected_rows(), pane.viewer.toolbar.follow.isChecked()) == ([range(598, 599)], True)


def test_the_menu_moves_nothing_and_applies_to_the_line_with_the_focus(pane: LogPane, qtbot: QtBot) -> None:
    table, follow = _enter(pane, qtbot), pane.viewer.toolbar.follow
    place = table.verticalScrollBar().value()
    rows = list[int]()
    table.menu_wanted.disconnect()  # the offscreen platform cannot open it
    table.menu_wanted.connect(lambda at: rows.append(at.index.row()))
    _open_menu_by_key(table)
    assert rows == [499]
    assert (table.verticalScrollBar().value(), follow.isChecked()) == (place, True)
    assert table.selected_rows() == [range(499, 500)]
    assert find(pane.viewer.make_menu(), QAction, "copy_lines").isEnabled()


def test_keys_begin_at_the_first_line_in_view_of_a_log_that_is_not_followed(pane: LogPane, qtbot: QtBot) -> None:
    pane.viewer.table.verticalScrollBar().setValue(200)
    assert not pane.viewer.toolbar.follow.isChecked()
    table = _enter(pane, qtbot)
    assert table.currentIndex().row() == 200
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.selected_rows() == [range(201, 202)] and table.verticalScrollBar().value() == 200


def test_the_previous_match_alone_is_selected(pane: LogPane, qtbot: QtBot) -> None:
    table, search = pane.viewer.table, pane.viewer.toolbar.search
    search.setFocus()
    search.setText("info 40")
    qtbot.waitUntil(lambda: table.selected_rows() == [range(40, 41)])
    qtbot.keyClick(search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.selected_rows() == [range(400, 401)])
    qtbot.keyClick(search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: table.currentIndex().row() == 40)
    assert table.selected_rows() == [range(40, 41)]
