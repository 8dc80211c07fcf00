"""``stop``"""

from __future__ import annotations

import argparse

from ...operations.stop_run import stop_run
from ..console import Console
from ..exit_codes import ExitCode
from ..runner import Runner
from ..tokens import api_key
from .command import workspace
from .server import endpoint


def command(arguments: argparse.Namespace, console: Console, runner: Runner) -> ExitCode:
    """Complete once the server has accepted the request to stop."""
    token = api_key(runner)
    with workspace(arguments, console, runner) as data:
        runner.run(stop_run(data, endpoint(arguments, runner), token, arguments.tracker_id))
    console.say("The server was asked to stop the import. What was already imported stays.")
    return ExitCode.COMPLETE
