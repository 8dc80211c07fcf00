"""Whether an answer about a tracker id is still about the run that is known here."""

from __future__ import annotations

import logging
from dataclasses import replace

from ..core.errors import LocalError
from ..core.execution_errors import IdOfAnother
from ..core.models import ExecutionStatus
from ..core.run_state import RunState
from ..core.runs import Run
from .context import OperationContext

_LOG = logging.getLogger(__name__)


def require_own_id(run: Run) -> None:
    """Raise IdOfAnother if the tracker id has proved to be that of another execution."""
    if run.state is RunState.ANOTHER_EXECUTION:
        raise IdOfAnother(run)


def doubted(context: OperationContext, run: Run, status: ExecutionStatus) -> Run:
    """The run; marked, here and where it is stored, if the answer does not fit it. For a run that is not watched: its
    figures stay what they were."""
    if run.fits(status):
        return run
    try:
        context.workspace.mark_doubtful(run)
    except LocalError as error:
        _LOG.warning("that the run %s may be another execution could not be stored: %s", run.id, error)
    return replace(run, may_be_another=True)
