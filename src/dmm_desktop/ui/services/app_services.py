"""The services shared by all panels of the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from ...core.environment import Environment
from ...core.errors import DmmError, TokenRefused
from ...core.origin import Origin
from ...core.runs import Run, follower_of
from ...operations.check_environment import KeyPlace
from ...operations.context import SavedContext
from ...workers.runner import TaskRunner
from .day_change import DayChange
from .environment_controller import EnvironmentController
from .forgotten_runs import ForgottenRuns
from .other_processes import OtherProcesses
from .poll_priority import PollPriority
from .preferences import Preferences
from .run_controller import RunController
from .run_logs import RunLogs
from .system_dialogs import SystemDialogs
from .tracked_run import TrackedRun
from .unread_results import UnreadResults
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
        self.day_change = DayChange(self)
        self.environments = EnvironmentController(context, runner, self)
        self.runs = RunController(context, runner, self)
        self.forgotten_runs = ForgottenRuns(context, self.runs, runner, self)
        self.unread_results = UnreadResults(context, self.runs, self)
        self.whole_runs = WholeRuns(self.runs, context, runner, self)
        self.logs = RunLogs(context, self.runs, runner, self)
        self.other_processes = OtherProcesses(self.runs, self)
        self.poll_priority = PollPriority(self.runs, self, self.preferences.current.interval)
        self.wakefulness = Wakefulness(self.runs, runner, self)
        self.saved_exports: dict[str, Origin] = {}  # since the start, by the hashes of their zips
        self._earlier: dict[str, Origin | None] = {}  # what the runs say of a hash, until one of them changes
        context.log_choice = self.preferences.current.kept_logs
        self.preferences.changed.connect(self._follow_preferences)
        self._follow_preferences()

        self._refusals: dict[str, DmmError] = {}  # by run: each refusal of a key is reported once
        self._answers: dict[str, datetime] = {}  # and each answer, which says nothing of the key of another environment
        self.runs.run_changed.connect(self._look_at_answer)
        self.runs.run_changed.connect(self._forget_earlier)
        self.runs.list_changed.connect(self._forget_earlier)
        self.environments.key_accepted.connect(self._resume)
        self.environments.key_saved.connect(self._use_new_key)
        self._saved: tuple[Environment, ...] | None = None  # as they were followed last; None before they are loaded
        self.environments.changed.connect(self._locate)  # first: what is watched anew may fail, and is told then
        self.environments.changed.connect(self._look_for_moves)
        self.runs.list_changed.connect(self._locate)

    @Slot()
    def _follow_preferences(self) -> None:
        current = self.preferences.current
        self.dialogs.save_folder = current.save_folder
        self.poll_priority.set_near(current.interval)
        self.logs.follow_choice(current.kept_logs)

    @Slot()
    def _look_for_moves(self) -> None:
        """Follow the runs with the environments as they are now: no watcher uses the key of one that was removed, or
        sends it to a former address, and what could not be watched is watched again once it can be."""
        before, self._saved = self._saved, tuple(one.environment for one in self.environments.environments)
        self.forgotten_runs.withdraw_errors()
        if before is None:
            return
        for view in self.runs.unfinished:
            if _way_to(view.run, before) != _way_to(view.run, self._saved):
                self.runs.watch_anew(view.run.id)

    @Slot()
    def _locate(self) -> None:
        """Note which runs are no longer where the names of their environments lead."""
        for view in self.runs.runs:
            located = self.environments.located(view.run)
            if located is not view.run:
                view.run = located
                self.runs.run_changed.emit(view.run.id)

    @Slot(object)
    def _resume(self, environment_id: str) -> None:
        for view in self._followed_by(environment_id):
            self.runs.resume(view.run.id)

    @Slot(object)
    def _use_new_key(self, environment_id: str) -> None:
        for view in self._followed_by(environment_id):
            self.runs.watch_anew(view.run.id)

    def _followed_by(self, environment_id: str) -> list[TrackedRun]:
        """The runs that have not ended and are followed with the key of this environment."""
        return [view for view in self.runs.unfinished if self._follower_id(view.run) == environment_id]

    def _follower_id(self, run: Run) -> str:
        """The id of the environment whose key is used for the run; "" if there is none."""
        follower = self.environments.follower(run)
        return follower.id if follower is not None else ""

    @Slot(object)
    def _look_at_answer(self, run_id: str) -> None:
        """What a watcher learns about the key of an environment: it was refused, or accepted after all."""
        view = self.runs.find(run_id)
        if view is None:
            return
        watch = view.watch
        error = view.error or (watch.trouble if watch else None)
        if isinstance(error, TokenRefused):
            if self._refusals.get(run_id) is not error:
                self._refusals[run_id] = error
                self.environments.note_failure(self._follower_id(view.run), error)
        elif watch is not None and (at := watch.answered_at) is not None and at != self._answers.get(run_id):
            self._answers[run_id] = at
            self.environments.note_answer(self._follower_id(view.run), at)

    def known_origin(self, sha256: str) -> Origin | None:
        """The export that a zip with this hash was saved from, if it is the last one that was saved of it, was saved
        since the start, or was imported from here before as the zip of that export. Rows ask for it whenever they are
        painted, so the runs are searched once for each hash."""
        if sha256 not in self._earlier:
            found = (view.run.origin_of(sha256) for view in self.runs.runs)
            self._earlier[sha256] = next((origin for origin in found if origin is not None), None)
        return self.saved_exports.get(sha256) or self._earlier[sha256]

    def known_origins(self) -> tuple[Origin, ...]:
        """The exports that zips were saved from, as far as this computer knows."""
        found = (view.run.origin for view in self.runs.runs)
        return (*self.saved_exports.values(), *(origin for origin in found if origin is not None))

    @Slot()
    def _forget_earlier(self) -> None:
        self._earlier.clear()

    def loses_key(self, run: Run) -> bool:
        """Whether the key with which the run is followed is kept only until the application closes."""
        follower = self.environments.follower(run)
        return follower is not None and self.context.keys.where(follower.key_id) is KeyPlace.SESSION

    def lacking(self, run: Run) -> frozenset[str]:
        """The operations that the API of the environment lacks with whose key the run is followed."""
        from ...operations.limits import lacking_at

        follower = self.environments.follower(run)
        return lacking_at(follower) if follower is not None else frozenset()


def _way_to(run: Run, environments: Sequence[Environment]) -> tuple[str, ...]:
    """Whose key is used to ask about a run, and where; if nobody's, what the error about that depends on."""
    follower = follower_of(run, environments)
    if follower is not None:
        return follower.id, follower.address.origin
    return tuple(one.name for one in environments if one.id == run.environment_id)
