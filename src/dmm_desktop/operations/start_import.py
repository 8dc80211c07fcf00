"""Start an import: check, upload once, and keep the tracker id before anything else happens."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..archive.findings import CheckedZip
from ..core.address import Address
from ..core.configuration import ImportConfiguration
from ..core.environment import Environment, KeyVerdict
from ..core.errors import DmmError, TokenRefused
from ..core.execution_type import ExecutionType
from ..core.job import CancelToken, OnProgress, Progress
from ..core.run_state import RunState
from ..core.runs import Run
from ..core.text import Text
from ..core.token import Token
from .check_zip import require_importable
from .context import OperationContext
from .sending import Sending

if TYPE_CHECKING:
    from .endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything that the user decided about an import, but the tokens.

    ``environment`` is the saved one, if it is one; ``start_anyway`` goes on although the zip was found faulty. Under
    ``run_id`` the run can be found in the database, also where the start failed.
    """

    address: Address
    zip: CheckedZip
    configuration: ImportConfiguration
    environment: Environment | None = None
    start_anyway: bool = False
    run_id: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass(frozen=True, slots=True)
class Started:
    """A run that has begun on the server.

    ``not_stored`` says why its tracker id could not be stored: the person has to keep it.
    """

    run: Run
    not_stored: DmmError | None = None


@dataclass(frozen=True, slots=True)
class Uploading(Progress):
    """The zip is on its way; ``done`` and ``total`` in bytes of the file. The server cannot have begun.

    ``limits``: what cannot be done with this import from here.
    """

    run: Run
    done: int
    total: int
    limits: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class AwaitingAnswer(Progress):
    """Everything was sent; the server has not answered yet."""

    run: Run


def start_import(
    context: OperationContext, plan: ImportPlan, one_time_token: Token, cancel: CancelToken, report: OnProgress
) -> Started:
    """Read the API's description, try the key, and send the import, once.

    The run is in the database before the first byte goes out and its tracker id as soon as it is known. Raises
    ZipRejected, FileChanged, ContractIncomplete, TokenRefused, OneTimeTokenRefused and the errors of the client: with
    all of them nothing was started and the run is stored as not started, or not at all. With OutcomeUnknown it is
    stored as that, and must not be sent again by itself; SendingEnded is reported for every run that was stored and did
    not start. Cancelling counts until the last piece is on its way.
    """
    from ..api.contract import Operation
    from ..api.upload import ZipUpload
    from .endpoint import check_key
    from .limits import lacking_in, limits

    context.secrets.add(one_time_token)
    require_importable(plan.zip, start_anyway=plan.start_anyway)
    environment = plan.environment
    api_key = context.required_key(environment, environment.name if environment else plan.address.host)
    endpoint, _ = context.discover(plan.address, environment, cancel)
    endpoint.contract.bound(Operation.START_EXECUTION)
    with context.client_at(endpoint, api_key, cancel) as client:
        key = check_key(client)
        cancel.check()
        if key.verdict is KeyVerdict.REFUSED:
            raise TokenRefused(endpoint.root.host)
        sending = Sending(context.workspace, _new_run(context, plan, endpoint), report)
        cannot = limits(lacking_in(endpoint.contract))
        report(Uploading(sending.run, 0, plan.zip.size, cannot))

        def progress(value: Progress) -> None:
            done, total = getattr(value, "done", 0), plan.zip.size
            report(Uploading(sending.run, done, total, cannot) if done < total else AwaitingAnswer(sending.run))

        upload = ZipUpload(plan.zip.path, plan.zip.size, plan.zip.mtime_ns, before_last=sending.sent, report=progress)
        with sending.noting_failure():
            tracker_id = client.start_execution(
                ExecutionType.IMPORT,
                plan.configuration.json_text,
                upload,
                one_time_token,
                key_accepted=key.verdict is KeyVerdict.ACCEPTED,
            )
        not_stored = sending.started(tracker_id)
        return Started(sending.run, not_stored)


def _new_run(context: OperationContext, plan: ImportPlan, endpoint: Endpoint) -> Run:
    environment = plan.environment
    run = Run(
        id=plan.run_id,
        root=str(endpoint.root),
        created_at=datetime.now(UTC),
        state=RunState.UPLOADING,
        type=ExecutionType.IMPORT,
        environment_name=plan.address.host,
        connection=plan.configuration.connection,
        contract=endpoint.contract.named,
        zip_path=str(plan.zip.path.absolute()),
        zip_size=plan.zip.size,
        append=plan.configuration.append,
        configuration=plan.configuration.json_text,
    )
    if environment is None:
        return run
    stage = context.workspace.destination_stage(environment, run.connection)
    return replace(run, environment_id=environment.id, environment_name=environment.name, stage=stage)
