"""Starts an export: requests it once, and stores the tracker id before anything else happens."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..core.address import Address
from ..core.environment import Environment
from ..core.execution_type import ExecutionType
from ..core.export_configuration import ExportConfiguration
from ..core.job import CancelToken, OnProgress
from ..core.run_state import RunState
from ..core.runs import Run
from ..core.stage import strictest_of
from ..core.text import as_reference
from ..core.token import Token
from .context import OperationContext
from .save_export import database_of
from .sending import Sending
from .start_execution import AwaitingAnswer, Started, in_environment, ready_to_start

if TYPE_CHECKING:
    from .endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """The user's decisions about an export, except for the tokens.

    ``environment`` is None if the environment is not saved; ``reference`` is the user's own text; ``run_id`` identifies
    the run in the database, even if the start failed. ``is_to_be_saved``: its zip is to be saved later, so an API that
    cannot return it is refused.
    """

    address: Address
    configuration: ExportConfiguration
    environment: Environment | None = None
    run_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    reference: str = ""
    is_to_be_saved: bool = False


def start_export(
    context: OperationContext, plan: ExportPlan, one_time_token: Token, cancel: CancelToken, report: OnProgress
) -> Started:
    """Read the API's description, try the key, and request the export, once.

    The run is stored before anything is sent, and its tracker id as soon as it is known. SendingEnded is reported for
    every run that was stored and did not start. Raises as :func:`.start_import.start_import` does, except for the
    errors about the zip.
    """
    from ..api.contract import Operation
    from ..api.upload import NothingToUpload

    context.secrets.add(one_time_token)
    with ready_to_start(context, plan.address, plan.environment, cancel) as ready:
        if plan.is_to_be_saved:
            ready.endpoint.contract.bound(Operation.GET_EXECUTION_OUTPUTS)
        sending = Sending(context.workspace, _new_run(context, plan, ready.endpoint), report)
        body = NothingToUpload(lambda: sending.sent(""), lambda: report(AwaitingAnswer(sending.run)))
        return ready.send(sending, body, one_time_token)


def _new_run(context: OperationContext, plan: ExportPlan, endpoint: Endpoint) -> Run:
    run = Run(
        id=plan.run_id,
        root=endpoint.root,
        created_at=datetime.now(UTC),
        state=RunState.UPLOADING,
        type=ExecutionType.EXPORT,
        environment_name=plan.address.host,
        connection=plan.configuration.connection,
        contract=endpoint.contract.named,
        configuration=plan.configuration.json_text,
        reference=as_reference(context.secrets(plan.reference)),
    )
    run = in_environment(context, run, plan.environment)
    database = database_of(run)
    if plan.environment is None or run.stage is None or not database:
        return run
    written = context.workspace.database_stage(plan.environment, database)
    return replace(run, stage=strictest_of((run.stage, written)))  # so that a run that changes Production looks like it
