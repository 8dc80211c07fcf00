"""``status``"""

from __future__ import annotations

import argparse
from functools import partial

from ...core.address import Address
from ...core.outcomes import remark, sentence
from ...operations.run_report import run_report
from ...operations.watch_run import ask_once
from ..console import Console, Transfers
from ..exit_codes import ExitCode, of_state
from ..following import counts_line
from ..runner import Runner
from ..tokens import api_key
from .command import workspace
from .server import endpoint, known_run


def command(arguments: argparse.Namespace, console: Console, runner: Runner) -> ExitCode:
    """Complete while the execution goes on; once it has ended the code of its end."""
    token = api_key(runner)
    with workspace(arguments, console, runner) as data:
        found = endpoint(arguments, runner)
        known = runner.read(lambda: known_run(data, found, Address.parse(arguments.url), arguments.tracker_id))
        patience = arguments.patience * 60
        run = runner.run(partial(ask_once, data, known, found, token, briefly=patience), Transfers(console).show)
    console.give(run_report(run))
    if not arguments.json:
        console.say(sentence(run))
        if (said := remark(run)) is not None:
            console.say(said)
        if run.report:
            console.say(counts_line(run.report))
    return of_state(run.state) if run.state.is_final else ExitCode.COMPLETE
