"""Imports into the demo environment, watched to their end in every scenario."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from demo_process import DemoProcess
from dmm_desktop.core.errors import OneTimeTokenRefused, Unreachable
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.outcomes import sentence
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.token import Token
from dmm_desktop.operations.stop_run import stop_run
from dmm_desktop.operations.watch_run import ask_once
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext
from operations.watching import FAST, Seen, plan_of, server_log, started, watch

HOST = "127.0.0.1"
LOST_CONNECTION = "Demo: lost connection"


@pytest.fixture(scope="module")
def slower_demo() -> Iterator[DemoProcess]:
    """A demo environment whose runs take long enough for a busy machine to ask several times during each part."""
    with DemoProcess("--pace", "0.05") as running:
        yield running


def imported(workspace: Workspace, demo: DemoProcess, zip_file: Path, connection: str, seen: Seen) -> Run:
    """Import and watch; what is stored at the end is what was told."""
    begun = started(workspace, demo, plan_of(demo, zip_file, connection))
    run = watch(workspace, begun.run, begun.endpoint, Token(demo.token), seen)
    assert workspace.run(run.id) == run
    assert seen.progress[-1].run == run
    assert seen.progress[-1].log_lines == len(seen.lines)
    assert all(one.storage_problem is None for one in seen.progress)
    # The connection may come back after the log was asked for, and before the status is.
    problems = [one.log_problem for one in seen.progress if one.log_problem is not None]
    assert all(isinstance(one, Unreachable) for one in problems) if connection == LOST_CONNECTION else not problems
    assert seen.progress[-1].log_problem is None
    return run


@pytest.mark.parametrize(
    ("connection", "state", "said"),
    [
        ("Runtime Connection", RunState.COMPLETED, "Import completed. 5,022 records imported into 127.0.0.1 in 22 s"),
        ("Demo: entity errors", RunState.COMPLETED_WITH_ERRORS, "Import completed with errors. 3 entities have errors"),
        ("Demo: in error", RunState.FAILED, "Import failed. The import was aborted: the transaction log of the dest"),
        (
            "Demo: long queue",
            RunState.COMPLETED,
            "Import completed. 5,022 records imported into Demo: long queue (127.0.0.1) in 22 sec",
        ),
        (
            "Demo: slow",
            RunState.COMPLETED,
            "Import completed. 5,022 records imported into Demo: slow (127.0.0.1) in 4 minutes.",
        ),
        (
            LOST_CONNECTION,
            RunState.COMPLETED,
            "Import completed. 5,022 records imported into Demo: lost connection (127.0.0.1) in 30",
        ),
        ("Demo: nothing imported", RunState.NOTHING_IMPORTED, "The import finished but no records were imported."),
        ("Demo: new status word", RunState.ENDED, "The import ended with an undocumented status: Suspended"),
    ],
)
def test_each_scenario_ends_as_it_should(
    workspace: Workspace, demo: DemoProcess, samples: Path, connection: str, state: RunState, said: str
) -> None:
    seen = Seen()
    run = imported(workspace, demo, samples / "customers.zip", connection, seen)
    assert (run.state, run.connection) == (state, connection)
    assert str(sentence(run)).startswith(said)
    assert seen.lines == server_log(demo, run.tracker_id)
    assert run.report is not None and run.final_report is not None
    assert run.report.completed_records == run.final_report.records
    assert run.final_report.configuration_type == "Import"
    assert run.failing_entities is not None
    assert (len(run.failing_entities) == 3) == (connection == "Demo: entity errors")
    done = [one.run.records_done for one in seen.progress if one.run.report]
    known = [count for count in done if count is not None]
    assert known == sorted(known) and len(known) == len(done)
    assert seen.states[-1] == state and set(seen.states[:-1]) <= {"started", "queued", "running"}


def test_what_failed_is_told_with_error_tip_and_count(workspace: Workspace, demo: DemoProcess, samples: Path) -> None:
    run = imported(workspace, demo, samples / "customers.zip", "Demo: entity errors", Seen())
    assert run.failing_entities is not None
    for entity in run.failing_entities:
        assert entity.entity and entity.error and entity.tip and entity.stack_trace
        assert entity.first_seen is not None and entity.count


def test_a_queue_is_shown_as_one(workspace: Workspace, slower_demo: DemoProcess, samples: Path) -> None:
    seen = Seen()
    imported(workspace, slower_demo, samples / "small.zip", "Demo: long queue", seen)
    assert [state for state in seen.states if state != "started"] == ["queued", "running", "completed"]


def test_a_lost_connection_is_told_and_waited_out(
    workspace: Workspace, slower_demo: DemoProcess, samples: Path
) -> None:
    seen = Seen()
    run = imported(workspace, slower_demo, samples / "customers.zip", LOST_CONNECTION, seen)
    assert seen.troubles
    for one in seen.troubles:
        assert isinstance(one.trouble, Unreachable)
        assert one.next_try is not None and 0 < one.next_try <= FAST.retry_longest * 1.2
        assert one.run.state is RunState.RUNNING, "what is known stays shown"
        assert one.answered_at is not None
    first, last = (seen.progress.index(seen.troubles[at]) for at in (0, -1))
    assert {one.answered_at for one in seen.progress[first - 1 : last + 1]} == {seen.progress[first].answered_at}
    assert seen.progress[last + 1].trouble is None
    assert seen.lines == server_log(slower_demo, run.tracker_id), "nothing is lost or doubled"


def test_a_forgotten_run_is_no_longer_known(workspace: Workspace, slower_demo: DemoProcess, samples: Path) -> None:
    seen = Seen()
    run = imported(workspace, slower_demo, samples / "customers.zip", "Demo: forgotten", seen)
    assert (run.state, run.status_word) == (RunState.NO_LONGER_KNOWN, "NotFound")
    assert run.report is not None and run.report.completed_records, "what it had said is kept"
    assert run.failing_entities is None
    assert str(sentence(run)).startswith("The server no longer knows this import. It may still be running. ")


def test_a_one_time_token_that_is_refused_starts_nothing(
    workspace: Workspace, demo: DemoProcess, samples: Path
) -> None:
    plan = plan_of(demo, samples / "small.zip", "Demo: one-time token refused")
    with pytest.raises(OneTimeTokenRefused):
        started(workspace, demo, plan)
    [run] = workspace.runs()
    assert (run.id, run.state, run.tracker_id) == (plan.run_id, RunState.NOT_STARTED, "")
    again = imported(workspace, demo, samples / "small.zip", "Demo: one-time token refused", Seen())
    assert again.state is RunState.COMPLETED


@pytest.mark.parametrize(
    "options",
    [
        ("--log-page-base", "0", "--log-page-cap", "7"),
        ("--log-page-base", "0", "--log-page-cap", "7", "--past-last-like-last"),
        ("--log-page-base", "1", "--log-page-cap", "3", "--page-zero-like-one"),
        ("--log-page-base", "1", "--log-page-cap", "1", "--page-zero-like-one", "--past-last-like-last"),
    ],
    ids=" ".join,
)
def test_the_log_is_read_however_it_is_paged(workspace: Workspace, samples: Path, options: tuple[str, ...]) -> None:
    with DemoProcess(*options) as demo:
        seen = Seen()
        run = imported(workspace, demo, samples / "customers.zip", "Demo: entity errors", seen)
        assert seen.lines == server_log(demo, run.tracker_id)


@pytest.mark.parametrize("word", ["Complete", "InError", "Stopped"])
def test_a_run_that_is_stopped_ends_as_stopped_whatever_the_server_calls_it(
    workspace: Workspace, samples: Path, word: str
) -> None:
    with DemoProcess("--stop-status", word) as demo:
        begun = started(workspace, demo, plan_of(demo, samples / "customers.zip", "Demo: slow"))
        token = Token(demo.token)
        seen = Seen()

        def stop_when_it_runs(_: object) -> None:
            report = seen.progress[-1].run.report
            if report and report.completed_records and len(stopped) == 0:
                stopped.append(True)
                stop_run(EndpointContext(begun.endpoint, token, workspace), begun.run, CancelToken(), ignore_progress)

        stopped: list[bool] = []
        seen.then = stop_when_it_runs
        run = watch(workspace, begun.run, begun.endpoint, token, seen)
        assert (run.state, run.status_word) == (RunState.STOPPED, word)
        assert run.stop_requested_at is not None
        assert run.records_done is not None and 0 < run.records_done < 5022
        done = f"{run.records_done:,} of 5,022"
        assert str(sentence(run)) == f"Import stopped. {done} records were imported and stay in Demo: slow (127.0.0.1)."
        assert seen.lines == server_log(demo, run.tracker_id)
        assert workspace.run(run.id) == run


def test_one_question(workspace: Workspace, demo: DemoProcess, samples: Path) -> None:
    begun = started(workspace, demo, plan_of(demo, samples / "small.zip", "Demo: slow"))
    ask = partial(ask_once, EndpointContext(begun.endpoint, Token(demo.token), workspace), begun.run)
    assert ask(CancelToken(), ignore_progress).state in (RunState.QUEUED, RunState.RUNNING)
    final = watch(workspace, begun.run, begun.endpoint, Token(demo.token))
    assert ask(CancelToken(), ignore_progress) == workspace.run(final.id)
