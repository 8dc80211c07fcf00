"""``logs``"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from ...operations.read_log import read_log
from ...operations.save_logs import save_logs
from ..console import Console
from ..exit_codes import ExitCode
from ..runner import Runner
from ..tokens import api_key
from .command import endpoint, workspace


def command(arguments: argparse.Namespace, console: Console, runner: Runner) -> ExitCode:
    """Complete once the logs are shown or saved."""
    token = api_key()
    found = endpoint(arguments, runner)
    if arguments.logs is not None:
        saved = runner.run(save_logs(found, token, arguments.tracker_id, arguments.logs))
        console.say(f"Logs saved as {saved}.")
        return ExitCode.COMPLETE

    def show(lines: Sequence[str]) -> None:
        for line in lines:
            console.say(line)

    with workspace(arguments, console) as data:
        runner.run(read_log(data, found, token, arguments.tracker_id, show))
    return ExitCode.COMPLETE
