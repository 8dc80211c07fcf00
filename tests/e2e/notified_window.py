"""The window with an import that ends as soon as another program has the keyboard: `python notified_window.py FOLDER`.

Prints the window's id once it is active, and the id of each run that it then shows.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

sys.path.extend(map(str, Path(__file__).parents[1:3]))

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.theme.theme import Theme
from dmm_desktop.ui.window.main_window import MainWindow
from dmm_desktop.workers.runner import TaskRunner
from ui.sample_runs import SampleServices, report, sample_run


class NotifiedWindow(MainWindow):
    """Tells what the test waits for."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            QTimer.singleShot(0, self, self._tell if self.isActiveWindow() else self._end)

    def _tell(self) -> None:
        print(f"active {int(self.winId())} {self.runs.run_id}", flush=True)

    def _end(self) -> None:
        run = sample_run("one", RunState.COMPLETED, report=report(50_000, seconds=364), ended_at=datetime.now(UTC))
        self.services.runs._take(run, None)


def main() -> None:
    application = QApplication([])
    Theme(application)
    runner = TaskRunner()
    folder = Path(sys.argv[1])
    services = SampleServices(folder, runner)
    window = NotifiedWindow(lambda: services, folder, lambda: None)
    window.build_panels()
    run = sample_run("one", RunState.RUNNING, report=report(21_040))
    services.put(run, WatchProgress(run, datetime.now(UTC)), watched=True)
    services.put(replace(run, id="two", state=RunState.FAILED))
    window.show_runs()
    window.runs.select_run("two")
    window.show()
    application.exec()
    runner.shut_down(10)
    services.close()


main()
