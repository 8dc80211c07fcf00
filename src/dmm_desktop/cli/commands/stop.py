"""``stop``"""

from __future__ import annotations

from functools import partial

from ...operations.stop_run import stop_run
from ..console import Transfers
from ..context import CommandContext
from ..exit_codes import ExitCode


def command(context: CommandContext) -> ExitCode:
    """Complete once the server has accepted the request to stop."""
    context.ask_key()
    with context.open_workspace():
        run = context.run_with_id(context.arguments.tracker_id)
        stop = partial(stop_run, context.operations, run, briefly=context.arguments.patience * 60)
        context.runner.run(stop, Transfers(context.console).show)
    context.console.say("The server was asked to stop the import. What was already imported stays.")
    return ExitCode.COMPLETE
