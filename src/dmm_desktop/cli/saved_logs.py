"""Saves the log files of an execution where the user wants them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ..core.errors import LargeLogs, LocalError
from ..core.runs import Run
from ..core.text import text
from ..operations.save_logs import MAX_UNASKED, save_logs
from .console import Transfers
from .context import CommandContext


def saved_logs(context: CommandContext, run: Run, briefly: float, transfers: Transfers) -> Path:
    """Save them as ``--logs`` says. Raises what save_logs does; the error for large ones names ``--large-logs``."""
    arguments = context.arguments
    most = None if arguments.large_logs else MAX_UNASKED
    try:
        save = partial(save_logs, context.operations, run, arguments.logs, briefly=briefly, most=most)
        return context.runner.run(save, transfers.show)
    except LargeLogs as error:
        advice = text("To save them nevertheless, use the command logs with --large-logs.")
        raise LocalError(error.title, error.reason, advice) from error
