"""The ``export`` command."""

from __future__ import annotations

from functools import partial

from ...core.errors import WrongInput
from ...core.execution_type import ExecutionType
from ...core.export_configuration import export_configuration
from ...core.local_files import read_text
from ...core.text import text
from ...operations.start_export import ExportPlan, start_export
from ..context import CommandContext
from ..exit_codes import ExitCode
from ..starting import before_start, one_time_token_for, require_description, start_and_follow
from ..targets import check_targets
from ..tokens import ONE_TIME_TOKEN, require_terminal, token_if_set


def command(context: CommandContext) -> ExitCode:
    """Returns the exit code for the export's outcome and for saving its zip; with ``--detach``, complete as soon as it
    has started."""
    return before_start(context, _export)


def _export(context: CommandContext) -> ExitCode:
    """Check everything local first, then what only the server knows, and ask for the one-time token last. Raises
    Cancelled if nothing was started."""
    arguments, runner = context.arguments, context.runner
    if arguments.detach and (arguments.logs or arguments.show_log or arguments.save):
        raise WrongInput(
            text("--detach cannot be combined with --save, --logs or --show-log."),
            text("It ends the command before there is a zip or a log."),
            text("Leave one of them out. To save the zip later, use the command watch; to save the logs, logs."),
        )
    address = context.address
    _ = context.operations  # reads the certificates
    given = runner.read(lambda: read_text(arguments.config, may_be_pipe=True))
    configuration = export_configuration(
        given, connection=arguments.connection, only_structure=arguments.structure_only
    )
    if arguments.save and not configuration.leaves_zip:
        raise WrongInput(
            text("This export leaves no zip to save."),
            text("Its configuration sends the data to a database, SFTP or a folder of the server."),
            text("Leave out --save, or change the configuration."),
        )
    if configuration.is_plain:
        context.console.note("Note: A plain export is made for Excel. It cannot be imported.")
    runner.do(lambda: check_targets(arguments))
    require_description(context)
    with context.open_workspace() as workspace:
        context.ask_key()
        one_time_token = token_if_set(ONE_TIME_TOKEN, runner)
        if one_time_token is None:
            require_terminal(ONE_TIME_TOKEN)
        environment = runner.read(lambda: workspace.environment_at(address))
        plan = ExportPlan(
            address,
            configuration,
            environment,
            reference=arguments.reference,
            is_to_be_saved=arguments.save is not None,
        )
        one_time_token = one_time_token or one_time_token_for(context, address, environment)
        start = partial(start_export, context.operations, plan, one_time_token)
        return start_and_follow(context, ExecutionType.EXPORT, plan.run_id, start)
