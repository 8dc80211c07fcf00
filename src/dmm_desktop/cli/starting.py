"""What the commands that start an execution have in common."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from ..api.contract import Operation
from ..core.address import Address
from ..core.environment import Environment, KeyVerdict
from ..core.errors import DmmError, LocalError, OutcomeUnknown, TokenRefused
from ..core.execution_type import ExecutionType
from ..core.job import Cancelled, Job
from ..core.reconciliation import reconciliation_sentence
from ..core.token import Token
from ..operations.check_environment import check_environment
from ..operations.start_execution import Started
from .console import Transfers
from .context import CommandContext
from .exit_codes import ExitCode, of_error
from .following import follow, give_results
from .received import tell_received
from .tokens import asked_one_time_token


def before_start(context: CommandContext, command: Callable[[CommandContext], ExitCode]) -> ExitCode:
    """Run a command that raises Cancelled if nothing was started."""
    try:
        return command(context)
    except Cancelled:
        context.console.interrupted("Interrupted. Nothing was started.")
        return ExitCode.INTERRUPTED


def require_description(context: CommandContext) -> None:
    """Show now whether the file of ``--contract`` can be used; this does not contact the server."""
    if context.arguments.contract is None:
        return
    address, operations = context.address, context.operations
    _, found = context.runner.run(lambda cancel, report: operations.discover(address, None, cancel))
    for note in found.notes:
        context.console.note(note)


def one_time_token_for(context: CommandContext, address: Address, environment: Environment | None) -> Token:
    """Ask for the one-time token, unless the start is already known to fail for another reason."""
    check = context.runner.run(partial(check_environment, context.operations, address, environment=environment))
    check.endpoint.contract.bound(Operation.START_EXECUTION)
    if check.key.verdict is KeyVerdict.REFUSED:
        raise TokenRefused(check.endpoint.root.host)
    return asked_one_time_token(context.runner)


def start_and_follow(context: CommandContext, kind: ExecutionType, run_id: str, start: Job[Started]) -> ExitCode:
    """Start the run and, without ``--detach``, follow it to its end. If it does not start, report why, and give the
    results if there is a run."""
    arguments, console = context.arguments, context.console
    what = kind.noun

    def give_what_is_known() -> None:
        with suppress(LocalError):
            run = context.runner.do(lambda: context.workspace.run(run_id))
            if run is not None:
                if (compared := reconciliation_sentence(run)) is not None:
                    console.note(compared)
                give_results(context, run)

    try:
        started = context.runner.run(start, Transfers(console).show)
    except Cancelled:
        give_what_is_known()
        raise
    except DmmError as error:
        console.fail(error)
        tell_received(arguments, console, error)
        if not isinstance(error, OutcomeUnknown):
            console.note(f"The {what} was not started.")
        give_what_is_known()
        return of_error(error)
    console.note(f"The {what} was started. Tracker id: {started.run.tracker_id}")
    if started.not_stored is not None:
        tell = console.fail if arguments.detach else console.warn  # watching the run may still store it
        tell(started.not_stored)
    if arguments.detach:
        return give_results(context, started.run)
    return follow(context, started.run)
