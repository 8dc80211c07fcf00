"""The ``runs`` command."""

from __future__ import annotations

from pathlib import Path

from ...core.environment import RUNTIME_CONNECTION
from ...core.log_counts import errors_in_words
from ...core.moved_runs import located
from ...core.origin_words import origin_sentence
from ...core.outcomes import last_seen, sentence
from ...core.remarks import own_remarks
from ...core.runs import Run
from ...core.sentence_parts import destination
from ...operations.reported_run import redacted_run
from ...operations.run_report import offered_ids, run_report
from ..context import CommandContext
from ..exit_codes import ExitCode
from ..following import local_time


def command(context: CommandContext) -> ExitCode:
    """Returns complete, even for an empty list."""
    console, runner = context.console, context.runner
    with context.open_workspace() as workspace:
        runs = runner.read(workspace.runs)
        with workspace.store() as store:
            environments = store.environments.list()
    if context.arguments.json:
        console.give({"runs": [run_report(redacted_run(run, runner.secrets)) for run in runs]})
        return ExitCode.COMPLETE
    if not runs:
        console.say("No runs yet.")
    for run in runs:
        console.say(_line(redacted_run(located(run, environments), runner.secrets)))
        runner.cancel.check()
    return ExitCode.COMPLETE


def _line(run: Run) -> str:
    """One line about a run. The server is not asked, so the current state of a run that is not being watched is
    unknown."""
    other = f"({run.noun})" if run.was_started_here else f"({run.noun} started elsewhere)"
    file = Path(run.zip_path).name or other
    stands = str(sentence(run))
    if run.state.is_seen:
        stands = f"{' '.join(('Last seen', local_time(run.answered_at))).rstrip()}: {stands}"
    elif (seen := last_seen(run, local_time(run.counts_seen_at))) is not None:
        stands = f"{stands} {seen}"
    origin = (origin_sentence(run.proven_origin),) if run.proven_origin is not None else ()
    stands = " ".join((stands, *(str(remark) for remark in (*own_remarks(run), *origin))))
    if offered := offered_ids(run):
        stands = f"{stands} Its tracker id may be {' or '.join(offered)}: the server's response contains it."
    if run.log_counts is not None and run.log_counts.errors:
        stands += f" ({errors_in_words(run.log_counts)})"
    if run.note:
        stands += f" Note: {run.note}"
    place = destination(run.told_environment, run.connection or RUNTIME_CONNECTION)
    return f"{local_time(run.created_at)}  {place}  {file}  {run.tracker_id or '-'}  {stands}"
