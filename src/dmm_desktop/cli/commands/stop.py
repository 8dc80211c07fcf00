"""``stop``"""

from __future__ import annotations

import argparse
from functools import partial

from ...operations.stop_run import stop_run
from ..console import Console, Transfers
from ..exit_codes import ExitCode
from ..runner import Runner
from ..tokens import api_key
from .command import workspace
from .server import endpoint


def command(arguments: argparse.Namespace, console: Console, runner: Runner) -> ExitCode:
    """Complete once the server has accepted the request to stop."""
    token = api_key(runner)
    with workspace(arguments, console, runner) as data:
        found, patience = endpoint(arguments, runner), arguments.patience * 60
        runner.run(
            partial(stop_run, data, found, token, arguments.tracker_id, briefly=patience), Transfers(console).show
        )
    console.say("The server was asked to stop the import. What was already imported stays.")
    return ExitCode.COMPLETE
