"""Starts an import: checks it, uploads it once, and stores the tracker id before anything else happens."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..archive.findings import CheckedZip
from ..core.address import Address
from ..core.configuration import ImportConfiguration
from ..core.environment import Environment
from ..core.execution_type import ExecutionType
from ..core.job import CancelToken, OnProgress, Progress
from ..core.origin import Origin
from ..core.run_state import RunState
from ..core.runs import Run
from ..core.text import Text, as_reference
from ..core.token import Token
from .check_zip import fingerprint_to_store, require_importable, to_record
from .context import OperationContext
from .sending import Sending
from .start_execution import AwaitingAnswer, Started, in_environment, ready_to_start

if TYPE_CHECKING:
    from .endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The user's decisions about an import, except for the tokens.

    ``environment`` is None if the environment is not saved; ``start_anyway`` ignores errors that the check found in the
    zip. ``reference`` is the user's own text. ``run_id`` identifies the run in the database, even if the start failed.
    ``origin`` is the export that the zip was saved from, if it is known; otherwise ``possible_origins`` are those that
    it may have been saved from: its hash, which is known once it has been sent, decides.
    """

    address: Address
    zip: CheckedZip
    configuration: ImportConfiguration
    environment: Environment | None = None
    start_anyway: bool = False
    run_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    reference: str = ""
    origin: Origin | None = None
    possible_origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Uploading(Progress):
    """Progress: the zip is being uploaded; ``done`` and ``total`` count bytes of the file. The server cannot have
    started the import yet.

    ``limits``: what will not be possible with this import, such as stopping it.
    """

    run: Run
    done: int
    total: int
    limits: tuple[Text, ...] = ()


def start_import(
    context: OperationContext, plan: ImportPlan, one_time_token: Token, cancel: CancelToken, report: OnProgress
) -> Started:
    """Read the API's description, try the key, and send the import, once.

    The run is stored before the first byte is sent, and its tracker id as soon as it is known. SendingEnded is reported
    for every run that was stored and did not start. Cancelling works until the last piece is on its way.

    Raises ZipRejected, FileChanged, ContractIncomplete, TokenRefused, OneTimeTokenRefused and the errors of the client:
    after any of these, nothing was started, and the run is stored as not started, or not at all. After OutcomeUnknown
    the run is stored with that state, and must not be sent again automatically.
    """
    from ..api.upload import ZipUpload
    from .limits import lacking_in, limits

    context.secrets.add(one_time_token)
    require_importable(plan.zip, start_anyway=plan.start_anyway)
    with ready_to_start(context, plan.address, plan.environment, cancel) as ready:
        sending = Sending(context.workspace, _new_run(context, plan, ready.endpoint), report)
        cannot = limits(lacking_in(ready.endpoint.contract), ExecutionType.IMPORT)
        report(Uploading(sending.run, 0, plan.zip.size, cannot))

        def progress(value: Progress) -> None:
            done, total = getattr(value, "done", 0), plan.zip.size
            report(Uploading(sending.run, done, total, cannot) if done < total else AwaitingAnswer(sending.run))

        def sent(sha256: str) -> None:
            found = (origin for origin in plan.possible_origins if origin.sha256 == sha256)
            sending.sent(sha256, next(found, None))

        upload = ZipUpload(plan.zip.path, plan.zip.size, plan.zip.mtime_ns, before_last=sent, report=progress)
        return ready.send(sending, upload, one_time_token)


def _new_run(context: OperationContext, plan: ImportPlan, endpoint: Endpoint) -> Run:
    run = Run(
        id=plan.run_id,
        root=endpoint.root,
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
        zip_check=to_record(plan.zip, start_anyway=plan.start_anyway),
        fingerprint=fingerprint_to_store(plan.zip),
        reference=as_reference(context.secrets(plan.reference)),
        origin=plan.origin,
    )
    return in_environment(context, run, plan.environment)
