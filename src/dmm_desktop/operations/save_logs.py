"""Saves the zip of an execution's log files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ..archive.findings import LogsNotSaved
from ..core.errors import DmmError, LargeLogs
from ..core.execution_errors import LogsNotReady
from ..core.execution_type import TRAITS
from ..core.job import CancelToken, OnProgress
from ..core.runs import Run
from ..core.text import text
from .context import OperationContext
from .retrying import BRIEFLY
from .save_payload import MAX_UNASKED, Payload, SavedPayload, not_saved, save_payload


def save_logs(
    context: OperationContext,
    run: Run,
    target: Path,
    cancel: CancelToken,
    report: OnProgress,
    *,
    briefly: float = BRIEFLY,
    most: int | None = MAX_UNASKED,
) -> SavedPayload:
    """Save the log files as ``target``, replacing an existing file.

    The payload is decoded straight into a file next to the target, which replaces the target only after every entry of
    the zip has been read and verified. While the server is busy, or the network fails, the request is repeated for up
    to ``briefly`` seconds.

    An answer that is a file and nothing else is taken for the logs of an import; of an export it would be its zip.

    Raises LogsNotSaved if the server sent no logs or something that is not a zip (which is kept under another name),
    LargeLogs for more than ``most`` bytes (None: no limit), NotKnown if the server does not know the execution,
    LogsNotReady while the execution is running [documented], AnotherExecution if it cannot be that of the run,
    LocalError, and the errors of the client. Reports Receiving, then Verifying; Waiting between two requests.
    """
    logs = Payload(
        "logs_to",
        lambda outputs: outputs.logs_size,
        lambda outputs: outputs.logs_problem,
        LogsNotSaved,
        partial(LogsNotReady, kind=run.known_type),
        LargeLogs,
        may_be_answer=not TRAITS[run.type].leaves_zip,
    )
    return save_payload(context, run, target, logs, cancel, report, briefly=briefly, most=most)


def logs_not_saved(error: DmmError, target: Path) -> DmmError:
    """The error of :func:`save_logs`, reworded to say what was not saved, for use after a message about something
    else."""
    return not_saved(
        error,
        text("The logs were not saved as {name}.", name=target.name),
        text("Then save the logs again: the server does not keep them forever."),
    )
