"""The meters of all runs that go on, whichever of them is shown."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Slot

from ..desk.run_center import RunCenter, RunView
from .meter import Meter


class Meters(QObject):
    """Feeds a meter for every run with each answer; those of removed runs go with them."""

    def __init__(self, runs: RunCenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._meters: dict[str, Meter] = {}
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
        if view is not None:
            _feed(self.of(run_id), view)

    @Slot()
    def _tidy(self) -> None:
        for run_id in [one for one in self._meters if self._runs.find(one) is None]:
            del self._meters[run_id]


def _feed(meter: Meter, view: RunView) -> None:
    watch = view.watch
    if watch is None:
        return
    if watch.trouble is not None:
        meter.silence(time.monotonic())
    elif watch.run.report is not None:
        report = watch.run.report
        meter.answer(report.elapsed.total_seconds(), report.completed_records, time.monotonic())
