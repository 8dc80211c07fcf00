"""Fetches a zip from the outputs of an execution, and saves it once it is verified."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..archive.findings import ZipNotSaved
from ..archive.log_zip import NotSaved, save_verified
from ..archive.part_file import PartFile
from ..archive.secrets_in_zips import errors_quoting
from ..core.background_writer import BackgroundWriter
from ..core.errors import ArchiveError, DmmError, LocalError, NotKnown, RefusedByServer
from ..core.execution_errors import AnotherExecution, ExportNotReady, LogsNotReady
from ..core.job import BytesProgress, CancelToken, OnProgress, Progress
from ..core.models import ExecutionOutputs, ExecutionStatus
from ..core.runs import Run, goes_on, is_forgotten
from ..core.text import Text, joined, text
from .context import OperationContext
from .doubts import doubted, require_own_id
from .retrying import NO_ANSWER, Repeat, repeating

if TYPE_CHECKING:
    from ..api.client import DmmClient


#: Zips larger than this, in bytes, are saved only if the user has agreed.
MAX_UNASKED = 1024**3


@dataclass(frozen=True, slots=True)
class Payload:
    """A zip among the outputs. ``writer`` is the argument of :meth:`DmmClient.get_execution_outputs` that takes it;
    ``size`` and ``problem`` read the outcome. ``not_saved``, ``not_ready`` and ``too_large`` make its errors, from the
    target and the problem and kept file, the status, or the limit in bytes. ``may_be_answer``: an answer that is a file
    and nothing else is this zip."""

    writer: str
    size: Callable[[ExecutionOutputs], int]
    problem: Callable[[ExecutionOutputs], Text | None]
    not_saved: NotSaved
    not_ready: Callable[[Path, str], DmmError]
    too_large: Callable[[Path, int], ArchiveError]
    may_be_answer: bool = True


@dataclass(frozen=True, slots=True)
class Requesting(Progress):
    """Progress: the server is being asked for the zip."""


@dataclass(frozen=True, slots=True)
class Receiving(BytesProgress):
    """Progress: the server's answer is arriving."""


@dataclass(frozen=True, slots=True)
class Verifying(BytesProgress):
    """Progress: the zip is being read to its end."""


@dataclass(frozen=True, slots=True)
class SavedPayload:
    """Where a zip was saved, and the run that it belongs to: marked if the server's answers no longer fit it, so that
    the zip may be that of another execution."""

    path: Path
    run: Run


def save_payload(
    context: OperationContext,
    run: Run,
    target: Path,
    payload: Payload,
    cancel: CancelToken,
    report: OnProgress,
    *,
    briefly: float,
    most: int | None = None,
) -> SavedPayload:
    """Save the zip as ``target``, replacing an existing file. The server is also asked for the status, if there is
    anything to compare it with.

    It is decoded straight into a file next to the target, which replaces the target only after every entry of the zip
    has been read and verified. While the server is busy, or the network fails, the request is repeated for up to
    ``briefly`` seconds.

    Raises the payload's errors if the server sent no zip or something that is not a zip (which is kept under another
    name), if it is larger than ``most`` bytes (None: no limit), and while the execution is running [documented];
    AnotherExecution if it cannot be that of the run, IdOfAnother before anything is sent, NotKnown if the server does
    not know the execution, LocalError, and the errors of the client. Reports Requesting, Receiving, then Verifying;
    Waiting between two requests.
    """
    require_own_id(run)
    repeat = repeating(cancel, report, briefly)
    with repeat(lambda: context.client(run, cancel)) as client:
        fetch = partial(_fetching, client, context, run, target, payload, most)
        try:
            return repeat(lambda: fetch(cancel, report))
        except (RefusedByServer, ZipNotSaved) as error:
            if not isinstance(error, ZipNotSaved) or error.kept is None:
                _require_ended(client, context, run, target, payload, repeat)
            raise


def not_saved(error: DmmError, title: Text, again: Text) -> DmmError:
    """The error of :func:`save_payload`, for use after a message about something else: reworded to say what was not
    saved (``title``), unless it already does. ``again``: what to do once the server answers."""
    if isinstance(error, ArchiveError | LocalError | LogsNotReady | ExportNotReady):
        return error
    advice = [error.advice] if error.advice else []
    if isinstance(error, NO_ANSWER):
        advice.append(again)
    return DmmError(
        title,
        joined(*(part for part in (error.title, error.reason) if part is not None)),
        joined(*advice) if advice else None,
        error.details,
    )


def _require_ended(
    client: DmmClient, context: OperationContext, run: Run, target: Path, payload: Payload, repeat: Repeat
) -> None:
    """Raise NotKnown, or what :func:`_require_outputs` raises, if the server's status explains why there is no zip."""
    status = ExecutionStatus("")
    with suppress(DmmError):
        status = repeat(lambda: client.get_execution_status(run.tracker_id))
    if is_forgotten(status.status):
        raise NotKnown(client.root.host_and_port, run.known_type)
    _require_outputs(context, run, target, payload, status)


def _require_outputs(
    context: OperationContext, run: Run, target: Path, payload: Payload, status: ExecutionStatus
) -> None:
    """Raise that the zip is not ready if the execution goes on; AnotherExecution if it cannot be that of the run."""
    if goes_on(status.status):
        is_doubtful = doubted(context, run, status) is not run
        raise AnotherExecution if is_doubtful else payload.not_ready(target, status.status)


def _fetching(
    client: DmmClient,
    context: OperationContext,
    run: Run,
    target: Path,
    payload: Payload,
    most: int | None,
    cancel: CancelToken,
    report: OnProgress,
) -> SavedPayload:
    """Fetch and save the zip with a single request."""

    def require_agreed(size: int) -> None:
        if most is not None and size > most:
            raise payload.too_large(target, most)

    def told(kind: type[BytesProgress]) -> OnProgress:
        def tell(value: Progress) -> None:
            assert isinstance(value, BytesProgress)
            report(kind(value.done, value.total))

        return tell

    def write(data: bytes) -> None:
        require_agreed(part.size + len(data))
        part.write(data)

    def expect(size: int) -> None:
        require_agreed(size)
        part.require_room(size)

    with PartFile(target) as part, BackgroundWriter(write) as writing:
        report(Requesting())
        outputs = client.get_execution_outputs(
            run.tracker_id,
            include_reports=False,
            expects=expect,
            report=told(Receiving),
            **{payload.writer: writing},
        )
        writing.finish()
        _require_outputs(context, run, target, payload, ExecutionStatus(outputs.status))
        if is_forgotten(outputs.status) and not payload.size(outputs):
            raise NotKnown(client.root.host_and_port, run.known_type)
        if outputs.is_file and not payload.may_be_answer:
            raise payload.not_saved(target, None, None)
        if problem := payload.problem(outputs):
            raise payload.not_saved(target, text("The server's response is faulty: {cause}.", cause=problem), None)
        with suppress(DmmError):  # the zip is there, and only this answer is missing
            if run.was_seen:
                run = doubted(context, run, client.get_execution_status(run.tracker_id))
        with errors_quoting(context.secrets):
            path = save_verified(part, cancel, told(Verifying), not_saved=payload.not_saved)
        return SavedPayload(path, run)
