"""The ``export`` command."""

from __future__ import annotations

from ...core.errors import WrongInput
from ...core.text import text
from ..context import CommandContext
from ..exit_codes import ExitCode
from ..exporting import export_and_follow, read_export_configuration
from ..starting import before_start, known_environment, require_description
from ..targets import check_targets


def command(context: CommandContext) -> ExitCode:
    """Returns the exit code for the export's outcome and for saving its zip; with ``--detach``, complete as soon as it
    has started."""
    return before_start(context, _export)


def _export(context: CommandContext) -> ExitCode:
    """Check everything local first, then what only the server knows. Raises Cancelled if nothing was started."""
    arguments = context.arguments
    if arguments.detach and (arguments.logs or arguments.show_log or arguments.save):
        raise WrongInput(
            text("--detach cannot be combined with --save, --logs or --show-log."),
            text("It ends the command before there is a zip or a log."),
            text("Leave one of them out. To save the zip later, use the command watch; to save the logs, logs."),
        )
    configuration = read_export_configuration(context)
    if arguments.save and not configuration.leaves_zip:
        raise WrongInput(
            text("This export leaves no zip to save."),
            text("Its configuration sends the data to a database, SFTP or a folder of the server."),
            text("Leave out --save, or change the configuration."),
        )
    if configuration.is_plain:
        context.console.note("Note: This export is made for Excel. It is assumed that DMM cannot import it.")
    context.runner.do(lambda: check_targets(arguments))
    require_description(context)
    with context.open_workspace():
        known = known_environment(context)
        return export_and_follow(context, configuration, known, is_to_be_saved=arguments.save is not None).code
