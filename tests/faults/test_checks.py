"""The checks that the tests of faults rely on find what they look for."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.models import ExecutionReport, FailingEntity
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.workspace import Workspace
from faults.sessions import Sessions
from faults.unsteady_server import Execution, UnsteadyServer

TRUE = Run(
    "r",
    Address.parse("https://x"),
    datetime(2026, 1, 1, tzinfo=UTC),
    RunState.COMPLETED,
    tracker_id="100",
    report=ExecutionReport(completed_records=7, total_records=7),
    failing_entities=(),
)


def server(*, sent: int = 1) -> UnsteadyServer:
    unsteady = UnsteadyServer(0)
    unsteady.executions["r"] = Execution("100", "Complete", 7, has_failing=False, steps=1)
    unsteady.sent["r"] = sent
    return unsteady


def test_what_is_true_is_no_contradiction() -> None:
    assert server().contradictions(TRUE, "r") == []
    assert server().contradictions(replace(TRUE, state=RunState.RUNNING), "r") == []


@pytest.mark.parametrize(
    "run",
    [
        replace(TRUE, state=RunState.NOT_STARTED),
        replace(TRUE, state=RunState.OUTCOME_UNKNOWN),
        replace(TRUE, state=RunState.FAILED),
        replace(TRUE, state=RunState.NOTHING_IMPORTED),
        replace(TRUE, state=RunState.COMPLETED_WITH_ERRORS, failing_entities=(FailingEntity("a", "b"),)),
        replace(TRUE, tracker_id="101"),
        replace(TRUE, report=ExecutionReport(completed_records=6)),
        replace(TRUE, failing_entities=None),
    ],
)
def test_what_is_not_true_is_found(run: Run) -> None:
    assert server().contradictions(run, "r") != []


def test_a_second_start_and_a_success_out_of_nothing_are_found() -> None:
    assert server(sent=2).contradictions(TRUE, "r") != []
    assert UnsteadyServer(0).contradictions(TRUE, "r") != []


def test_a_lost_run_and_a_lost_tracker_id_are_found(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path, seed=0)
    with Workspace.open(sessions.data) as workspace:
        workspace.adopt(replace(TRUE, state=RunState.STARTED))
    sessions.server.executions["r"] = Execution("100", "Complete", 7, has_failing=False, steps=1)
    assert sessions.complaints() == []
    assert sessions.complaints(are_over=True) == ["r is started at the end"]
    sessions.said.write_text("stored other\nstarted r 99\n")
    assert sorted(sessions.complaints()) == ["other is lost", "the tracker id of r is lost"]
