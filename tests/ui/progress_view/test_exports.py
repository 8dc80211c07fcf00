"""An export in the window: nothing about its state or its stop calls it an import."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QWidget

from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.progress_view.run_summary import run_summary
from dmm_desktop.ui.reports.report_page import report_page
from dmm_desktop.ui.services.tracked_run import TrackedRun
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_export

NOW = datetime.now(UTC)


def test_the_question_before_a_stop_claims_nothing_about_records(
    services: SampleServices, shown: Callable[..., QWidget]
) -> None:
    view = ProgressView(services)
    shown(view)
    run = sample_export(RunState.RUNNING)
    services.put(run, WatchProgress(run, NOW), True)
    view.show_run(run.id)
    find(view, QAbstractButton, "stop_import").click()
    question = view.findChild(QMessageBox, "stop_question")
    assert question is not None
    said = f"{question.windowTitle()} {question.text()} {question.informativeText()}"
    assert "Stop the export from PROD-2 on" in said
    assert "What a stopped export leaves on the server is not documented." in said
    assert "import" not in said.lower()
    find(question, QAbstractButton, "keep_running").click()


_THERE = '{"DBConnection": "Runtime Connection", "ExportToDatabase": true, "DestinationDBConnection": "DWH"}'


def test_a_database_that_it_writes_into_is_named(services: SampleServices, shown: Callable[..., QWidget]) -> None:
    view = ProgressView(services)
    shown(view)
    run = sample_export(RunState.RUNNING, configuration=_THERE)
    services.put(run, WatchProgress(run, NOW), True)
    view.show_run(run.id)
    assert find(view, QLabel, "file").text() == "Goes to: The database behind DWH"
    find(view, QAbstractButton, "stop_import").click()
    question = view.findChild(QMessageBox, "stop_question")
    assert question is not None
    assert question.informativeText().startswith("Records that it has written into DWH stay there.")
    find(question, QAbstractButton, "keep_running").click()
    assert "The database behind DWH" in report_page(run, NOW)


def test_its_heading_misses_no_file(services: SampleServices, shown: Callable[..., QWidget]) -> None:
    view = ProgressView(services)
    shown(view)
    run = sample_export(RunState.COMPLETED)
    services.put(run)
    view.show_run(run.id)
    labels = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert run.tracker_id in labels and not [one for one in labels if "Started elsewhere" in one]


@pytest.mark.parametrize("state", RunState)
@pytest.mark.parametrize(
    "stopped", [{}, {"stop_requested_at": NOW}, {"stop_requested_at": NOW, "stop_accepted_at": NOW}]
)
def test_its_summary_never_calls_it_an_import(state: RunState, stopped: dict[str, datetime]) -> None:
    run = sample_export(state, answered_at=NOW, **stopped)
    summary = run_summary(TrackedRun(run, WatchProgress(run, NOW)), watched=True, stopping=False)
    said = " ".join((summary.sentence, summary.note, summary.second_line, *summary.meaning))
    assert "import" not in said.lower()
