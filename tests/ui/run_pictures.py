"""Pictures of runs in every state, in the list and in the progress view."""

from __future__ import annotations

import math
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from dmm_desktop.core.models import FailingEntity
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.runs_panel.runs_panel import RunsPanel
from dmm_desktop.ui.services.tracked_run import TrackedRun
from dmm_desktop.ui.widgets.containers import Panes
from dmm_desktop.workers.runner import TaskRunner
from ui.sample_runs import LOG, SampleServices, report, sample_run, sample_runs

_NO_LOG = ("forgotten", "unverified")


def take(save: Callable[[QWidget, str], None], only: str) -> None:
    """Save a picture of each state."""
    for name in sample_runs():
        if only in name:
            with tempfile.TemporaryDirectory() as folder:
                _take_one(save, name, Path(folder))


def _take_one(save: Callable[[QWidget, str], None], name: str, folder: Path) -> None:
    runner = TaskRunner()
    services = SampleServices(folder, runner)
    window = Panes(Qt.Orientation.Horizontal)
    panel, view = RunsPanel(services), ProgressView(services)
    for widget in (QWidget(), panel, view):
        window.addWidget(widget)
    window.setSizes([255, 311, 712])
    panel.run_selected.connect(view.show_run)
    window.resize(1280, 740)
    window.show()
    window.activateWindow()
    _add_past(services)
    run, progress, watched = sample_runs()[name]
    if name in ("running", "lost", "stopping"):
        _fill_meter(view, run)
    services.put(run, progress, watched)
    stored = services.runs.find(run.id)
    if stored is not None and run.tracker_id and name not in _NO_LOG:
        stored.log.append(["2026-06-30 10:39:59 INFO  line"] * 1269 + LOG)
    panel.select_run(run.id)
    QTest.qWait(300)  # the log is read in turns
    save(window, name.replace(" ", "-"))
    window.close()
    runner.shut_down(5)
    window.deleteLater()
    QTest.qWait(0)
    services.close()


def _add_past(services: SampleServices) -> None:
    now = datetime.now(UTC)

    def past(name: str, state: RunState, stage: Stage, place: str, hours: float, **changes: object) -> None:
        when = now - timedelta(hours=hours)
        services.put(
            sample_run(name, state, stage=stage, environment_name=place, created_at=when, ended_at=when, **changes)
        )

    test, development = Stage.TEST, Stage.DEVELOPMENT
    two = (FailingEntity("A", "e"), FailingEntity("B", "e"))
    past("p1", RunState.COMPLETED, test, "TEST-1", 1.5, report=report(50_000), failing_entities=())
    past("p2", RunState.COMPLETED_WITH_ERRORS, test, "TEST-1", 24, report=report(1), failing_entities=two)
    past("p3", RunState.STOPPED, development, "DEV-1", 24.5, report=report(12_340))
    past("p4", RunState.FAILED, development, "DEV-1", 25, message="Entity Region was not found")
    past("p5", RunState.STOPPED, Stage.PRODUCTION, "PROD-2", 700, report=report(8_112))
    past("p6", RunState.OUTCOME_UNKNOWN, test, "TEST-1", 800, zip_path="/data/products-full.zip")


def _fill_meter(view: ProgressView, run: Run) -> None:
    records = run.records_done
    assert records is not None
    meter, elapsed = view._meters.of(TrackedRun(run)), int(run.elapsed.total_seconds())
    for second in range(elapsed + 1):
        done = records * (second / elapsed) + 150 * math.sin(second / 9)
        meter.answer(float(second), max(0, int(done)), float(second))
    meter.answer(elapsed + 0.5, records, time.monotonic() - (40 if run.id == "lost" else 0))
