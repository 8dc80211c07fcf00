"""``watch``"""

from __future__ import annotations

import argparse
from functools import partial

from ...core.address import Address
from ...operations.adopt_run import adopt_run
from ..console import Console
from ..exit_codes import ExitCode
from ..following import follow, tell_end
from ..runner import Runner
from ..tokens import api_key
from .command import check_targets, workspace
from .server import endpoint


def command(arguments: argparse.Namespace, console: Console, runner: Runner) -> ExitCode:
    """The code of the execution's end."""
    runner.do(lambda: check_targets(arguments))
    token = api_key(runner)
    with workspace(arguments, console, runner) as data:
        found = endpoint(arguments, runner)
        environment = runner.read(lambda: data.environment_at(Address.parse(arguments.url)))
        run = runner.run(partial(adopt_run, data, found, token, arguments.tracker_id, environment=environment))
        if runner.read(lambda: data.run(run.id)) is None:  # the server does not know it
            return tell_end(arguments, console, runner, run)
        return follow(arguments, console, runner, data, run, found, token)
