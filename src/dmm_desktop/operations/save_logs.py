"""Fetches the zip of an execution's log files, and saves it once it is verified."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..archive.findings import LogsNotSaved
from ..archive.log_zip import save_verified
from ..archive.part_file import PartFile
from ..core.background_writer import BackgroundWriter
from ..core.errors import ArchiveError, DmmError, LargeLogs, LocalError, NotKnown, RefusedByServer
from ..core.execution_errors import LogsNotReady
from ..core.job import BytesProgress, CancelToken, OnProgress, Progress
from ..core.runs import Run, goes_on, is_forgotten
from ..core.text import joined, text
from .context import OperationContext
from .retrying import BRIEFLY, NO_ANSWER, Repeat, repeating

if TYPE_CHECKING:
    from ..api.client import DmmClient

#: Logs larger than this, in bytes, are saved only if the user has agreed.
MAX_UNASKED = 1024**3


@dataclass(frozen=True, slots=True)
class Receiving(BytesProgress):
    """Progress: the server's answer is arriving."""


@dataclass(frozen=True, slots=True)
class Verifying(BytesProgress):
    """Progress: the zip is being read to its end."""


def save_logs(
    context: OperationContext,
    run: Run,
    target: Path,
    cancel: CancelToken,
    report: OnProgress,
    *,
    briefly: float = BRIEFLY,
    most: int | None = MAX_UNASKED,
) -> Path:
    """Save the log files as ``target``, replacing an existing file, and return its path.

    The payload is decoded straight into a file next to the target, which replaces the target only after every entry of
    the zip has been read and verified. While the server is busy, or the network fails, the request is repeated for up
    to ``briefly`` seconds.

    Raises LogsNotSaved if the server sent no logs or something that is not a zip (which is kept under another name),
    LargeLogs for more than ``most`` bytes (None: no limit), NotKnown if the server does not know the execution,
    LogsNotReady while the execution is running [documented], LocalError, and the errors of the client. Reports
    Receiving, then Verifying; Waiting between two requests.
    """
    repeat = repeating(cancel, report, briefly)
    with repeat(lambda: context.client(run, cancel)) as client:
        fetch = partial(_fetching, client, run.tracker_id, target, most)
        try:
            return repeat(lambda: fetch(cancel, report))
        except (RefusedByServer, LogsNotSaved) as error:
            if not isinstance(error, LogsNotSaved) or error.kept is None:
                _require_ended(client, run.tracker_id, target, repeat)
            raise


def _require_ended(client: DmmClient, tracker_id: str, target: Path, repeat: Repeat) -> None:
    """Raise NotKnown or LogsNotReady if the server's status explains why there are no logs."""
    status = ""
    with suppress(DmmError):
        status = repeat(lambda: client.get_execution_status(tracker_id)).status
    if is_forgotten(status):
        raise NotKnown(client.root.host)
    if goes_on(status):
        raise LogsNotReady(target, status)


def _fetching(
    client: DmmClient, tracker_id: str, target: Path, most: int | None, cancel: CancelToken, report: OnProgress
) -> Path:
    """Fetch and save the logs with a single request."""

    def require_agreed(size: int) -> None:
        if most is not None and size > most:
            raise LargeLogs(target, most)

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
        outputs = client.get_execution_outputs(
            tracker_id,
            include_reports=False,
            logs_to=writing,
            expects=expect,
            report=told(Receiving),
        )
        writing.finish()
        if goes_on(outputs.status):
            raise LogsNotReady(target, outputs.status)
        if is_forgotten(outputs.status) and not outputs.logs_size:
            raise NotKnown(client.root.host)
        if outputs.logs_problem:
            raise LogsNotSaved(
                target, text("The server's answer is faulty: {cause}.", cause=outputs.logs_problem), None
            )
        return save_verified(part, cancel, told(Verifying))


def logs_not_saved(error: DmmError, target: Path) -> DmmError:
    """The error of :func:`save_logs`, reworded to say what was not saved, for use after a message about something
    else."""
    if isinstance(error, ArchiveError | LocalError | LogsNotReady):
        return error
    advice = [error.advice] if error.advice else []
    if isinstance(error, NO_ANSWER):
        advice.append(text("Then save the logs again: the server does not keep them forever."))
    return DmmError(
        text("The logs were not saved as {name}.", name=target.name),
        joined(*(part for part in (error.title, error.reason) if part is not None)),
        joined(*advice) if advice else None,
        error.details,
    )
