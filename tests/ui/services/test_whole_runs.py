"""The list of runs is read without fingerprints; what needs one gets it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.fingerprint import FileFingerprint, fingerprint_of, fingerprint_text
from dmm_desktop.core.models import FailingEntity
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.zip_check import CheckState, ZipCheck
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.reports.report_dialog import ReportDialog
from ui.lookup import find
from ui.sample_runs import SampleServices, report, sample_run

FINGERPRINT = fingerprint_text(fingerprint_of([FileFingerprint("Customer.csv", "Customer", 7, "ab" * 32)]))


def _fail(error: Exception) -> None:
    raise error


@pytest.fixture
def loaded(services: SampleServices, qtbot: QtBot) -> SampleServices:
    """Services that have read a stored run."""
    run = sample_run(
        "r",
        RunState.COMPLETED_WITH_ERRORS,
        ended_at=datetime.now(UTC),
        report=report(7, 7),
        failing_entities=(FailingEntity("Customer", "Too long."),),
        zip_check=ZipCheck(CheckState.FINISHED, rows=7),
        fingerprint=FINGERPRINT,
    )
    services.workspace().adopt(run)
    with qtbot.waitSignal(services.runs.list_changed):
        services.runs.load(_fail)
    return services


def test_it_is_read_when_the_run_is_shown(loaded: SampleServices, shown: Callable[..., QWidget], qtbot: QtBot) -> None:
    assert loaded.view("r").run.fingerprint == ""
    view = ProgressView(loaded)
    shown(view)
    view.show_run("r")
    qtbot.waitUntil(lambda: loaded.view("r").run.fingerprint == FINGERPRINT)
    changes: list[object] = []
    loaded.runs.run_changed.connect(changes.append)
    view.show_run("r")
    assert changes == [], "it is read once"


def test_a_report_waits_for_it(loaded: SampleServices, shown: Callable[..., QWidget], qtbot: QtBot) -> None:
    view = ProgressView(loaded)
    shown(view)
    view.show_run("r")
    view.show_report()
    assert view.findChild(ReportDialog) is None
    qtbot.waitUntil(lambda: view.findChild(ReportDialog) is not None)
    dialog = find(view, ReportDialog, "report_dialog")
    assert find(dialog, QAbstractButton, "show_fingerprint").isVisible()
    dialog.close()


def test_what_is_called_is_called_though_the_run_cannot_be_read(loaded: SampleServices, qtbot: QtBot) -> None:
    loaded.workspace().paths.database.unlink()
    called: list[int] = []
    for number in range(2):
        loaded.whole_runs.complete("r", loaded, lambda number=number: called.append(number))  # type: ignore[misc]
    qtbot.waitUntil(lambda: called == [0, 1])
    assert not loaded.view("r").is_whole


def test_saving_a_run_that_is_not_whole_loses_nothing(loaded: SampleServices) -> None:
    workspace, run = loaded.workspace(), loaded.view("r").run
    for saved in (workspace.save(run), workspace.overwrite(run)):
        assert saved.id == "r"
        stored = workspace.run("r")
        assert stored is not None and stored.fingerprint == FINGERPRINT


def test_summaries_are_whole_but_for_the_fingerprint(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        for number in range(3):
            workspace.adopt(sample_run(str(number), RunState.COMPLETED, tracker_id=str(number)))
        assert workspace.run_summaries() == workspace.runs()
