"""What a person found out about an import whose outcome is unknown."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.earlier_imports import rehearsal
from dmm_desktop.core.environment import RUNTIME_CONNECTION, Connection, Destination, Environment
from dmm_desktop.core.errors import ConnectionFailed, EnvironmentRemoved, WrongInput
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.log_counts import LogCounts
from dmm_desktop.core.models import ExecutionReport, FinalReport
from dmm_desktop.core.outcomes import sentence
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.operations.read_log import read_log
from dmm_desktop.operations.record_outcome import record_outcome, record_tracker_id
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.operations.runs import remove_run
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext, saved_context
from operations.watching import KEY, Watched, outputs, status, watched
from scripted_server import Exchange, answering, in_turn
from storage.sample_values import NOON

RUNNING, COMPLETE = answering(status("InProgress", 1, 10)), answering(status("Complete", 10, 10))


def unknown(workspace: Workspace, one: Watched) -> Run:
    run = replace(one.run, id="unknown", state=RunState.OUTCOME_UNKNOWN, tracker_id="", message="504")
    run = replace(run, received="HTTP/1.1 504 Gateway Time-out")
    return workspace.adopt(run)


def noted(workspace: Workspace, one: Watched, run: Run, tracker_id: str) -> Run:
    return record_tracker_id(
        EndpointContext(one.endpoint, KEY, workspace), run, tracker_id, CancelToken(), ignore_progress
    )


def test_a_tracker_id_makes_it_a_run_that_is_watched(workspace: Workspace) -> None:
    with watched(workspace, in_turn(RUNNING, COMPLETE), outputs(10)) as one:
        run = noted(workspace, one, unknown(workspace, one), " 77\n")
        assert (run.state, run.tracker_id, run.message, run.ended_at) == (RunState.STARTED, "77", "", None)
        assert run.received == "HTTP/1.1 504 Gateway Time-out", "what the server said stays known"
        assert workspace.run("unknown") == run
        one.run = run
        assert one.to_the_end(with_log=False).state is RunState.COMPLETED
        assert one.server.of("GetExecutionStatus")[0].query["MainExecutionTrackerId"] == "77"


@pytest.mark.parametrize(
    ("answer", "tracker_id", "error", "words"),
    [
        (answering(status("NotFound")), "77", WrongInput, "does not know an execution with this tracker id"),
        (RUNNING, "42", WrongInput, "Another run in the list has the tracker id “42”."),
        (RUNNING, " 42 ", WrongInput, "Another run in the list has the tracker id “42”."),
        (RUNNING, " \t", WrongInput, "The tracker id is empty."),
        (Exchange.reset, "77", ConnectionFailed, "failed"),
    ],
)
def test_an_id_that_is_not_this_imports_changes_nothing(
    workspace: Workspace, answer: Any, tracker_id: str, error: type[Exception], words: str
) -> None:
    with watched(workspace, answer) as one:
        run = unknown(workspace, one)
        with pytest.raises(error, match=words):
            noted(workspace, one, run, tracker_id)
    assert workspace.run("unknown") == run


@pytest.mark.parametrize(
    ("minutes", "changes", "may_be_this"),
    [
        (1, {}, True),
        (1, {"final_report": FinalReport(configuration_type="Import")}, True),
        (1, {"final_report": FinalReport(configuration_type="Export")}, False),
        (1, {"zip_path": "/data/small.zip"}, False),
        (-1, {}, False),
    ],
)
def test_an_execution_that_is_watched_already_may_be_this_import(
    workspace: Workspace, minutes: int, changes: dict[str, Any], may_be_this: bool
) -> None:
    """The user found it in DMM, and chose to watch it before recording its tracker id."""
    with watched(workspace, RUNNING) as one:
        run = workspace.overwrite(replace(unknown(workspace, one), sent_at=NOON))
        added: dict[str, Any] = {"zip_path": "", "configuration": "", "created_at": NOON + timedelta(minutes=minutes)}
        workspace.overwrite(replace(one.run, **(added | changes)))
        with pytest.raises(WrongInput, match="Another run in the list has the tracker id “42”") as raised:
            noted(workspace, one, run, "42")
        advice = str(raised.value.advice)
        if not may_be_this:
            assert advice == "Look for the import that began when this one was sent."
            return
        assert str(raised.value.reason).startswith("The other run only watches an execution")
        assert advice == "If it is, remove the other run from the list, then save the tracker id here again."
        remove_run(saved_context(workspace), one.run.id, CancelToken(), ignore_progress)
        assert noted(workspace, one, run, "42").tracker_id == "42"


def test_a_person_may_say_what_they_found_and_change_their_mind(workspace: Workspace) -> None:
    with watched(workspace, COMPLETE, outputs(10)) as one:
        run = unknown(workspace, one)
        for started in (True, False):
            run = record_outcome(
                saved_context(workspace), run, CancelToken(), ignore_progress, tracker_id="", started=started
            )
            expected = RunState.FOUND_STARTED if started else RunState.FOUND_NOT_STARTED
            assert (run.state, run.message) == (expected, "504")
            assert workspace.run("unknown") == run
            assert run.state.is_recordable and run.state.is_final
        assert noted(workspace, one, run, "77").state is RunState.STARTED
        assert len(one.server.starts) == 0, "nothing is sent again"


def forgotten(workspace: Workspace, one: Watched) -> Run:
    """A run that was last seen at 902 of 5,022 records, with errors in its log."""
    run = replace(one.run, id="forgotten", state=RunState.NO_LONGER_KNOWN, tracker_id="59", message="chunk 18")
    run = replace(run, report=ExecutionReport(completed_records=902, total_records=5_022), answered_at=NOON)
    return workspace.adopt(replace(run, stage=Stage.TEST, zip_sha256="ab", log_counts=LogCounts(9, 3)))


def test_that_a_user_entered_the_tracker_id_stays_known(workspace: Workspace) -> None:
    with watched(workspace, in_turn(RUNNING, COMPLETE), outputs(10)) as one:
        before = forgotten(workspace, one)
        one.run = noted(workspace, one, before, "77")
        assert (one.run.report, one.run.log_counts, one.run.may_be_another) == (None, None, True)
        run = one.to_the_end(with_log=False)
    assert run.state is RunState.COMPLETED and workspace.run("forgotten") == run
    assert str(sentence(run)).startswith(
        "A user entered the tracker id: the figures are those of its execution, which may be another. Import completed."
    )
    assert run.before_entry == replace(before, log_notice=None)
    report = run_report(run)
    assert report["tracker_id_entered_by_user"] is True is report["may_be_another_execution"]
    known = report["before_entry"]
    assert (known["tracker_id"], known["state"], known["counts"]["completed_records"]) == ("59", "no longer known", 902)
    assert report["remarks"] == [
        "The run had the tracker id 59 before.",
        "Before a user entered the tracker id: outcome unknown, at least 3 errors in the log. "
        "Last seen: 902 of 5,022 records.",
    ]
    elsewhere = Environment("prod", "PROD", Address.parse("https://prod"), Stage.PRODUCTION)
    target = Destination(elsewhere, Connection("prod", RUNTIME_CONNECTION))
    chosen = import_configuration(None, append=True)
    assert rehearsal([run], "ab", target, chosen, ()) is None


def test_a_tracker_id_that_a_user_entered_can_be_corrected(workspace: Workspace) -> None:
    with watched(workspace, RUNNING) as one:
        before = forgotten(workspace, one)
        wrong = replace(noted(workspace, one, before, "77"), report=ExecutionReport(completed_records=5))
        other = noted(workspace, one, wrong, "78")
        assert (other.tracker_id, other.report, other.seen_before) == ("78", None, before.seen), "the first time counts"
        back = noted(workspace, one, other, "59")
        assert not back.has_entered_id and not back.may_be_another and back.report == before.report
        assert workspace.run("forgotten") == back


@pytest.mark.parametrize("started", [True, False])
def test_a_tracker_id_that_a_user_entered_can_be_withdrawn(workspace: Workspace, started: bool) -> None:
    with watched(workspace, RUNNING) as one:
        before = unknown(workspace, one)
        entered = noted(workspace, one, before, "77")
        entered = workspace.save(
            replace(entered, state=RunState.COMPLETED, report=ExecutionReport(completed_records=5))
        )
        run = record_outcome(
            saved_context(workspace), entered, CancelToken(), ignore_progress, tracker_id="", started=started
        )
    state = RunState.FOUND_STARTED if started else RunState.FOUND_NOT_STARTED
    assert run == replace(before, state=state) == workspace.run("unknown")


@pytest.mark.parametrize("then", ["", "78", "59"])
def test_another_process_that_follows_a_former_id_does_not_bring_it_back(workspace: Workspace, then: str) -> None:
    """It goes on for its own user."""
    with watched(workspace, in_turn(RUNNING, RUNNING, COMPLETE), outputs(10)) as one:
        before = forgotten(workspace, one) if then == "59" else unknown(workspace, one)
        one.run = noted(workspace, one, before, "77")
        context = EndpointContext(one.endpoint, KEY, workspace)
        changed = record_outcome(context, one.run, CancelToken(), ignore_progress, tracker_id=then, started=False)
        assert changed.tracker_id == then
        followed = one.to_the_end()
        assert (followed.state, followed.tracker_id) == (RunState.COMPLETED, "77")
        assert workspace.run(changed.id) == changed
        read_log(context, one.run, lambda lines: None, CancelToken(), ignore_progress)
    assert workspace.run(changed.id) == changed


def test_nor_one_that_follows_the_id_before_it(workspace: Workspace) -> None:
    with watched(workspace, in_turn(RUNNING, COMPLETE), outputs(10)) as one:
        one.run = forgotten(workspace, one)
        changed = noted(workspace, one, one.run, "77")
        assert one.to_the_end(with_log=False).tracker_id == "59"
    assert workspace.run(changed.id) == changed


def test_the_environment_was_removed(workspace: Workspace) -> None:
    with watched(workspace, RUNNING) as one:
        run = replace(unknown(workspace, one), environment_id="gone", environment_name="Acme DEV")
        with pytest.raises(
            EnvironmentRemoved, match="The environment Acme DEV was removed from this computer"
        ) as error:
            record_tracker_id(saved_context(workspace), run, "77", CancelToken(), ignore_progress)
        assert run.root is not None
        host = run.root.host_and_port
        assert str(error.value.advice) == f"Add an environment with the address {host}, and try again."
        assert one.server.of("GetExecutionStatus") == []
