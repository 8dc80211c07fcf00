"""Asks about executions that the server did not know when it was last asked: it may know them again."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace

from ..core.errors import DmmError, NotKnown
from ..core.job import CancelToken, OnProgress
from ..core.key_store_errors import SecretStoreLocked
from ..core.run_state import RunState
from ..core.runs import Run, is_forgotten
from .context import OperationContext

_LOG = logging.getLogger(__name__)


def to_be_watched(run: Run) -> Run:
    """The run, as one whose tracker id the server knows."""
    return replace(run, state=RunState.STARTED, status_word="", message="", ended_at=None)


def known_again(context: OperationContext, run: Run, cancel: CancelToken, report: OnProgress) -> Run:
    """Ask once whether the server knows the execution, and store that it can be watched again. Raises NotKnown if the
    server does not know it, and the errors of the client and the database."""
    with context.client(run, cancel) as client:
        host = client.root.host_and_port
        status = client.get_execution_status(run.tracker_id).status
    if is_forgotten(status):
        raise NotKnown(host, run.known_type)
    cancel.commit()
    return context.workspace.save(to_be_watched(run))


def all_known_again(
    context: OperationContext, runs: Iterable[Run], cancel: CancelToken, report: OnProgress
) -> tuple[Run, ...]:
    """Those of the runs that their servers know again. After a failure, no more is asked of that server; while the key
    store is locked, nothing at all, because it would ask for its password again and again."""
    found: list[Run] = []
    failed = set()
    for run in runs:
        if run.root is None or run.root.origin in failed:
            continue
        try:
            found.append(known_again(context, run, cancel, report))
        except NotKnown:
            continue
        except SecretStoreLocked:
            break
        except DmmError as error:
            failed.add(run.root.origin)
            _LOG.info("the run %s was not asked about again: %s", run.id, error)
    return tuple(found)
