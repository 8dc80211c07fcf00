"""Judges each second which unfinished runs the server has not described as recently as it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from .tracked_run import TrackedRun


class OverdueRuns(QObject):
    """Keeps ``is_overdue`` of the runs true. ``changed`` (run id): it has changed with the time alone."""

    changed = Signal(object)

    def __init__(self, views: Mapping[str, TrackedRun], parent: QObject) -> None:
        super().__init__(parent)
        self._views = views
        self._judging = QTimer(self)
        self._judging.setInterval(1000)
        self._judging.timeout.connect(self._judge)

    def look_at(self, view: TrackedRun) -> None:
        """Judge a run that is new or has changed."""
        view.judge(datetime.now(UTC))
        if view.run.state.is_watchable and not self._judging.isActive():
            self._judging.start()

    @Slot()
    def _judge(self) -> None:
        watchable = [view for view in self._views.values() if view.run.state.is_watchable]
        if not watchable:
            self._judging.stop()
        for view in watchable:
            if view.judge(datetime.now(UTC)):
                self.changed.emit(view.run.id)
