"""``runs``"""

from __future__ import annotations

import argparse
from pathlib import Path

from ...core.outcomes import sentence
from ...core.runs import Run
from ...operations.run_report import run_report
from ..console import Console
from ..exit_codes import ExitCode
from ..runner import Runner
from .command import workspace


def command(arguments: argparse.Namespace, console: Console, runner: Runner) -> ExitCode:
    """Complete, also with an empty list."""
    with workspace(arguments, console, runner) as data:
        runs = runner.read(data.runs)
    if arguments.json:
        console.give({"runs": [run_report(run) for run in runs]})
        return ExitCode.COMPLETE
    if not runs:
        console.say("No runs yet.")
    for run in runs:
        console.say(_line(run))
        runner.cancel.check()
    return ExitCode.COMPLETE


def _line(run: Run) -> str:
    when = run.created_at.astimezone().strftime("%Y-%m-%d %H:%M")
    file = Path(run.zip_path).name or "(started elsewhere)"
    return f"{when}  {run.environment_name}  {file}  {run.tracker_id or '-'}  {sentence(run)}"
