"""Asking the server to stop an execution, and what is noted of that."""

from collections.abc import Callable

import pytest

from dmm_desktop.core.cancel import Cancelled, CancelToken
from dmm_desktop.core.errors import (
    ConnectionFailed,
    ContractIncomplete,
    DmmError,
    NotDmmAnswer,
    RefusedByServer,
    ServerFailed,
    TokenRefused,
    UnreadableAnswer,
)
from dmm_desktop.core.job import nobody
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.endpoint import Endpoint
from dmm_desktop.operations.stop_run import stop_run
from dmm_desktop.operations.workspace import Workspace
from operations.contracts import without
from operations.watching import KEY, adopted, endpoint_at, in_thread
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation, leaving_after

ExpectedLog = Callable[[str, str], None]

STOPPED = answering({"Success": True, "ErrorMessage": ""})


def stop(workspace: Workspace, endpoint: Endpoint, tracker_id: str = "42", cancel: CancelToken | None = None) -> None:
    stop_run(workspace, endpoint, KEY, tracker_id)(cancel or CancelToken(), nobody)


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
        with pytest.raises(error):
            stop(workspace, endpoint)
        assert len(server.requests) == 1
    assert noted(workspace, run) == may_have_acted


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
    with ScriptedServer(by_operation(StopExecution=Exchange.hold)) as server:
        endpoint = endpoint_at(server.address)
        run = adopted(workspace, endpoint)
        cancel = CancelToken()
        with in_thread(stop, workspace, endpoint, "42", cancel) as result:
            assert server.holding.wait(20)
            cancel.cancel()
            with pytest.raises(Cancelled):
                result.result(20)
    assert noted(workspace, run), "the server may have acted"
