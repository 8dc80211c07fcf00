"""Finds the application's own files that a user may look at."""

from __future__ import annotations

from pathlib import Path

from ..core.errors import LocalError
from ..core.job import CancelToken, OnProgress
from ..core.text import text
from ..storage.paths import DataPaths


def find_data_folder(folder: Path, cancel: CancelToken, report: OnProgress) -> Path:
    """The data folder. Raises LocalError if it does not exist."""
    if not folder.is_dir():
        raise LocalError(
            text("The data folder {folder} cannot be used.", folder=folder),
            text("It does not exist any more."),
            text("Restart DMM Desktop, which creates it again."),
        )
    return folder


def find_application_log(folder: Path, cancel: CancelToken, report: OnProgress) -> Path:
    """The application's log in the data folder. Raises LocalError if there is none."""
    log = DataPaths(folder).log
    if not log.is_file():
        raise LocalError(
            text("There is no application log yet."),
            text("DMM Desktop has not recorded anything in {folder}.", folder=folder),
            text("Try again after a problem has occurred."),
        )
    return log
