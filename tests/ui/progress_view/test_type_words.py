"""Exports, and executions whose type is not known, in every state of the window: nothing calls them imports."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import TimedOut, TokenMissing
from dmm_desktop.core.execution_errors import UploadEnded
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.start_execution import AwaitingAnswer
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.progress_view.choices import Stop, choices
from dmm_desktop.ui.progress_view.commands import StopFacts, StopQuestion
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.reports.report_page import report_page
from dmm_desktop.ui.runs_panel.run_list import RemoveRunQuestion, RunRemoval
from dmm_desktop.ui.services.tracked_run import TrackedRun
from dmm_desktop.ui.window.close_question import AffectedRun, CloseQuestion, FollowedQuestion, UnderWay
from ui.sample_runs import SampleServices, sample_export, sample_run, sample_runs

HOST = "prod-2.acme.example"
NOW = datetime.now(UTC)


def as_export(run: Run) -> Run:
    """The same state of an export."""
    return replace(run, type=ExecutionType.EXPORT, zip_path="", zip_size=0, append=None, configuration="{}")


def as_unknown(run: Run) -> Run:
    """The same state of an execution that was started elsewhere."""
    return replace(run, zip_path="", zip_size=0, append=None, configuration="", connection="", message="")


def words_of(widget: QWidget) -> str:
    """All that it shows and that a screen reader reads, but for what is about other runs."""
    found = [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
    for one in widget.findChildren(QWidget):
        is_other = one.objectName() in ("import_again", "menu_import_again", "import_export", "menu_import_export")
        if not is_other and one.isVisible():
            found += [one.accessibleName(), one.accessibleDescription(), one.toolTip()]
            found += [one.text()] if isinstance(one, QAbstractButton) else []
    return "\n".join(found)


STATES = sorted(set(sample_runs()) - {"errors"})  # the server's own words about its entities speak of imports


@pytest.mark.parametrize("name", STATES)
def test_an_export_is_not_called_an_import(services: SampleServices, shown: Callable[..., QWidget], name: str) -> None:
    before, progress, watched = sample_runs()[name]
    run = as_export(before)
    if isinstance(progress, WatchProgress):
        progress = replace(progress, run=run)
    elif progress is not None:
        progress = AwaitingAnswer(run)
    _show_and_check(services, shown, run, progress, watched)


@pytest.mark.parametrize("name", sorted({"started", "queued", "running", "other", "stopping", "lost", "not watched"}))
def test_what_was_started_elsewhere_is_not_called_an_import(
    services: SampleServices, shown: Callable[..., QWidget], name: str
) -> None:
    before, progress, watched = sample_runs()[name]
    run = as_unknown(before)
    assert isinstance(progress, WatchProgress | None)
    words = _show_and_check(services, shown, run, progress and replace(progress, run=run), watched)
    assert "Started elsewhere" in words and "export" not in words.lower()


def _show_and_check(
    services: SampleServices, shown: Callable[..., QWidget], run: Run, progress: object, watched: bool
) -> str:
    view = ProgressView(services)
    shown(view, 900, 740)
    services.put(run, progress, watched)  # type: ignore[arg-type]
    view.show_run(run.id)
    words = words_of(view)
    assert "import" not in words.lower(), [line for line in words.splitlines() if "import" in line.lower()]
    page = report_page(run, NOW).replace("Imported", "")
    assert "import" not in page.partition("</style>")[2].lower()
    question = RemoveRunQuestion(RunRemoval.of(run), view)
    assert "import" not in f"{question.text()} {question.informativeText()}".lower()
    question.deleteLater()
    return words


@pytest.mark.parametrize("state", RunState)
@pytest.mark.parametrize("error", [None, TokenMissing("PROD-2")])
def test_no_reason_speaks_of_an_import(state: RunState, error: TokenMissing | None) -> None:
    runs = [sample_export(state), sample_export(state, tracker_id="")]
    if not state.is_sending:
        runs.append(as_unknown(sample_run("r", state)))
    for run in runs:
        found = choices(TrackedRun(run, error=error), watched=True, stopping=True, lines=0)
        assert "import" not in f"{found.stop_reason} {found.logs_reason}".lower()


def test_an_export_that_has_been_requested_is_not_called_an_import() -> None:
    assert "import" not in str(UploadEnded(ExecutionType.EXPORT)).lower()


def test_the_question_before_a_stop(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    trouble = TimedOut(HOST, 30, "")

    def asked(run: Run, what: Stop) -> QMessageBox:
        return StopQuestion(StopFacts.of(run, what, HOST, trouble), parent)

    start = asked(sample_export(RunState.UPLOADING), Stop.UPLOAD)
    assert start.text() == f"Cancel the start of the export from PROD-2 on {HOST}?"
    assert start.informativeText() == "Nothing has been exported yet."
    unknown = asked(as_unknown(sample_run("r", RunState.RUNNING)), Stop.EXECUTION)
    assert unknown.text() == f"Stop the execution in PROD-2 on {HOST}?"
    assert unknown.informativeText() == (
        "A stop does not undo what has already been processed. The connection is lost. DMM Desktop tries to stop it at "
        "once and shows the result.\n\nTracker id: 48213"
    )


@pytest.mark.parametrize("kind", [ExecutionType.EXPORT, None])
@pytest.mark.parametrize("count", [1, 2])
def test_the_questions_before_closing(qtbot: QtBot, kind: ExecutionType | None, count: int) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    affected = tuple(AffectedRun(kind, "PROD-2", HOST) for _ in range(count))
    words = UnderWay(affected, affected, affected, affected, keyless=affected, followed=affected).words()
    assert len(words) == 6 and "import" not in str(words).lower()
    assert ("export" in str(words)) is (kind is ExecutionType.EXPORT)
    followed = FollowedQuestion(parent, affected)
    assert "import" not in followed.text().lower()


def test_runs_of_several_types_are_counted_together(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    mixed = tuple(AffectedRun(kind, "PROD-2", HOST) for kind in ExecutionType)
    assert FollowedQuestion(parent, mixed).text() == "DMM Desktop is watching 2 runs."
    assert CloseQuestion(parent, UnderWay(unanswered=mixed)).text() == "2 runs were requested and have no response yet."
