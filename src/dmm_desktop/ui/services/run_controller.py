"""Keeps the current and past runs for the window; starts, watches and stops them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ...core.errors import DmmError
from ...core.job import CancelToken, Job, OnProgress, Progress, WakeUp
from ...core.log_counts import fuller
from ...core.runs import Run
from ...core.text import Text
from ...core.token import Token
from ...operations.context import SavedContext
from ...operations.log_lines import LogLines
from ...operations.retrying import PollPolicy, Waiting
from ...operations.runs import StoredRuns, list_runs, read_run, remove_run
from ...operations.sending import SendingEnded
from ...workers.delivery import do_nothing
from ...workers.runner import TaskRunner
from .callbacks import while_alive

if TYPE_CHECKING:
    from ...operations.start_import import ImportPlan, Started
    from ...operations.watch_run import WatchProgress


@dataclass(slots=True)
class TrackedRun:
    """A run with its live state. ``error``: why it is no longer watched, or could not be stored; ``log_notice``: a
    remark about the lines in ``log``."""

    run: Run
    progress: Progress | None = None
    log: LogLines = field(default_factory=LogLines)
    policy: PollPolicy = field(default_factory=PollPolicy)
    wake_up: WakeUp = field(default_factory=WakeUp)
    error: DmmError | None = None
    log_notice: Text | None = None

    @property
    def watch(self) -> WatchProgress | None:
        if self.progress is None:
            return None
        from ...operations.watch_run import WatchProgress

        return self.progress if isinstance(self.progress, WatchProgress) else None


T = TypeVar("T")

#: How long the window is left alone to show the runs that were read, in milliseconds: the first requests of their
#: watchers take 60 ms of the processor, and Qt hands Python's lock over hundreds of times while it lays out and paints.
_SHOWN_WITHIN = 100

Failed = Callable[[DmmError], None]


def import_run_views() -> None:
    """Import what a run is shown and watched with. The jobs that bring runs do so on their own threads, before they
    tell of one: on the GUI thread it would stop the window, the more so while other jobs import at the same time."""
    from ...operations import endpoint as endpoint
    from ...operations import watch_run as watch_run
    from ..progress_view import progress_view as progress_view


def _showing_runs(job: Job[T]) -> Job[T]:
    """The job, after :func:`import_run_views`."""

    def work(cancel: CancelToken, report: OnProgress) -> T:
        import_run_views()
        return job(cancel, report)

    return work


class RunController(QObject):
    """Keeps the list. ``list_changed``: runs were added or removed; ``run_changed`` (run id): the state of a run
    changed.

    Callbacks are dropped with their ``owner``; the run itself is updated in any case.
    """

    list_changed = Signal()
    run_changed = Signal(object)

    def __init__(self, context: SavedContext, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._runner = runner
        self._views: dict[str, TrackedRun] = {}
        self._leaving: dict[
            str, Callable[[], None]
        ] = {}  # what completes their removal, once they are no longer watched

    @property
    def runs(self) -> list[TrackedRun]:
        """All runs, newest first."""
        return sorted(self._views.values(), key=lambda view: view.run.created_at, reverse=True)

    def find(self, run_id: str) -> TrackedRun | None:
        return self._views.get(run_id)

    def load(self, on_failure: Failed, on_notices: Callable[[tuple[Text, ...]], None] = do_nothing) -> None:
        """Read the stored runs and resume watching those that have not ended. ``on_notices`` gets what the user must
        know about the opening of the data folder, if anything."""

        def loaded(stored: StoredRuns) -> None:
            self._loaded(stored.runs)
            if stored.notices:
                on_notices(stored.notices)

        def read(cancel: CancelToken, report: OnProgress) -> StoredRuns:
            stored = list_runs(self._context, cancel, report)
            if stored.runs:
                import_run_views()
            return stored

        self._runner.start("list runs", read, owner=self, on_success=loaded, on_failure=on_failure)

    def start(
        self,
        plan: ImportPlan,
        one_time_token: Token,
        *,
        owner: QObject,
        on_upload: Callable[[], None],
        on_started: Callable[[], None],
        on_failure: Failed,
        on_cancelled: Callable[[], None] = do_nothing,
    ) -> None:
        """Start an import. ``on_upload``: all checks before the upload have passed, and it begins."""
        from ...operations.start_import import AwaitingAnswer, Uploading, start_import

        def progressed(value: Progress) -> None:
            if isinstance(value, Uploading | AwaitingAnswer):
                is_new = plan.run_id not in self._views
                self._take(value.run, value)
                if is_new:
                    while_alive(owner, on_upload)()
            elif isinstance(value, SendingEnded):
                self._take(value.run, None, value.not_stored)

        def started(result: Started) -> None:
            self._take(result.run, None, result.not_stored)
            self.watch(result.run.id)
            while_alive(owner, on_started)()

        self._runner.start(
            ("start", plan.run_id),
            _showing_runs(partial(start_import, self._context, plan, one_time_token)),
            owner=self,
            on_progress=progressed,
            on_success=started,
            on_failure=while_alive(owner, on_failure),
            on_cancelled=while_alive(owner, on_cancelled),
        )

    def stop_upload(self, run_id: str) -> None:
        """Stop an upload. Nothing can have been imported before its last byte."""
        self._runner.cancel(("start", run_id))

    def watch(self, run_id: str) -> None:
        """Poll a run until it ends; does nothing if it is being watched or the application is closing."""
        view = self._views.get(run_id)
        if view is None or not view.run.state.is_watchable or self.is_watched(run_id):
            return
        from ...operations.watch_run import watch_run

        log, before, wake_up = self._new_log(), view.log, WakeUp()

        def progressed(value: WatchProgress) -> None:
            if log.total and view.log is before:
                view.log = log
            if view.log is log:
                view.log_notice = value.log_notice
            self._take(value.run, value, value.storage_problem)

        def failed(error: DmmError) -> None:
            self._take(view.run, view.progress, error)

        started = self._runner.start(
            ("watch", run_id),
            partial(watch_run, self._context, view.run, deliver=log.append, policy=view.policy, wake_up=wake_up),
            owner=self,
            on_progress=progressed,
            on_success=lambda run: self._take(run, view.progress, view.watch.storage_problem if view.watch else None),
            on_failure=failed,
            on_end=lambda: self._watching_ended(run_id),
        )
        if started:
            view.wake_up, view.error = wake_up, None
            if not view.log.total:  # else what was read before stays until there is something else: it may be all
                view.log, view.log_notice = log, None
            self.run_changed.emit(run_id)

    def _watching_ended(self, run_id: str) -> None:
        if run_id in self._leaving:
            self._leaving[run_id]()
        self.run_changed.emit(run_id)

    def is_watched(self, run_id: str) -> bool:
        return self._runner.is_running(("watch", run_id))

    def try_now(self, run_id: str) -> None:
        """Poll at once instead of waiting; resume watching if it had ended."""
        view = self._views.get(run_id)
        if view is not None and self.is_watched(run_id):
            view.wake_up.give()
        else:
            self.watch(run_id)

    def look_again(self, run_id: str) -> None:
        """Read again a run that another process is sending, and watch it if it continues."""
        view = self._views[run_id]

        def read(run: Run | None) -> None:
            if run is not None:
                self._take(run, None)
                self.watch(run_id)

        def failed(error: DmmError) -> None:
            self._take(view.run, None, error)

        self._runner.start(
            ("read", run_id), partial(read_run, self._context, run_id), owner=self, on_success=read, on_failure=failed
        )

    def stop_watching(self, run_id: str) -> None:
        """Stop watching; the execution continues."""
        self._runner.cancel(("watch", run_id))

    def stop(
        self,
        run_id: str,
        *,
        owner: QObject,
        on_success: Callable[[], None] = do_nothing,
        on_failure: Failed,
        on_waiting: Callable[[Waiting], None] = do_nothing,
        on_end: Callable[[], None] = do_nothing,
    ) -> bool:
        """Ask the server to stop the execution; False if it is being asked. ``on_waiting``: it will be asked again."""
        from ...operations.stop_run import stop_run

        view = self._views[run_id]

        def stopped(_: None) -> None:
            self.try_now(run_id)
            while_alive(owner, on_success)()

        def ended() -> None:
            while_alive(owner, on_end)()
            self.run_changed.emit(run_id)

        return self._runner.start(
            ("stop", run_id),
            partial(stop_run, self._context, view.run),
            owner=self,
            on_success=stopped,
            on_failure=while_alive(owner, on_failure),
            on_progress=while_alive(owner, on_waiting),
            on_end=ended,
        )

    def give_up_stopping(self, run_id: str) -> None:
        """Do not ask the server again to stop the execution."""
        self._runner.cancel(("stop", run_id))

    def is_stopping(self, run_id: str) -> bool:
        return self._runner.is_running(("stop", run_id))

    def read_log(
        self,
        run_id: str,
        *,
        owner: QObject,
        on_failure: Failed,
        on_end: Callable[[], None],
        on_waiting: Callable[[Waiting | None], None] = do_nothing,
    ) -> bool:
        """Read the log lines of a run of the past into its view; False if that is under way. ``on_waiting``: a request
        will be sent again; None once lines come."""
        from ...operations.read_log import LogRead, read_log

        view = self._views[run_id]
        view.log, view.log_notice = self._new_log(), None

        def progressed(value: Progress) -> None:
            if isinstance(value, LogRead):
                view.log_notice = value.notice
                if value.counts is not None:
                    view.run = replace(view.run, log_counts=fuller(view.run.log_counts, value.counts))
                    self.run_changed.emit(run_id)
            on_waiting(value if isinstance(value, Waiting) else None)

        job = partial(read_log, self._context, view.run, view.log.append)
        key = ("read log", run_id)
        return self._runner.start(key, job, owner=owner, on_progress=progressed, on_failure=on_failure, on_end=on_end)

    def give_up_reading(self, run_id: str) -> None:
        """Read no more of the log than has come."""
        self._runner.cancel(("read log", run_id))

    def _new_log(self) -> LogLines:
        return LogLines(lambda: self._context.workspace.spool)

    def adopt(
        self,
        environment_id: str,
        tracker_id: str,
        *,
        owner: QObject,
        on_success: Callable[[Run], None],
        on_failure: Failed,
    ) -> bool:
        """Watch an execution that was started elsewhere."""
        from ...operations.adopt_run import adopt_known

        def adopted(run: Run) -> None:
            self._take(run, None)
            self.watch(run.id)
            while_alive(owner, on_success)(run)

        job = _showing_runs(partial(adopt_known, self._context, environment_id, tracker_id))
        failed = while_alive(owner, on_failure)
        return self._runner.start("adopt", job, owner=self, on_success=adopted, on_failure=failed)

    def record_outcome(
        self,
        run_id: str,
        *,
        tracker_id: str,
        started: bool,
        owner: QObject,
        on_success: Callable[[], None],
        on_failure: Failed,
    ) -> bool:
        """Store what the user found out about a run of unknown outcome, and watch it if it now has a tracker id."""
        from ...operations.record_outcome import record_outcome

        def recorded(run: Run) -> None:
            self._take(run, None)
            self.watch(run.id)
            while_alive(owner, on_success)()

        run = self._views[run_id].run
        job = partial(record_outcome, self._context, run, tracker_id=tracker_id, started=started)
        failed = while_alive(owner, on_failure)
        return self._runner.start(("record_outcome", run_id), job, owner=self, on_success=recorded, on_failure=failed)

    def remove(self, run_id: str, *, owner: QObject, on_failure: Failed) -> None:
        """Remove a run from the list at once, and from the database once it is no longer watched: a watcher would store
        it again. The server keeps its data."""
        view = self._views.pop(run_id)

        def failed(error: DmmError) -> None:
            self._views[run_id] = view
            self.list_changed.emit()
            while_alive(owner, on_failure)(error)

        def remove() -> None:
            self._runner.start(
                ("remove", run_id),
                partial(remove_run, self._context, run_id),
                owner=self,
                on_failure=failed,
                on_end=lambda: self._leaving.pop(run_id),
            )

        self._leaving[run_id] = remove
        self.list_changed.emit()
        if self.is_watched(run_id):
            self.stop_watching(run_id)
        else:
            remove()

    def _loaded(self, runs: tuple[Run, ...]) -> None:
        for run in runs:
            if run.id not in self._views:
                self._views[run.id] = TrackedRun(run)
        self.list_changed.emit()
        QTimer.singleShot(_SHOWN_WITHIN, self, lambda: self._watch_all(runs))

    def _watch_all(self, runs: tuple[Run, ...]) -> None:
        for run in runs:
            self.watch(run.id)

    def _take(self, run: Run, progress: Progress | None, error: DmmError | None = None) -> None:
        view = self._views.get(run.id)
        if run.id in self._leaving:
            return
        if view is None:
            self._views[run.id] = TrackedRun(run, progress, error=error)
            self.list_changed.emit()
            return
        view.run, view.progress, view.error = run, progress, error
        self.run_changed.emit(run.id)
