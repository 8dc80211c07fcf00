"""The ``logs`` command."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ...core.errors import NotKnown
from ...core.job import Progress
from ...core.runs import is_forgotten
from ...core.text import Text
from ...operations.read_log import LogRead, read_log
from ..console import Transfers
from ..context import CommandContext
from ..exit_codes import ExitCode
from ..following import not_kept
from ..saved_logs import saved_logs
from ..targets import check_targets


class _NobodyReads(Exception):
    """Raised when standard output accepts no more lines."""


def command(context: CommandContext) -> ExitCode:
    """Returns complete once the logs are shown or saved; unknown if the server does not know the execution."""
    arguments, console, runner = context.arguments, context.console, context.runner
    runner.do(lambda: check_targets(arguments))
    with context.open_workspace():
        context.ask_key()
        run = context.run_with_id(arguments.tracker_id)
        patience, transfers = context.patience, Transfers(console)
        if arguments.logs is not None:
            saved = saved_logs(context, run, patience, transfers)
            console.say(f"Logs saved as {saved}.")
            return ExitCode.COMPLETE

        def show(lines: Sequence[str]) -> None:
            for line in lines:
                console.say(line)
                if not console.is_heard:
                    raise _NobodyReads

        told: Text | None = None
        told_not_kept = False

        def note(value: Progress) -> None:
            nonlocal told, told_not_kept
            if isinstance(value, LogRead) and value.notice is not None and value.notice != told:
                told = value.notice
                console.note(told)
            if isinstance(value, LogRead) and value.not_kept is not None and not told_not_kept:
                told_not_kept = True
                console.note(not_kept(value.not_kept))
            transfers.show(value)

        try:
            status = runner.run(partial(read_log, context.operations, run, show, briefly=patience), note)
        except _NobodyReads:
            return ExitCode.COMPLETE
    if is_forgotten(status.status):
        raise NotKnown(context.address.host_and_port, run.known_type)
    return ExitCode.COMPLETE
