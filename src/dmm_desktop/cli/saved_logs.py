"""Saves the log files of an execution where the user wants them."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from ..archive.findings import LargeLogs
from ..core.errors import LocalError
from ..core.text import text
from ..core.token import Token
from ..operations.endpoint import Endpoint
from ..operations.save_logs import MAX_UNASKED, save_logs
from .console import Transfers
from .runner import Runner


def saved_logs(
    arguments: argparse.Namespace,
    runner: Runner,
    endpoint: Endpoint,
    token: Token,
    tracker_id: str,
    briefly: float,
    transfers: Transfers,
) -> Path:
    """Save them as ``--logs`` says. Raises what save_logs does; the error for large ones names ``--large-logs``."""
    most = None if arguments.large_logs else MAX_UNASKED
    try:
        return runner.run(
            partial(save_logs, endpoint, token, tracker_id, arguments.logs, briefly=briefly, most=most), transfers.show
        )
    except LargeLogs as error:
        advice = text("To save them nevertheless, use the command logs with --large-logs.")
        raise LocalError(error.title, error.reason, advice) from error
