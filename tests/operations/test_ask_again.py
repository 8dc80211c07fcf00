"""Asking again about runs that the server did not know."""

from contextlib import ExitStack
from dataclasses import replace

import pytest

from dmm_desktop.core.environment import Environment
from dmm_desktop.core.errors import NotKnown
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.models import ExecutionReport
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.token import Token
from dmm_desktop.operations.ask_again import all_known_again, known_again
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.session_keys import SessionKeys
from lockable_keyring import Lockable, lockable_keys
from operation_contexts import EndpointContext, run_at, saved_context
from operations.watching import KEY, endpoint_at, outputs, status, watched
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation, in_turn
from storage.sample_values import NOON

__all__ = ["lockable_keys"]

NOT_FOUND = answering({"Status": "NotFound", "Success": True})
RUNNING, COMPLETE = answering(status("InProgress", 1, 10)), answering(status("Complete", 10, 10))


def test_one_that_is_known_again_can_be_watched(workspace: Workspace) -> None:
    report = ExecutionReport(completed_records=5, total_records=10)
    with watched(workspace, in_turn(NOT_FOUND, RUNNING, COMPLETE), outputs(10)) as one:
        run = replace(one.run, state=RunState.NO_LONGER_KNOWN, status_word="NotFound", message="chunk 18")
        run = workspace.save(replace(run, ended_at=NOON, report=report))
        context = EndpointContext(one.endpoint, KEY, workspace)
        with pytest.raises(NotKnown, match="does not know this import"):
            known_again(context, run, CancelToken(), ignore_progress)
        assert workspace.run(run.id) == run
        one.run = known_again(context, run, CancelToken(), ignore_progress)
        assert (one.run.state, one.run.message, one.run.ended_at) == (RunState.STARTED, "", None)
        assert one.run.report == report and workspace.run(run.id) == one.run
        assert one.to_the_end(with_log=False).state is RunState.COMPLETED


class Servers:
    """Environments on servers of their own, each with two runs that its server did not know."""

    def __init__(self, workspace: Workspace, keys: SessionKeys, stack: ExitStack) -> None:
        self._workspace, self._keys, self._stack = workspace, keys, stack

    def add(self, name: str, script: Script) -> tuple[ScriptedServer, list[Run]]:
        server = self._stack.enter_context(ScriptedServer(by_operation(GetExecutionStatus=script)))
        endpoint, runs = endpoint_at(server.address), []
        for tracker_id in ("1", "2"):
            run = replace(run_at(endpoint, tracker_id), id=f"{name}{tracker_id}", state=RunState.NO_LONGER_KNOWN)
            runs.append(self._workspace.adopt(replace(run, environment_id=name)))
        with self._workspace.store() as store:
            store.environments.add(Environment(name, name, endpoint.root))
        self._keys.put(name, Token(f"key-of-{name}"))
        return server, runs


def test_a_server_that_fails_is_asked_once_and_the_others_all_the_same(workspace: Workspace) -> None:
    def knows_2(exchange: Exchange) -> None:
        (RUNNING if exchange.request.query["MainExecutionTrackerId"] == "2" else NOT_FOUND)(exchange)

    keys = SessionKeys(None)
    with ExitStack() as stack:
        servers = Servers(workspace, keys, stack)
        failing, first = servers.add("A", answering(b"", 500))
        _, second = servers.add("B", knows_2)
        found = all_known_again(saved_context(workspace, keys), [*first, *second], CancelToken(), ignore_progress)
        assert len(failing.of("GetExecutionStatus")) == 1
    assert [(run.id, run.state) for run in found] == [("B2", RunState.STARTED)]
    stored = [run.id for run in workspace.runs() if run.state is not RunState.NO_LONGER_KNOWN]
    assert stored == ["B2"]


def test_a_locked_key_store_is_asked_once(workspace: Workspace, lockable_keys: SessionKeys) -> None:
    with ExitStack() as stack:
        servers = Servers(workspace, SessionKeys(None), stack)
        runs = [run for name in "AB" for run in servers.add(name, RUNNING)[1]]
        Lockable.is_locked = True
        context = saved_context(workspace, lockable_keys)
        assert all_known_again(context, runs, CancelToken(), ignore_progress) == ()
    assert len(Lockable.reads) == 1
