"""The runs that are stored in the data folder."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.job import CancelToken, OnProgress
from ..core.runs import Run
from ..core.text import Text
from .context import OperationContext


@dataclass(frozen=True, slots=True)
class StoredRuns:
    """The runs of a data folder, newest first, and what the user has to be told about its opening."""

    runs: tuple[Run, ...]
    notices: tuple[Text, ...]


def list_runs(context: OperationContext, cancel: CancelToken, report: OnProgress) -> StoredRuns:
    """All runs. Raises LocalError if the data folder cannot be used."""
    return StoredRuns(context.workspace.runs(), context.workspace.notices)


def read_run(context: OperationContext, run_id: str, cancel: CancelToken, report: OnProgress) -> Run | None:
    """The run as it is stored now, settled if the process that sent it has ended; None if it was removed."""
    context.workspace.settle_abandoned()
    return context.workspace.run(run_id)


def remove_run(context: OperationContext, run_id: str, cancel: CancelToken, report: OnProgress) -> None:
    """Remove a run from this workstation; the server keeps what it has."""
    with context.workspace.store() as store:
        store.runs.remove(run_id)
