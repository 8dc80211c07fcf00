"""The zips that are saved from the outputs of a run, log files and exports, and what is said of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ...core.errors import DmmError
from ...core.text import Text, text
from ...operations.save_export import export_not_saved, save_export
from ...operations.save_logs import logs_not_saved, save_logs
from ...operations.save_payload import MAX_UNASKED, SavedPayload
from ...workers.runner import TaskRunner
from ..messages import tr_text
from ..services.system_dialogs import Purpose
from ..services.wakefulness import DOWNLOAD
from ..widgets.dialog import Question


@dataclass(frozen=True, slots=True)
class Download:
    """A zip from the outputs. ``ending`` ends the suggested file name, ``save`` is the operation, and ``not_saved``
    turns an error that it raised into the one to show. ``title`` is the title of dialogs. ``begun`` is shown while it
    is saved, ``done`` afterwards; ``busy`` says why nothing else can be saved, and ``is_large`` asks whether to save
    more than ``limit`` GiB."""

    ending: str
    purpose: Purpose
    save: Callable[..., SavedPayload]
    not_saved: Callable[[DmmError, Path], DmmError]
    title: Text
    begun: Text
    done: Text
    busy: Text
    is_large: Text

    def key(self, run_id: str) -> tuple[str, str, str]:
        """The key of the job that saves it for a run."""
        return DOWNLOAD, self.ending, run_id


_LIMIT = MAX_UNASKED // 1024**3

LOG_FILES = Download(
    "logs.zip",
    Purpose.LOGS,
    save_logs,
    logs_not_saved,
    text("Save logs"),
    text("Saving the logs…"),
    text("Logs saved."),
    text("The logs are being saved."),
    text("The logs are larger than {limit} GiB. Save them?", limit=_LIMIT),
)
EXPORTED_ZIP = Download(
    "export.zip",
    Purpose.ZIP,
    save_export,
    export_not_saved,
    text("Save export"),
    text("Saving the export…"),
    text("Export saved."),
    text("The export is being saved."),
    text("The export is larger than {limit} GiB. Save it?", limit=_LIMIT),
)


def download_of(runner: TaskRunner, run_id: str) -> Download | None:
    """What is being saved for a run, whichever view started it; None if nothing is."""
    return next((one for one in (LOG_FILES, EXPORTED_ZIP) if runner.is_running(one.key(run_id))), None)


class LargeZipQuestion(Question):
    """Asks whether to save a large zip. ``confirmed``: save it as ``target``."""

    def __init__(self, download: Download, target: Path, parent: QWidget) -> None:
        super().__init__("large_zip_question", parent)
        words = self.tr("The download starts over and is saved as {path}. Nothing has been saved yet.")
        self.ask(tr_text(download.title), tr_text(download.is_large), words.format(path=target))
        self.offer((self.tr("Save"), "save_large_zip", "save"), (self.tr("Do not save"), "no_large_zip"))
