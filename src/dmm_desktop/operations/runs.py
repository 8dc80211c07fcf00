"""Lists, reads and removes the runs stored in the data folder, and changes their notes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from ..core.job import CancelToken, OnProgress
from ..core.runs import Run
from ..core.text import Text, as_note
from .context import OperationContext
from .kept_logs import remove_logs_of


@dataclass(frozen=True, slots=True)
class StoredRuns:
    """Runs of a data folder, without the fingerprints of their zips, and the notices from opening it.
    ``version``: see :attr:`Workspace.version`."""

    runs: tuple[Run, ...]
    notices: tuple[Text, ...]
    version: Hashable


def list_runs(context: OperationContext, cancel: CancelToken, report: OnProgress) -> StoredRuns:
    """All runs, without the fingerprints of their zips. Raises LocalError if the data folder cannot be used."""
    workspace = context.workspace
    version = workspace.version  # before the runs, so that anything stored in the meantime is read next time
    return StoredRuns(workspace.run_summaries(), workspace.notices, version)


def list_new_runs(
    context: OperationContext,
    seen: Hashable,
    needs_no_reading: Callable[[str], bool],
    cancel: CancelToken,
    report: OnProgress,
) -> StoredRuns | None:
    """The runs, in any order, but those of which ``needs_no_reading`` (id) says so; None if the database is still the
    version ``seen``. Raises as :func:`list_runs`."""
    workspace = context.workspace
    version = workspace.version
    return None if version == seen else StoredRuns(workspace.run_summaries(besides=needs_no_reading), (), version)


def read_run(context: OperationContext, run_id: str, cancel: CancelToken, report: OnProgress) -> Run | None:
    """The run as stored now, settled if the process that sent it has ended; None if it was removed."""
    context.workspace.settle_abandoned()
    return context.workspace.run(run_id)


def read_run_fingerprint(context: OperationContext, run_id: str, cancel: CancelToken, report: OnProgress) -> str:
    """The fingerprint of the zip that a run has sent, as it is stored; "" if there is none."""
    run = context.workspace.run(run_id)
    return run.fingerprint if run is not None else ""


def save_note(context: OperationContext, run_id: str, note: str, cancel: CancelToken, report: OnProgress) -> str:
    """Replace the note of a run; returns it as stored, with secrets hidden that are known by now. Raises DatabaseError
    and DiskFull."""
    stored = as_note(context.secrets(note))
    cancel.commit()
    context.workspace.set_note(run_id, stored)
    return stored


def remove_run(context: OperationContext, run_id: str, cancel: CancelToken, report: OnProgress) -> None:
    """Remove a run and its log from this workstation; the server keeps its data."""
    with context.workspace.store() as store:
        store.runs.remove(run_id)
    remove_logs_of(context.workspace, run_id)
