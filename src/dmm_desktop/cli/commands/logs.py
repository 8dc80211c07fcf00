"""``logs``"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from ...core.job import Progress
from ...core.runs import is_forgotten
from ...core.text import Text
from ...operations.read_log import LogRead, read_log
from ...operations.save_logs import save_logs
from ..console import Console
from ..exit_codes import ExitCode
from ..runner import Runner
from ..tokens import api_key
from ..transfers import Transfers
from .command import workspace
from .server import endpoint


def command(arguments: argparse.Namespace, console: Console, runner: Runner) -> ExitCode:
    """Complete once the logs are shown or saved; unknown if the server does not know the execution."""
    with workspace(arguments, console) as data:
        token = api_key(runner)
        found = endpoint(arguments, runner)
        if arguments.logs is not None:
            saved = runner.run(save_logs(found, token, arguments.tracker_id, arguments.logs), Transfers(console).show)
            console.say(f"Logs saved as {saved}.")
            return ExitCode.COMPLETE

        def show(lines: Sequence[str]) -> None:
            for line in lines:
                console.say(line)

        told: Text | None = None

        def note(value: Progress) -> None:
            nonlocal told
            if isinstance(value, LogRead) and value.notice is not None and value.notice != told:
                told = value.notice
                console.note(told)

        status = runner.run(read_log(data, found, token, arguments.tracker_id, show), note)
    if is_forgotten(status.status):
        console.note("The server does not know this import, or no longer.")
        return ExitCode.UNKNOWN
    return ExitCode.COMPLETE
