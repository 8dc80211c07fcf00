"""Notifies the user of what took long and has ended, failed, or needs attention."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ...core.outcomes import outcome_words
from ...core.run_state import RunState
from ...core.runs import Run
from ...core.text import Text, text
from ...desktop.notification import Notice
from ..messages import tr_text
from ..run_words import run_title
from ..services.app_services import AppServices
from ..services.ended_check import EndedCheck
from .notifiers import system_notifier

if TYPE_CHECKING:
    from .main_window import MainWindow

#: The user is not notified of what ends earlier.
_LEAST = timedelta(minutes=1)


class Notifications(QObject):
    """Notifies of runs that were seen in progress since the start, and of checks, unless the user is looking at them.
    A click shows the run; when the window becomes active, all notifications are withdrawn.

    They name environments and files, and contain neither data nor words of a server.
    """

    def __init__(self, window: MainWindow, services: AppServices) -> None:
        super().__init__(window)
        self._window = window
        self._runs = services.runs
        self._preferences = services.preferences
        self._notifier = system_notifier(services.runner, self)
        self._in_progress: set[str] = set()  # runs to notify of when they end or need attention
        self.least = _LEAST
        self._runs.run_changed.connect(self._look)
        self._runs.list_changed.connect(self._look_at_all)
        services.check_ended.connect(self._check_ended)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._state_changed)

    @Slot()
    def _look_at_all(self) -> None:
        for view in self._runs.runs:
            self._look(view.run.id)

    @Slot(object)
    def _look(self, run_id: str) -> None:
        view = self._runs.find(run_id)
        if view is None:
            self._in_progress.discard(run_id)
        elif view.run.state.is_final:
            if run_id in self._in_progress:
                self._tell_of_run(view.run, _outcome(view.run))
        elif view.is_unwatched:
            if run_id in self._in_progress and view.error is not None:
                self._tell_of_run(view.run, text("needs your attention: it is no longer watched"))
        elif view.run.state.is_sending or (view.watch is not None and view.watch.answered_at is not None):
            self._in_progress.add(run_id)

    def _tell_of_run(self, run: Run, outcome: Text) -> None:
        self._in_progress.remove(run.id)
        took = max(datetime.now(UTC) - run.created_at, run.elapsed)
        self._tell(took, run_title(run), tr_text(outcome), run.id)

    @Slot(object)
    def _check_ended(self, check: EndedCheck) -> None:
        self._tell(check.took, tr_text(check.title), tr_text(check.outcome), check.run_id)

    def _tell(self, took: timedelta, title: str, outcome: str, run_id: str) -> None:
        """Notify. ``run_id`` is empty if the outcome is shown in front of all runs."""
        is_active = _is_active(QGuiApplication.applicationState()) and not self._window.isMinimized()
        is_seen = is_active and run_id in ("", self._window.runs.run_id)
        if took < self.least or is_seen or not self._preferences.current.notifies:
            return
        QApplication.alert(self._window)
        notice = Notice(title, outcome[:1].upper() + outcome[1:], self.tr("Show"))
        self._notifier.show(run_id, notice, partial(self._show, run_id))

    def _show(self, run_id: str) -> None:
        self._window.come_forward(None)
        if self._runs.find(run_id) is not None:
            self._window.runs.go_to_run(run_id)

    @Slot(Qt.ApplicationState)
    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if _is_active(state):
            self._notifier.withdraw()


def _outcome(run: Run) -> Text:
    return text("ended") if run.state is RunState.ENDED else outcome_words(run)  # the other has the server's status


def _is_active(state: Qt.ApplicationState) -> bool:
    return state is Qt.ApplicationState.ApplicationActive
