"""Adds runs that were started elsewhere."""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..core.address import Address
from ..core.environment import Environment
from ..core.errors import DmmError, NotKnown, WrongInput
from ..core.job import CancelToken, OnProgress
from ..core.run_state import RunState
from ..core.runs import Run, is_forgotten
from ..core.text import text
from .ask_again import known_again
from .context import OperationContext
from .retrying import repeating
from .start_execution import in_environment

if TYPE_CHECKING:
    from .endpoint import Endpoint


def adopt_run(
    context: OperationContext,
    address: Address,
    tracker_id: str,
    cancel: CancelToken,
    report: OnProgress,
    *,
    environment: Environment | None = None,
    briefly: float = 0.0,
) -> Run:
    """Store an execution that was started elsewhere, unless it is already known here, and return its run.

    An execution that the server does not know is not stored, so that a mistyped id leaves no trace; it is returned in
    the state NO_LONGER_KNOWN. If the server cannot be asked, the execution is stored, and watching it will keep asking.
    While the server is busy, or the network fails, the search for the API is repeated for up to ``briefly`` seconds.
    Reports Waiting. Raises DatabaseError and DiskFull, and WrongInput for an id that no request can carry.
    """
    key = context.required_key(environment, environment.name if environment else address.host_and_port)
    endpoint = repeating(cancel, report, briefly)(lambda: context.locate(address, environment, cancel))
    workspace = context.workspace
    known = workspace.find_run(endpoint.root, tracker_id)
    if known is not None:
        return known
    run = in_environment(context, run_started_elsewhere(endpoint, tracker_id), environment)
    try:
        with context.client_at(endpoint, key, cancel) as client:
            status = client.get_execution_status(tracker_id).status
    except WrongInput:
        raise
    except DmmError:
        status = ""  # its watcher will ask
    if is_forgotten(status):
        return replace(run, state=RunState.NO_LONGER_KNOWN, status_word=status)
    cancel.commit()
    return workspace.adopt(run)


def run_started_elsewhere(endpoint: Endpoint, tracker_id: str, environment: Environment | None = None) -> Run:
    """A run with only its tracker id, and its environment if that is saved; its connection and zip are unknown."""
    run = Run(
        id=str(uuid.uuid4()),
        root=endpoint.root,
        created_at=datetime.now(UTC),
        state=RunState.STARTED,
        environment_name=endpoint.root.host,
        connection="",
        contract=endpoint.contract.named,
        tracker_id=tracker_id,
    )
    if environment is None:
        return run
    return replace(run, environment_id=environment.id, environment_name=environment.name, stage=environment.stage)


def adopt_known(
    context: OperationContext, environment_id: str, tracker_id: str, cancel: CancelToken, report: OnProgress
) -> Run:
    """Store an execution of a saved environment that was started elsewhere. One that is in the list, but that the
    server did not know, can be watched again. Raises the errors of :func:`adopt_run`, and WrongInput if the environment
    does not know the execution."""
    with context.workspace.store() as store:
        environment = store.environments.get(environment_id)
    assert environment is not None, "an execution is adopted for a saved environment"
    run = adopt_run(context, environment.address, tracker_id, cancel, report, environment=environment)
    is_stored = context.workspace.run(run.id) is not None
    if is_stored and not run.can_be_asked_again:
        return run
    with suppress(NotKnown):
        if is_stored:
            return known_again(context, run, cancel, report)
    raise WrongInput(
        text("{name} does not know an execution with this tracker id.", name=environment.name),
        text("It may belong to another environment, or be too old."),
        text("Check the tracker id and the environment."),
    )
