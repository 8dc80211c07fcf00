"""Shows one log line in full: its row cuts what it has no room for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ...core.job import CancelToken, Job, OnProgress
from ...operations.log_lines import LogLines
from ...workers.runner import TaskRunner
from ..formats import number
from ..messages import escaped
from ..widgets.details_dialog import DetailsDialog


class LineDetails(QObject):
    """Opens a line in a dialog above ``below``. It is read in a job, because it may be on disk. ``failed`` (DmmError):
    it cannot be read."""

    failed = Signal(object)

    def __init__(self, runner: TaskRunner, below: QWidget) -> None:
        super().__init__(below)
        self._runner = runner
        self._below = below
        self._key: object = None

    def show(self, lines: LogLines, line: int) -> None:
        """Show a line in full; of several requests, the last one counts."""
        self.cancel()
        self._key = ("read a log line", object())

        def opened(raw: str) -> None:
            title = self.tr("Log line {number}").format(number=number(line + 1))
            DetailsDialog(self._below.window(), title, "", "", escaped(raw)).open()

        self._runner.start(self._key, _line_of(lines, line), owner=self, on_success=opened, on_failure=self.failed.emit)

    def cancel(self) -> None:
        """Forget what was requested: another log is shown."""
        self._runner.withdraw(self._key)


def _line_of(lines: LogLines, line: int) -> Job[str]:
    def job(cancel: CancelToken, report: OnProgress) -> str:
        return next(lines.pick([line]))

    return job
