"""Runs that another process stores in the same data folder appear, at once when the application becomes active."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.runs import list_new_runs
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.ui.runs_panel.runs_model import RunRole
from dmm_desktop.ui.window.main_window import MainWindow
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_run


def _fail(error: DmmError) -> None:
    raise error


def _load(services: SampleServices, qtbot: QtBot) -> None:
    with qtbot.waitSignal(services.runs.list_changed):
        services.runs.load(_fail)
    qtbot.waitUntil(lambda: not services.runner.busy)


def _store(services: SampleServices, run_id: str, state: RunState, **changes: object) -> None:
    """Store a run as a second process does."""
    with Workspace.open(services.workspace().paths.root) as other:
        other.adopt(sample_run(run_id, state, tracker_id=run_id, **changes))


def _become_active() -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def _timer(services: SampleServices, qtbot: QtBot) -> QTimer:
    """What looks, once it does."""
    timer = services.other_processes.findChild(QTimer)
    assert timer is not None
    qtbot.waitUntil(timer.isActive)
    return timer


def test_a_run_of_another_process_appears_when_the_application_becomes_active(
    services: SampleServices, new_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = new_window()
    window.build_panels()
    _load(services, qtbot)
    _timer(services, qtbot).setInterval(24 * 3600 * 1000)
    _store(services, "other", RunState.COMPLETED)
    _become_active()
    qtbot.waitUntil(lambda: services.runs.find("other") is not None)
    qtbot.waitUntil(lambda: window.runs.run_id == "other")


def test_a_removed_run_does_not_come_back_and_an_unchanged_list_is_not_read(
    services: SampleServices, qtbot: QtBot
) -> None:
    runs = services.runs
    _store(services, "old", RunState.COMPLETED)
    _load(services, qtbot)
    runs.remove("old", owner=services, on_failure=_fail)
    runs.load_again()
    qtbot.waitUntil(lambda: not services.runner.busy)
    assert runs.find("old") is None
    runs.load_again()
    qtbot.waitUntil(lambda: not services.runner.busy)
    with qtbot.assertNotEmitted(runs.list_changed):
        runs.load_again()
        qtbot.waitUntil(lambda: not services.runner.busy)


def test_a_run_of_another_process_appears_while_the_window_stays_active(
    services: SampleServices, new_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    """It takes neither the selection nor what is being typed."""
    window = new_window()
    window.build_panels()
    _store(services, "old", RunState.COMPLETED)
    _load(services, qtbot)
    window.show()
    qtbot.waitUntil(lambda: window.runs.isVisible() and window.runs.run_id == "old")
    window.runs.search()
    search = window.focusWidget()
    assert isinstance(search, QLineEdit)
    qtbot.keyClicks(search, "completed")
    _store(services, "other", RunState.COMPLETED)
    qtbot.waitUntil(lambda: services.runs.find("other") is not None)
    qtbot.keyClicks(search, "!")
    assert window.runs.run_id == "old" and search.text() == "completed!" and window.focusWidget() is search


def test_what_is_read_again_are_only_the_runs_that_are_new(services: SampleServices, qtbot: QtBot) -> None:
    """This process itself stores something with each response of a run that is watched, and there may be thousands."""
    for number in range(20):
        _store(services, f"run {number}", RunState.COMPLETED)
    _load(services, qtbot)
    services.workspace().set_note("run 3", "changed here")
    _store(services, "other", RunState.COMPLETED)
    seen: list[str] = []

    def is_known(run_id: str) -> bool:
        seen.append(run_id)
        return services.runs.find(run_id) is not None

    stored = list_new_runs(services.context, None, is_known, CancelToken(), ignore_progress)
    assert stored is not None and [run.id for run in stored.runs] == ["other"] and len(seen) == 21
    assert list_new_runs(services.context, stored.version, is_known, CancelToken(), ignore_progress) is None
    assert len(seen) == 21, "an unchanged database is not even opened"


def test_a_run_that_another_process_has_sent_is_shown_as_it_is_now(
    services: SampleServices, new_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = new_window()
    window.build_panels()
    with Workspace.open(services.workspace().paths.root) as other:
        run = other.add_run(sample_run("other", RunState.UPLOADING))
        _load(services, qtbot)
        changed: list[str] = []
        services.runs.run_changed.connect(changed.append)
        other.save(replace(run, state=RunState.NOT_STARTED))
        qtbot.waitUntil(lambda: services.view("other").run.state is RunState.NOT_STARTED)
        qtbot.waitUntil(lambda: changed == ["other"])


def test_a_failure_ends_the_looking_until_the_application_is_active_again(
    services: SampleServices, qtbot: QtBot
) -> None:
    """Each failure is logged."""
    _load(services, qtbot)
    timer = _timer(services, qtbot)
    database = services.workspace().paths.database
    kept = database.read_bytes()
    database.write_bytes(b"")
    qtbot.waitUntil(lambda: not timer.isActive())
    database.write_bytes(kept)
    _store(services, "other", RunState.COMPLETED)
    _become_active()
    qtbot.waitUntil(lambda: services.runs.find("other") is not None)


def test_what_is_in_view_stays_where_it_is(
    services: SampleServices, new_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    """A click that the user is about to make hits the run that was seen."""
    window = new_window()
    window.build_panels()
    for number in range(40):
        _store(services, f"run {number}", RunState.COMPLETED)
    _load(services, qtbot)
    window.show()
    qtbot.waitUntil(lambda: window.runs.isVisible() and window.runs.run_id != "")
    rows = find(window.runs, QListView, "runs")
    qtbot.waitUntil(lambda: rows.verticalScrollBar().maximum() > 700)
    rows.verticalScrollBar().setValue(700)
    place = QPoint(20, 100)
    before = rows.indexAt(place).data(RunRole.RUN_ID)
    _store(services, "other", RunState.COMPLETED)
    qtbot.waitUntil(lambda: services.runs.find("other") is not None)
    QApplication.processEvents()
    assert rows.indexAt(place).data(RunRole.RUN_ID) == before


def test_a_run_that_another_process_has_followed_to_its_end_is_shown_as_it_is_now(
    services: SampleServices, new_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = new_window()
    window.build_panels()
    with Workspace.open(services.workspace().paths.root) as other:
        run = sample_run("other", RunState.RUNNING)
        other.adopt(run)
        _load(services, qtbot)
        qtbot.waitUntil(lambda: services.view("other").error is not None)  # its environment is not here
        ended_at = run.created_at + timedelta(minutes=3)
        other.save(replace(run, state=RunState.COMPLETED, ended_at=ended_at))
        qtbot.waitUntil(lambda: services.view("other").run.state is RunState.COMPLETED)
    assert services.view("other").run.ended_at == ended_at and services.view("other").error is None
