"""Creating a connection in an environment."""

from pathlib import Path

import pytest

from demo_process import DemoProcess
from dmm_desktop.core.errors import (
    ConnectionFailed,
    ContractIncomplete,
    CreationUnknown,
    DmmError,
    NotDmmAnswer,
    RefusedByServer,
    TokenRefused,
    WrongInput,
)
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.token import Token
from dmm_desktop.operations.create_connection import create_connection
from dmm_desktop.operations.endpoint import Endpoint
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext, located
from operations.contracts import without
from operations.watching import KEY, endpoint_at, plan_of, started, watch
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation, leaving_after, sending

FIELDS = {
    "ConnectionName": "Warehouse",
    "ConnectionType": "DataDestination",
    "DatabaseType": "DMMREST",
    "EnvironmentURL": "https://other.example.com",
    "RestAPIKey": "secret-of-the-other",
}


def create(endpoint: Endpoint, fields: dict[str, str], key: Token = KEY) -> None:
    create_connection(EndpointContext(endpoint, key), endpoint.root, fields, CancelToken(), ignore_progress)


def test_what_was_created_can_be_imported_into(workspace: Workspace, demo: DemoProcess, samples: Path) -> None:
    endpoint = located(demo.address)
    plan = plan_of(demo, samples / "small.zip", "Warehouse")
    with pytest.raises(RefusedByServer):
        started(workspace, demo, plan)
    create(endpoint, FIELDS, Token(demo.token))
    begun = started(workspace, demo, plan_of(demo, samples / "small.zip", "Warehouse"))
    run = watch(workspace, begun.run, begun.endpoint, Token(demo.token))
    assert (run.state, run.connection) == (RunState.COMPLETED, "Warehouse")


def test_the_fields_are_sent_as_given() -> None:
    with ScriptedServer(by_operation(CreateConnection=answering({"Success": True}))) as server:
        create(endpoint_at(server.address), FIELDS)
        [request] = server.requests
    assert request.json() == FIELDS
    assert request.headers["x-dmm-token"] == KEY.reveal()
    assert "x-dmm-token-otp" not in request.headers


def test_a_field_that_the_description_does_not_know_is_not_sent() -> None:
    with ScriptedServer(by_operation()) as server:
        with pytest.raises(WrongInput, match="Colour") as caught:
            create(endpoint_at(server.address), {**FIELDS, "Colour": "red"})
        assert server.requests == []
    assert "secret-of-the-other" not in str(caught.value)


@pytest.mark.parametrize(
    ("script", "error"),
    [
        (answering({"Success": False, "ErrorMessage": "The name is taken."}), RefusedByServer),
        (answering(b"", 403), TokenRefused),
    ],
)
def test_a_refusal_is_told(script: Script, error: type[DmmError]) -> None:
    with ScriptedServer(by_operation(CreateConnection=script)) as server:
        with pytest.raises(error):
            create(endpoint_at(server.address), FIELDS)
        assert len(server.requests) == 1


def test_an_api_that_cannot_create_connections_says_so() -> None:
    endpoint = endpoint_at("http://127.0.0.1:9", without("CreateConnection"))
    with pytest.raises(ContractIncomplete, match="CreateConnection"):
        create(endpoint, FIELDS)


def _fails(server: ScriptedServer) -> DmmError:
    with pytest.raises(DmmError) as caught:
        create(endpoint_at(server.address), FIELDS)
    assert len(server.requests) == 1
    return caught.value


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (leaving_after(None), "The connection was refused or cut."),
        (leaving_after(None, then=Exchange.close), "The connection was refused or cut."),
        (sending(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"), "The connection was refused or cut."),
        (sending(b"SSH-2.0-x\r\n\r\n"), "Its response cannot be read: it is not valid HTTP."),
        (answering(b"", 504), "The server responded with HTTP status 504."),
        (answering({"Errors": ["Boom."]}, 500), "The server responded with HTTP status 500. Boom."),
        (answering(b'{"Success": tr'), "Its response cannot be read: "),
    ],
)
def test_without_an_answer_it_is_not_known_whether_it_was_created(script: Script, reason: str) -> None:
    with ScriptedServer(by_operation(CreateConnection=script)) as server:
        error = _fails(server)
    assert type(error) is CreationUnknown
    assert str(error.title) == "It is not known whether the connection was created."
    assert str(error.reason).startswith(reason)
    assert str(error.advice) == (
        f"Check DMM on {server.host_and_port} for the connection before you create it again. "
        "If it exists, use it by its name."
    )


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (leaving_after(0), ConnectionFailed),
        (answering("<!DOCTYPE html><html></html>"), NotDmmAnswer),
        (answering(b"", 302, "Location: /login"), NotDmmAnswer),
    ],
)
def test_what_was_not_sent_or_not_understood_created_nothing(script: Script, kind: type[DmmError]) -> None:
    large = FIELDS | {"ConnectionString": "x" * 30_000_000}  # more than the systems in between hold
    with ScriptedServer(by_operation(CreateConnection=script)) as server, pytest.raises(DmmError) as caught:
        create(endpoint_at(server.address), large)
    assert type(caught.value) is kind


def test_a_server_that_is_not_there_created_nothing() -> None:
    with ScriptedServer(by_operation()) as server:
        address = server.address
    with pytest.raises(ConnectionFailed):
        create(endpoint_at(address), FIELDS)
