"""The question before the window closes while a file is being uploaded."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from .look.question import Question


class CloseQuestion(Question):
    """``confirmed``: yes, end the upload."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("close_question", parent)
        question = self.tr("A file is still being uploaded.")
        self.ask(self.tr("Close DMM Desktop"), question, self.tr("Closing stops the upload; nothing is imported then."))
        self.offer((self.tr("Close"), "close_anyway", "stop"), (self.tr("Keep running"), "keep_running"))
