"""The ``import`` command."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from ...api.contract import Operation
from ...archive.findings import CheckedZip
from ...core.configuration import ModeMissing, import_configuration
from ...core.environment import KeyVerdict
from ...core.errors import DmmError, LocalError, OutcomeUnknown, TokenRefused, WrongInput
from ...core.job import Cancelled
from ...core.local_files import read_text
from ...core.reconciliation import reconciliation_sentence
from ...core.text import text
from ...core.token import Token
from ...operations.check_environment import check_environment
from ...operations.check_report import finding_report
from ...operations.check_zip import read_zip, require_importable, result
from ...operations.start_import import ImportPlan, Started, start_import
from ..console import Transfers
from ..context import CommandContext
from ..earlier import earlier_lines
from ..exit_codes import ExitCode, of_error
from ..findings import finding_line, note_lines
from ..following import follow, give_results
from ..received import tell_received
from ..targets import check_targets
from ..tokens import ONE_TIME_TOKEN, asked_one_time_token, require_terminal, token_if_set


def command(context: CommandContext) -> ExitCode:
    """Returns the exit code for the import's outcome; with ``--detach``, complete as soon as it has started."""
    try:
        return _import(context)
    except Cancelled:
        context.console.interrupted("Interrupted. Nothing was started.")
        return ExitCode.INTERRUPTED


def _import(context: CommandContext) -> ExitCode:
    """Check everything local first, then what only the server knows. Ask for the one-time token last, because its
    lifetime is unknown. Raises Cancelled if nothing was started."""
    arguments, console, runner = context.arguments, context.console, context.runner
    if arguments.detach and (arguments.logs or arguments.show_log):
        raise WrongInput(
            text("--detach cannot be combined with --logs or --show-log."),
            text("It ends the command before there are logs."),
            text("Leave one of them out. To show or save the logs later, use the command logs."),
        )
    address, operations = context.address, context.operations
    given = runner.read(lambda: read_text(arguments.config, may_be_pipe=True)) if arguments.config else None
    try:
        configuration = import_configuration(given, connection=arguments.connection, append=arguments.append)
    except ModeMissing as error:
        error.advice = text(
            "Use --append (records get new ids) or --keep-ids, or set {name} in the configuration.", name=error.field
        )
        raise
    runner.do(lambda: check_targets(arguments))
    if arguments.contract is not None:
        # does not contact the server, but shows now whether the file can be used
        _, found = runner.run(lambda cancel, report: operations.discover(address, None, cancel))
        for note in found.notes:
            console.note(note)
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
            console.note(line)
        one_time_token = one_time_token or _one_time_token(context, plan)
        started = _start(context, plan, one_time_token)
        if isinstance(started, ExitCode):
            return started
        console.note(f"The import was started. Tracker id: {started.run.tracker_id}")
        if started.not_stored is not None:
            tell = console.fail if arguments.detach else console.warn  # watching the run may still store it
            tell(started.not_stored)
        if arguments.detach:
            return give_results(context, started.run)
        return follow(context, started.run)


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


def _one_time_token(context: CommandContext, plan: ImportPlan) -> Token:
    """Ask for the one-time token, unless the import is already known to fail for another reason."""
    check = context.runner.run(
        partial(check_environment, context.operations, plan.address, environment=plan.environment)
    )
    check.endpoint.contract.bound(Operation.START_EXECUTION)
    if check.key.verdict is KeyVerdict.REFUSED:
        raise TokenRefused(check.endpoint.root.host)
    return asked_one_time_token(context.runner)


def _start(context: CommandContext, plan: ImportPlan, one_time_token: Token) -> Started | ExitCode:
    """Start the import. If this fails, report why, give the results if there is a run, and return the exit code."""

    console, runner = context.console, context.runner

    def give_what_is_known() -> None:
        with suppress(LocalError):
            run = runner.do(lambda: context.workspace.run(plan.run_id))
            if run is not None:
                if (compared := reconciliation_sentence(run)) is not None:
                    console.note(compared)
                give_results(context, run)

    try:
        return runner.run(partial(start_import, context.operations, plan, one_time_token), Transfers(console).show)
    except Cancelled:
        give_what_is_known()
        raise
    except DmmError as error:
        console.fail(error)
        tell_received(context.arguments, console, error)
        if not isinstance(error, OutcomeUnknown):
            console.note("The import was not started.")
        give_what_is_known()
        return of_error(error)
