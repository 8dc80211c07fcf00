"""An API in the platform's own shape: import, stop, connection and logs, from its description alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo_process import DemoProcess
from dmm_desktop.api.contract import Source
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import KeyVerdict
from dmm_desktop.core.errors import RefusedByServer
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_environment import check_environment
from dmm_desktop.operations.connection_form import fields_of
from dmm_desktop.operations.create_connection import create_connection
from dmm_desktop.operations.endpoint import Endpoint
from dmm_desktop.operations.save_logs import save_logs
from dmm_desktop.operations.stop_run import stop_run
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext, given, located
from operations.watching import Seen, plan_of, server_log, started, watch

CONNECTION = {
    "connection_name": "Warehouse",
    "ConnectionType": "DataDestination",
    "DatabaseType": "SQLServer",
    "ConnectionString": "Server=x",
}


@pytest.fixture(scope="module")
def platform() -> Iterator[DemoProcess]:
    with DemoProcess("--shape", "platform", "--pace", "0.01") as running:
        yield running


def endpoint_of(demo: DemoProcess) -> Endpoint:
    return located(demo.address)


def test_it_is_found_and_whole(platform: DemoProcess) -> None:
    address = Address.parse(platform.address)
    found = check_environment(given(address, Token(platform.token)), address, CancelToken(), ignore_progress)
    assert found.endpoint.contract.source is Source.ENVIRONMENT
    assert found.endpoint.contract.missing == () and found.endpoint.contract.rest == ()
    assert found.key.verdict is KeyVerdict.ACCEPTED


def test_what_a_connection_needs(platform: DemoProcess) -> None:
    fields = {field.name: field for field in fields_of(endpoint_of(platform).contract).fields}
    assert [name for name, field in fields.items() if field.required] == [
        "connectionName", "connectionType", "databaseType",
    ]  # fmt: skip
    assert fields["connectionName"].description == 'The "ConnectionName"'
    assert {field.default for field in fields.values()} == {None}


def test_an_import_into_a_connection_that_was_created(
    workspace: Workspace, platform: DemoProcess, samples: Path, tmp_path: Path
) -> None:
    token, address = Token(platform.token), Address.parse(platform.address)
    context = given(address, token)
    create_connection(context, address, CONNECTION, CancelToken(), ignore_progress)
    with pytest.raises(RefusedByServer, match="exists already"):
        create_connection(context, address, CONNECTION, CancelToken(), ignore_progress)
    seen = Seen()
    begun = started(workspace, platform, plan_of(platform, samples / "customers.zip", "Warehouse"))
    assert int(begun.run.tracker_id) > 2**53
    run = watch(workspace, begun.run, begun.endpoint, token, seen)
    assert (run.state, run.connection) == (RunState.COMPLETED, "Warehouse")
    assert seen.lines == server_log(platform, run.tracker_id)
    saved = save_logs(
        EndpointContext(begun.endpoint, token), run, tmp_path / "logs.zip", CancelToken(), ignore_progress
    )
    assert saved.path.read_bytes() == platform.logs_zip(run.tracker_id)
    received = platform.received()
    assert received["starts"][-1]["tracker_id"] == int(run.tracker_id)
    assert received["misplaced_tokens"] == []


def test_a_stop(workspace: Workspace, platform: DemoProcess, samples: Path) -> None:
    token = Token(platform.token)
    begun = started(workspace, platform, plan_of(platform, samples / "customers.zip", "Demo: slow"))
    stop_run(EndpointContext(begun.endpoint, token, workspace), begun.run, CancelToken(), ignore_progress)
    run = watch(workspace, begun.run, begun.endpoint, token)
    assert run.state is RunState.STOPPED
