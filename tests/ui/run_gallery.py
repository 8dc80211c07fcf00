"""Every state of a run as PNG, to be held beside the mocks.

python tests/ui/run_gallery.py --out DIR [--dark] [--scale 2] [--font Inter] [--pixels 13] [--only NAME]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path


def main() -> int:
    """Render the pictures; returns the exit code. Any message of Qt is printed and fails it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--font")
    parser.add_argument("--pixels", type=int, default=13)
    parser.add_argument("--only")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    sys.path.insert(0, str(Path(__file__).parent.parent))

    from PySide6.QtCore import Qt, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication, QSplitter, QWidget

    messages: list[str] = []
    qInstallMessageHandler(lambda kind, context, text: messages.append(text))
    application = QApplication([])
    font = application.font()
    font.setFamily(options.font or font.family())
    font.setPixelSize(options.pixels)
    application.setFont(font)

    from dmm_desktop.core.environment import Stage
    from dmm_desktop.core.models import FailingEntity
    from dmm_desktop.core.runs import RunState
    from dmm_desktop.ui.look.theme import Appearance, Theme
    from dmm_desktop.ui.progress_view.progress_view import ProgressView
    from dmm_desktop.ui.runs_panel.runs_panel import RunsPanel
    from dmm_desktop.workers.runner import TaskRunner
    from ui.run_scenes import LOG, Scene, report, sample_run, scenes

    theme = Theme(application, Appearance.DARK if options.dark else Appearance.LIGHT)
    options.out.mkdir(parents=True, exist_ok=True)

    def add_past(scene: Scene) -> None:
        now = datetime.now(UTC)

        def past(name: str, state: RunState, stage: Stage, place: str, hours: float, **changes: object) -> None:
            when = now - timedelta(hours=hours)
            run = sample_run(
                name, state, stage=stage, environment_name=place, created_at=when, ended_at=when, **changes
            )
            scene.put(run)

        past("p1", RunState.COMPLETED, Stage.TEST, "TEST-1", 1.5, report=report(50_000), failing_entities=())
        two = (FailingEntity("A", "e"), FailingEntity("B", "e"))
        past("p2", RunState.COMPLETED_WITH_ERRORS, Stage.TEST, "TEST-1", 24, report=report(1), failing_entities=two)
        past("p3", RunState.STOPPED, Stage.DEVELOPMENT, "DEV-1", 24.5, report=report(12_340))
        past(
            "p4",
            RunState.FAILED,
            Stage.DEVELOPMENT,
            "DEV-1",
            25,
            message="Entity Region was not found",
            zip_path="/data/customers-2024-q2-draft.zip",
        )
        past("p5", RunState.STOPPED, Stage.PRODUCTION, "PROD-2", 700, report=report(8_112))
        past("p6", RunState.OUTCOME_UNKNOWN, Stage.TEST, "TEST-1", 800, zip_path="/data/products-full.zip")

    for name in scenes():
        if options.only and options.only != name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            runner = TaskRunner()
            scene = Scene(Path(folder), runner)
            window = QSplitter(Qt.Orientation.Horizontal)
            window.setHandleWidth(1)
            side = QWidget()
            panel, view = RunsPanel(scene.desk), ProgressView(scene.desk)
            for widget in (side, panel, view):
                window.addWidget(widget)
            window.setSizes([255, 311, 712])
            panel.run_selected.connect(view.show_run)
            window.resize(1280, 740)
            window.show()
            window.activateWindow()
            add_past(scene)
            run, progress, watched = scenes()[name]
            if name in ("running", "lost", "stopping"):
                _fill_meter(view, run)
            scene.put(run, progress, watched)
            stored = scene.desk.runs.find(run.id)
            if run.tracker_id and name not in ("forgotten", "unverified"):
                stored.log.append(["2026-06-30 10:39:59 INFO  line"] * 1269 + LOG)
            panel.select_run(run.id)
            panel._list.setFocus()
            for _ in range(20):
                application.processEvents()
            view._log._take()
            application.processEvents()
            suffix = "dark" if options.dark else "light"
            window.grab().save(str(options.out / f"{name.replace(' ', '-')}-{suffix}.png"))
            window.close()
            runner.shut_down(5)
            window.deleteLater()
            application.processEvents()
            scene.close()
    del theme
    unexpected = [text for text in messages if "propagateSizeHints" not in text]
    print("\n".join(unexpected), file=sys.stderr)
    return 1 if unexpected else 0


def _fill_meter(view, run):
    import math

    meter = view._meters.of(run.id)
    elapsed = int(run.report.elapsed.total_seconds())
    for second in range(0, elapsed + 1):
        done = run.report.completed_records * (second / elapsed) + 150 * math.sin(second / 9)
        meter.answer(float(second), max(0, int(done)), float(second))
    import time

    meter.answer(float(elapsed) + 0.5, run.report.completed_records, time.monotonic() - (40 if run.id == "lost" else 0))


if __name__ == "__main__":
    sys.exit(main())
