"""The ``import`` command."""

from __future__ import annotations

from functools import partial

from ...archive.findings import CheckedZip
from ...core.configuration import ModeMissing, import_configuration
from ...core.errors import WrongInput
from ...core.execution_type import ExecutionType
from ...core.local_files import read_text
from ...core.text import text
from ...operations.check_report import finding_report
from ...operations.check_zip import read_zip, require_importable, result
from ...operations.start_import import ImportPlan, start_import
from ..console import Transfers
from ..context import CommandContext
from ..earlier import earlier_lines
from ..exit_codes import ExitCode
from ..findings import finding_line, note_lines
from ..starting import before_start, one_time_token_for, require_description, start_and_follow
from ..targets import check_targets
from ..tokens import ONE_TIME_TOKEN, require_terminal, token_if_set


def command(context: CommandContext) -> ExitCode:
    """Returns the exit code for the import's outcome; with ``--detach``, complete as soon as it has started."""
    return before_start(context, _import)


def _import(context: CommandContext) -> ExitCode:
    """Check everything local first, then what only the server knows. Ask for the one-time token last, because its
    lifetime is unknown. Raises Cancelled if nothing was started."""
    arguments, runner = context.arguments, context.runner
    if arguments.detach and (arguments.logs or arguments.show_log):
        raise WrongInput(
            text("--detach cannot be combined with --logs or --show-log."),
            text("It ends the command before there are logs."),
            text("Leave one of them out. To show or save the logs later, use the command logs."),
        )
    address = context.address
    _ = context.operations  # reads the certificates
    given = runner.read(lambda: read_text(arguments.config, may_be_pipe=True)) if arguments.config else None
    try:
        configuration = import_configuration(given, connection=arguments.connection, append=arguments.append)
    except ModeMissing as error:
        error.advice = text(
            "Use --append (records get new ids) or --keep-ids, or set {name} in the configuration.", name=error.field
        )
        raise
    runner.do(lambda: check_targets(arguments))
    require_description(context)
    with context.open_workspace() as workspace:
        context.ask_key()
        one_time_token = token_if_set(ONE_TIME_TOKEN, runner)
        if one_time_token is None:
            require_terminal(ONE_TIME_TOKEN)
        environment = runner.read(lambda: workspace.environment_at(address))
        strictly = arguments.strict or (environment is not None and environment.strict_check)
        checked = _checked(context, keep_ids=not configuration.append, strictly=strictly)
        plan = ImportPlan(
            address, checked, configuration, environment, arguments.start_anyway, reference=arguments.reference
        )
        for line in runner.read(lambda: [*earlier_lines(workspace, plan)]):
            context.console.note(line)
        one_time_token = one_time_token or one_time_token_for(context, plan.address, plan.environment)
        start = partial(start_import, context.operations, plan, one_time_token)
        return start_and_follow(context, ExecutionType.IMPORT, plan.run_id, start)


def _checked(context: CommandContext, *, keep_ids: bool, strictly: bool) -> CheckedZip:
    arguments, console, runner = context.arguments, context.console, context.runner
    read = runner.run(partial(read_zip, arguments.zip), Transfers(console).show)
    checked = read.checked(keep_ids=keep_ids, strictly=strictly)
    console.give({"findings": [finding_report(finding) for finding in checked.findings]})
    is_rejected = checked.blocks and (checked.is_hopeless or not arguments.start_anyway)
    for finding in checked.findings:
        is_quoted = finding.file in str(finding.sentence) and not finding.excerpt
        if is_rejected and finding is checked.errors[0] and is_quoted:
            continue  # the error that follows says so
        console.note(finding_line(finding))
    for line in note_lines(checked):
        console.note(line)
    require_importable(checked, start_anyway=arguments.start_anyway)
    console.note(result(checked))
    return checked
