"""The page of a run says that it was started although the check found errors, as the question before promises."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from dmm_desktop.core.models import ExecutionReport
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.zip_check import CheckState, ZipCheck
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.progress_view.run_summary import run_summary
from dmm_desktop.ui.services.tracked_run import TrackedRun
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_run

Show = Callable[..., QWidget]


def _said(state: RunState, check: ZipCheck | None) -> str:
    run = sample_run("run", state, zip_check=check)
    return run_summary(TrackedRun(run), watched=True, stopping=False).second_line


@pytest.mark.parametrize("state", RunState)
def test_every_state_says_it(state: RunState) -> None:
    said = _said(state, ZipCheck(CheckState.FINISHED, 3, 1, started_anyway=True))
    assert said.endswith("You chose to start although the check found 3 errors.")
    assert _said(state, ZipCheck(CheckState.NOT_FINISHED, 1, started_anyway=True)).endswith("the check found 1 error.")
    assert not any("although" in _said(state, check) for check in (None, ZipCheck(CheckState.FINISHED, 0, 1)))


@pytest.mark.parametrize("width", [480, 712])
def test_it_is_on_a_line_of_its_own_while_the_run_goes_on(services: SampleServices, shown: Show, width: int) -> None:
    view = ProgressView(services)
    shown(view, width, 740)
    check = ZipCheck(CheckState.FINISHED, 3, started_anyway=True)
    counts = ExecutionReport(elapsed=None, completed_records=0, total_records=4601)
    run = sample_run("run", RunState.RUNNING, zip_check=check, environment_name="PROD-2" * 8, report=counts)
    services.runs._take(run, None)
    view.show_run("run")
    QApplication.processEvents()
    note, second = find(view, QLabel, "note"), find(view, QLabel, "second_line")
    expected = "You chose to start although the check found 3 errors."
    lines = [expected] if note.isVisible() else [note.text(), expected]
    assert note.text() and second.isVisible() and second.text().split("\n") == lines
