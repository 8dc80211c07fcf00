"""The check of the chosen zip and the writing of a repacked copy, outside the GUI thread."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ...core.errors import DmmError
from ...core.job import Job, Progress
from ...operations.check_zip import CheckChoice, CheckedZip, CheckResults, check_zip, repack_zip
from ..services.app_services import AppServices

_NUMBERS = itertools.count()


class ZipJobs(QObject):
    """Runs one job at a time: a new one, or :meth:`cancel`, cancels the previous one and drops its result.

    ``progressed`` carries a CheckProgress or BytesProgress, ``checked`` the CheckResults of the whole zip, ``repacked``
    the path of the copy, ``failed`` a DmmError.
    """

    progressed = Signal(object)
    checked = Signal(object)
    repacked = Signal(object)
    failed = Signal(object)

    def __init__(self, services: AppServices, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._secrets = services.runner, services.context.secrets
        self._key: Hashable = None

    @property
    def is_running(self) -> bool:
        """Whether a job is running."""
        return self._key is not None

    def check(self, path: Path, choice: Callable[[], CheckChoice]) -> None:
        """Check a zip; ``choice`` returns what the user has chosen by then."""
        self._start(partial(check_zip, self._secrets, path, choice), self.checked.emit)

    def repack(self, checked: CheckedZip, target: Path) -> None:
        """Write a copy without the common folder."""
        self._start(partial(repack_zip, self._secrets, checked, target), self.repacked.emit)

    def cancel(self) -> None:
        """Cancel the job and drop its result."""
        if self._key is not None:
            self._runner.cancel(self._key)
            self._key = None

    def _start(self, job: Job[CheckResults] | Job[Path], succeeded: Callable[[object], None]) -> None:
        self.cancel()
        self._key = key = ("zip", next(_NUMBERS))

        def progressed(value: Progress) -> None:
            if key == self._key:
                self.progressed.emit(value)

        def ended(callback: Callable[[object], None], outcome: object) -> None:
            if key == self._key:
                self._key = None
                callback(outcome)

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
