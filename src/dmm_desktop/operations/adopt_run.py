"""Runs that were started elsewhere."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime

from ..core.environment import Environment
from ..core.errors import DmmError, WrongInput
from ..core.job import CancelToken, Report
from ..core.runs import Run, RunState, is_forgotten
from ..core.token import Token
from .endpoint import Endpoint
from .workspace import Workspace


def adopt_run(
    workspace: Workspace,
    endpoint: Endpoint,
    token: Token,
    tracker_id: str,
    cancel: CancelToken,
    report: Report,
    *,
    environment: Environment | None = None,
) -> Run:
    """Keep an execution that was started elsewhere, unless it is known here already, and return its run.

    One that the server says it does not know is not kept: a mistyped id must leave nothing behind. It is returned in
    the state NO_LONGER_KNOWN. Where the server cannot be asked it is kept: watching goes on asking. Raises
    DatabaseError and DiskFull, and with WrongInput for an id that no request can carry.
    """
    known = workspace.find_run(endpoint.root, tracker_id)
    if known is not None:
        return known
    run = run_started_elsewhere(endpoint, tracker_id, environment)
    try:
        with endpoint.client(token, cancel) as client:
            status = client.get_execution_status(tracker_id).status
    except WrongInput:
        raise
    except DmmError:
        return workspace.adopt(run)
    if is_forgotten(status):
        return replace(run, state=RunState.NO_LONGER_KNOWN, status_word=status)
    return workspace.adopt(run)


def run_started_elsewhere(endpoint: Endpoint, tracker_id: str, environment: Environment | None = None) -> Run:
    """A run of which only the tracker id is known, and the environment if it is a saved one; not its connection and
    zip."""
    run = Run(
        id=str(uuid.uuid4()),
        root=str(endpoint.root),
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
