"""Saves the log files of an execution to the path chosen by the user."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ..core.errors import LargeLogs, LocalError
from ..core.outcomes import id_doubt
from ..core.runs import Run
from ..core.text import text
from ..operations.save_logs import save_logs
from ..operations.save_payload import MAX_UNASKED
from .console import Transfers
from .context import CommandContext


def saved_logs(context: CommandContext, run: Run, briefly: float, transfers: Transfers) -> Path:
    """Save the log files to the path of ``--logs``, and say if they may be those of another execution. Raises the
    errors of save_logs; the error for large logs mentions ``--large-logs``."""
    arguments = context.arguments
    most = None if arguments.large_logs else MAX_UNASKED
    try:
        save = partial(save_logs, context.operations, run, arguments.logs, briefly=briefly, most=most)
        saved = context.runner.run(save, transfers.show)
    except LargeLogs as error:
        advice = text("To save them anyway, use the command logs with --large-logs.")
        raise LocalError(error.title, error.reason, advice) from error
    if (doubt := id_doubt(saved.run)) is not None:
        context.console.note(doubt)
    return saved.path
