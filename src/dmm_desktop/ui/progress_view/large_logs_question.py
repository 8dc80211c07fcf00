"""Asks before large logs are saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ...operations.save_logs import MAX_UNASKED
from ..widgets.dialog import Question


class LargeLogsQuestion(Question):
    """``confirmed``: save them as ``target``."""

    def __init__(self, target: Path, parent: QWidget) -> None:
        super().__init__("large_logs_question", parent)
        title = self.tr("The logs are larger than {limit} GiB. Save them?").format(limit=MAX_UNASKED // 1024**3)
        words = self.tr("The download starts over and is saved as {path}. Nothing has been saved yet.")
        self.ask(self.tr("Save logs"), title, words.format(path=target))
        self.offer((self.tr("Save"), "save_large_logs", "save"), (self.tr("Do not save"), "no_large_logs"))
