"""Asks the server again about runs that it did not know: at the start, and when the user wants it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Slot

from ...core.errors import UNSENDABLE, DmmError
from ...core.run_state import RunState
from ...core.runs import Run
from ...operations.context import SavedContext
from ...workers.delivery import do_nothing
from ...workers.runner import TaskRunner
from .run_controller import RunController

#: For how long a run is asked about at each start: the server may know it again after an outage, but hardly later
#: [assumed].
_ASKED_FOR = timedelta(days=7)


class ForgottenRuns(QObject):
    """Lets the runs be watched that the server knows again."""

    def __init__(self, context: SavedContext, runs: RunController, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._runs = runs
        self._runner = runner
        runs.loaded.connect(self._ask_about_all)

    def ask_again(self, run_id: str) -> None:
        """Ask about one run; if the server does not know it, or cannot be asked, its ``error`` says so."""
        from ...operations.ask_again import known_again

        view = self._runs.find(run_id)
        if view is None:
            return

        def failed(error: DmmError) -> None:
            view.error = error
            self._runs.run_changed.emit(run_id)

        view.error = None
        self._runs.run_changed.emit(run_id)
        key = ("record_outcome", run_id)  # what the user records is not to be overwritten by an answer about before
        job = partial(known_again, self._context, view.run)
        self._runner.start(key, job, owner=self, on_success=self._runs.follow, on_failure=failed)

    def withdraw_errors(self) -> None:
        """Environments may have been corrected: forget why they could not be asked as they were before."""
        for view in self._runs.runs:
            if view.run.can_be_asked_again and isinstance(view.error, UNSENDABLE):
                view.error = None
                self._runs.run_changed.emit(view.run.id)

    @Slot()
    def _ask_about_all(self) -> None:
        since = datetime.now(UTC) - _ASKED_FOR
        lately = [view.run for view in self._runs.runs if (view.run.ended_at or since) > since]
        unknown = [run for run in lately if run.state is RunState.NO_LONGER_KNOWN]
        if not unknown:
            return
        from ...operations.ask_again import all_known_again

        job = partial(all_known_again, self._context, unknown)
        self._runner.start("ask again", job, owner=self, on_success=self._follow_all, on_failure=do_nothing)

    def _follow_all(self, runs: tuple[Run, ...]) -> None:
        for run in runs:
            self._runs.follow(run)
