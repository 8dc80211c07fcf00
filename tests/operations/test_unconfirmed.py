"""Stops and new connections that the server did not confirm: what is known of them, and what is said."""

from collections.abc import Callable

import pytest

from dmm_desktop.core.errors import CreationUnknown, DmmError, NotKnown, ServerBusy
from dmm_desktop.core.execution_errors import AlreadyEnded, StopDelivery, StopNotAccepted
from dmm_desktop.core.job import Cancelled, CancelToken, Progress, ignore_progress
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.context import OperationContext
from dmm_desktop.operations.create_connection import CreationCancelled, create_connection
from dmm_desktop.operations.retrying import Waiting
from dmm_desktop.operations.stop_run import StopCancelled, stop_run
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext, given
from operations.watching import KEY, PATIENCE, adopted, endpoint_at, in_thread, status
from scripted_server import Script, ScriptedServer, answering, by_operation, holding, in_turn, leaving_after

STOPPED = answering({"Success": True})
REFUSED = answering({"Errors": ["The execution has already ended"]}, 400)
FIELDS = {"ConnectionName": "Target", "ConnectionType": "DataDestination", "DatabaseType": "DMMREST"}
#: A description of nothing but StopExecution.
DESCRIPTION = {
    "swagger": "2.0",
    "paths": {
        "/StopExecution": {
            "post": {"parameters": [{"name": "Id", "in": "query", "type": "string"}], "responses": {}},
        }
    },
}


class Stopped:
    """A run of the server, and what stopping it ended with."""

    def __init__(self, workspace: Workspace, server: ScriptedServer) -> None:
        self._workspace = workspace
        self.endpoint = endpoint_at(server.address)
        self.run: Run = adopted(workspace, self.endpoint)

    def fails(self, kind: type[Exception], context: OperationContext | None = None, briefly: float = 0) -> DmmError:
        with pytest.raises(kind) as caught:
            self.stop(context, briefly)
        error = caught.value
        assert isinstance(error, DmmError)
        return error

    def stop(
        self,
        context: OperationContext | None = None,
        briefly: float = 0,
        cancel: CancelToken | None = None,
        report: Callable[[Progress], None] = ignore_progress,
    ) -> None:
        context = context or EndpointContext(self.endpoint, KEY, self._workspace)
        stop_run(context, self.run, cancel or CancelToken(), report, briefly=briefly)

    @property
    def is_noted(self) -> bool:
        stored = self._workspace.run(self.run.id)
        assert stored is not None
        return stored.stop_requested_at is not None


def test_a_stop_that_got_another_text_is_not_known_to_be_accepted(workspace: Workspace) -> None:
    scripts = by_operation(StopExecution=answering("No permission"), GetExecutionStatus=answering(status("InProgress")))
    with ScriptedServer(scripts) as server:
        stopped = Stopped(workspace, server)
        error = stopped.fails(StopNotAccepted, briefly=60)
        assert len(server.of("StopExecution")) == 1, "an answer came"
    assert str(error) == (
        "It is not known whether the server accepted the stop request. The server responded only: No permission. "
        "The import may still be running. You can request the stop again at any time. "
        f"Check DMM on {server.host_and_port} to see what became of it."
    )
    assert stopped.is_noted, "the server may have acted"


@pytest.mark.parametrize("answer", [REFUSED, answering("Already ended")])
@pytest.mark.parametrize("word", ["Complete", "InError"])
def test_a_stop_that_came_too_late_is_told_as_that(workspace: Workspace, answer: Script, word: str) -> None:
    scripts = by_operation(StopExecution=answer, GetExecutionStatus=answering(status(word)))
    with ScriptedServer(scripts) as server:
        stopped = Stopped(workspace, server)
        error = stopped.fails(AlreadyEnded)
    assert str(error) == (
        f"The import has already ended. There is nothing left to stop: the server reports “{word}”. "
        "Check its status to see how it ended."
    )
    assert not stopped.is_noted


@pytest.mark.parametrize("answer", [answering({"Errors": ["Not found"]}, 404), answering("Not found")])
def test_a_stop_of_what_the_server_does_not_know_has_a_remedy(workspace: Workspace, answer: Script) -> None:
    scripts = by_operation(StopExecution=answer, GetExecutionStatus=answering({"Status": "NotFound"}))
    with ScriptedServer(scripts) as server:
        stopped = Stopped(workspace, server)
        error = stopped.fails(NotKnown)
    assert str(error.advice) == "Check the tracker id and the environment."
    assert not stopped.is_noted


@pytest.mark.parametrize("answer", [answering(b"", 500), answering(status("InProgress")), leaving_after(None)])
def test_a_refusal_stays_one_where_the_status_says_nothing_else(workspace: Workspace, answer: Script) -> None:
    with ScriptedServer(by_operation(StopExecution=REFUSED, GetExecutionStatus=answer)) as server:
        stopped = Stopped(workspace, server)
        error = stopped.fails(StopNotAccepted)
    assert str(error.title) == "The server did not accept the stop request."
    assert "The server says: The execution has already ended." in str(error.reason)


@pytest.mark.parametrize(
    "trouble", [answering(b"", 503), answering(b"", 429), leaving_after(None), answering(b"", 504)]
)
def test_the_search_for_the_api_is_repeated_as_the_stop_is(workspace: Workspace, trouble: Script) -> None:
    description = in_turn(trouble, answering(DESCRIPTION))
    told: list[Progress] = []
    with ScriptedServer(by_operation({"swagger.json": description, "StopExecution": STOPPED})) as server:
        stopped = Stopped(workspace, server)
        stopped.stop(given(stopped.endpoint.root, KEY, workspace), briefly=60, report=told.append)
        assert len(server.of("swagger.json")) == 2
        assert len(server.of("StopExecution")) == 1
    assert [type(one) for one in told] == [Waiting]
    assert stopped.is_noted


def test_a_stop_for_which_no_api_was_found_was_not_sent(workspace: Workspace) -> None:
    with ScriptedServer(by_operation({"swagger.json": answering(b"", 503)})) as server:
        stopped = Stopped(workspace, server)
        error = stopped.fails(StopNotAccepted, given(stopped.endpoint.root, KEY, workspace))
    assert isinstance(error, StopNotAccepted)
    assert (error.delivery, type(error.cause)) == (StopDelivery.NOT_SENT, ServerBusy)
    assert str(error.title) == "The stop request was not sent."
    assert not stopped.is_noted


@pytest.mark.parametrize(
    ("scripts", "delivery"),
    [
        ({"swagger.json": answering(b"", 503)}, StopDelivery.NOT_SENT),
        ({"StopExecution": answering(b"", 503)}, StopDelivery.NOT_ACCEPTED),
        ({"StopExecution": answering(b"", 504)}, StopDelivery.UNCERTAIN),
        ({"StopExecution": in_turn(answering(b"", 504), answering(b"", 503))}, StopDelivery.UNCERTAIN),
    ],
)
def test_a_stop_that_is_cancelled_while_it_waits_says_how_far_it_came(
    workspace: Workspace, scripts: dict[str, Script], delivery: StopDelivery
) -> None:
    cancel, waits = CancelToken(), list[Progress]()
    wanted = 2 if delivery is StopDelivery.UNCERTAIN else 1

    def end(value: Progress) -> None:
        waits.append(value)
        if len(waits) == wanted:
            cancel.cancel()

    with ScriptedServer(by_operation(scripts)) as server:
        stopped = Stopped(workspace, server)
        context = given(stopped.endpoint.root, KEY, workspace) if "swagger.json" in scripts else None
        with pytest.raises(StopCancelled) as caught:
            stopped.stop(context, 60, cancel, end)
    assert caught.value.delivery is delivery
    assert stopped.is_noted == (delivery is StopDelivery.UNCERTAIN)


def test_a_stop_that_is_cancelled_while_its_answer_is_awaited_is_uncertain(workspace: Workspace) -> None:
    with ScriptedServer(by_operation(StopExecution=holding())) as server:
        stopped, cancel = Stopped(workspace, server), CancelToken()
        with in_thread(stopped.stop, None, 0, cancel) as result:
            server.wait()
            cancel.cancel()
            with pytest.raises(StopCancelled) as caught:
                result.result(PATIENCE)
    assert caught.value.delivery is StopDelivery.UNCERTAIN
    assert stopped.is_noted


def _create(server: ScriptedServer, cancel: CancelToken) -> None:
    endpoint = endpoint_at(server.address)
    create_connection(EndpointContext(endpoint, KEY), endpoint.root, FIELDS, cancel, ignore_progress)


def test_a_connection_that_got_another_text_is_not_known_to_exist() -> None:
    with ScriptedServer(by_operation(CreateConnection=answering("Access denied"))) as server:
        with pytest.raises(CreationUnknown) as caught:
            _create(server, CancelToken())
        assert len(server.requests) == 1
    assert str(caught.value.title) == "It is not known whether the connection was created."
    assert str(caught.value.reason) == "The server responded only: Access denied."


def test_a_connection_may_exist_only_once_its_request_was_sent() -> None:
    cancel = CancelToken()
    with ScriptedServer(by_operation(CreateConnection=holding())) as server:
        with in_thread(_create, server, cancel) as result:
            server.wait()
            cancel.cancel()
            with pytest.raises(CreationCancelled):
                result.result(PATIENCE)
        with pytest.raises(Cancelled) as caught:
            _create(server, cancel)
        assert len(server.requests) == 1
    assert type(caught.value) is Cancelled
