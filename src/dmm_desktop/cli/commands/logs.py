"""``logs``"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial

from ...core.job import Progress
from ...core.runs import is_forgotten
from ...core.text import Text
from ...operations.read_log import LogRead, read_log
from ..console import Console, Transfers
from ..exit_codes import ExitCode
from ..runner import Runner
from ..saved_logs import saved_logs
from ..tokens import api_key
from .command import check_targets, workspace
from .server import endpoint


class _NobodyReads(Exception):
    """Standard output takes no more lines."""


def command(arguments: argparse.Namespace, console: Console, runner: Runner) -> ExitCode:
    """Complete once the logs are shown or saved; unknown if the server does not know the execution."""
    runner.do(lambda: check_targets(arguments))
    with workspace(arguments, console, runner) as data:
        token = api_key(runner)
        found, patience, transfers = endpoint(arguments, runner), arguments.patience * 60, Transfers(console)
        if arguments.logs is not None:
            saved = saved_logs(arguments, runner, found, token, arguments.tracker_id, patience, transfers)
            console.say(f"Logs saved as {saved}.")
            return ExitCode.COMPLETE

        def show(lines: Sequence[str]) -> None:
            for line in lines:
                console.say(line)
                if not console.is_heard:
                    raise _NobodyReads

        told: Text | None = None

        def note(value: Progress) -> None:
            nonlocal told
            if isinstance(value, LogRead) and value.notice is not None and value.notice != told:
                told = value.notice
                console.note(told)
            transfers.show(value)

        try:
            status = runner.run(
                partial(read_log, data, found, token, arguments.tracker_id, show, briefly=patience), note
            )
        except _NobodyReads:
            return ExitCode.COMPLETE
    if is_forgotten(status.status):
        console.note("The server does not know this import.")
        return ExitCode.UNKNOWN
    return ExitCode.COMPLETE
