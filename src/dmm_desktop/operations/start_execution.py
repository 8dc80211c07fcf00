"""Starts an execution of any type: finds the API, tries the key, and sends the request once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..core.address import Address
from ..core.environment import Environment, KeyVerdict
from ..core.errors import DmmError, TokenRefused
from ..core.job import CancelToken, Progress
from ..core.runs import Run
from ..core.token import Token
from .context import OperationContext
from .sending import Sending

if TYPE_CHECKING:
    from ..api.client import DmmClient
    from ..api.upload import NothingToUpload, ZipUpload
    from .endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class Started:
    """A run that has started on the server.

    ``not_stored`` says why its tracker id could not be stored; the user must then keep it.
    """

    run: Run
    not_stored: DmmError | None = None


@dataclass(frozen=True, slots=True)
class AwaitingAnswer(Progress):
    """Progress: the whole request was sent, and the server has not answered yet."""

    run: Run


@dataclass(frozen=True, slots=True)
class ReadyToStart:
    """An environment that is ready for a start: its API, and a client with its key."""

    endpoint: Endpoint
    client: DmmClient
    is_key_accepted: bool

    def send(self, sending: Sending, upload: ZipUpload | NothingToUpload, one_time_token: Token) -> Started:
        """Send the run, once, and store its tracker id before anything else happens. Raises the errors of
        :meth:`DmmClient.start_execution`, after storing what they mean for the run."""
        with sending.noting_failure():
            run = sending.run
            tracker_id = self.client.start_execution(
                run.type, run.configuration, upload, one_time_token, key_accepted=self.is_key_accepted
            )
        not_stored = sending.started(tracker_id)
        return Started(sending.run, not_stored)


@contextmanager
def ready_to_start(
    context: OperationContext, address: Address, environment: Environment | None, cancel: CancelToken
) -> Iterator[ReadyToStart]:
    """Read the API's description and try the key. Raises ContractIncomplete, TokenRefused and the errors of the client:
    nothing was stored or sent."""
    from ..api.contract import Operation
    from .endpoint import check_key

    api_key = context.required_key(environment, environment.name if environment else address.host_and_port)
    endpoint, _ = context.discover(address, environment, cancel)
    endpoint.contract.bound(Operation.START_EXECUTION)
    with context.client_at(endpoint, api_key, cancel) as client:
        key = check_key(client)
        cancel.check()
        if key.verdict is KeyVerdict.REFUSED:
            raise TokenRefused(endpoint.root.host_and_port)
        yield ReadyToStart(endpoint, client, key.verdict is KeyVerdict.ACCEPTED)


def in_environment(context: OperationContext, run: Run, environment: Environment | None) -> Run:
    """The run with its environment, if that is saved, and the stage of its connection."""
    if environment is None:
        return run
    stage = context.workspace.destination_stage(environment, run.connection)
    return replace(run, environment_id=environment.id, environment_name=environment.name, stage=stage)
