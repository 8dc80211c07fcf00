"""Asking the server to stop an execution, and what is noted of that."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dmm_desktop.core.errors import (
    ConnectionFailed,
    ContractIncomplete,
    DmmError,
    NotDmmAnswer,
    NotKnown,
    RefusedByServer,
    ServerBusy,
    ServerFailed,
    TokenRefused,
    UnreadableAnswer,
)
from dmm_desktop.core.execution_errors import AlreadyEnded, StopNotAccepted
from dmm_desktop.core.job import Cancelled, CancelToken, Progress, ignore_progress
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.endpoint import Endpoint
from dmm_desktop.operations.retrying import Waiting
from dmm_desktop.operations.stop_run import stop_run
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext, run_at
from operations.contracts import without
from operations.second import second
from operations.watching import KEY, PATIENCE, ROOT, adopted, endpoint_at, in_thread
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation, holding, in_turn, leaving_after

ExpectedLog = Callable[[str, str], None]

STOPPED = answering({"Success": True, "ErrorMessage": ""})


def stop(
    workspace: Workspace,
    endpoint: Endpoint,
    tracker_id: str = "42",
    cancel: CancelToken | None = None,
    briefly: float = 0,
    report: Callable[[Progress], None] = ignore_progress,
) -> None:
    context = EndpointContext(endpoint, KEY, workspace)
    stop_run(context, run_at(endpoint, tracker_id), cancel or CancelToken(), report, briefly=briefly)


def noted(workspace: Workspace, run: Run) -> bool:
    stored = workspace.run(run.id)
    assert stored is not None
    return stored.stop_requested_at is not None


def test_the_request_is_sent_once_and_noted(workspace: Workspace) -> None:
    with ScriptedServer(by_operation(StopExecution=STOPPED)) as server:
        endpoint = endpoint_at(server.address)
        run, other = adopted(workspace, endpoint), adopted(workspace, endpoint, "43")
        stop(workspace, endpoint)
        [request] = server.requests
    assert request.json() == {"MainExecutionTrackerId": "42"}
    assert noted(workspace, run)
    assert not noted(workspace, other)


def test_the_first_request_counts(workspace: Workspace) -> None:
    with ScriptedServer(by_operation(StopExecution=STOPPED)) as server:
        endpoint = endpoint_at(server.address)
        run = adopted(workspace, endpoint)
        stop(workspace, endpoint)
        first = workspace.run(run.id)
        stop(workspace, endpoint)
    assert workspace.run(run.id) == first


def test_a_run_that_is_not_known_here_can_be_stopped(workspace: Workspace) -> None:
    with ScriptedServer(by_operation(StopExecution=STOPPED)) as server:
        stop(workspace, endpoint_at(server.address), "elsewhere")
        assert len(server.requests) == 1
    assert workspace.runs() == ()


@pytest.mark.parametrize(
    ("script", "error", "may_have_acted"),
    [
        (leaving_after(None), ConnectionFailed, True),
        (answering(b"", 504), ServerFailed, True),
        (answering(b"", 500), ServerFailed, True),
        (answering(b"", 503), ServerBusy, False),
        (answering(b"", 429), ServerBusy, False),
        (answering('{"Succ'), UnreadableAnswer, True),
        (answering({"Success": False, "ErrorMessage": "It has ended."}), RefusedByServer, False),
        (answering({"Errors": ["No."]}, 400), RefusedByServer, False),
        (answering(b"", 403), TokenRefused, False),
        (answering("<html>"), NotDmmAnswer, False),
        (answering(b"", 302), NotDmmAnswer, False),
    ],
)
def test_a_request_is_noted_if_the_server_may_have_acted(
    workspace: Workspace, script: Script, error: type[DmmError], may_have_acted: bool
) -> None:
    with ScriptedServer(by_operation(StopExecution=script)) as server:
        endpoint = endpoint_at(server.address)
        run = adopted(workspace, endpoint)
        with pytest.raises(StopNotAccepted) as caught:
            stop(workspace, endpoint)
        assert len(server.of("StopExecution")) == 1
    assert type(caught.value.cause) is error
    assert noted(workspace, run) == may_have_acted
    assert str(caught.value.title) == (
        "It is not known whether the server accepted the stop request."
        if may_have_acted
        else "The server did not accept the stop request."
    )
    assert "The import may still be running. You can request the stop again at any time." in str(caught.value.advice)


PASSING = {
    "429": answering({"Errors": ["Slow down."]}, 429, "Retry-After: 1"),
    "503": answering(b"", 503, "Retry-After: 1"),
    "502": answering(b"", 502),
    "504": answering(b"", 504),
    "a reset": Exchange.reset,
    "a cut": leaving_after(None),
}


@pytest.mark.parametrize("trouble", PASSING)
def test_a_stop_is_repeated_until_it_is_accepted(workspace: Workspace, trouble: str) -> None:
    told: list[Progress] = []
    script = in_turn(PASSING[trouble], STOPPED)
    with ScriptedServer(by_operation(StopExecution=script)) as server:
        endpoint = endpoint_at(server.address)
        run = adopted(workspace, endpoint)
        stop(workspace, endpoint, briefly=60, report=told.append)
        assert len(server.of("StopExecution")) == 2
        assert server.requests[-1].json() == {"MainExecutionTrackerId": "42"}
    assert noted(workspace, run)
    [waiting] = told
    assert isinstance(waiting, Waiting)
    assert waiting.seconds >= (1.0 if trouble in ("429", "503") else 0.8)


@pytest.mark.parametrize("trouble", ["504", "a cut"])
@pytest.mark.parametrize(
    ("status", "error"), [("Complete", AlreadyEnded), ("InError", AlreadyEnded), ("NotFound", NotKnown)]
)
def test_a_stop_that_was_carried_out_is_not_repeated(
    workspace: Workspace, trouble: str, status: str, error: type[DmmError]
) -> None:
    """The tracker id may be given again."""
    answer = answering({"Status": status, "Success": True})
    script = in_turn(PASSING[trouble], STOPPED)
    with ScriptedServer(by_operation(StopExecution=script, GetExecutionStatus=answer)) as server:
        endpoint = endpoint_at(server.address)
        run = adopted(workspace, endpoint)
        with pytest.raises(error):
            stop(workspace, endpoint, briefly=60)
        assert len(server.of("StopExecution")) == 1
    assert noted(workspace, run)


@pytest.mark.parametrize("asked", [5, 100, 86400])
def test_the_server_says_how_long_to_wait_and_a_cancel_ends_that(workspace: Workspace, asked: int) -> None:
    """What was refused because the server is busy was not done: nothing is noted."""
    cancel, told = CancelToken(), list[Progress]()

    def end(value: Progress) -> None:
        told.append(value)
        cancel.cancel()

    with ScriptedServer(by_operation(StopExecution=answering(b"", 503, f"Retry-After: {asked}"))) as server:
        endpoint = endpoint_at(server.address)
        run = adopted(workspace, endpoint)
        with pytest.raises(Cancelled):
            stop(workspace, endpoint, cancel=cancel, briefly=60, report=end)
        assert len(server.requests) == 1
    [waiting] = told
    assert isinstance(waiting, Waiting) and isinstance(waiting.trouble, ServerBusy)
    assert waiting.seconds == min(asked, 60)
    assert not noted(workspace, run)


def test_a_server_that_stays_busy_is_told_with_all_that_is_known(workspace: Workspace) -> None:
    with ScriptedServer(by_operation(StopExecution=answering({"Errors": ["Maintenance."]}, 503))) as server:
        endpoint = endpoint_at(server.address)
        run = adopted(workspace, endpoint)
        with pytest.raises(StopNotAccepted) as caught:
            stop(workspace, endpoint, briefly=0.1)
        assert len(server.requests) == 2
    assert str(caught.value) == (
        f"The server did not accept the stop request. {server.host_and_port} is busy (status 503). "
        "The server says: Maintenance. "
        "The import may still be running. You can request the stop again at any time. "
        "Tried 2 times. Wait a moment and try again."
    )
    assert not noted(workspace, run)


def test_a_stop_that_was_never_sent_is_not_noted(workspace: Workspace) -> None:
    with ScriptedServer(by_operation()) as server:
        address = server.address
    endpoint = endpoint_at(address)
    run = adopted(workspace, endpoint)
    with pytest.raises(StopNotAccepted, match=r"^The stop request was not sent\. The connection to"):
        stop(workspace, endpoint)
    assert not noted(workspace, run)


def test_one_try_without_an_answer_makes_the_stop_uncertain(workspace: Workspace) -> None:
    script = in_turn(leaving_after(None), answering({"Success": False, "ErrorMessage": "It has ended."}))
    with ScriptedServer(by_operation(StopExecution=script)) as server:
        endpoint = endpoint_at(server.address)
        run = adopted(workspace, endpoint)
        with pytest.raises(StopNotAccepted, match=r"It is not known whether .* It has ended"):
            stop(workspace, endpoint, briefly=60)
    assert noted(workspace, run)


def test_a_database_that_fails_does_not_look_like_a_stop_that_failed(
    workspace: Workspace, expected_log: ExpectedLog
) -> None:
    expected_log("dmm_desktop.operations.stop_run", "could not be stored")
    with ScriptedServer(by_operation(StopExecution=STOPPED)) as server:
        endpoint = endpoint_at(server.address)
        adopted(workspace, endpoint)
        for path in workspace.paths.root.glob("dmm-desktop.sqlite3*"):
            path.unlink()
        stop(workspace, endpoint)


def test_an_api_that_cannot_stop_says_so(workspace: Workspace) -> None:
    with ScriptedServer(by_operation()) as server:
        endpoint = endpoint_at(server.address, without("StopExecution"))
        run = adopted(workspace, endpoint)
        with pytest.raises(ContractIncomplete, match="no usable StopExecution"):
            stop(workspace, endpoint)
        assert server.requests == []
    assert not noted(workspace, run)


def test_a_stop_that_is_waited_for_can_be_cancelled_and_is_noted(workspace: Workspace) -> None:
    with ScriptedServer(by_operation(StopExecution=holding())) as server:
        endpoint = endpoint_at(server.address)
        run = adopted(workspace, endpoint)
        cancel = CancelToken()
        with in_thread(stop, workspace, endpoint, "42", cancel) as result:
            assert server.holding.wait(20)
            cancel.cancel()
            with pytest.raises(Cancelled):
                result.result(20)
    assert noted(workspace, run), "the server may have acted"


def test_a_process_that_is_killed_before_the_answer_may_have_stopped_it(tmp_path: Path) -> None:
    """The next one that opens the folder knows that, and since when; before, only the process itself does."""

    def hold_the_answer(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.hold()

    folder = tmp_path / "data"
    with Workspace.open(folder) as workspace, ScriptedServer(by_operation(StopExecution=hold_the_answer)) as server:
        endpoint = endpoint_at(server.address)
        run = adopted(workspace, endpoint)
        with second("stop", folder, server.address + ROOT, run.tracker_id) as process:
            assert server.holding.wait(PATIENCE)
            with Workspace.open(folder) as another:
                assert another.run(run.id) == run
            before = datetime.now(UTC)
            process.kill()
        with Workspace.open(folder) as another:
            stored = another.run(run.id)
    assert stored is not None and stored.stop_requested_at is not None and stored.stop_accepted_at is None
    assert run.created_at < stored.stop_requested_at < before, "when it was requested"


def test_a_stop_whose_answer_is_known_leaves_nothing_open(workspace: Workspace) -> None:
    with ScriptedServer(by_operation(StopExecution=answering({"Errors": ["No."]}, 400))) as server:
        endpoint = endpoint_at(server.address)
        run = adopted(workspace, endpoint)
        with pytest.raises(StopNotAccepted):
            stop(workspace, endpoint)
    workspace.close()  # as if the process had ended
    with Workspace.open(workspace.paths.root) as another:
        assert another.run(run.id) == run
