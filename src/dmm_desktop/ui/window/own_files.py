"""Opens the data folder and the application's log in the programs of the system."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from ...core.job import Job
from ..error_banner import ErrorBanner
from ..services.app_services import AppServices


class OwnFiles(QObject):
    """``folder`` is the data folder; ``banner`` shows why something could not be opened."""

    def __init__(self, services: AppServices, folder: Path, banner: ErrorBanner, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._folder = folder
        self._banner = banner

    def open_folder(self) -> None:
        """Open the data folder in the file manager."""
        from ...operations.own_files import find_data_folder  # rarely needed

        self._start("data folder", partial(find_data_folder, self._folder))

    def open_log(self) -> None:
        """Open the application's log in the program for such files."""
        from ...operations.own_files import find_application_log  # rarely needed

        self._start("application log", partial(find_application_log, self._folder))

    def _start(self, key: str, job: Job[Path]) -> None:
        self._services.runner.start(
            key,
            job,
            owner=self,
            on_success=self._open,
            on_failure=lambda error: self._banner.show_error(error, dismissible=True),
        )

    def _open(self, path: Path) -> None:
        problem = self._services.dialogs.open_path(path)
        if problem is None:
            self._banner.hide()
        else:
            self._banner.show_error(problem, dismissible=True)
