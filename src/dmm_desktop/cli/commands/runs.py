"""``runs``"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ...core.environment import RUNTIME_CONNECTION
from ...core.outcomes import destination, sentence
from ...core.runs import Run
from ...operations.run_report import run_report
from ..context import CommandContext
from ..exit_codes import ExitCode


def command(context: CommandContext) -> ExitCode:
    """Complete, also with an empty list."""
    console, runner = context.console, context.runner
    with context.open_workspace() as workspace:
        runs = runner.read(workspace.runs)
    if context.arguments.json:
        console.give({"runs": [run_report(run) for run in runs]})
        return ExitCode.COMPLETE
    if not runs:
        console.say("No runs yet.")
    for run in runs:
        console.say(_line(run))
        runner.cancel.check()
    return ExitCode.COMPLETE


def _line(run: Run) -> str:
    """The present is not known of a run that nothing here watches: the server was not asked."""
    file = Path(run.zip_path).name or "(started elsewhere)"
    stands = str(sentence(run))
    if run.state.is_seen and run.answered_at is not None:
        stands = f"Last seen {_moment(run.answered_at)}: {stands}"
    elif run.state.is_seen:
        stands = f"Last seen: {stands}"
    place = destination(run.environment_name, run.connection or RUNTIME_CONNECTION)
    return f"{_moment(run.created_at)}  {place}  {file}  {run.tracker_id or '-'}  {stands}"


def _moment(when: datetime) -> str:
    return when.astimezone().strftime("%Y-%m-%d %H:%M")
