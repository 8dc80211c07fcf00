"""The ``import`` command."""

from __future__ import annotations

from functools import partial

from ...core.errors import WrongInput
from ...core.text import text
from ...operations.check_zip import read_zip
from ..console import Transfers
from ..context import CommandContext
from ..exit_codes import ExitCode
from ..importing import check_for_import, import_zip, read_import_configuration
from ..starting import before_start, known_environment, require_description
from ..targets import check_targets


def command(context: CommandContext) -> ExitCode:
    """Returns the exit code for the import's outcome; with ``--detach``, complete as soon as it has started."""
    return before_start(context, _import)


def _import(context: CommandContext) -> ExitCode:
    """Check everything local first, then what only the server knows. Raises Cancelled if nothing was started."""
    arguments, runner = context.arguments, context.runner
    if arguments.detach and (arguments.logs or arguments.show_log):
        raise WrongInput(
            text("--detach cannot be combined with --logs or --show-log."),
            text("It ends the command before there are logs."),
            text("Leave one of them out. To show or save the logs later, use the command logs."),
        )
    configuration = read_import_configuration(context)
    runner.do(lambda: check_targets(arguments))
    require_description(context)
    with context.open_workspace():
        known = known_environment(context)
        read = runner.run(partial(read_zip, arguments.zip, secrets=runner.secrets), Transfers(context.console).show)
        return import_zip(context, check_for_import(context, read, configuration, known), configuration, known).code
