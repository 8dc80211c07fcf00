"""Reads the logs of runs that are not watched, from the server or from this computer, and keeps the folder of kept logs
tidy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from ...core.errors import DmmError
from ...core.execution_errors import AnotherExecution
from ...core.job import Progress
from ...core.kept_log import LogChoice
from ...core.log_counts import fuller
from ...core.runs import Run
from ...operations.context import SavedContext
from ...operations.kept_logs import read_kept_log, tidy_kept_logs
from ...operations.retrying import Waiting
from ...workers.delivery import do_nothing
from ...workers.runner import TaskRunner
from .doubtful_runs import mark_doubtful
from .run_controller import RunController

#: When to tidy: the first time after the runs were listed at the latest, again while the application is open, and if a
#: run is being sent at that moment. In milliseconds.
_FIRST, _AGAIN, _LATER = 60_000, 6 * 3_600_000, 60_000


class RunLogs(QObject):
    """Puts the lines into the views of the runs."""

    def __init__(self, context: SavedContext, runs: RunController, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._runs = runs
        self._runner = runner
        self.tidying = QTimer(self)
        self.tidying.setSingleShot(True)
        self.tidying.setInterval(_FIRST)
        self.tidying.timeout.connect(self._tidy_if_idle)
        runs.list_changed.connect(self._runs_listed)
        runs.loaded.connect(self._find_what_was_left)

    def read_from_server(
        self,
        run_id: str,
        *,
        owner: QObject,
        on_failure: Callable[[DmmError], None],
        on_end: Callable[[], None],
        on_waiting: Callable[[Waiting | None], None] = do_nothing,
    ) -> bool:
        """Read the log lines of a past run into its view; returns False if this is already running. ``on_waiting``: a
        request will be sent again; None once lines arrive."""
        from ...operations.read_log import LogRead, read_log

        view, log = self._runs.find(run_id), self._runs.new_log()
        assert view is not None, run_id

        def progressed(value: Progress) -> None:
            if isinstance(value, LogRead):
                view.show_log(log, value.notice, is_read=value.counts is not None)
                view.log_not_kept = value.not_kept
                if value.counts is not None:
                    counts = fuller(view.run.log_counts, value.counts)
                    view.run = replace(view.run, log_counts=counts, kept_log=value.kept or view.run.kept_log)
                    self._runs.run_changed.emit(run_id)
            on_waiting(value if isinstance(value, Waiting) else None)

        def failed(error: DmmError) -> None:
            if isinstance(error, AnotherExecution):
                mark_doubtful(self._runs, run_id)
            on_failure(error)

        job = partial(read_log, self._context, view.run, log.append)
        key = ("read log", run_id)
        started = self._runner.start(key, job, owner=owner, on_progress=progressed, on_failure=failed, on_end=on_end)
        if started:
            view.show_log(log, None)
        return started

    def give_up_reading(self, run_id: str) -> None:
        """Stop reading the log from the server; keep the lines received."""
        self._runner.cancel(("read log", run_id))

    def is_reading(self, run_id: str) -> bool:
        """Whether the log of a past run is being read from the server."""
        return self._runner.is_running(("read log", run_id))

    def is_reading_kept(self, run_id: str) -> bool:
        """Whether the kept log is being read."""
        return self._runner.is_running(("read kept log", run_id))

    def read_kept(
        self, run_id: str, *, owner: QObject, on_failure: Callable[[DmmError], None], again: bool = False
    ) -> None:
        """Read the kept log of a run into its view, if there is one and the view has no lines: they are shown until the
        server sends as many. One that could not be read is read only if ``again``."""
        view = self._runs.find(run_id)
        if view is None or view.run.kept_log is None or view.log.total or (view.kept is not None and not again):
            return
        if self.is_reading_kept(run_id) or self.is_reading(run_id):
            return
        view.log, view.kept, view.log_notice = self._runs.new_log(), view.run.kept_log, view.run.kept_log.notice
        self._runner.start(
            ("read kept log", run_id),
            partial(read_kept_log, self._context, run_id, view.log.append),
            owner=owner,
            on_failure=on_failure,
            on_end=lambda: self._runs.run_changed.emit(run_id),
        )

    def follow_choice(self, choice: LogChoice) -> None:
        """Keep logs as the user wants from now on, and remove those that are no longer to be kept."""
        if choice is self._context.log_choice:
            return
        self._context.log_choice = choice
        self.tidy()

    def tidy(self) -> None:
        """Remove kept logs that are old or not wanted, and find those that a killed process has left."""
        key = ("tidy kept logs", self._context.log_choice)  # a job for another choice may have begun
        job = partial(tidy_kept_logs, self._context)
        self._runner.start(key, job, owner=self, on_success=self._tidied, on_failure=do_nothing)

    def _tidied(self, changed: tuple[Run, ...]) -> None:
        for run in changed:
            view = self._runs.find(run.id)
            if view is None:
                continue
            view.run = replace(view.run, kept_log=run.kept_log)
            if view.kept is not None and run.kept_log is None:
                view.forget_log()
            self._runs.run_changed.emit(run.id)

    @Slot()
    def _runs_listed(self) -> None:
        if not self.tidying.isActive():
            self.tidying.start()

    @Slot()
    def _find_what_was_left(self) -> None:
        """Tidy at once if a killed process may have left the log of a run that has not ended."""
        includes = self._context.log_choice.includes
        runs = [view.run for view in self._runs.runs if view.run.state.is_watchable]
        if any(run.kept_log is None and includes(run.stage) for run in runs):
            self.tidy()

    @Slot()
    def _tidy_if_idle(self) -> None:
        is_busy = any(view.run.state.is_sending for view in self._runs.runs)
        if not is_busy:
            self.tidy()
        self.tidying.start(_LATER if is_busy else _AGAIN)
