"""Runs that another process stores in the same data folder appear when the window becomes active."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.ui.window.main_window import MainWindow
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


def test_a_run_of_another_process_appears_when_the_window_becomes_active(
    services: SampleServices, new_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = new_window()
    window.build_panels()
    _load(services, qtbot)
    _store(services, "other", RunState.COMPLETED)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
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
