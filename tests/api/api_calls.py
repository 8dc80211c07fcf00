"""Calls of the DMM API as made by the client tests, with tokens that are easy to find where they do not belong."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from dmm_desktop.api.binding import built_in_contract
from dmm_desktop.api.client import DmmClient
from dmm_desktop.api.contract import Contract
from dmm_desktop.api.payload_sinks import Writer
from dmm_desktop.api.transport import Timeouts
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.job import CancelToken
from dmm_desktop.core.models import ExecutionOutputs, ExecutionStatus
from dmm_desktop.core.network import SYSTEM_NETWORK, Network
from dmm_desktop.core.token import Token
from scripted_server import Script, ScriptedServer

KEY = "key-4Qz81-secret"
ONE_TIME = "otp-93172-secret"
ROOT = "/DMMAPI/rest/v1"
CONFIGURATION = '{"DestinationDBConnection": "Runtime Connection", "DataAppendMode": true, "Añadido": "ü"}'
CONNECTION = {"ConnectionName": "Target", "ConnectionType": "DataDestination", "DatabaseType": "DMMREST"}

HTML = "<!DOCTYPE html><html><title>Sign in</title></html>"
#: The head of a chunked response.
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

#: Longest wait for something that must happen at once, in seconds; below every time-out of the client.
AT_ONCE = 15.0


@dataclass
class Calls:
    """Calls the API at an address, with a new client for each call, as jobs do."""

    address: str
    contract: Contract = field(default_factory=built_in_contract)
    cancel: CancelToken = field(default_factory=CancelToken)
    timeouts: Timeouts = field(default_factory=Timeouts)
    network: Network = SYSTEM_NETWORK
    tracker_id: str = "77"

    @contextmanager
    def client(self) -> Iterator[DmmClient]:
        root = Address.parse(self.address + ROOT)
        with DmmClient(root, self.contract, Token(KEY), self.cancel, self.timeouts, network=self.network) as client:
            yield client

    def start(self, upload: ZipUpload, *, key_accepted: bool = False) -> str:
        with self.client() as client:
            return client.start_execution(
                ExecutionType.IMPORT, CONFIGURATION, upload, Token(ONE_TIME), key_accepted=key_accepted
            )

    def status(self, logs_to: Writer | None = None) -> ExecutionStatus:
        with self.client() as client:
            return client.get_execution_status(self.tracker_id, log_page=1, log_records=10, logs_to=logs_to)

    def outputs(self, logs_to: Writer | None = None, zip_file_to: Writer | None = None) -> ExecutionOutputs:
        with self.client() as client:
            return client.get_execution_outputs(self.tracker_id, logs_to=logs_to, zip_file_to=zip_file_to)

    def stop(self) -> None:
        with self.client() as client:
            client.stop_execution(self.tracker_id)

    def create_connection(self) -> None:
        with self.client() as client:
            client.create_connection(CONNECTION)


#: Every request, with the response it needs.
QUESTIONS: dict[Callable[[Calls], object], object] = {
    Calls.status: {"Status": "Queued"},
    Calls.outputs: {"Status": "Complete"},
    Calls.stop: {},
    Calls.create_connection: {"Success": True},
}

every_question = pytest.mark.parametrize("ask", QUESTIONS)


@contextmanager
def in_thread(function: Callable[..., Any], *arguments: Any, **named: Any) -> Iterator["Future[Any]"]:
    """Run the function on another thread, which has ended when the context is left."""
    with ThreadPoolExecutor(1) as executor:
        yield executor.submit(function, *arguments, **named)


def shown(error: BaseException) -> str:
    """Everything of an error that may be shown, including its causes."""
    seen: list[str] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        current = waiting.pop()
        if current is not None:
            seen += [repr(current), str(current)]
            seen += [repr(vars(current))] if isinstance(current, DmmError) else []
            waiting += [current.__cause__, current.__context__]
    return "\n".join(seen)


def question_fails(ask: Callable[[Calls], object], script: Script, timeouts: Timeouts | None = None) -> DmmError:
    """The error raised by a call; it made one request, and the error contains neither token."""
    with ScriptedServer(script) as server:
        return fails_at(server, ask, timeouts)


def fails_at(server: ScriptedServer, ask: Callable[[Calls], object], timeouts: Timeouts | None = None) -> DmmError:
    """The error raised by the first call of a server; it made one request, and the error contains neither token."""
    with pytest.raises(DmmError) as caught:
        ask(Calls(server.address, timeouts=timeouts or Timeouts()))
    assert len(server.requests) == 1
    assert not [token for token in (KEY, ONE_TIME) if token in shown(caught.value)]
    return caught.value


def start_once(script: Script, upload: ZipUpload, **how: bool) -> str:
    """Start an execution; in any case the server has received one request on one connection."""
    with ScriptedServer(script) as server:
        try:
            return Calls(server.address).start(upload, **how)
        finally:
            assert server.connections == 1
            assert [request.operation for request in server.requests] == ["StartExecution"]


def start_fails(script: Script, upload: ZipUpload, **how: bool) -> DmmError:
    """The error raised when starting an execution; it contains neither token."""
    with pytest.raises(DmmError) as caught:
        start_once(script, upload, **how)
    assert KEY not in shown(caught.value)
    assert ONE_TIME not in shown(caught.value)
    return caught.value
