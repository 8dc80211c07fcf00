"""A run is told by what leads to its server: its environment was renamed, and that of Production has its name now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QMessageBox, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.environment import Environment
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.progress_view.curl_dialog import CurlDialog
from dmm_desktop.ui.progress_view.outcome_dialog import OutcomeDialog
from dmm_desktop.ui.progress_view.saving import suggested_name
from dmm_desktop.ui.run_words import unfinished_sentence
from dmm_desktop.ui.runs_panel.note_dialog import NoteDialog
from dmm_desktop.ui.runs_panel.run_delegate import tool_tip
from dmm_desktop.ui.stage import StageBand
from dmm_desktop.ui.widgets.dialog import Dialog
from dmm_desktop.ui.window.main_window import MainWindow
from ui.environment_fixtures import SavedEnvironments, said
from ui.lookup import find
from ui.sample_runs import SampleServices, report, sample_run

if TYPE_CHECKING:
    from desktop_services import DesktopServices

SERVER = "qa.example"


def _rename(services: SampleServices, qtbot: QtBot, environment: Environment, name: str) -> None:
    with qtbot.waitSignal(services.environments.changed):
        services.environments.save(
            replace(environment, name=name),
            None,
            owner=services,
            on_success=lambda placement: None,
            on_failure=_raise,
        )


def _raise(error: Exception) -> None:
    raise error


def _put(services: SampleServices, state: RunState) -> None:
    run = sample_run(
        "r",
        state,
        report=report(50_000, seconds=364),
        environment_id="QA",
        environment_name="QA",
        stage=Stage.TEST,
        root=f"https://{SERVER}/a",
    )
    goes_on = not state.is_final
    services.put(run, WatchProgress(run, datetime.now(UTC)) if goes_on else None, watched=goes_on)


@pytest.fixture
def moved(
    window: MainWindow, services: SampleServices, saved_environments: SavedEnvironments, qtbot: QtBot
) -> MainWindow:
    """The window with a run that was sent to QA; that is called OLD now, and Production is called QA."""
    tested = saved_environments.put("QA", f"https://{SERVER}")
    live = saved_environments.put("PRD", "https://live.example", stage=Stage.PRODUCTION)
    _put(services, RunState.RUNNING)
    window.runs.select_run("r")
    _rename(services, qtbot, tested, "OLD")
    _rename(services, qtbot, live, "QA")
    return window


def _words(dialog: QWidget) -> list[str]:
    """Its title and its texts. Those of the band are beside its host."""
    labels = [one for one in dialog.findChildren(QLabel) if not isinstance(one.parentWidget(), StageBand)]
    pages = [one.toPlainText() for one in dialog.findChildren(QTextBrowser)]
    return [dialog.windowTitle(), *(one.text() for one in labels), *pages]


def _title(window: MainWindow) -> list[str]:
    return [window.windowTitle()]


def _row(window: MainWindow) -> list[str]:
    view = window.services.runs.runs[0]
    index = find(window, QAbstractItemView, "runs").currentIndex()
    return [str(index.data(Qt.ItemDataRole.AccessibleTextRole)), tool_tip(view).replace("\n", " ")]


def _unfinished(window: MainWindow) -> list[str]:
    return [unfinished_sentence(window.services.runs.runs[0])]


def _stop_question(window: MainWindow) -> list[str]:
    window.progress.ask_to_stop()
    question = find(window, QMessageBox, "stop_question")
    return [question.text(), question.informativeText()]


def _closing_question(window: MainWindow) -> list[str]:
    window.close()
    return [find(window, QMessageBox, "followed_question").text()]


def _remove_question(window: MainWindow) -> list[str]:
    window.runs.remove_run(window.services.runs.runs[0].run)
    question = find(window, QMessageBox, "remove_question")
    return [question.text(), question.informativeText()]


def _report(window: MainWindow) -> list[str]:
    window.progress.show_report()
    return _words(find(window, Dialog, "report_dialog"))


def _note(window: MainWindow) -> list[str]:
    return _words(NoteDialog(window.services, window.services.runs.runs[0].run, window))


def _requests(window: MainWindow) -> list[str]:
    return _words(CurlDialog(window.services, window.services.runs.runs[0].run, window))


def _outcome(window: MainWindow) -> list[str]:
    return _words(OutcomeDialog(window.services, window.services.runs.runs[0].run, window))


def _file_name(window: MainWindow) -> list[str]:
    return [suggested_name(window.services.runs.runs[0].run, "report.html")]


@pytest.mark.parametrize(
    "texts",
    [
        _title,
        _row,
        _unfinished,
        _stop_question,
        _closing_question,
        _remove_question,
        _report,
        _note,
        _requests,
        _outcome,
        _file_name,
    ],
)
def test_nothing_tells_it_by_the_name_alone(moved: MainWindow, texts: Callable[[MainWindow], list[str]]) -> None:
    found = texts(moved)
    assert any(SERVER in one for one in found), found
    assert not [one for one in found if "QA" in one and SERVER not in one]
    for question in moved.findChildren(QMessageBox):
        question.reject()


@pytest.mark.parametrize("state", [RunState.QUEUED, RunState.COMPLETED, RunState.STOPPED, RunState.NO_LONGER_KNOWN])
def test_what_becomes_of_it_is_not_told_by_the_name_alone(
    moved: MainWindow, services: SampleServices, state: RunState, qtbot: QtBot
) -> None:
    _put(services, state)
    status = find(moved, QLabel, "status")
    qtbot.waitUntil(lambda: f"https://{SERVER} (the address of QA then)" in status.text())
    found = [*_words(moved.progress), said(moved)]
    assert not [one for one in found if "QA" in one and SERVER not in one]
    assert f"Import to https://{SERVER} (the address of QA then)" in moved.windowTitle()


def test_a_notification_does_not_tell_it_by_the_name_alone(
    desktop_services: DesktopServices, moved: MainWindow, services: SampleServices
) -> None:
    moved.showMinimized()
    _put(services, RunState.COMPLETED)
    desktop_services.wait_for_call("Notify")
    (shown,) = desktop_services.shown
    assert shown.title == f"Import to https://{SERVER} (the address of QA then)"
