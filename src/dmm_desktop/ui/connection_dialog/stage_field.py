"""The fields for a connection's kind and for the stage of the database behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot

from ...core.address import Address
from ...core.environment import Connection, Environment, at_host_of, with_address
from ...core.stage import Stage, strictest_of
from ..connections_panel.environment_summary import kind_word
from ..stage import stage_word
from ..theme.tokens import Tone
from ..widgets.choice import Choice
from ..widgets.fields import Field

_KINDS = ("DataDestination", "DataSource", "")


class KindField(Field):
    """Data Destination, Data Source, or unknown. ``changed``: the user has chosen another kind."""

    changed = Signal()

    def __init__(self) -> None:
        self._box = Choice("connection_kind", QCoreApplication.translate("KnownPage", "Connection type"))
        for kind in _KINDS:
            self._box.addItem(kind_word(Connection("", "", kind)), kind)
        hint = QCoreApplication.translate("KnownPage", "Data can be imported into a Data Destination.")
        super().__init__(self._box, hint=hint)
        self._box.currentIndexChanged.connect(self.changed)

    @property
    def kind(self) -> str:
        """The kind as DMM calls it; "" if unknown."""
        return str(self._box.currentData())

    def set_kind(self, kind: str) -> None:
        """Show a kind; a kind that DMM does not document is shown as unknown."""
        self._box.setCurrentIndex(self._box.findData(kind if kind in _KINDS else ""))


class StageField(Field):
    """The environment's stage, or the connection's own stage."""

    def __init__(self, environment: Environment, before: Stage | None = None) -> None:
        self._environment = environment
        self._is_chosen = False  # by the user
        self._box = Choice("connection_stage", QCoreApplication.translate("StageField", "Connection stage"))
        same = QCoreApplication.translate("StageField", "As the environment ({stage})")
        self._box.addItem(same.format(stage=stage_word(environment.stage)), None)
        for stage in Stage:
            self._box.addItem(stage_word(stage), stage)
        self._what_it_decides = QCoreApplication.translate(
            "StageField", "In Production, every import into it asks you to type the connection's name."
        )
        super().__init__(self._box, hint=self._what_it_decides)
        self._select(before)
        self._box.activated.connect(self._keep_choice)

    @property
    def stage(self) -> Stage | None:
        """The connection's own stage; None if the environment's applies."""
        place = self._box.currentIndex()
        return list(Stage)[place - 1] if place > 0 else None

    def follow_address(self, address: Address | None, saved: Sequence[Environment]) -> None:
        """Select the strictest stage of the environments with the address that the connection leads to, or else of
        those with its host, if it is stricter than that of its own environment, and say why. What the user has chosen
        stays."""
        exact: list[Environment] = []
        there: list[Environment] = []
        if address is not None:
            exact = with_address(address, saved)
            there = exact or at_host_of(address, saved)
        own = self._environment.stage
        strictest = strictest_of([own, *(one.stage for one in there)])
        if not self._is_chosen:
            self._select(strictest if strictest is not own else None)
        if strictest is own:
            self.set_hint(self._what_it_decides)
            return
        name = next(one.name for one in there if one.stage is strictest)
        if exact:
            why = QCoreApplication.translate("StageField", "The environment URL is the address of “{name}” ({stage}).")
        else:
            why = QCoreApplication.translate("StageField", "The environment URL has the host of “{name}” ({stage}).")
        why = why.format(name=name, stage=stage_word(strictest))
        self.set_hint(f"{why} {self._what_it_decides}", tone=Tone.WARN)

    def _select(self, stage: Stage | None) -> None:
        self._box.setCurrentIndex(0 if stage is None else 1 + list(Stage).index(stage))

    @Slot()
    def _keep_choice(self) -> None:
        self._is_chosen = True
