"""The counts of a run that the server has forgotten: they are what was seen last, and not what became of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.models import ExecutionReport
from dmm_desktop.core.outcomes import last_seen
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.operations.workspace import Workspace
from operations.watching import FAST, status, watched
from scripted_server import answering, in_turn

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
GOING = answering(status("InProgress", 100, 5000))
GONE = answering({"Status": "NotFound", "Success": True})
FORGOTTEN = Run(
    "1",
    Address.parse("https://x"),
    NOON,
    RunState.NO_LONGER_KNOWN,
    environment_name="DEV",
    tracker_id="7",
    report=ExecutionReport(completed_records=100, total_records=5000),
    answered_at=NOON,
    ended_at=NOON,
)


def test_a_run_that_is_forgotten_was_seen_last_before_that(workspace: Workspace) -> None:
    with watched(workspace, in_turn(GOING, GONE)) as run:
        end = run.to_the_end(with_log=False, policy=replace(FAST, unlisted=0))
        asked = run.asked("GetExecutionStatus")
        seen = next(one.run.answered_at for one in run.seen.progress if one.run.state is RunState.RUNNING)
    assert asked == 4, "three times not found"
    assert end.state is RunState.NO_LONGER_KNOWN
    assert (end.answered_at, end.counts_seen_at) == (seen, seen)
    report = run_report(end)
    assert report["counts"]["completed_records"] == 100
    assert seen is not None and report["counts_last_seen"] == seen.isoformat()
    assert report["times"]["ended"] is None, "its end was not seen"


@pytest.mark.parametrize(
    ("counts", "moment", "sentence"),
    [
        ((100, 5000), "at 11:30", "Last seen at 11:30: 100 of 5,000 records."),
        ((100, 5000), "", "Last seen: 100 of 5,000 records."),
        ((1, 0), "on Monday", "Last seen on Monday: 1 record."),
        ((0, 0), "", "Last seen: 0 records."),
        ((None, 9), "", None),
    ],
)
def test_the_sentence(counts: tuple[int | None, int], moment: str, sentence: str | None) -> None:
    run = replace(FORGOTTEN, report=ExecutionReport(completed_records=counts[0], total_records=counts[1]))
    seen = last_seen(run, moment)
    assert (str(seen) if seen else None) == sentence


@pytest.mark.parametrize("state", [state for state in RunState if not state.is_recordable])
def test_other_states_say_it_themselves(state: RunState) -> None:
    assert last_seen(replace(FORGOTTEN, state=state), "") is None


@pytest.mark.parametrize("state", RunState)
def test_counts_are_final_where_the_end_is_known(state: RunState) -> None:
    run = replace(FORGOTTEN, state=state)
    assert (run.counts_seen_at is None) == (run.known_end is not None)
    assert replace(run, report=None).counts_seen_at is None
