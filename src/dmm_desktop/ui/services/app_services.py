"""The services shared by all panels of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from ...core.environment import Environment
from ...core.errors import DmmError, TokenRefused
from ...core.origin import Origin
from ...core.runs import Run, follower_of
from ...operations.context import SavedContext
from ...workers.runner import TaskRunner
from .environment_controller import EnvironmentController
from .forgotten_runs import ForgottenRuns
from .poll_priority import PollPriority
from .preferences import Preferences
from .run_controller import RunController
from .run_logs import RunLogs
from .system_dialogs import SystemDialogs
from .wakefulness import Wakefulness
from .whole_runs import WholeRuns


class AppServices(QObject):
    """The environments and runs of one data folder.

    Panels use ``context`` and ``runner`` for their own operations, such as the check of a zip. The services are
    destroyed with the runner, so that none of their timers starts a job on a runner that is gone. ``check_ended``
    carries an EndedCheck.
    """

    check_ended = Signal(object)

    def __init__(
        self,
        context: SavedContext,
        runner: TaskRunner,
        *,
        dialogs: SystemDialogs | None = None,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(runner)
        self.dialogs = dialogs or SystemDialogs()
        self.preferences = preferences or Preferences(parent=self)
        self.context = context
        self.runner = runner
        self.environments = EnvironmentController(context, runner, self)
        self.runs = RunController(context, runner, self)
        self.forgotten_runs = ForgottenRuns(context, self.runs, runner, self)
        self.whole_runs = WholeRuns(self.runs, context, runner, self)
        self.logs = RunLogs(context, self.runs, runner, self)
        self.poll_priority = PollPriority(self.runs, self, self.preferences.current.interval)
        self.wakefulness = Wakefulness(self.runs, runner, self)
        self.saved_exports: dict[str, Origin] = {}  # since the start, by the hashes of their zips
        self._earlier: dict[str, Origin | None] = {}  # what the runs say of a hash, until one of them changes
        context.log_choice = self.preferences.current.kept_logs
        self.preferences.changed.connect(self._follow_preferences)
        self._follow_preferences()

        self._refusals: dict[str, DmmError] = {}  # by run: each refusal of a key is reported once
        self.runs.run_changed.connect(self._look_at_answer)
        self.runs.run_changed.connect(self._forget_earlier)
        self.runs.list_changed.connect(self._forget_earlier)
        self.environments.key_accepted.connect(self._resume)
        self.environments.key_saved.connect(self._use_new_key)
        self._saved: tuple[Environment, ...] = ()
        self.environments.changed.connect(self._look_for_moves)
        self.environments.changed.connect(self._locate)
        self.runs.list_changed.connect(self._locate)

    @Slot()
    def _follow_preferences(self) -> None:
        current = self.preferences.current
        self.dialogs.save_folder = current.save_folder
        self.poll_priority.set_near(current.interval)
        self.logs.follow_choice(current.kept_logs)

    @Slot()
    def _look_for_moves(self) -> None:
        """Make sure that no watcher uses the key of an environment that was removed, or sends it to a former
        address."""
        before, self._saved = self._saved, tuple(one.environment for one in self.environments.environments)
        for view in self.runs.runs:
            if view.run.state.is_final or (was := follower_of(view.run, before)) is None:
                continue
            now = follower_of(view.run, self._saved)
            if now is None or (now.id, now.address.origin) != (was.id, was.address.origin):
                self.runs.watch_anew(view.run.id)

    @Slot()
    def _locate(self) -> None:
        """Note which runs are no longer where the names of their environments lead."""
        for view in self.runs.runs:
            has_moved = self.environments.has_moved(view.run)
            if has_moved != view.has_moved:
                view.has_moved = has_moved
                self.runs.run_changed.emit(view.run.id)

    @Slot(object)
    def _resume(self, environment_id: str) -> None:
        self.runs.resume(environment_id, has_new_key=False)

    @Slot(object)
    def _use_new_key(self, environment_id: str) -> None:
        self.runs.resume(environment_id, has_new_key=True)

    @Slot(object)
    def _look_at_answer(self, run_id: str) -> None:
        """What a watcher learns about the key of an environment: it was refused, or accepted after all."""
        view = self.runs.find(run_id)
        if view is None or view.run.environment_id is None:
            return
        watch = view.watch
        error = view.error or (watch.trouble if watch else None)
        if isinstance(error, TokenRefused):
            if self._refusals.get(run_id) is not error:
                self._refusals[run_id] = error
                self.environments.note_failure(view.run.environment_id, error)
        elif watch is not None and watch.answered_at is not None:
            self.environments.note_answer(view.run.environment_id, watch.answered_at)

    def known_origin(self, sha256: str) -> Origin | None:
        """The export that a zip with this hash was saved from, if it is the last one that was saved of it, was saved
        since the start, or was imported from here before as the zip of that export. Rows ask for it whenever they are
        painted, so the runs are searched once for each hash."""
        if sha256 not in self._earlier:
            found = (view.run.origin_of(sha256) for view in self.runs.runs)
            self._earlier[sha256] = next((origin for origin in found if origin is not None), None)
        return self.saved_exports.get(sha256) or self._earlier[sha256]

    @Slot()
    def _forget_earlier(self) -> None:
        self._earlier.clear()

    def lacking(self, run: Run) -> frozenset[str]:
        """The operations that the API of the run's saved environment lacks."""
        from ...operations.limits import lacking_at

        saved = self.environments.find(run.environment_id or "")
        return lacking_at(saved.environment) if saved is not None else frozenset()
