"""What the person looks at: that run is asked about often, the others rarely, and their logs are not kept for ever."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

from ...core.run_state import RunState
from ...operations.log_lines import LogLines
from .run_controller import RunController

#: Longest time between two questions about the run that is looked at, and about the others, in seconds.
NEAR, FAR = 2.0, 10.0
#: Logs of so many runs that have ended are kept; they can be loaded again.
KEPT_LOGS = 8


class PollPriority(QObject):
    """Before the first call of :meth:`look_at` every run is watched closely."""

    def __init__(self, runs: RunController, parent: QObject) -> None:
        super().__init__(parent)
        self._runs = runs
        self._run_id: str | None = None
        self._is_away = False  # behind the windows of others, or minimized
        runs.list_changed.connect(self._apply)
        runs.run_changed.connect(self._forget_logs)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._state_changed)

    def look_at(self, run_id: str) -> None:
        """This run is shown now; an empty id if none is."""
        self._run_id = run_id
        self._apply()

    @Slot(Qt.ApplicationState)
    def _state_changed(self, state: Qt.ApplicationState) -> None:
        self._is_away = state is not Qt.ApplicationState.ApplicationActive
        self._apply()

    @Slot()
    def _apply(self) -> None:
        if self._run_id is None:
            return
        for view in self._runs.runs:
            longest = NEAR if view.run.id == self._run_id and not self._is_away else FAR
            was_far, view.policy.longest = view.policy.longest > longest, longest
            if was_far and self._runs.is_watched(view.run.id):
                view.wake_up.give()  # what is shown may be old

    @Slot(object)
    def _forget_logs(self, run_id: str) -> None:
        view = self._runs.find(run_id)
        if view is None or not view.run.state.is_final:
            return
        past = [one for one in self._runs.runs if one.log.total and _can_be_loaded(one.run.state)]
        for one in past[KEPT_LOGS:]:
            if one.run.id not in (run_id, self._run_id):
                one.log = LogLines()


def _can_be_loaded(state: RunState) -> bool:
    """Whether the server may still have the log of a run that has ended."""
    return state.is_final and not state.is_recordable
