"""A server that does not answer for a while, or not at all, and what others do meanwhile."""

import base64
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dmm_desktop.core.errors import (
    ConnectionFailed,
    DatabaseError,
    DiskFull,
    DmmError,
    NotDmmAnswer,
    RefusedByServer,
    ServerBusy,
    ServerFailed,
    TokenRefused,
)
from dmm_desktop.core.job import WakeUp
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.watch_run import PollPolicy, WatchProgress
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.sql import connect
from operations.second import said
from operations.watching import FAST, Watched, outputs, status, watched
from scripted_server import Exchange, Script, answering, in_turn

ExpectedLog = Callable[[str, str], None]

QUEUED = answering(status("Queued"))
RUNNING = answering(status("InProgress", 5, 10))
COMPLETE = answering(status("Complete", 10, 10))
KEY_REFUSED = answering(b"", 401)
LOGGER = "dmm_desktop.operations.watch_run"


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        (Exchange.reset, ConnectionFailed),
        (Exchange.close, ConnectionFailed),
        (answering({"Errors": ["Maintenance."], "StatusCode": 503}, 503), ServerBusy),
        (answering(b"", 504), ServerFailed),
        (answering("<html>Sign in</html>"), NotDmmAnswer),
        (answering(b"", 302, "Location: /login"), NotDmmAnswer),
        (answering('{"Status": "InPro'), NotDmmAnswer),
        (answering({"Success": True}), NotDmmAnswer),
        (answering({"Success": False, "ErrorMessage": "Busy."}), RefusedByServer),
        (KEY_REFUSED, TokenRefused),
    ],
)
@pytest.mark.parametrize("with_log", [False, True])
def test_trouble_is_told_and_waited_out(
    workspace: Workspace, trouble: Script, kind: type[DmmError], with_log: bool
) -> None:
    now = [RUNNING]

    def get_status(exchange: Exchange) -> None:
        now[-1](exchange)

    def go_on(told: WatchProgress) -> None:
        if not told.run.state.is_final:
            now.append(COMPLETE if len(one.seen.troubles) > 1 else trouble)

    with watched(workspace, get_status, outputs(10)) as one:
        one.seen.then = go_on
        run = one.to_the_end(with_log=with_log)
    assert run.state is RunState.COMPLETED
    assert len(one.seen.troubles) == 2
    for told in one.seen.troubles:
        assert isinstance(told.trouble, kind)
        assert told.run.report is not None and told.run.report.completed_records == 5, "what is known stays shown"
        assert told.answered_at is not None and told.next_try is not None
    assert one.seen.progress[-1].trouble is None
    assert one.seen.states == ["running", "completed"]


PAGE: dict[str, Any] = {"LogNumPages": 1, "Logs": base64.b64encode(b"one\ntwo\n").decode()}
DAMAGED: dict[str, Any] = {"LogNumPages": 1, "Logs": "b25l?"}


def test_a_log_that_cannot_be_read_at_the_end_is_asked_for_again(workspace: Workspace) -> None:
    get_status = in_turn(*[answering(status("Complete", 10, 10, **DAMAGED))] * 3, answering(status("Complete", **PAGE)))
    with watched(workspace, get_status, outputs(10)) as one:
        assert one.to_the_end().state is RunState.COMPLETED
    assert one.seen.lines == ["one", "two"]
    assert one.seen.progress[0].log_problem is not None and one.seen.progress[-1].log_problem is None


@pytest.mark.parametrize(
    ("last", "problem"),
    [
        (answering(status("Complete", 10, 10, **DAMAGED)), "base64"),
        (answering(b"", 401), "may be wrong"),
    ],
)
def test_a_log_that_stays_away_at_the_end_is_told(workspace: Workspace, last: Script, problem: str) -> None:
    get_status = in_turn(answering(status("Complete", 10, 10, **DAMAGED)), last)
    with watched(workspace, get_status, outputs(10)) as one:
        run = one.to_the_end()
        assert one.asked("GetExecutionStatus") == 1 + 5
    assert run.state is RunState.COMPLETED, "what the run has ended as does not depend on its log"
    assert one.seen.lines == []
    assert problem in str(one.seen.progress[-1].log_problem)


@pytest.mark.parametrize("passing", [Exchange.reset, answering(b"", 429), answering(b"", 503), answering(b"", 504)])
def test_a_log_that_does_not_come_at_the_end_is_told(workspace: Workspace, passing: Script) -> None:
    get_status = in_turn(answering(status("Complete", 10, 10, **DAMAGED)), passing)
    with watched(workspace, get_status, outputs(10)) as one:
        run = one.to_the_end(policy=replace(FAST, briefly=0.1))
        assert one.asked("GetExecutionStatus") >= 1 + 2
    assert run.state is RunState.COMPLETED, "what the run has ended as does not depend on its log"
    last = one.seen.progress[-1]
    assert last.log_problem is not None and "times." in str(last.log_problem.advice)
    assert [told.next_try is not None for told in one.seen.troubles] == [True] * len(one.seen.troubles)


@pytest.mark.parametrize("passing", [Exchange.reset, answering(b"", 429), answering(b"", 503, "Retry-After: 1")])
def test_what_passes_at_the_end_is_waited_out(workspace: Workspace, passing: Script) -> None:
    """More often than what comes unusable, and each request on its own."""
    now = {"GetExecutionStatus": 0, "GetExecutionOutputs": 0}

    def every_second(script: Script) -> Script:
        def answer(exchange: Exchange) -> None:
            now[exchange.request.operation] += 1
            (passing if now[exchange.request.operation] % 2 == 0 else script)(exchange)

        return answer

    left = in_turn(*[passing] * 7, answering(outputs(10)))
    policy = PollPolicy(first=0.005, longest=0.02, retry_first=0.005, retry_longest=0.005, longest_asked=0.01)
    with watched(workspace, every_second(answering(status("Complete", 10, 10, **PAGE))), left) as one:
        assert one.to_the_end(policy=policy).state is RunState.COMPLETED
    assert one.seen.lines == ["one", "two"]
    assert one.seen.progress[-1].log_problem is None


@pytest.mark.parametrize("code", [429, 503])
def test_a_wait_that_is_asked_for_on_a_page_of_the_log_is_kept(workspace: Workspace, code: int) -> None:
    """And the status, which may come without the log, is not kept away by it."""
    wake_up = WakeUp()

    def get_status(exchange: Exchange) -> None:
        with_log = exchange.request.query["IncludeLogs"] == "true"
        answer = answering(b"", code, "Retry-After: 7") if with_log and one.seen.states != ["completed"] else COMPLETE
        (answer if len(one.server.requests) > 2 else RUNNING)(exchange)

    def do_not_wait(told: WatchProgress) -> None:
        if told.trouble is not None:
            wake_up.give()

    with watched(workspace, get_status, outputs(10)) as one:
        one.seen.then = do_not_wait
        assert one.to_the_end(wake_up=wake_up, policy=replace(FAST, briefly=0)).state is RunState.COMPLETED
        asked = [request.query["IncludeLogs"] for request in one.server.of("GetExecutionStatus")]
    first, *_ = one.seen.troubles
    assert isinstance(first.trouble, ServerBusy) and first.next_try == 7
    assert asked[2:4] == ["true", "false"], "not asked again at once, and then for the status alone"


def test_the_waits_grow_up_to_a_limit_and_begin_anew_after_an_answer(workspace: Workspace) -> None:
    failed = answering(b"", 503)
    get_status = in_turn(*[failed] * 4, RUNNING, failed, COMPLETE)
    with watched(workspace, get_status, outputs(10)) as one:
        one.to_the_end(with_log=False)
    waits = [told.next_try for told in one.seen.troubles]
    for wait, meant in zip(waits, (0.01, 0.02, 0.04, 0.05, 0.01), strict=True):
        assert wait is not None and 0.8 * meant <= wait <= 1.2 * meant


def test_a_key_that_is_refused_three_times_in_a_row_ends_the_watching(workspace: Workspace) -> None:
    get_status = in_turn(RUNNING, KEY_REFUSED, KEY_REFUSED, RUNNING, KEY_REFUSED)
    with watched(workspace, get_status) as one:
        with pytest.raises(TokenRefused):
            one.to_the_end(with_log=False)
        assert one.asked("GetExecutionStatus") == 7
    stored = workspace.run(one.run.id)
    assert stored is not None and stored.state is RunState.RUNNING, "it can be watched on with another key"


def test_only_refusals_in_a_row_count(workspace: Workspace) -> None:
    get_status = in_turn(*[KEY_REFUSED, KEY_REFUSED, answering(b"", 503)] * 2, COMPLETE)
    with watched(workspace, get_status, outputs(10)) as one:
        assert one.to_the_end(with_log=False).state is RunState.COMPLETED


def test_patience_ends_with_the_last_error(workspace: Workspace) -> None:
    patience = 1.0  # several tries, on a machine with much else to do as well
    policy = PollPolicy(retry_first=0.01, retry_longest=0.02, patience=patience)
    with watched(workspace, in_turn(RUNNING, answering(b"", 503))) as one:
        begun = time.monotonic()
        with pytest.raises(ServerBusy):
            one.to_the_end(with_log=False, policy=policy)
        assert time.monotonic() - begun >= patience
        assert one.asked("GetExecutionStatus") > 3
    stored = workspace.run(one.run.id)
    assert stored is not None and stored.state.is_watchable


def test_patience_begins_anew_with_every_answer(workspace: Workspace) -> None:
    failed, patience = answering(b"", 503), 3.0
    policy = PollPolicy(first=0.01, longest=0.01, retry_first=0.4, retry_longest=0.4, patience=patience)
    get_status = in_turn(*[failed, RUNNING] * 10, COMPLETE)
    with watched(workspace, get_status, outputs(10)) as one:
        begun = time.monotonic()
        assert one.to_the_end(with_log=False, policy=policy).state is RunState.COMPLETED
        assert time.monotonic() - begun > patience


@pytest.mark.parametrize("script", [answering(b"", 503), RUNNING])
def test_a_wake_up_ends_a_wait(workspace: Workspace, script: Script) -> None:
    wake_up = WakeUp()
    policy = PollPolicy(first=1000, longest=1000, retry_first=1000, retry_longest=1000)

    def do_not_wait(_: WatchProgress) -> None:
        wake_up.give()

    with watched(workspace, in_turn(script, script, COMPLETE), outputs(10)) as one:
        one.seen.then = do_not_wait
        assert one.to_the_end(with_log=False, policy=policy, wake_up=wake_up).state is RunState.COMPLETED


@pytest.mark.parametrize(
    ("word", "done", "state"),
    [
        ("InError", 4, RunState.STOPPED),
        ("Complete", 4, RunState.STOPPED),
        ("Complete", 10, RunState.COMPLETED),
        ("InError", 10, RunState.FAILED),
    ],
)
def test_a_stop_by_another_process_is_known_at_the_end(
    workspace: Workspace, word: str, done: int, state: RunState
) -> None:
    """A run that had counted every record before was not stopped."""
    with watched(workspace, in_turn(RUNNING, answering(status(word, done, 10))), outputs(done)) as one:

        def stop(told: WatchProgress) -> None:
            if told.run.state is RunState.RUNNING:
                assert said("note_stop", workspace.paths.root, one.run.root, "42") == ["noted"]

        one.seen.then = stop
        run = one.to_the_end(with_log=False)
    assert run.state is state
    assert run.stop_requested_at is not None
    assert workspace.run(run.id) == run


def problems(one: Watched) -> list[type[BaseException] | None]:
    return [type(told.storage_problem) if told.storage_problem else None for told in one.seen.progress]


def test_a_database_that_is_gone_is_told_and_does_not_end_the_watching(
    workspace: Workspace, expected_log: ExpectedLog
) -> None:
    expected_log(LOGGER, "could not be stored")
    with watched(workspace, in_turn(RUNNING, RUNNING, COMPLETE), outputs(10)) as one:

        def lose(told: WatchProgress) -> None:
            if told.storage_problem is None:
                for path in workspace.paths.root.glob("dmm-desktop.sqlite3*"):
                    path.unlink()

        one.seen.then = lose
        run = one.to_the_end(with_log=False)
    assert (run.state, run.final_report is not None) == (RunState.COMPLETED, True)
    assert problems(one)[0] is None
    assert problems(one)[-1] is DatabaseError


def test_a_locked_database_is_told_until_it_is_free_again(workspace: Workspace, expected_log: ExpectedLog) -> None:
    expected_log(LOGGER, "Another program has kept it locked")
    with watched(workspace, in_turn(RUNNING, COMPLETE), outputs(10)) as one:
        other = connect(workspace.paths.database)
        other.execute("BEGIN IMMEDIATE")

        def release(_: WatchProgress) -> None:
            other.close()  # which ends its transaction

        one.seen.then = release
        run = one.to_the_end(with_log=False)
    assert problems(one)[0] is DatabaseError
    assert problems(one)[-1] is None
    assert workspace.run(run.id) == run


def test_a_full_disk_is_told_until_there_is_space_again(small_disk: Path, expected_log: ExpectedLog) -> None:
    expected_log(LOGGER, "is full")
    filler = small_disk / "filler"
    with (
        Workspace.open(small_disk / "data") as workspace,
        watched(workspace, in_turn(RUNNING, QUEUED, COMPLETE), outputs(10)) as one,
    ):

        def fill_and_free(told: WatchProgress) -> None:
            if told.run.state is RunState.RUNNING:
                with filler.open("wb", buffering=0) as file, pytest.raises(OSError):
                    while True:
                        file.write(bytes(4096))
            else:
                filler.unlink(missing_ok=True)

        one.seen.then = fill_and_free
        run = one.to_the_end(with_log=False)
        assert workspace.run(run.id) == run
    assert run.state is RunState.COMPLETED
    assert DiskFull in problems(one)
    assert problems(one)[-1] is None
