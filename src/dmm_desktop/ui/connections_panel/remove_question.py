"""The question before an environment or a connection is removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from ...core.address import Address
from ...core.environment import Connection, Environment
from ...core.stage import Stage
from ...core.text import counted
from ..messages import tr_text
from ..places import whole_place
from ..run_words import is_last_seen, unfinished_sentence
from ..services.tracked_run import TrackedRun
from ..stage import stage_word
from ..widgets.dialog import Question


@dataclass(frozen=True, slots=True)
class UnfinishedRun:
    """A run that has not ended, as far as is known (``is_last_seen``), or whose results have not been read
    (``has_ended``); its figures may change while the question is open."""

    run_id: str
    is_last_seen: bool
    has_ended: bool
    sentence: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class EnvironmentRemoval:
    """What is said before the connection is removed if one is given, otherwise the environment. ``running``: the runs
    that need its key to be stopped, or for their results to be read."""

    name: str
    stage: Stage
    address: Address
    connection: str
    running: tuple[UnfinishedRun, ...] = ()

    @classmethod
    def of(
        cls, environment: Environment, connection: Connection | None, running: Iterable[TrackedRun] = ()
    ) -> EnvironmentRemoval:
        """What is said of this environment or connection."""
        unfinished = (
            UnfinishedRun(one.run.id, is_last_seen(one), one.run.lacks_results, unfinished_sentence(one))
            for one in running
        )
        name = connection.name if connection is not None else ""
        return cls(environment.name, environment.stage, environment.address, name, tuple(unfinished))


class RemoveEnvironmentQuestion(Question):
    """Asks before removing. ``confirmed``: remove the connection if one is given, otherwise the environment."""

    def __init__(self, removal: EnvironmentRemoval, parent: QWidget) -> None:
        super().__init__("remove_question", parent)
        if removal.connection:
            question = self.tr("Remove {name} from the list?").format(name=removal.connection)
            self.ask(self.tr("Remove connection"), question, self.tr("It stays in {place}.").format(place=removal.name))
        else:
            words = self.tr(
                "Its connections, presets and REST API key are removed from this computer. Its runs stay in the list."
            )
            if going_on := [one.sentence for one in removal.running if not one.has_ended]:
                not_stopped = counted(
                    "Without the key it cannot be stopped from here.",
                    "Without the key they cannot be stopped from here.",
                    len(going_on),
                )
                words += "\n\n" + "\n".join((*going_on, tr_text(not_stopped)))
            if ended := [one.sentence for one in removal.running if one.has_ended]:
                words += "\n\n" + "\n".join((*ended, self.tr("Without the key the results cannot be read.")))
            question = self.tr("Remove {name} ({stage}, {address})?").format(
                name=removal.name, stage=stage_word(removal.stage), address=whole_place(removal.address)
            )
            self.ask(self.tr("Remove environment"), question, words)
        self.offer((self.tr("Remove"), "remove_now", "trash"), (self.tr("Keep"), "keep_environment"))
