"""The ``watch`` command."""

from __future__ import annotations

from functools import partial

from ...operations.adopt_run import adopt_run
from ..console import Transfers
from ..context import CommandContext
from ..exit_codes import ExitCode
from ..following import follow, tell_end
from ..targets import check_targets


def command(context: CommandContext) -> ExitCode:
    """Returns the exit code for the execution's outcome."""
    arguments, runner = context.arguments, context.runner
    runner.do(lambda: check_targets(arguments))
    context.ask_key()
    with context.open_workspace() as workspace:
        address = context.address
        environment = runner.read(lambda: workspace.environment_at(address))
        adopt = partial(
            adopt_run,
            context.operations,
            address,
            arguments.tracker_id,
            environment=environment,
            briefly=context.briefly,
        )
        run = runner.run(adopt, Transfers(context.console).show)
        if runner.read(lambda: workspace.run(run.id)) is None:  # unknown to the server
            return tell_end(context, run)
        return follow(context, run).code
