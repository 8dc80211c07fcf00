"""The log in its pane: follow, search, copy, fifty thousand lines, and the log of a run of the past."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.runs import RunState
from dmm_desktop.ui.log_view.log_pane import LogPane
from dmm_desktop.ui.log_view.log_table import LogTable
from ui.run_fixtures import Live
from ui.run_scenes import LOG, Scene, sample_run

Show = Callable[..., QWidget]


def _pane(scene: Scene, shown: Show, lines: list[str]) -> LogPane:
    run_id = scene.put_scene("running")
    view = scene.desk.runs.find(run_id)
    assert view is not None
    view.log.append(lines)
    pane = LogPane(scene.desk)
    shown(pane, 712, 400)
    pane.show_run(run_id)
    return pane


def _table(pane: LogPane) -> LogTable:
    table = pane.findChild(LogTable, "log")
    assert table is not None and table.accessibleName() == "Log"
    return table


def _counts(pane: LogPane) -> str:
    label = pane.findChild(QLabel, "log_lines")
    assert label is not None
    return label.text()


def test_follow_stays_at_the_end_and_lets_go(scene: Scene, shown: Show, qtbot: QtBot) -> None:
    pane = _pane(scene, shown, [f"INFO {n}" for n in range(500)])
    table, follow = _table(pane), pane.reading.header.follow
    bar = table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0)
    assert follow.isChecked()
    scene.desk.runs.find("running").log.append([f"INFO more {n}" for n in range(100)])
    scene.desk.runs.run_changed.emit("running")
    qtbot.waitUntil(lambda: table.model().rowCount() == 600)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() == 600 * 24 - table.viewport().height())
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert not follow.isChecked()
    place = bar.value()
    scene.desk.runs.find("running").log.append(["INFO last"])
    scene.desk.runs.run_changed.emit("running")
    qtbot.waitUntil(lambda: table.model().rowCount() == 601)
    assert bar.value() == place
    qtbot.waitUntil(lambda: bar.maximum() == 601 * 24 - table.viewport().height())  # the new line is laid out
    bar.setValue(bar.maximum())
    assert follow.isChecked()


def test_errors_only_and_counts(scene: Scene, shown: Show, qtbot: QtBot) -> None:
    pane = _pane(scene, shown, LOG)
    assert _counts(pane) == "15 lines" and pane.error_lines == 1
    pane.reading.header.errors_only.click()
    assert _counts(pane) == "1 of 15 lines"
    assert _table(pane).model().rowCount() == 1


def test_search_goes_round_and_counts(scene: Scene, shown: Show, qtbot: QtBot) -> None:
    pane = _pane(scene, shown, LOG)
    search, table = pane.reading.header.search, _table(pane)
    search.setFocus()
    qtbot.keyClicks(search, "orderline")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert _counts(pane) == "1 of 2 hits" and table.currentIndex().row() == 5
    assert not pane.reading.header.follow.isChecked() or table.verticalScrollBar().maximum() == 0
    pane.findChild(QPushButton, "next_log_hit").click()
    assert _counts(pane) == "2 of 2 hits" and table.currentIndex().row() == 13
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert table.currentIndex().row() == 5
    qtbot.keyClick(search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert table.currentIndex().row() == 13
    search.setText("nowhere")
    qtbot.waitUntil(lambda: _counts(pane) == "No hit")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert _counts(pane) == "15 lines"


def test_copy_takes_the_lines_as_they_came(scene: Scene, shown: Show, qtbot: QtBot) -> None:
    pane = _pane(scene, shown, LOG)
    table = _table(pane)
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "\n".join(LOG[1:3])
    table.clearSelection()
    pane.findChild(QPushButton, "copy_log").click()
    assert QGuiApplication.clipboard().text() == "\n".join(LOG)


def test_fifty_thousand_lines_do_not_freeze_the_window(scene: Scene, shown: Show, qtbot: QtBot) -> None:
    pane = _pane(scene, shown, LOG)
    view = scene.desk.runs.find("running")
    assert view is not None
    view.log.append([f"2026-06-30 10:40:14 INFO  Order: chunk {n} of 50000" for n in range(50_000)])
    longest = 0.0
    while pane.line_count < 50_015:
        begun = time.perf_counter()
        pane._take()
        QGuiApplication.processEvents()
        longest = max(longest, time.perf_counter() - begun)
    assert _table(pane).model().rowCount() == 50_015
    assert longest < 0.5


def test_a_run_without_log_says_so(scene: Scene, shown: Show) -> None:
    run_id = scene.put_scene("not started")
    pane = LogPane(scene.desk)
    shown(pane)
    pane.show_run(run_id)
    note = pane.findChild(QLabel, "log_note")
    assert note is not None and note.isVisible() and note.text() == "This run has no log: it has no tracker id."
    assert not pane.findChild(QPushButton, "load_log").isVisible()


def test_the_log_of_a_past_run_is_read_from_the_server(scene: Scene, shown: Show, live: Live, qtbot: QtBot) -> None:
    with DemoProcess() as demo:
        environment = live.environment(demo)
        run_id = live.start(demo, environment)
        runs = scene.desk.runs
        qtbot.waitUntil(lambda: runs.find(run_id).run.state.is_final, timeout=20_000)
        lines = runs.find(run_id).log.take()
        assert lines
        pane = LogPane(scene.desk)
        shown(pane)
        pane.show_run(run_id)
        load = pane.findChild(QPushButton, "load_log")
        assert load.isVisible() and load.text() == "Load log from server"
        load.click()
        qtbot.waitUntil(lambda: pane.line_count == len(lines), timeout=10_000)
        assert pane.all_lines() == lines
        qtbot.waitUntil(lambda: not scene.desk.runner.busy)


def test_a_log_that_cannot_be_read_says_why(scene: Scene, shown: Show, qtbot: QtBot) -> None:
    scene.put(sample_run("past", RunState.COMPLETED, failing_entities=()))
    pane = LogPane(scene.desk)
    shown(pane)
    pane.show_run("past")
    pane.findChild(QPushButton, "load_log").click()
    banner = pane.reading.banner
    qtbot.waitUntil(banner.isVisible)
    assert "The REST API key of PROD-2 is not on this computer." in banner.accessibleName()
    qtbot.waitUntil(lambda: pane.findChild(QPushButton, "load_log").isEnabled())
