"""``watch``"""

from __future__ import annotations

import argparse

from ..console import Console
from ..exit_codes import ExitCode
from ..following import follow
from ..runner import Runner
from ..tokens import api_key
from .command import check_targets, workspace
from .server import endpoint, known_run


def command(arguments: argparse.Namespace, console: Console, runner: Runner) -> ExitCode:
    """The code of the execution's end."""
    check_targets(arguments)
    token = api_key(runner)
    with workspace(arguments, console) as data:
        found = endpoint(arguments, runner)
        run = data.adopt(known_run(data, found, arguments.tracker_id))
        return follow(arguments, console, runner, data, run, found, token)
