"""The meters of all runs that go on, whichever of them is shown."""

from __future__ import annotations

import time
from datetime import datetime

from PySide6.QtCore import QObject, Slot

from ..desk.run_center import RunCenter
from .meter import Meter


class Meters(QObject):
    """Feeds a meter for every run with each answer; those of removed runs go with them."""

    def __init__(self, runs: RunCenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._meters: dict[str, Meter] = {}
        self._answered_at: dict[str, datetime | None] = {}
        runs.run_changed.connect(self._read)
        runs.list_changed.connect(self._tidy)

    def of(self, run_id: str) -> Meter:
        """The meter of a run."""
        return self._meters.setdefault(run_id, Meter())

    def tick(self, run_id: str) -> None:
        """Time has passed without an answer."""
        view = self._runs.find(run_id)
        if view is not None and view.watch is not None and view.watch.trouble is not None:
            self.of(run_id).silence(time.monotonic())

    @Slot(object)
    def _read(self, run_id: str) -> None:
        view = self._runs.find(run_id)
        if view is None or view.watch is None:
            return
        if view.watch.trouble is not None:
            self.of(run_id).silence(time.monotonic())
        elif view.watch.run.report is not None and self._answered_at.get(run_id) != view.watch.answered_at:
            # Much is told between two answers, such as that lines of the log have come.
            self._answered_at[run_id] = view.watch.answered_at
            report = view.watch.run.report
            if report.elapsed is not None and report.completed_records is not None:
                self.of(run_id).answer(report.elapsed.total_seconds(), report.completed_records, time.monotonic())

    @Slot()
    def _tidy(self) -> None:
        for run_id in [one for one in self._meters if self._runs.find(one) is None]:
            del self._meters[run_id]
            self._answered_at.pop(run_id, None)
