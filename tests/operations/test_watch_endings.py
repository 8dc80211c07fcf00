"""What a run ends as, and how much of it is known, whatever the server has left of it."""

import base64
import json
from dataclasses import replace
from typing import Any

import pytest

from dmm_desktop.api.contract import Contract
from dmm_desktop.core.errors import ContractIncomplete
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.models import FailingEntity
from dmm_desktop.core.outcomes import sentence
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.watch_run import ask_once, read_results
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext
from operations.contracts import without
from operations.watching import FAST, KEY, PATIENCE, Watched, outputs, status, watched
from scripted_server import Exchange, Script, answering, in_turn, response

RUNNING, QUEUED, COMPLETE = status("InProgress", 5, 10), status("Queued"), status("Complete", 10, 10)
NOT_YET = {"Success": False, "ErrorMessage": "The execution has not ended yet.", "Status": "InProgress"}
FAILURE = answering({"Errors": ["Boom."], "StatusCode": 500}, 500)


def encoded(content: Any) -> str:
    return base64.b64encode(json.dumps(content).encode()).decode()


def words(*words: str) -> Script:
    return in_turn(*(answering(status(word)) for word in words))


@pytest.mark.parametrize(
    ("left", "failing"),
    [
        (outputs(10), ()),
        (outputs(10, ""), ()),
        ({"Status": "Complete", "Report": {"NRecords": 10}}, ()),
        (
            outputs(10, encoded([{"FinalReportEntity": "Customer", "FinalReportError": "Too long", "Count": "7"}])),
            (FailingEntity("Customer", "Too long", count=7),),
        ),
    ],
)
def test_an_error_report_says_which_entities_failed(
    workspace: Workspace, left: dict[str, Any], failing: tuple[FailingEntity, ...]
) -> None:
    with watched(workspace, COMPLETE, left) as one:
        run = one.to_the_end()
        assert one.asked("GetExecutionOutputs") == 1
    assert run.state is (RunState.COMPLETED_WITH_ERRORS if failing else RunState.COMPLETED)
    assert run.failing_entities == failing
    assert run.ended_at is not None
    assert workspace.run(run.id) == run


@pytest.mark.parametrize("report", ["!!!!", encoded({"no": "list"}), base64.b64encode(b"[1").decode(), "QUF"])
def test_without_a_readable_error_report_success_is_not_claimed(workspace: Workspace, report: str) -> None:
    with watched(workspace, COMPLETE, outputs(10, report)) as one:
        run = one.to_the_end()
        assert one.asked("GetExecutionOutputs") == 5
    assert (run.state, run.failing_entities) == (RunState.COMPLETED_UNVERIFIED, None)
    assert run.final_report is not None and run.final_report.records == 10, "what could be read is kept"
    assert "It is not known whether any entities have errors." in str(sentence(run))


@pytest.mark.parametrize(
    "first", [answering(outputs(10, "!!!!")), FAILURE, answering(NOT_YET), answering("<html>"), answering(b"", 401)]
)
def test_the_outputs_are_asked_for_again_until_they_come(workspace: Workspace, first: Script) -> None:
    with watched(workspace, COMPLETE, in_turn(first, first, answering(outputs(10)))) as one:
        run = one.to_the_end()
        assert one.asked("GetExecutionOutputs") == 3
    assert run.state is RunState.COMPLETED
    assert len([told for told in one.seen.progress if told.next_try is not None]) == 2


PAGE = answering("<!DOCTYPE html><title>Maintenance</title>", 200, "Content-Type: text/html")


@pytest.mark.parametrize("page", [PAGE, answering(b"", 302, "Location: /sign-in")])
def test_web_pages_are_given_as_long_to_pass_as_what_a_gateway_says(workspace: Workspace, page: Script) -> None:
    with watched(workspace, COMPLETE, in_turn(*[page] * 7, answering(outputs(10)))) as one:
        run = one.to_the_end(policy=replace(FAST, briefly=PATIENCE))
        assert one.asked("GetExecutionOutputs") == 8
    assert (run.state, run.failing_entities) == (RunState.COMPLETED, ())


def test_web_pages_do_not_keep_the_end_of_a_run_open_for_ever(workspace: Workspace) -> None:
    with watched(workspace, COMPLETE, PAGE) as one:
        run = one.to_the_end(policy=replace(FAST, briefly=0.0))
        assert one.asked("GetExecutionOutputs") == 5
    assert (run.state, run.failing_entities) == (RunState.COMPLETED_UNVERIFIED, None)


def test_a_last_try_that_fails_does_not_take_away_what_had_come(workspace: Workspace) -> None:
    with watched(workspace, COMPLETE, in_turn(answering(outputs(10, "!!!!")), FAILURE)) as one:
        run = one.to_the_end()
    assert run.state is RunState.COMPLETED_UNVERIFIED
    assert run.final_report is not None and run.final_report.records == 10


@pytest.mark.parametrize(("word", "state"), [("Complete", RunState.COMPLETED_UNVERIFIED), ("InError", RunState.FAILED)])
def test_outputs_that_never_come_leave_the_counts_of_the_status(
    workspace: Workspace, word: str, state: RunState
) -> None:
    with watched(workspace, status(word, 7, 10), FAILURE) as one:
        run = one.to_the_end()
        assert one.asked("GetExecutionOutputs") == 5
    assert len(one.seen.troubles) == 4, "nobody waits after the last try"
    assert (run.state, run.final_report, run.failing_entities) == (state, None, None)
    assert run.report is not None and run.report.completed_records == 7


@pytest.mark.parametrize(
    ("contract", "asked"),
    [(without("GetExecutionOutputs"), 0), (without("GetExecutionOutputs", "IncludeErrorReport"), 1)],
)
@pytest.mark.parametrize("done", [10, 0])
def test_where_errors_cannot_be_asked_for_none_are_denied(
    workspace: Workspace, contract: Contract, asked: int, done: int
) -> None:
    scripts = {
        "GetExecutionStatus": answering(status("Complete", done, 10)),
        "GetExecutionOutputs": answering(outputs(done, "")),
    }
    with Watched(workspace, scripts, contract) as one:
        run = one.to_the_end()
        assert one.asked("GetExecutionOutputs") == asked
    assert (run.state, run.failing_entities) == (RunState.COMPLETED_UNVERIFIED, None)
    assert str(sentence(run)).endswith(" It is not known whether any entities have errors.")


ZIP = b"PK\x03\x04" + bytes(range(256)) * 5000  # more than is read at once
RAW = answering(ZIP, 200, "Content-Type: application/octet-stream")


def test_outputs_that_are_one_file_are_asked_for_once(workspace: Workspace) -> None:
    """And not read: they may be large, and hold no report."""

    def left(exchange: Exchange) -> None:
        exchange.send(response(b"", 200, "Content-Type: application/zip", length=10**9) + ZIP)
        exchange.hold()

    with watched(workspace, COMPLETE, left) as one:
        run = one.to_the_end()
        assert one.asked("GetExecutionOutputs") == 1
    assert (run.state, run.failing_entities) == (RunState.COMPLETED_UNVERIFIED, None)


def test_a_file_is_data_that_only_a_final_execution_has(workspace: Workspace) -> None:
    empty = answering(b"", 200, "Content-Type: application/octet-stream")
    with watched(workspace, status("Suspended", 5, 10), in_turn(empty, empty, RAW)) as one:
        assert one.to_the_end().state is RunState.ENDED
        assert one.asked("GetExecutionOutputs") == 3


def test_complete_alone_is_no_success(workspace: Workspace) -> None:
    with watched(workspace, {"Status": "Complete", "Success": True}, {"Status": "Complete", "Success": True}) as one:
        run = one.to_the_end()
    assert (run.state, run.failing_entities) == (RunState.COMPLETED_UNVERIFIED, ())
    assert str(sentence(run)) == "The server reports Complete, but not how many records were imported."


def test_without_get_execution_status_nothing_can_be_watched(workspace: Workspace) -> None:
    with Watched(workspace, {}, without("GetExecutionStatus")) as one, pytest.raises(ContractIncomplete):
        one.to_the_end()


@pytest.mark.parametrize(
    "answer",
    [
        {"Status": "InError", "ErrorMessage": "The disk is full.", "Result": "ERROR"},
        {"status": "inerror", "errorMessage": "The disk is full."},
        {"Status": "InError", "Success": True, "Report": {"Message": {"MessageText": "The disk is full."}}},
    ],
)
def test_a_failure_is_told_in_the_servers_words(workspace: Workspace, answer: dict[str, Any]) -> None:
    with watched(workspace, answer, outputs()) as one:
        run = one.to_the_end()
    assert (run.state, run.message) == (RunState.FAILED, "The disk is full.")
    assert str(sentence(run)) == "Import failed. The disk is full."


def test_the_outputs_may_have_the_message(workspace: Workspace) -> None:
    left = {"Status": "InError", "ErrorMessage": "The disk is full."}
    with watched(workspace, status("InError"), left) as one:
        assert one.to_the_end().message == "The disk is full."


def test_counts_that_later_answers_leave_out_are_kept(workspace: Workspace) -> None:
    get_status = in_turn(
        answering(RUNNING),
        answering(status("InProgress", 8, 10)),
        answering({"Status": "InProgress", "Success": True}),
        answering({"Status": "InError", "Success": True}),
    )
    with watched(workspace, get_status, FAILURE) as one:
        run = one.to_the_end(with_log=False)
    told = [one.run.report.completed_records if one.run.report else None for one in one.seen.progress]
    assert told[:3] == [5, 8, 8]
    assert run.report is not None and run.report.completed_records == 8
    assert workspace.run(run.id) == run


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Suspended", RunState.ENDED),
        ("Stopped", RunState.STOPPED),
        ("Canceled", RunState.STOPPED),
        ("ABORTED by user", RunState.STOPPED),
    ],
)
@pytest.mark.parametrize("first", [answering(NOT_YET), FAILURE, answering({"Status": "Undocumented"})])
def test_an_undocumented_word_is_final_once_there_are_outputs(
    workspace: Workspace, word: str, state: RunState, first: Script
) -> None:
    with watched(workspace, status(word, 5, 10), in_turn(first, first, answering(outputs(5)))) as one:
        run = one.to_the_end()
        assert one.asked("GetExecutionOutputs") == 3
    assert (run.state, run.status_word) == (state, word)
    assert one.seen.states[0] == "other"
    assert str(sentence(one.seen.progress[0].run)) == f"The server reports: {word}"


def test_an_undocumented_word_may_be_followed_by_a_documented_one(workspace: Workspace) -> None:
    get_outputs = in_turn(answering(NOT_YET), answering(outputs(10)))
    get_status = in_turn(answering(status("Undocumented")), answering(RUNNING), answering(COMPLETE))
    with watched(workspace, get_status, get_outputs) as one:
        assert one.to_the_end(with_log=False).state is RunState.COMPLETED
    assert one.seen.states == ["other", "running", "completed"]


def test_a_run_that_is_not_listed_yet_is_not_given_up(workspace: Workspace) -> None:
    unknown = {"Success": False, "ErrorMessage": "Unknown.", "Status": "NotFound"}
    get_status = in_turn(
        answering(unknown),
        answering(status("NotFound")),
        answering(QUEUED),
        answering(status("NotFound")),
        answering(status("Not_Found")),
        answering(COMPLETE),
    )
    with watched(workspace, get_status, outputs(10)) as one:
        assert one.to_the_end(with_log=False).state is RunState.COMPLETED
    assert one.seen.states == ["started", "queued", "completed"]
    assert [told.is_unlisted for told in one.seen.progress] == [True, True, False, True, True, False, False]


def test_a_run_that_stays_unknown_is_no_longer_known(workspace: Workspace) -> None:
    with watched(workspace, in_turn(answering(RUNNING), *[answering(status("NotFound"))] * 3), FAILURE) as one:
        run = one.to_the_end(with_log=False, policy=replace(FAST, unlisted=0))
        assert (one.asked("GetExecutionStatus"), one.asked("GetExecutionOutputs")) == (4, 0)
    assert (run.state, run.status_word) == (RunState.NO_LONGER_KNOWN, "NotFound")
    assert run.report is not None and run.report.completed_records == 5
    assert workspace.run(run.id) == run


def test_one_question_decides_nothing_about_an_unknown_run(workspace: Workspace) -> None:
    with watched(workspace, status("NotFound")) as one:
        said = ask_once(EndpointContext(one.endpoint, KEY, workspace), one.run, CancelToken(), ignore_progress)
    assert said.state is RunState.NO_LONGER_KNOWN
    assert workspace.run(one.run.id) == one.run


@pytest.mark.parametrize("word", ["InProgress", "Suspended"])
def test_an_end_that_is_known_stays_when_the_results_are_still_not_there(workspace: Workspace, word: str) -> None:
    with watched(workspace, in_turn(answering(COMPLETE), answering(status(word, 5, 10))), FAILURE) as one:
        run = one.to_the_end(with_log=False)
        context = EndpointContext(one.endpoint, KEY, workspace)
        found = read_results(context, run, CancelToken(), ignore_progress)
    assert found.problem is not None and found.run.lacks_error_report
    assert (found.run.state, found.run.ended_at) == (run.state, run.ended_at)
    assert workspace.run(run.id) == found.run


def test_text_that_no_file_can_hold_is_kept_as_far_as_possible(workspace: Workspace) -> None:
    content = '{"Status": "InError", "Success": true, "ErrorMessage": "half \\ud83d of it"}'
    with watched(workspace, answering(content), FAILURE) as one:
        run = one.to_the_end(with_log=False)
    stored = workspace.run(run.id)
    assert stored is not None and stored.message == "half \ud83d of it"
