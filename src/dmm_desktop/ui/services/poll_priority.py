"""Polls the visible run often and the others rarely, and drops old logs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

from .run_controller import RunController

#: Longest time between two requests for a run that is not visible, in seconds.
FAR = 10.0
#: Number of ended runs whose logs stay in memory; others can be read again.
KEPT_LOGS = 8


class PollPriority(QObject):
    """Sets how often each run is polled: all of them often until the first call of :meth:`look_at`. ``near`` is the
    longest time between two requests for the visible run, in seconds, at most FAR."""

    def __init__(self, runs: RunController, parent: QObject, near: float) -> None:
        super().__init__(parent)
        self._runs = runs
        self._near = near
        self._run_id: str | None = None
        self._is_away = False  # the application is in the background or minimized
        runs.list_changed.connect(self._apply)
        runs.run_changed.connect(self._forget_logs)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._state_changed)

    def look_at(self, run_id: str) -> None:
        """Set the visible run; an empty id if there is none."""
        self._run_id = run_id
        self._apply()

    def set_near(self, near: float) -> None:
        """Change how often the visible run is polled."""
        self._near = near
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
            longest = self._near if view.run.id == self._run_id and not self._is_away else FAR
            was_far, view.policy.longest = view.policy.longest > longest, longest
            if was_far and self._runs.is_watched(view.run.id):
                view.wake_up.give()  # the visible state may be outdated

    @Slot(object)
    def _forget_logs(self, run_id: str) -> None:
        view = self._runs.find(run_id)
        if view is None or not view.run.state.is_final:
            return
        past = [one for one in self._runs.runs if one.log.total and (one.run.state.leaves_outputs or one.kept)]
        for one in past[KEPT_LOGS:]:
            if one.run.id not in (run_id, self._run_id):
                one.forget_log()
