"""The log in its pane: follow, search, copy, a million lines, and the log of a run of the past."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.errors import DiskFull
from dmm_desktop.core.kept_log import LogChoice
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.text import text
from dmm_desktop.operations.log_lines import LogLines
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.log_view.log_model import MESSAGE
from dmm_desktop.ui.log_view.log_pane import LogPane
from dmm_desktop.ui.log_view.log_table import LogTable
from ui.log_view.panes import pane_with
from ui.lookup import find, focused
from ui.page_fixtures import focus
from ui.run_fixtures import Live
from ui.sample_runs import LOG, SampleServices, sample_run

Show = Callable[..., QWidget]


def _table(pane: LogPane) -> LogTable:
    table = pane.findChild(LogTable, "log")
    assert table is not None and table.accessibleName() == "Log"
    return table


def _counts(pane: LogPane) -> str:
    label = pane.findChild(QLabel, "log_lines")
    assert label is not None
    return label.text()


def test_follow_stays_at_the_end_and_lets_go(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = pane_with(services, shown, [f"INFO {n}" for n in range(500)])
    table, follow = _table(pane), pane.viewer.toolbar.follow
    bar = table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0)
    assert follow.isChecked()
    services.view("running").log.append([f"INFO more {n}" for n in range(100)])
    services.runs.run_changed.emit("running")
    qtbot.waitUntil(lambda: table.model().rowCount() == 600)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() == 600 - table.viewport().height() // 24)
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert not follow.isChecked()
    place = bar.value()
    services.view("running").log.append(["INFO last"])
    services.runs.run_changed.emit("running")
    qtbot.waitUntil(lambda: table.model().rowCount() == 601)
    assert bar.value() == place
    qtbot.waitUntil(lambda: bar.maximum() == 601 - table.viewport().height() // 24)  # the new line is laid out
    bar.setValue(bar.maximum())
    assert follow.isChecked()


def test_errors_only_and_counts(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = pane_with(services, shown, LOG)
    assert _counts(pane) == "15 lines" and pane.viewer.model.errors == 1
    pane.viewer.toolbar.errors_only.click()
    assert _counts(pane) == "1 of 15 lines"
    assert _table(pane).model().rowCount() == 1


def test_search_goes_round_and_counts(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = pane_with(services, shown, LOG)
    search, table = pane.viewer.toolbar.search, _table(pane)

    def is_at(counts: str, row: int) -> None:
        qtbot.waitUntil(lambda: (_counts(pane), table.currentIndex().row()) == (counts, row))

    search.setFocus()
    qtbot.keyClicks(search, "orderline")
    is_at("1 of 2 matches", 5)
    assert not pane.viewer.toolbar.follow.isChecked() or table.verticalScrollBar().maximum() == 0
    find(pane, QPushButton, "next_log_hit").click()
    is_at("2 of 2 matches", 13)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    is_at("1 of 2 matches", 5)
    qtbot.keyClick(search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    is_at("2 of 2 matches", 13)
    search.setText("nowhere")
    qtbot.waitUntil(lambda: _counts(pane) == "No matches")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert _counts(pane) == "15 lines"
    qtbot.waitUntil(lambda: not pane._services.runner.is_running(pane.viewer._search._key))


def test_the_count_of_matches_follows_the_current_line(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = pane_with(services, shown, LOG)
    table = _table(pane)
    pane.viewer.toolbar.search.setText("orderline")
    qtbot.waitUntil(lambda: _counts(pane) == "1 of 2 matches")
    for row, counts in ((13, "2 of 2 matches"), (0, "2 matches"), (5, "1 of 2 matches")):
        table.scrollTo(table.model().index(row, 0))
        place = table.visualRect(table.model().index(row, 0)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert _counts(pane) == counts


def test_a_search_ends_with_its_run(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = pane_with(services, shown, LOG)
    pane.viewer.toolbar.search.setText("orderline")
    qtbot.waitUntil(lambda: "matches" in _counts(pane))
    services.put(sample_run("another", RunState.COMPLETED))
    pane.show_run("another")
    assert pane.viewer.toolbar.search.text() == ""


def test_copy_takes_the_lines_as_they_came(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = pane_with(services, shown, LOG)
    table = _table(pane)

    def is_copied(lines: list[str]) -> None:
        qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "\n".join(lines))

    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    is_copied(LOG[1:3])
    table.clearSelection()
    find(pane, QPushButton, "copy_log").click()
    is_copied(LOG)
    pane.viewer.toolbar.errors_only.click()
    find(pane, QPushButton, "copy_log").click()
    is_copied([line for line in LOG if "ERROR" in line])
    strange = "ERROR \x1b[31m" + "very long " * 200_000 + "\u202e"
    services.view("running").log.append([strange])
    services.runs.run_changed.emit("running")
    qtbot.waitUntil(lambda: table.model().rowCount() == 2)
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    is_copied([strange])


def test_lines_that_could_not_be_read_are_told_with_their_cause(services: SampleServices, shown: Show) -> None:
    pane = pane_with(services, shown, LOG)
    view = services.view("running")
    for problem in (DiskFull(Path("/data/spool")), None):
        services.put(view.run, WatchProgress(view.run, None, log_problem=problem))
        pane.show_run("running")
        assert pane.viewer.banner.isVisible() is (problem is not None)
        if problem is not None:
            words = pane.viewer.banner.accessibleName()
            assert f"Some log lines could not be read. The disk that holds {Path('/data')} is full." in words


def test_what_is_to_be_said_about_the_lines_stays_above_them(services: SampleServices, shown: Show) -> None:
    pane = pane_with(services, shown, LOG)
    view = services.view("running")
    notice = text("The server shows fewer log lines now than were read before.")
    view.log_notice = notice
    services.put(view.run, WatchProgress(view.run, None, log_notice=notice))
    pane.show_run("running")
    assert pane.viewer.banner.accessibleName() == f"Warning: {notice}"
    services.put(view.run, WatchProgress(view.run, None, log_problem=DiskFull(Path("/data/spool")), log_notice=notice))
    pane.show_run("running")
    assert "Some log lines could not be read." in pane.viewer.banner.accessibleName(), "this may pass, and comes first"
    services.put(view.run, WatchProgress(view.run, None, log_notice=notice))
    pane.show_run("running")
    assert str(notice) in pane.viewer.banner.accessibleName()


def test_a_run_that_has_ended_while_its_log_is_still_read(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    run_id = services.put_sample("running")
    view = services.view(run_id)
    pane = LogPane(services)
    shown(pane, 712, 400)
    ended = replace(view.run, state=RunState.COMPLETED)
    services.put(ended, WatchProgress(ended, None))
    pane.show_run(run_id)
    load, note = find(pane, QPushButton, "load_log"), find(pane, QLabel, "log_note")
    assert not load.isVisible(), "it would be read twice"
    assert note.text() == "The log is being read from the server."
    services.runs.stop_watching(run_id)
    qtbot.waitUntil(lambda: not services.runs.is_watched(run_id))
    services.runs.run_changed.emit(run_id)
    qtbot.waitUntil(load.isVisible)
    assert note.text() == "No log lines here. The server may still have them."
    load.setFocus()
    load.click()
    assert pane.focusWidget() is find(pane, QPushButton, "log_banner_action"), "not a widget of another panel"


@pytest.mark.parametrize("is_left", [False, True])
def test_a_log_is_not_called_empty_while_the_server_cannot_be_asked(
    services: SampleServices, shown: Show, is_left: bool
) -> None:
    """After a restart the lines that were read before are not there, and the server does not answer; or nobody asks
    it."""
    run_id = services.put_sample("lost")
    view = services.view(run_id)
    view.is_unwatched = is_left
    pane = LogPane(services)
    shown(pane, 712, 400)
    pane.show_run(run_id)
    assert find(pane, QLabel, "log_note").text() == "No log lines here. The server may have some."
    services.put(view.run, WatchProgress(view.run, datetime.now(UTC)))
    view.is_unwatched = False
    pane.show_run(run_id)
    assert find(pane, QLabel, "log_note").text() == "No log lines yet."


def test_more_than_the_clipboard_should_hold_is_not_copied(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = pane_with(services, shown, ["x" * 1_000_000] * 20)
    find(pane, QPushButton, "copy_log").click()
    qtbot.waitUntil(pane.viewer.banner.isVisible)
    assert "Too many lines to copy." in pane.viewer.banner.accessibleName()


def test_a_million_lines_scroll_and_are_searched(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = pane_with(services, shown, LOG)
    table, log = _table(pane), services.view("running").log
    for start in range(0, 1_000_000, 10_000):
        log.append([f"INFO {n}" for n in range(start, start + 10_000)])
    services.runs.run_changed.emit("running")
    qtbot.waitUntil(lambda: pane.line_count == 1_000_015)
    assert table.model().rowCount() == 1_000_015 and _counts(pane) == "1,000,015 lines"
    qtbot.keyClick(table, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: table.model().index(0, MESSAGE).data() is not None)
    pane.viewer.toolbar.search.setText("info 654321")
    qtbot.keyClick(pane.viewer.toolbar.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.currentIndex().row() == 15 + 654_321)
    qtbot.waitUntil(lambda: table.currentIndex().siblingAtColumn(MESSAGE).data() == "654321")
    qtbot.waitUntil(lambda: _counts(pane) == "1 of 1 matches")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("not started", "This run has no log: nothing was started."),
        ("found not started", "No log is known: a user recorded that nothing was started."),
        ("unknown", "The log cannot be read: the tracker id is not known here."),
    ],
)
def test_a_run_without_log_says_so(services: SampleServices, shown: Show, name: str, said: str) -> None:
    run_id = services.put_sample(name)
    pane = LogPane(services)
    shown(pane)
    pane.show_run(run_id)
    note = pane.findChild(QLabel, "log_note")
    assert note is not None and note.isVisible() and note.text() == said
    assert not find(pane, QPushButton, "load_log").isVisible()


def test_the_log_of_a_past_run_is_read_from_the_server(
    services: SampleServices, shown: Show, live: Live, qtbot: QtBot
) -> None:
    services.context.log_choice = LogChoice.NEVER
    with DemoProcess() as demo:
        environment = live.environment(demo)
        run_id = live.start(demo, environment)
        view = services.view(run_id)
        qtbot.waitUntil(lambda: view.run.state.is_final and not services.runs.is_watched(run_id))
        log = view.log
        lines = list(log.pick(range(log.total)))
        assert lines
        view.log = LogLines()
        pane = LogPane(services)
        shown(pane)
        pane.show_run(run_id)
        load = find(pane, QPushButton, "load_log")
        assert load.isVisible() and load.text() == "Load log from server"
        load.click()
        qtbot.waitUntil(lambda: pane.line_count == len(lines))
        assert list(pane.lines.pick(range(len(lines)))) == lines
        qtbot.waitUntil(lambda: not services.runner.busy)


def test_a_log_that_cannot_be_read_says_why(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    services.put(sample_run("past", RunState.COMPLETED, failing_entities=()))
    pane = LogPane(services)
    shown(pane)
    pane.show_run("past")
    find(pane, QPushButton, "load_log").click()
    banner = pane.viewer.banner
    said = "The environment PROD-2 was removed from this computer."
    qtbot.waitUntil(lambda: banner.isVisible() and said in banner.accessibleName())
    qtbot.waitUntil(lambda: find(pane, QPushButton, "load_log").isEnabled())


def test_the_focus_returns_to_the_button_once_the_log_could_not_be_loaded(
    services: SampleServices, shown: Show, qtbot: QtBot
) -> None:
    services.put(sample_run("past", RunState.COMPLETED, failing_entities=()))
    pane = LogPane(services)
    shown(pane)
    pane.show_run("past")
    load = find(pane, QPushButton, "load_log")
    focus(load, qtbot)
    load.click()
    assert focused().objectName() == "log_banner_action" and not load.isEnabled()
    qtbot.waitUntil(load.isEnabled)
    assert focused() is load


def test_a_narrow_toolbar_cuts_nothing(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = pane_with(services, shown, [f"INFO {n}" for n in range(1284)])
    toolbar = pane.viewer.toolbar

    def is_whole() -> bool:
        return all(
            one.width() >= one.sizeHint().width() for one in (toolbar.counts, toolbar.errors_only, toolbar.follow)
        )

    for width in (712, 480):  # what the pane has in a window of 1280, and in the smallest one
        pane.resize(width, 400)
        qtbot.waitUntil(is_whole)
        assert pane.width() == width and _counts(pane) == "1,284 lines" and toolbar.next.isHidden()
        assert toolbar.save.isVisible() == (width == 712)
        placeholder, room = toolbar.search.placeholderText(), toolbar.search.width() - 40
        assert toolbar.search.fontMetrics().horizontalAdvance(placeholder) <= room
        toolbar.search.setText("INFO")
        qtbot.waitUntil(lambda: "1,284 matches" in toolbar.counts.accessibleName())
        assert toolbar.next.isVisible() and toolbar.previous.isVisible()
        assert toolbar.title.isVisible() == (width == 712)
        toolbar.search.clear()
        qtbot.waitUntil(toolbar.title.isVisible)


def test_where_the_search_is_can_be_read_at_every_width(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = pane_with(services, shown, [f"INFO {n}" for n in range(1284)])
    toolbar = pane.viewer.toolbar
    toolbar.search.setText("INFO")
    qtbot.waitUntil(lambda: "of 1,284 matches" in _counts(pane))
    pane.resize(toolbar.minimumSizeHint().width(), 400)
    qtbot.waitUntil(lambda: toolbar.counts.shown_text == "1/1,284")
    assert toolbar.counts.accessibleName() == "1 of 1,284 matches" and not toolbar.copy.isVisible()
    pane.resize(712, 400)
    qtbot.waitUntil(lambda: toolbar.counts.shown_text == "1 of 1,284 matches")
    assert toolbar.copy.isVisible()


def test_what_is_searched_for_can_be_read_in_a_narrow_pane(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = pane_with(services, shown, [f"INFO {n}" for n in range(1284)])
    toolbar = pane.viewer.toolbar
    pane.resize(486, 400)  # in a window of 960
    toolbar.search.setText("INFO")
    qtbot.waitUntil(lambda: toolbar.counts.shown_text == "1/1,284")
    qtbot.waitUntil(lambda: toolbar.search.width() >= 130)


def test_the_key_for_finding_works_from_everywhere_in_the_window(
    services: SampleServices, shown: Show, qtbot: QtBot
) -> None:
    services.view(services.put_sample("running")).log.append(LOG)
    window, elsewhere, pane = QWidget(), QLineEdit(), LogPane(services)
    column = QVBoxLayout(window)
    column.addWidget(elsewhere)
    column.addWidget(pane)
    shown(window, 712, 400)
    pane.show_run("running")
    elsewhere.setFocus()
    qtbot.waitUntil(elsewhere.hasFocus)
    qtbot.keyClick(elsewhere, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert pane.viewer.toolbar.search.hasFocus()
