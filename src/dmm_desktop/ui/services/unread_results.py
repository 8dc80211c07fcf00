"""Reads the results of runs again that ended without them, when the user wants it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ...core.errors import DmmError
from ...operations.context import SavedContext
from ...operations.retrying import Waiting
from .run_controller import RunController

if TYPE_CHECKING:
    from ...operations.watch_run import ResultsRead


class UnreadResults(QObject):
    """Asks for the failing entities of runs that have ended, but whose failing entities are not known."""

    def __init__(self, context: SavedContext, runs: RunController, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._runs = runs

    def read_again(self, run_id: str) -> None:
        """Read the results of a run; if they cannot be read, its ``error`` says why. Does nothing if its failing
        entities are known, or the server is already being asked about it."""
        from ...operations.watch_run import read_results

        view = self._runs.find(run_id)
        if view is None or not view.run.lacks_error_report:
            return

        def waits(waiting: Waiting) -> None:
            view.progress = waiting
            self._runs.run_changed.emit(run_id)

        def read(results: ResultsRead) -> None:
            self._runs.follow(results.run)
            if results.problem is not None:
                failed(results.problem)

        def failed(error: DmmError) -> None:
            view.progress, view.error = None, error
            self._runs.run_changed.emit(run_id)

        job = partial(read_results, self._context, view.run)
        if self._runs.ask(view, job, on_progress=waits, on_success=read, on_failure=failed):
            view.progress = view.error = None
            self._runs.run_changed.emit(run_id)
