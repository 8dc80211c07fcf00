"""Keeps the current and past runs for the window; starts, watches and stops them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ...core.errors import DmmError, LocalError
from ...core.job import CancelToken, Job, OnProgress, Progress, WakeUp
from ...core.runs import Run
from ...core.text import Text
from ...operations.context import SavedContext
from ...operations.log_lines import LogLines
from ...operations.retrying import Waiting
from ...operations.runs import StoredRuns, list_new_runs, list_runs, read_run, remove_run, save_note
from ...operations.sending import SendingEnded
from ...workers.delivery import do_nothing
from ...workers.runner import TaskRunner, Withdraw
from ..deferred_imports import with_run_views
from .callbacks import while_alive
from .overdue_runs import OverdueRuns
from .tracked_run import TrackedRun, with_stop_of

if TYPE_CHECKING:
    from ...operations.start_execution import Started
    from ...operations.watch_run import WatchProgress


#: How long the window may show the loaded runs undisturbed, in milliseconds: the first requests of their watchers take
#: 60 ms of CPU time, and Qt passes the GIL back and forth hundreds of times during layout and painting.
_SHOWN_WITHIN = 100

T = TypeVar("T")
Failed = Callable[[DmmError], None]


class RunController(QObject):
    """Keeps the list. ``loaded``: the stored runs were read, and those that have not ended are watched;
    ``list_changed``: runs were added or removed; ``run_changed`` (run id): the state of a run changed; ``run_edited``
    (run id), after that: the user has recorded its outcome or saved its note.

    Callbacks are dropped with their ``owner``; the run itself is updated in any case.
    """

    loaded = Signal()
    list_changed = Signal()
    run_changed = Signal(object)
    run_edited = Signal(object)

    def __init__(self, context: SavedContext, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._runner = runner
        self._views: dict[str, TrackedRun] = {}
        self._version: Hashable = None  # of the database when the runs were last read; None before that
        self._removed: set[str] = set()  # lists read before their removal still contain them
        self._again: set[str] = set()  # runs to be watched again once their watching has ended
        self._leaving: dict[str, Callable[[], None]] = {}  # completes the removal once a run is no longer watched
        self._recording: dict[str, Callable[[], None]] = {}  # records an outcome once a run is no longer watched
        self._overdue = OverdueRuns(self._views, self)
        self._overdue.changed.connect(self.run_changed)

    @property
    def runs(self) -> list[TrackedRun]:
        """All runs, newest first."""
        return sorted(self._views.values(), key=attrgetter("run.created_at"), reverse=True)

    def find(self, run_id: str) -> TrackedRun | None:
        return self._views.get(run_id)

    def load(self, on_failure: Failed, on_notices: Callable[[tuple[Text, ...]], None] = do_nothing) -> None:
        """Read the stored runs and resume watching those that have not ended. ``on_notices`` gets any notices for the
        user about opening the data folder."""

        def show(stored: StoredRuns) -> None:
            self._add_new(stored)
            self.list_changed.emit()
            QTimer.singleShot(_SHOWN_WITHIN, self, lambda: self._resume_all(stored.runs))
            if stored.notices:
                on_notices(stored.notices)

        def listed(stored: StoredRuns) -> None:
            if stored.runs:
                with_run_views(self._runner, self, partial(show, stored))
            else:
                show(stored)

        job = partial(list_runs, self._context)
        self._runner.start("list runs", job, owner=self, on_success=listed, on_failure=on_failure)

    def load_again(self, on_failure: Failed = do_nothing) -> None:
        """Show what other processes have stored: new runs, and the ends of runs that are not watched from here."""

        def show(stored: StoredRuns) -> None:
            if new := self._add_new(stored):
                self.list_changed.emit()
                for run in new:
                    self.watch(run.id)
                    self.run_changed.emit(run.id)  # it may be in the list as another process was sending it

        def loaded(stored: StoredRuns | None) -> None:
            if stored is not None and any(map(self._is_new, stored.runs)):
                with_run_views(self._runner, self, partial(show, stored))
            elif stored is not None:
                self._version = stored.version

        if self._version is not None:
            job = partial(list_new_runs, self._context, self._version, self._needs_no_reading)
            self._runner.start("list runs again", job, owner=self, on_success=loaded, on_failure=on_failure)

    def start(
        self,
        run_id: str,
        job: Job[Started],
        *,
        owner: QObject,
        on_sending: Callable[[], None],
        on_started: Callable[[], None],
        on_failure: Failed,
        on_cancelled: Callable[[], None] = do_nothing,
    ) -> None:
        """Start an execution. ``on_sending``: all checks have passed, and the request is being sent."""
        from ...operations.start_execution import AwaitingAnswer
        from ...operations.start_import import Uploading

        def progressed(value: Progress) -> None:
            is_new = run_id not in self._views
            if isinstance(value, Uploading | AwaitingAnswer):
                self._take(value.run, value)
            elif isinstance(value, SendingEnded):  # all that is reported if the end came at once
                self._take(value.run, None, value.not_stored)
            if is_new and run_id in self._views:
                while_alive(owner, on_sending)()

        def started(result: Started) -> None:
            self._take(result.run, None, result.not_stored)
            self.watch(result.run.id)
            while_alive(owner, on_started)()

        with_run_views(self._runner, self, do_nothing)
        self._runner.start(
            ("start", run_id),
            job,
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
        """Poll a run until it ends; does nothing if :meth:`ask` does not."""
        view = self._views.get(run_id)
        if view is None or not view.run.state.is_watchable:
            return
        from ...operations.watch_run import watch_run

        log, wake_up = self.new_log(), WakeUp()

        def progressed(value: WatchProgress) -> None:
            view.show_log(log, value.log_notice)
            view.log_not_kept = value.log_not_kept
            self._take(value.run, value, value.storage_problem)

        def ended(run: Run) -> None:
            watch = view.watch
            view.show_log(log, watch.log_notice if watch else None, is_read=run.state.leaves_outputs)
            self._take(run, view.progress, watch.storage_problem if watch else None)

        def failed(error: DmmError) -> None:
            view.end_watching()
            self._take(view.run, view.progress, error)

        def cancelled() -> None:
            view.error = None  # it was not the reason

        job = partial(watch_run, self._context, view.run, deliver=log.append, policy=view.policy, wake_up=wake_up)
        if self.ask(view, job, on_progress=progressed, on_success=ended, on_failure=failed, on_cancelled=cancelled):
            view.wake_up, view.error, view.is_unwatched = wake_up, None, False
            view.show_log(log, None)
            self.run_changed.emit(run_id)

    def ask(
        self,
        view: TrackedRun,
        job: Job[T],
        *,
        on_progress: Callable[[Any], None],
        on_success: Callable[[T], None],
        on_failure: Failed,
        on_cancelled: Callable[[], None] = do_nothing,
    ) -> bool:
        """Start a job that asks the server about a run; from now on the run :meth:`is_watched`. Returns False without
        effect if it already is, its outcome is being recorded, or the application is closing."""
        run_id = view.run.id
        return not self._is_recording(run_id) and self._runner.start(
            ("watch", run_id),
            job,
            owner=self,
            on_progress=on_progress,
            on_success=on_success,
            on_failure=on_failure,
            on_cancelled=on_cancelled,
            on_end=lambda: self._watching_ended(view),
        )

    def watch_anew(self, run_id: str) -> None:
        """Watch a run with the environments as they are saved now: stop watching first if it is watched, and resume if
        an error has left it unwatched."""
        if self.is_watched(run_id):
            self.stop_watching(run_id)
            self._again.add(run_id)
        elif self._views[run_id].error is not None:
            self.watch(run_id)

    def resume(self, run_id: str) -> None:
        """A key is accepted: resume watching if an error has left the run unwatched, and repeat a failing request at
        once."""
        view = self._views[run_id]
        if not self.is_watched(run_id):
            self.watch_anew(run_id)
        elif view.watch is not None and view.watch.trouble is not None:
            view.wake_up.give()

    def _watching_ended(self, view: TrackedRun) -> None:
        run_id = view.run.id
        view.end_watching()
        if run_id in self._again:
            self._again.discard(run_id)
            self.watch(run_id)
        record = self._recording.pop(run_id, do_nothing)
        self._leaving.get(run_id, record)()
        self.run_changed.emit(run_id)

    def is_watched(self, run_id: str) -> bool:
        return self._runner.is_running(("watch", run_id))

    @property
    def unfinished(self) -> list[TrackedRun]:
        """The runs that have not ended, as far as is known here, newest first."""
        return [view for view in self.runs if not view.run.state.is_final]

    def try_now(self, run_id: str) -> None:
        """Poll at once instead of waiting; resume watching if it had ended."""
        view = self._views.get(run_id)
        if view is not None and self.is_watched(run_id):
            view.wake_up.give()
        else:
            self.watch(run_id)

    def look_again(self, run_id: str) -> None:
        """Reload a run that another process is sending, and watch it if it continues."""
        view = self._views[run_id]

        def read(run: Run | None) -> None:
            if run is not None:
                self.follow(run)

        def failed(error: DmmError) -> None:
            self._take(view.run, None, error)

        job = partial(read_run, self._context, run_id)
        self._runner.start(("read", run_id), job, owner=self, on_success=read, on_failure=failed)

    def follow(self, run: Run) -> None:
        """Take a run as it is stored now, and watch it if it continues."""
        self._take(run, None)
        self.watch(run.id)

    def stop_watching(self, run_id: str) -> None:
        """Stop watching, also if the run was about to be watched anew; the execution continues."""
        self._again.discard(run_id)
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
        """Ask the server to stop the execution; returns False if it is already being asked. ``on_waiting``: it will be
        asked again. ``on_failure`` also reports what is known about an abandoned stop. Once the run has ended, the
        request is no longer repeated, and has not failed."""
        from ...core.execution_errors import StopNotAccepted
        from ...operations.stop_run import StopCancelled, stop_run

        view = self._views[run_id]
        stored: list[Run] = []

        def stop(cancel: CancelToken, report: OnProgress) -> None:
            try:
                stop_run(self._context, view.run, cancel, report)
            except StopCancelled as cancelled:
                raise StopNotAccepted(None, cancelled.delivery, view.run.known_type) from cancelled
            finally:
                with suppress(LocalError):
                    stored.extend(filter(None, [self._context.workspace.run(run_id)]))

        def stopped(_: None) -> None:
            self.try_now(run_id)
            while_alive(owner, on_success)()

        def failed(error: DmmError) -> None:
            if not view.run.is_over:
                while_alive(owner, on_failure)(error)

        def ended() -> None:
            view.run = with_stop_of(view.run, *stored)
            while_alive(owner, on_end)()
            self.run_changed.emit(run_id)

        return self._runner.start(
            ("stop", run_id),
            stop,
            owner=self,
            on_success=stopped,
            on_failure=failed,
            on_progress=while_alive(owner, on_waiting),
            on_end=ended,
        )

    def give_up_stopping(self, run_id: str) -> None:
        """Stop asking the server to stop the execution."""
        self._runner.cancel(("stop", run_id))

    def is_stopping(self, run_id: str) -> bool:
        return self._runner.is_running(("stop", run_id))

    def new_log(self) -> LogLines:
        """A log without lines, for those that a job reads."""
        return LogLines(lambda: self._context.workspace.spool)

    def adopt(
        self,
        environment_id: str,
        tracker_id: str,
        *,
        owner: QObject,
        on_success: Callable[[Run], None],
        on_failure: Failed,
    ) -> Withdraw | None:
        """Watch an execution that was started elsewhere."""
        from ...operations.adopt_run import adopt_known

        def adopted(run: Run) -> None:
            self.follow(run)
            while_alive(owner, on_success)(run)

        with_run_views(self._runner, self, do_nothing)
        job = partial(adopt_known, self._context, environment_id, tracker_id)
        failed = while_alive(owner, on_failure)
        return self._runner.start_withdrawable("adopt", job, owner=self, on_success=adopted, on_failure=failed)

    def record_outcome(
        self,
        run_id: str,
        *,
        tracker_id: str,
        started: bool,
        owner: QObject,
        on_success: Callable[[], None],
        on_failure: Failed,
    ) -> Withdraw | None:
        """Store what the user found out about a run of unknown outcome, and watch it if it now has a tracker id. Until
        this has ended or is withdrawn, it is not watched: a watcher would store what it sees of the former
        execution."""
        from ...operations.record_outcome import record_outcome

        if self._is_recording(run_id):
            return None
        key = "record_outcome", run_id

        def recorded(run: Run) -> None:
            view = self._views.get(run_id)
            if view is not None and view.run.tracker_id != run.tracker_id:
                view.forget_log()
            self._take(run, None)
            self.run_edited.emit(run_id)
            while_alive(owner, on_success)()

        def begin() -> None:
            run, failed = self._views[run_id].run, while_alive(owner, on_failure)
            job = partial(record_outcome, self._context, run, tracker_id=tracker_id, started=started)
            again = partial(self.watch, run_id)
            self._runner.start(key, job, owner=self, on_success=recorded, on_failure=failed, on_end=again)

        def withdraw() -> bool:
            if self._recording.pop(run_id, None) is not None:
                self._again.add(run_id)  # its watching is still ending
            return self._runner.withdraw(key)

        if self.is_watched(run_id):
            self._recording[run_id] = begin
            self.stop_watching(run_id)
        else:
            begin()
        return withdraw

    def _is_recording(self, run_id: str) -> bool:
        return run_id in self._recording or self._runner.is_running(("record_outcome", run_id))

    def save_note(
        self, run_id: str, note: str, *, owner: QObject, on_success: Callable[[], None], on_failure: Failed
    ) -> Withdraw | None:
        """Store another note of a run; returns None if one is already being stored."""

        def saved(stored: str) -> None:
            if (view := self._views.get(run_id)) is not None:
                view.run = replace(view.run, note=stored)
                self.run_changed.emit(run_id)
                self.run_edited.emit(run_id)
            while_alive(owner, on_success)()

        job, failed = partial(save_note, self._context, run_id, note), while_alive(owner, on_failure)
        key = ("note", run_id)
        return self._runner.start_withdrawable(key, job, owner=self, on_success=saved, on_failure=failed)

    def remove(self, run_id: str, *, owner: QObject, on_failure: Failed) -> None:
        """Remove a run from the list at once, and from the database once it is no longer watched: a watcher would store
        it again. The server keeps its data."""
        view = self._views.pop(run_id)

        def failed(error: DmmError) -> None:
            self._views[run_id] = view
            self._removed.discard(run_id)
            self.list_changed.emit()
            while_alive(owner, on_failure)(error)

        def remove() -> None:
            job, left = partial(remove_run, self._context, run_id), lambda: self._leaving.pop(run_id)
            self._runner.start(("remove", run_id), job, owner=self, on_failure=failed, on_end=left)

        self._leaving[run_id] = remove
        self._removed.add(run_id)
        self.list_changed.emit()
        if self.is_watched(run_id):
            self.stop_watching(run_id)
        else:
            remove()

    def _add_new(self, stored: StoredRuns) -> list[Run]:
        self._version = stored.version
        new = [run for run in stored.runs if self._is_new(run)]
        for run in new:
            self._views[run.id] = view = TrackedRun.listed(run)
            self._overdue.look_at(view)
        return new

    def _is_new(self, run: Run) -> bool:
        """Whether a stored run is unknown here, or another process has sent or watched it to the end since."""
        if self._needs_no_reading(run.id) or self._runner.is_running(("start", run.id)):
            return False
        known = self._views.get(run.id)
        return known is None or (not run.state.is_sending if known.run.state.is_sending else run.state.is_final)

    def _needs_no_reading(self, run_id: str) -> bool:
        """Whether there is nothing to learn about a run from the database: it was removed, or is listed and final or
        followed from here. A job asks this on its own thread."""
        known = self._views.get(run_id)
        is_followed = self.is_watched(run_id) or self._is_recording(run_id)
        return run_id in self._removed or (known is not None and (known.run.state.is_final or is_followed))

    def _resume_all(self, runs: Iterable[Run]) -> None:
        for run in runs:
            self.watch(run.id)
        self.loaded.emit()

    def _take(self, run: Run, progress: Progress | None, error: DmmError | None = None) -> None:
        view = self._views.get(run.id)
        if run.id in self._leaving:
            return
        if view is None:
            self._views[run.id] = view = TrackedRun(run, progress, error=error)
            self._overdue.look_at(view)
            self.list_changed.emit()
            return
        if progress is not None:  # a watcher reports more often than it reads what other processes have stored
            run = with_stop_of(run, view.run)
        known = view.run
        run = replace(run, note=known.note, fingerprint=run.fingerprint or known.fingerprint, has_moved=known.has_moved)
        view.run, view.progress, view.error = run, progress, error
        self._overdue.look_at(view)
        if run.is_over:
            self.give_up_stopping(run.id)
        self.run_changed.emit(run.id)
