"""What the commands that start an execution have in common."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ..api.contract import Operation
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
from .following import Followed, follow, give_results
from .received import tell_received
from .tokens import asked_one_time_token, one_time_token_if_set

if TYPE_CHECKING:
    from ..operations.endpoint import Endpoint


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


@dataclass(frozen=True, slots=True)
class KnownEnvironment:
    """What is known of the environment of a start before the server is asked: as which it is saved, and the one-time
    token; None if it is not saved, or if the token is to be asked for."""

    saved: Environment | None
    one_time_token: Token | None


def known_environment(context: CommandContext, key: Token | None = None) -> KnownEnvironment:
    """Use the REST API key, by default ``key``, and look up the rest. Raises WrongInput, LocalError and Cancelled."""
    context.ask_key(key)
    one_time_token = one_time_token_if_set(context.tokens, context.runner)
    saved = context.runner.read(lambda: context.workspace.environment_at(context.address))
    return KnownEnvironment(saved, one_time_token)


def ready_endpoint(context: CommandContext, environment: Environment | None, *needed: Operation) -> Endpoint:
    """Find the API, and raise the error of a start that is already known to fail: an operation is missing, or the key
    is refused. Nothing is sent that changes anything."""
    check = context.runner.run(partial(check_environment, context.operations, context.address, environment=environment))
    for operation in (Operation.START_EXECUTION, *needed):
        check.endpoint.contract.bound(operation)
    if check.key.verdict is KeyVerdict.REFUSED:
        raise TokenRefused(check.endpoint.root.host_and_port)
    return check.endpoint


def one_time_token_of(context: CommandContext, known: KnownEnvironment) -> Token:
    """The one-time token; asks for it if it is not set, unless the start is already known to fail."""
    if known.one_time_token is not None:
        return known.one_time_token
    ready_endpoint(context, known.saved)
    return asked_one_time_token(context.tokens, context.runner)


def start_and_follow(
    context: CommandContext,
    kind: ExecutionType,
    run_id: str,
    start: Job[Started],
    when_started: Callable[[], None] | None = None,
) -> Followed:
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
        return Followed(of_error(error))
    console.note(f"The {what} was started. Tracker id: {started.run.tracker_id}")
    if when_started is not None:
        context.runner.do(when_started)
    if started.not_stored is not None:
        tell = console.fail if arguments.detach else console.warn  # watching the run may still store it
        tell(started.not_stored)
    if arguments.detach:
        return Followed(give_results(context, started.run), started.run)
    return follow(context, started.run)
