"""A tracker id that may belong to another execution: the environment was restored."""

from datetime import datetime
from pathlib import Path

import pytest

from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.models import ExecutionReport
from dmm_desktop.core.outcomes import sentence
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import may_be_another
from dmm_desktop.core.token import Token
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.operations.start_import import start_import
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.ui.run_words import short_sentence, state_icon
from dmm_desktop.ui.services.tracked_run import TrackedRun
from dmm_desktop.ui.theme.tokens import Tone
from operation_contexts import given
from operations.watching import KEY, outputs, plan_of, status, watched
from scripted_server import ScriptedServer, answering, by_operation, in_turn

SAID = "The tracker id may now belong to another execution."


def report(done: int | None, total: int | None, minute: int | None = None) -> ExecutionReport:
    started_at = None if minute is None else datetime(2026, 6, 30, 12, minute)
    return ExecutionReport(completed_records=done, total_records=total, started_at=started_at)


@pytest.mark.parametrize(
    ("before", "now", "is_another"),
    [
        (report(409, 5_000), report(42, 42), True),
        (report(409, 5_000), report(408, 5_000), True),
        (report(409, 5_000), report(409, 4_999), True),
        (report(409, 5_000, 1), report(410, 5_000, 2), True),
        (report(409, 5_000, 1), report(410, 5_000, 1), False),
        (report(409, 5_000, 1), report(410, 5_000), False),
        (report(409, 5_000), report(410, 6_000), False),
        (report(409, 5_000), report(0, 0), False),
        (report(None, 5_000), report(5, None), False),
        (None, report(5, 5), False),
    ],
)
def test_what_does_not_fit(before: ExecutionReport | None, now: ExecutionReport, is_another: bool) -> None:
    assert may_be_another(before, now) is is_another


def test_an_answer_about_another_execution_is_not_taken_for_the_end(workspace: Workspace) -> None:
    answers = in_turn(answering(status("InProgress", 409, 5_000)), answering(status("Complete", 42, 42)))
    with watched(workspace, answers, outputs(42)) as one:
        run = one.to_the_end(with_log=False)
    assert run.state is RunState.COMPLETED and run.may_be_another
    assert workspace.run(run.id) == run
    assert str(sentence(run)).startswith(f"{SAID} Import completed. 42 records")
    assert run_report(run)["may_be_another_execution"] is True
    view = TrackedRun(run)
    assert state_icon(view)[1] is Tone.WARN
    words, tone = short_sentence(view)
    assert words.startswith("May be another execution · Completed") and tone is Tone.WARN


def test_an_id_that_another_run_has_is_told(workspace: Workspace, samples: Path) -> None:
    scripts = by_operation(
        StartExecution=answering({"MainExecutionTrackerId": 42}), GetExecutionStatus=answering({"Status": "NotFound"})
    )
    with ScriptedServer(scripts) as server:
        runs = []
        for _ in range(2):
            plan = plan_of(server, samples / "small.zip")
            context = given(plan.address, KEY, workspace)
            runs.append(start_import(context, plan, Token("one-time"), CancelToken(), ignore_progress).run)
    assert [run.may_be_another for run in runs] == [False, True]
    assert str(sentence(runs[1])) == f"{SAID} The import was started."
