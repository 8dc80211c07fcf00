"""When the server last said something of a run. The counts of one that it has forgotten are what was seen last, and not
what became of it; the end of one lies between the last time that it was said to go on and the first that it was not."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.models import ExecutionReport
from dmm_desktop.core.outcomes import last_seen
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.operations.workspace import Workspace
from operations.watching import FAST, outputs, status, watched
from scripted_server import Exchange, Script, answering, in_turn

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


def test_the_end_lies_between_two_answers_however_long_they_take(workspace: Workspace) -> None:
    """What the server says of a run is true at some moment between the question and the answer."""
    reached: dict[str, list[datetime]] = {"status": [], "outputs": []}

    def recording(operation: str, script: Script) -> Script:
        def answer(exchange: Exchange) -> None:
            reached[operation].append(datetime.now(UTC))
            script(exchange)

        return answer

    get_status = recording("status", in_turn(GOING, Exchange.reset, answering(status("Complete", 5000, 5000))))
    get_outputs = recording("outputs", in_turn(Exchange.reset, answering(outputs(5000))))
    with watched(workspace, get_status, get_outputs) as run:
        end = run.to_the_end(with_log=False)
    first, _, last = reached["status"]
    assert end.state is RunState.COMPLETED
    assert end.going_on_at is not None and end.ended_at is not None
    assert end.going_on_at <= first < last <= end.ended_at <= reached["outputs"][0], "not when the outputs came"
    assert workspace.run(end.id) == end
    times = run_report(end)["times"]
    assert (times["going_on"], times["ended"]) == (end.going_on_at.isoformat(), end.ended_at.isoformat())


@pytest.mark.parametrize(
    ("word", "first", "is_known"),
    [
        ("Queued", {}, True),
        ("Suspended", {"Status": "Suspended", "Success": True}, True),
        ("Suspended", {"Success": False, "ErrorMessage": "Gone."}, False),
    ],
    ids=["documented", "no outputs yet", "outputs not known"],
)
def test_whether_a_run_goes_on_is_what_the_server_says_of_it(
    workspace: Workspace, word: str, first: dict[str, Any], is_known: bool
) -> None:
    """An undocumented status may be that of an end: then the outputs say whether it is one."""
    get_status = in_turn(answering(status(word)), answering(status("Complete", 10, 10)))
    with watched(workspace, get_status, in_turn(answering(first), answering(outputs(10)))) as run:
        end = run.to_the_end(with_log=False)
    assert end.ended_at is not None and (end.going_on_at is not None) is is_known


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
