"""The question before a run is removed from the list."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...core.runs import Run
from ..desk.run_words import title
from ..look.question import Question


class RemoveQuestion(Question):
    """``confirmed``: yes, remove it."""

    def __init__(self, run: Run, parent: QWidget) -> None:
        super().__init__("remove_question", parent)
        words = self.tr("Its report and the record of what became of it are removed from this computer.")
        if not run.state.is_final:
            words += " " + self.tr("It is not stopped: it goes on in {place}, and is no longer watched here.").format(
                place=run.environment_name
            )
        question = self.tr("Remove {run} from the list?").format(run=f"“{title(run)}”")
        self.ask(self.tr("Remove from list"), question, words)
        self.offer((self.tr("Remove"), "remove_now", "trash"), (self.tr("Keep"), "keep_run"))
