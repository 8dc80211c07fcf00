"""The ``status`` command."""

from __future__ import annotations

from functools import partial

from ...core.log_counts import errors_sentence
from ...core.outcomes import last_seen, sentence
from ...core.remarks import remarks
from ...operations.reported_run import redacted_run
from ...operations.run_report import run_report
from ...operations.watch_run import ask_once
from ..console import Transfers
from ..context import CommandContext
from ..exit_codes import ExitCode, of_state
from ..following import counts_line, local_time


def command(context: CommandContext) -> ExitCode:
    """Returns complete while the execution is running, and the exit code for its outcome once it has ended."""
    context.ask_key()
    with context.open_workspace():
        known = context.run_with_id(context.arguments.tracker_id)
        ask = partial(ask_once, context.operations, known, briefly=context.patience)
        run = context.located(context.runner.run(ask, Transfers(context.console).show))
    context.console.give(run_report(redacted_run(run, context.runner.secrets)))
    if not context.arguments.json:
        context.console.say(sentence(run))
        for remark in remarks(run):
            context.console.say(remark)
        if (seen := last_seen(run, local_time(run.counts_seen_at))) is not None:
            context.console.say(seen)
        elif run.report:
            context.console.say(counts_line(run.report))
        if (log := errors_sentence(run.log_counts)) is not None and run.log_counts and run.log_counts.errors:
            context.console.say(log)
    return of_state(run.state) if run.state.is_final else ExitCode.COMPLETE
