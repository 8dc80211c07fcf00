"""Cards of environments in a colleague's file, and how one differs from the environment here with the same address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ...core.environment import Connection, Destination, Environment, SavedEnvironment
from ...core.presets import ImportPreset
from ...core.stage import Stage
from ..formats import number
from ..places import whole_place
from ..stage import stage_word
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.containers import Card
from ..widgets.labels import IconLabel, WrappedLabel

if TYPE_CHECKING:
    from ...operations.share_environments import SharedEnvironment

_LEAST = 240  # minimum width of name and address in pixels; below this the stage moves under them
#: Maximum number of connections named in one sentence: a file may hold a hundred thousand.
_MOST_NAMES = 20


class Fact(QHBoxLayout):
    """A sentence with an icon."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self._icon, self._label = IconLabel(), WrappedLabel()
        self.setSpacing(8)
        self.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.addWidget(self._label, 1)

    def say(self, icon_name: str, tone: Tone, words: str) -> None:
        """Show this sentence."""
        self.words = words
        self._icon.show_icon(icon_name, tone)
        self._label.setText(words)
        set_role(self._label, Role.BODY, tone)


class FactCard(Card):
    """A card of an environment with a list of facts."""

    def __init__(self, object_name: str) -> None:
        super().__init__(object_name)
        self._facts: list[Fact] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(8)

    @property
    def facts(self) -> list[str]:
        """The sentences, as they are now."""
        return [fact.words for fact in self._facts]

    def add_fact(self, icon_name: str, tone: Tone, words: str) -> Fact:
        """Add a sentence with an icon."""
        fact = Fact()
        fact.say(icon_name, tone, words)
        self._facts.append(fact)
        self.column.addLayout(fact)
        return fact


class KnownCard(FactCard):
    """An environment that would not be added, with the reason, and how it differs from ``known``, which can get its
    presets. ``ticked``: the user has changed whether it gets them."""

    ticked = Signal()

    def __init__(self, shared: SharedEnvironment, known: SavedEnvironment) -> None:
        super().__init__("known_environment")
        self._shared, self._known = shared, known
        self._add_presets = QCheckBox(self.tr("Add these presets"), self)
        self._add_presets.setObjectName("add_presets")
        self._add_presets.setVisible(self.offers_presets)
        self._add_presets.toggled.connect(self.ticked)
        name = known.environment.name
        why = WrappedLabel(self.tr("{name} already has this address.").format(name=name))
        set_role(why, Role.BODY, Tone.MUTED)
        self.column.addWidget(titles(shared.saved.environment))
        self.column.addWidget(why)
        self._show_stages()
        if shared.missing_connections:
            named = joined_names([self._with_stage(one) for one in shared.missing_connections])
            words = self.tr("{name} does not have these connections: {names}. You can add them with New connection.")
            self.add_fact("plug", Tone.WARN, words.format(name=name, names=named))
        if shared.is_stricter:
            words = self.tr("In the file, content warnings are treated as errors; in {name} they are not.")
            self.add_fact("warn", Tone.WARN, words.format(name=name))
        if shared.has_other_token_page:
            page = shared.other_page or shared.saved.environment.token_page
            words = self.tr("Its token page in the file is different: {page}")
            self.add_fact("info", Tone.MUTED, words.format(page=page))
        if shared.has_other_description:
            self.add_fact("info", Tone.MUTED, self.tr("Its API description in the file is different."))
        if self.differs:
            words = self.tr("To change {name}, use Edit environment or Edit connection.")
            self.add_fact("info", Tone.MUTED, words.format(name=name))
        if shared.other_presets:
            named = joined_names([one.name for one in shared.other_presets])
            words = self.tr("{name} does not have these presets, or has others with these names: {names}.")
            self.add_fact("info", Tone.MUTED, words.format(name=name, names=named))
            self._add_presets.setAccessibleName(self.tr("Add these presets to {name}").format(name=name))
            self._add_presets.setAccessibleDescription(self.facts[-1])
            self.column.addWidget(self._add_presets, 0, Qt.AlignmentFlag.AlignLeading)

    @property
    def offers_presets(self) -> bool:
        """Whether there are presets that can be added."""
        return bool(self._shared.other_presets)

    @property
    def chosen_presets(self) -> tuple[ImportPreset, ...]:
        """The presets that the user wants to add to the environment here."""
        return self._shared.other_presets if self._add_presets.isChecked() else ()

    @property
    def differs(self) -> bool:
        """Whether there is a difference to show."""
        return bool(self.facts)

    def _show_stages(self) -> None:
        """Show the destinations that have a different stage, those that are stricter in the file first."""
        groups: dict[tuple[Stage, Stage], list[str]] = {}
        for given, here in self._shared.other_stages:
            groups.setdefault((given.stage, here.stage), []).append(here.changed_name)
        order = list(Stage).index
        for (given_stage, stage), names in sorted(groups.items(), key=lambda one: order(one[0][0]), reverse=True):
            words = self.tr("Marked {stage} in the file, but {here} here: {names}.")
            words = words.format(stage=stage_word(given_stage), here=stage_word(stage), names=joined_names(names))
            is_stricter = order(given_stage) > order(stage)
            self.add_fact("warn" if is_stricter else "info", Tone.WARN if is_stricter else Tone.MUTED, words)

    def _with_stage(self, connection: Connection) -> str:
        """The connection, with its stage if that is not the stage of the environment here."""
        stage = Destination(self._shared.saved.environment, connection).stage
        if stage is self._known.environment.stage:
            return connection.name
        return f"{connection.name} ({stage_word(stage)})"


def joined_names(names: Sequence[str]) -> str:
    """The names with commas, shortened to the first ones if there are many."""
    more = len(names) - _MOST_NAMES
    if more <= 0:
        return ", ".join(names)
    words = QCoreApplication.translate("SharedCard", "{names} and {n} more")
    return words.format(names=", ".join(names[:_MOST_NAMES]), n=number(more))


def titles(environment: Environment) -> QWidget:
    """Name and address, one below the other."""
    name, address = WrappedLabel(environment.name), WrappedLabel(whole_place(environment.address))
    set_role(name, Role.NAME)
    set_role(address, Role.BODY, Tone.MUTED)
    group = QWidget()
    column = QVBoxLayout(group)
    column.addStrut(_LEAST)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(name)
    column.addWidget(address)
    return group
