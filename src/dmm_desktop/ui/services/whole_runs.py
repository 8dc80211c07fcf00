"""Reads what the list of runs leaves out, when a run is shown or reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from ...operations.context import SavedContext
from ...operations.runs import read_run_fingerprint
from ...workers.delivery import do_nothing
from ...workers.runner import TaskRunner
from .callbacks import while_alive
from .run_controller import RunController


class WholeRuns(QObject):
    """Completes runs that were read without the fingerprint of their zip."""

    def __init__(self, runs: RunController, context: SavedContext, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runs, self._context, self._runner = runs, context, runner
        self._waiting: dict[str, list[Callable[[], None]]] = {}

    def complete(self, run_id: str, owner: QObject, then: Callable[[], None] = do_nothing) -> None:
        """Read the rest of a run, then call ``then``: at once if it is whole, and also if it cannot be read. The call
        is dropped with its ``owner``."""
        view = self._runs.find(run_id)
        if view is None or view.is_whole:
            then()
            return
        waiting = self._waiting.setdefault(run_id, [])
        waiting.append(while_alive(owner, then))
        if len(waiting) > 1:
            return

        def read(fingerprint: str) -> None:
            view.run, view.is_whole = replace(view.run, fingerprint=fingerprint), True
            self._runs.run_changed.emit(run_id)

        self._runner.start(
            ("complete", run_id),
            partial(read_run_fingerprint, self._context, run_id),
            owner=self,
            on_success=read,
            on_failure=do_nothing,
            on_end=lambda: self._call(run_id),
        )

    def _call(self, run_id: str) -> None:
        for then in self._waiting.pop(run_id):
            then()
