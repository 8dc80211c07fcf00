"""What becomes of a run whose server answers oddly, but tells what decides."""

from typing import Any

import pytest

from dmm_desktop.core.errors import ServerBusy
from dmm_desktop.core.job import WakeUp
from dmm_desktop.core.outcomes import sentence
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.operations.watch_run import PollPolicy, WatchProgress
from dmm_desktop.operations.workspace import Workspace
from operations.watching import outputs, status, watched
from scripted_server import Script, answering, in_turn

RUNNING = answering(status("InProgress", 5, 10))


def reported(report: dict[str, Any]) -> Script:
    return answering({"Status": "Complete", "Success": True, "Report": report})


@pytest.mark.parametrize(
    "damage",
    [
        {"TotalDuration": "00:01:00"},
        {"TotalVolumeKBs": "12 KB"},
        {"Message": "All is well"},
        {"ElapsedTime": 5},
        {"TotalRecords": "many"},
        {"CompletedInstructions": -1},
    ],
)
def test_a_field_that_is_only_shown_does_not_hide_that_it_completed(workspace: Workspace, damage: Any) -> None:
    report = {"CompletedRecords": 10, "TotalRecords": 10, **damage}
    with watched(workspace, in_turn(RUNNING, reported(report)), outputs(10)) as one:
        run = one.to_the_end()
        assert not one.seen.troubles
    assert run.state is RunState.COMPLETED
    assert str(sentence(run)) == "Import completed. 10 records imported into an unknown connection of 127.0.0.1."
    assert workspace.run(run.id) == run


@pytest.mark.parametrize("count", ["ten", -10, [], {"Value": 10}])
def test_complete_with_counts_that_cannot_be_read_is_no_success(workspace: Workspace, count: object) -> None:
    counts = count if count != [] else ["ten"]
    with watched(workspace, reported({"CompletedRecords": counts}), outputs(counts)) as one:  # type: ignore[arg-type]
        run = one.to_the_end()
    assert run.state is RunState.COMPLETED_UNVERIFIED
    assert str(sentence(run)) == "The server reports Complete, but not how many records were imported."
    stored = workspace.run(run.id)
    assert stored == run and stored is not None and stored.records_done is None
    told = run_report(stored)["counts"]
    assert (told["completed_records"], told["total_records"], told["final_records"]) == (None, 0, None)


def test_one_count_that_can_be_read_is_enough(workspace: Workspace) -> None:
    with watched(workspace, reported({"CompletedRecords": "ten", "TotalRecords": 10}), outputs(10)) as one:
        assert one.to_the_end().state is RunState.COMPLETED


def test_more_records_than_there_are_is_told_as_it_came(workspace: Workspace) -> None:
    with watched(workspace, reported({"CompletedRecords": 12, "TotalRecords": 10}), outputs(12)) as one:
        run = one.to_the_end()
    assert run.report is not None and run.report.share is None
    assert (run.report.completed_records, run.report.total_records) == (12, 10)


@pytest.mark.parametrize("success", [False, True, None])
def test_an_execution_that_failed_is_failed_whatever_success_says(workspace: Workspace, success: bool | None) -> None:
    failed = {"Status": "InError", "Result": "ERROR", "Success": success, "ErrorMessage": "FK violation"}
    with watched(workspace, in_turn(RUNNING, answering(failed)), failed) as one:
        run = one.to_the_end()
        assert not one.seen.troubles
    assert run.state is RunState.FAILED
    assert str(sentence(run)) == "Import failed. FK violation."


@pytest.mark.parametrize("http_status", [503, 429])
@pytest.mark.parametrize(("asked", "waited"), [("7", 7), ("86400", 120), ("0", 0)])
def test_a_wait_that_the_server_asks_for_is_kept(
    workspace: Workspace, http_status: int, asked: str, waited: int
) -> None:
    wake_up = WakeUp()

    def do_not_wait(told: WatchProgress) -> None:
        if told.trouble is not None:
            wake_up.give()

    busy = answering({"Errors": ["Busy."]}, http_status, f"Retry-After: {asked}")
    with watched(workspace, in_turn(busy, answering(status("Complete", 10, 10))), outputs(10)) as one:
        one.seen.then = do_not_wait
        one.to_the_end(with_log=False, wake_up=wake_up, policy=PollPolicy(first=0.01, retry_first=0.01))
    [told] = one.seen.troubles
    assert type(told.trouble) is ServerBusy
    assert told.next_try is not None and waited <= told.next_try <= waited + 0.1


def test_a_wait_that_the_server_asks_for_ends_with_the_patience(workspace: Workspace) -> None:
    busy = answering({"Errors": ["Busy."]}, 503, "Retry-After: 86400")
    with watched(workspace, busy) as one, pytest.raises(ServerBusy):
        one.to_the_end(with_log=False, policy=PollPolicy(first=0.01, retry_first=0.01, patience=0.3))
    first, *_ = one.seen.troubles
    assert first.next_try is not None and first.next_try <= 0.3
    assert len(one.seen.troubles) < 5


def test_the_result_error_next_to_complete_is_told(workspace: Workspace) -> None:
    message = {"MessageText": "2 records are lost.", "MessageType": "Danger"}
    report = {"CompletedRecords": 10, "TotalRecords": 12, "Message": message}
    ended = answering({"Status": "Complete", "Result": "ERROR", "Success": True, "Report": report})
    with watched(workspace, in_turn(RUNNING, ended), outputs(10)) as one:
        run = one.to_the_end()
    assert run.state is RunState.COMPLETED_UNVERIFIED
    assert str(sentence(run)).endswith("However, the server reports the result ERROR. 2 records are lost.")
    assert workspace.run(run.id) == run
