"""The question before an environment or a connection is removed from this computer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dmm_desktop.core.environment import Connection, Environment

from ..look.question import Question


class RemoveQuestion(Question):
    """``confirmed``: yes, remove it. With a connection it is about that one, otherwise about the environment."""

    def __init__(self, environment: Environment, connection: Connection | None, parent: QWidget) -> None:
        super().__init__("remove_question", parent)
        if connection is not None:
            question = self.tr("Remove {name} from the list?").format(name=connection.name)
            self.ask(
                self.tr("Remove connection"), question, self.tr("In {place} it stays.").format(place=environment.name)
            )
        else:
            words = self.tr(
                "Its connections and its REST API key are removed from this computer. Its runs stay in the list."
            )
            self.ask(self.tr("Remove environment"), self.tr("Remove {name}?").format(name=environment.name), words)
        self.offer((self.tr("Remove"), "remove_now", "trash"), (self.tr("Keep"), "keep_environment"))
