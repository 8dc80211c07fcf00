"""What a job found out about the tracker id of a run that is not watched."""

from __future__ import annotations

from dataclasses import replace

from .run_controller import RunController


def mark_doubtful(runs: RunController, run_id: str) -> None:
    """Show from now on that the tracker id may belong to another execution: the job has stored it."""
    view = runs.find(run_id)
    if view is not None and not view.run.may_be_another:
        view.run = replace(view.run, may_be_another=True)
        runs.run_changed.emit(run_id)
