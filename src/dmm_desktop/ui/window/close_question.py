"""The question before an upload is ended by closing the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ..widgets.dialog import Question


class CloseQuestion(Question):
    """``confirmed``: yes, end the upload."""

    def __init__(self, parent: QWidget, uploads: Sequence[tuple[str, str]]) -> None:
        """``uploads``: destination and host of each of them."""
        super().__init__("close_question", parent)
        question = self.tr("A file is still being uploaded.")
        if len(uploads) == 1:
            place, host = uploads[0]
            question = self.tr("A file is still being uploaded to {place} on {host}.").format(place=place, host=host)
        self.ask(
            self.tr("Close DMM Desktop"), question, self.tr("Closing stops the upload. Nothing has been imported yet.")
        )
        self.offer((self.tr("Close"), "close_anyway", "stop"), (self.tr("Keep running"), "keep_running"))
