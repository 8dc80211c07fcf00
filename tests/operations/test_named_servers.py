"""Which server an error of an operation names: host and port, so that two on one host can be told apart."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import NotKnown, TokenMissing
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.adopt_run import adopt_run
from dmm_desktop.operations.context import OperationContext
from dmm_desktop.operations.create_connection import create_connection
from dmm_desktop.operations.save_logs import save_logs
from dmm_desktop.operations.start_execution import ready_to_start
from dmm_desktop.operations.stop_run import stop_run
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext, given, run_at
from operations.watching import KEY, endpoint_at
from scripted_server import Script, ScriptedServer, answering, by_operation

NOT_FOUND = answering({"Status": "NotFound", "Success": True})
REFUSED = answering({"Errors": ["Not found"]}, 404)


def _stop(context: OperationContext, run: Run, folder: Path) -> None:
    stop_run(context, run, CancelToken(), ignore_progress)


def _save_logs(context: OperationContext, run: Run, folder: Path) -> None:
    save_logs(context, run, folder / "logs.zip", CancelToken(), ignore_progress, briefly=0)


@pytest.mark.parametrize(("ask", "answer"), [(_stop, REFUSED), (_save_logs, REFUSED), (_save_logs, NOT_FOUND)])
def test_the_server_that_does_not_know_an_execution(
    workspace: Workspace, tmp_path: Path, ask: Callable[[OperationContext, Run, Path], None], answer: Script
) -> None:
    scripts = by_operation(StopExecution=answer, GetExecutionOutputs=answer, GetExecutionStatus=NOT_FOUND)
    with ScriptedServer(scripts) as server:
        endpoint = endpoint_at(server.address)
        with pytest.raises(NotKnown) as caught:
            ask(EndpointContext(endpoint, KEY, workspace), run_at(endpoint), tmp_path)
    assert str(caught.value.title) == f"{server.host_and_port} does not know this import."


def _adopt(context: OperationContext, address: Address) -> None:
    adopt_run(context, address, "42", CancelToken(), ignore_progress)


def _create(context: OperationContext, address: Address) -> None:
    create_connection(context, address, {}, CancelToken(), ignore_progress)


def _start(context: OperationContext, address: Address) -> None:
    with ready_to_start(context, address, None, CancelToken()):
        pass


def _follow(context: OperationContext, address: Address) -> None:
    context.endpoint(run_at(endpoint_at(str(address))), CancelToken())


@pytest.mark.parametrize("ask", [_adopt, _create, _start, _follow])
def test_the_server_without_a_key(ask: Callable[[OperationContext, Address], None]) -> None:
    with ScriptedServer(by_operation()) as server:
        address = Address.parse(server.address)
        with pytest.raises(TokenMissing) as caught:
            ask(given(address, None), address)
    assert str(caught.value.title) == f"The REST API key of {server.host_and_port} is not on this computer."
