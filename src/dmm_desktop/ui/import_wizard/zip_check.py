"""The jobs of the file page: checking a zip and writing a repacked copy of it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.job import BytesProgress, Job, Progress
from dmm_desktop.operations.check_zip import CheckedZip, check_zip, repack_zip

from ...workers.runner import TaskRunner

_NUMBERS = itertools.count()


class ZipJobs(QObject):
    """One job at a time: a new one, and :meth:`cancel`, end the one before, of which nothing is heard any more.

    ``progressed`` carries the share that is done (0 to 1), ``checked`` a CheckedZip, ``repacked`` the path of the
    copy, ``failed`` a DmmError.
    """

    progressed = Signal(object)
    checked = Signal(object)
    repacked = Signal(object)
    failed = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._key: Hashable = None

    @property
    def is_running(self) -> bool:
        """Whether the outcome of a job is awaited."""
        return self._key is not None

    def check(self, path: Path) -> None:
        """Check a zip."""
        self._start(check_zip(path), self.checked.emit)

    def repack(self, checked: CheckedZip, target: Path) -> None:
        """Write a copy without the common folder."""
        self._start(repack_zip(checked, target), self.repacked.emit)

    def cancel(self) -> None:
        """Nobody waits for the outcome any more."""
        if self._key is not None:
            self._runner.cancel(self._key)
            self._key = None

    def _start(self, job: Job[CheckedZip] | Job[Path], succeeded: Callable[[object], None]) -> None:
        self.cancel()
        self._key = key = ("zip", next(_NUMBERS))

        def progressed(value: Progress) -> None:
            if key == self._key and isinstance(value, BytesProgress) and value.total:
                self.progressed.emit(value.done / value.total)

        def ended(tell: Callable[[object], None], outcome: object) -> None:
            if key == self._key:
                self._key = None
                tell(outcome)

        def failed(error: DmmError) -> None:
            ended(self.failed.emit, error)

        self._runner.start(
            key,
            job,
            owner=self,
            on_success=lambda result: ended(succeeded, result),
            on_failure=failed,
            on_progress=progressed,
        )
