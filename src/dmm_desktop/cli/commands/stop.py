"""The ``stop`` command."""

from __future__ import annotations

from functools import partial

from ...core.environment import RUNTIME_CONNECTION
from ...core.execution_errors import StopDelivery, StopNotAccepted
from ...core.execution_type import by_known_type
from ...core.job import Cancelled
from ...core.runs import Run
from ...core.sentence_parts import destination
from ...core.text import text
from ...operations.retrying import NO_ANSWER
from ...operations.stop_run import StopCancelled, stop_run
from ..console import Transfers
from ..context import CommandContext
from ..exit_codes import ExitCode

_INTERRUPTED = {
    StopDelivery.NOT_SENT: "Interrupted. The stop request was not sent; the {noun} may still be running. "
    "Run the command again to stop it.",
    StopDelivery.NOT_ACCEPTED: "Interrupted. The stop request was sent, but the server has not accepted it; the {noun} "
    "may still be running. Run the command again to stop it.",
    StopDelivery.UNCERTAIN: "Interrupted. The stop request was sent, but it is not known whether the server accepted "
    "it. To see whether the {noun} stops, use the command status. You can request the stop again at any time.",
}


def command(context: CommandContext) -> ExitCode:
    """Returns complete once the server has accepted the request to stop; unknown if it did not say whether it
    accepted."""
    noun = "execution"
    try:
        context.ask_key()
        with context.open_workspace():
            run = _run(context)
            noun = run.noun
            stop = partial(stop_run, context.operations, run, briefly=context.patience)
            context.runner.run(stop, Transfers(context.console).show)
            run = context.located(run)
    except StopCancelled as cancelled:
        context.console.interrupted(_INTERRUPTED[cancelled.delivery].format(noun=noun))
        return ExitCode.INTERRUPTED
    except Cancelled:
        context.console.interrupted(_INTERRUPTED[StopDelivery.NOT_SENT].format(noun=noun))
        return ExitCode.INTERRUPTED
    place = destination(run.told_environment, run.connection or RUNTIME_CONNECTION)
    ended = f"Stop requested. To see whether the {noun} has ended, use the command status."
    imported = text("Stop requested. Records already imported stay in {place}.", place=place)
    context.console.say(by_known_type(run.known_type, for_import=str(imported), for_export=ended, for_execution=ended))
    return ExitCode.COMPLETE


def _run(context: CommandContext) -> Run:
    try:
        return context.run_with_id(context.arguments.tracker_id)
    except NO_ANSWER as error:
        raise StopNotAccepted(error, StopDelivery.NOT_SENT, None) from error
