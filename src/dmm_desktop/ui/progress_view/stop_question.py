"""The question before anything is stopped. Its default keeps everything running."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...core.outcomes import destination
from ...core.runs import Run
from ..desk.messages import shown
from ..look.question import Question
from .choices import Stop


class StopQuestion(Question):
    """``confirmed``: yes, stop it."""

    def __init__(self, run: Run, what: Stop, *, lost: bool, parent: QWidget) -> None:
        super().__init__("stop_question", parent)
        place = run.environment_name
        if what is Stop.UPLOAD:
            question = self.tr("Stop the upload to {place}?").format(place=place)
            self.ask(self.tr("Stop upload"), question, self.tr("Nothing has been imported yet."))
        else:
            place = shown(destination(run.environment_name, run.connection))
            question = self.tr("Stop the import to {place}?").format(place=place)
            words = self.tr("Records that were already imported stay in {place}.").format(place=place)
            if lost:
                words += " " + self.tr("The connection is lost: it is tried at once, and you see what came of it.")
            self.ask(self.tr("Stop import"), question, words)
        self.offer((self.tr("Stop now"), "stop_now", "stop"), (self.tr("Keep running"), "keep_running"))
