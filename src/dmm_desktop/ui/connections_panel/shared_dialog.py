"""Shows the environments in a colleague's file before any of them is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ...core.address import page_place
from ...core.environment import Environment, SavedEnvironment
from ...core.errors import DmmError
from ...core.presets import ImportPreset
from ...core.stage import Stage, strictest_of
from ...core.text import counted, escape_controls, joined
from ..error_banner import ErrorBanner
from ..messages import escaped, tr_text
from ..places import whole_place
from ..services.environment_controller import EnvironmentController
from ..stage import stage_word
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.access_keys import leave_without_access_keys
from ..widgets.buttons import Button, ButtonKind
from ..widgets.containers import PageScroll, SplitRow, Surface, set_surface
from ..widgets.dialog import Dialog
from ..widgets.labels import WrappedLabel
from ..widgets.screen_fit import resize_on_screen
from ..widgets.view_switch import StageChoice
from .known_card import Fact, FactCard, KnownCard, joined_names, titles

if TYPE_CHECKING:
    from ...operations.share_environments import SharedEnvironment


class SharedCard(FactCard):
    """An environment to add. Its stage can be changed, and its token page kept if the page is on another host."""

    def __init__(self, shared: SharedEnvironment) -> None:
        super().__init__("shared_environment")
        self._saved = shared.saved
        environment = shared.saved.environment
        self._other_page = shared.other_page
        self._given_name = shared.given_name
        self._constants = shared.constants
        self._twins = shared.twins
        self._stage = StageChoice("shared_stage", self.tr("Stage of {name}").format(name=environment.name))
        self._stage.set_stage(environment.stage)
        self.setFocusProxy(self._stage)
        self._keep = QCheckBox(self.tr("Keep its token page"))
        self._keep.setObjectName("keep_token_page")
        self.column.addWidget(SplitRow([titles(environment)], [self._stage]))
        self._marks: list[tuple[Stage, list[str], Fact]] = []
        self._show_facts()
        self._show_marks()
        self._stage.changed.connect(self._show_marks)

    @property
    def chosen(self) -> SavedEnvironment:
        """The environment as it would be added."""
        environment = replace(self._saved.environment, stage=self._stage.stage or self._saved.environment.stage)
        if self._keep.isChecked():
            environment = replace(environment, token_page=self._other_page)
        return replace(self._saved, environment=environment)

    def _show_facts(self) -> None:
        if self._twins:
            words = self.tr("{name} may be the same server as {others}.")
            others = joined_names([f"{one.name} ({stage_word(one.stage)})" for one in self._twins])
            self.add_fact("warn", Tone.WARN, words.format(name=self._saved.environment.name, others=others))
        if self._given_name:
            words = self.tr("The file calls it “{name}”, but another environment here has that name.")
            self.add_fact("info", Tone.MUTED, words.format(name=self._given_name))
        if self._saved.environment.description_is_loaded:
            words = self.tr(
                "It comes with its own API description, which decides where on this host the REST API key and zip "
                "files are sent."
            )
            self.add_fact("warn", Tone.WARN, words)
        if self._constants:
            words = self.tr("It always sends these values: {values}.")
            words = words.format(values=escape_controls("; ".join(self._constants)))
            self.add_fact("warn", Tone.WARN, words)
        if self._other_page is not None:
            words = self.tr("Its token page is on {host}, which is not the environment's host.")
            words = words.format(host=page_place(self._other_page).host_and_port)
            self.add_fact("warn", Tone.WARN, words)
            name = self.tr("Keep the token page of {name}").format(name=self._saved.environment.name)
            self._keep.setAccessibleName(name)
            self._keep.setAccessibleDescription(words)
            self.column.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeading)
        if self._saved.connections:
            connections = counted("1 connection", "{n} connections", len(self._saved.connections))
            self.add_fact("plug", Tone.MUTED, tr_text(connections))
        if self._saved.presets:
            presets = joined_names([preset.name for preset in self._saved.presets])
            words = self.tr("Presets of imports: {names}. Read their options and configuration before you use them.")
            self.add_fact("info", Tone.MUTED, words.format(names=presets))
        for stage in Stage:
            names = [connection.name for connection in self._saved.connections if connection.stage is stage]
            if names:
                self._marks.append((stage, names, self.add_fact("info", Tone.MUTED, "")))

    @Slot()
    def _show_marks(self) -> None:
        """Show the connections with a stage of their own. Those that are less strict than the environment, as it would
        be added now, are all named: any of them may be a database of Production."""
        environment = self._stage.stage or self._saved.environment.stage
        for stage, names, fact in self._marks:
            if strictest_of([stage, environment]) is stage:
                words = self.tr("Marked {stage}: {names}.").format(stage=stage_word(stage), names=joined_names(names))
                fact.say("info", Tone.MUTED, words)
                continue
            words = self.tr("Marked {stage}, although the environment is marked {other}: {names}.")
            words = words.format(stage=stage_word(stage), other=stage_word(environment), names=", ".join(names))
            fact.say("warn", Tone.WARN, words)
        given = self._saved.environment
        self._stage.describe(" ".join([given.name, whole_place(given.address), *self.facts]))


_WIDTH = 760
_TALLEST = 440  # initial height of the list, in pixels


class SharedDialog(Dialog):
    """Adds the environments that are not here, or none. Those already here are shown with what is different, and can
    get presets. Enter neither adds what was hardly looked at, nor discards the chosen stages.

    ``added`` (Environments, number): these environments are now in the list, and this many presets were added to
    others.
    """

    added = Signal(object, object)

    def __init__(
        self,
        controller: EnvironmentController,
        file_name: str,
        shared: Sequence[SharedEnvironment],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self.setObjectName("shared_environments")
        self.setWindowTitle(self.tr("Import environments"))
        set_surface(self, Surface.BASE)
        self._cards = [SharedCard(one) for one in shared if one.known is None]
        known_cards = (KnownCard(one, one.known) for one in shared if one.known is not None)
        # What can be ticked or read comes first: the others, which may be many, say only that they are here.
        self._known = sorted(known_cards, key=lambda card: (not card.offers_presets, not card.differs))
        about = self.tr(
            "These are the environments in {name}. Check the address and stage of each: its REST API key and the zip "
            "files you import will be sent to that address."
        )
        offers_presets = any(card.offers_presets for card in self._known)
        if not self._cards:
            about = self.tr("Nothing to add: each address in {name} is already here.")
            if offers_presets:
                about = self.tr("Each address in {name} is already here. Presets can be added.")
        self._about = WrappedLabel(about.format(name=escaped(file_name)))
        self._banner = ErrorBanner("shared_banner")
        add = counted("Add 1 environment", "Add {n} environments", len(self._cards))
        add_words = tr_text(add) if self._cards else self.tr("Add presets")
        self._add = Button(add_words, "add_shared", kind=ButtonKind.PRIMARY, large=True)
        close = self.tr("Cancel") if self._cards or offers_presets else self.tr("Close")
        self._cancel = Button(close, "cancel_shared", kind=ButtonKind.FLAT, large=True)
        self._arrange()
        self._add.clicked.connect(self._begin)
        self._cancel.clicked.connect(self.reject)
        self._add.setVisible(bool(self._cards) or offers_presets)
        self._cancel.setDefault(self._add.isHidden())
        for known in self._known:
            known.ticked.connect(self._show_choice)
        self._show_choice()
        (self._cards[0] if self._cards else self._cancel).setFocus()

    def _arrange(self) -> None:
        set_role(self._about, Role.BODY, Tone.MUTED)
        listed = PageScroll()
        page = QWidget()
        listed.set_page(page)
        head = QVBoxLayout()
        head.setContentsMargins(24, 0, 24, 0)
        head.setSpacing(12)
        head.addWidget(self._about)
        head.addWidget(self._banner)
        content = QVBoxLayout()
        content.setContentsMargins(0, 20, 0, 20)
        content.setSpacing(16)
        content.addLayout(head)
        content.addWidget(listed, 1)
        self.lay_out(content, QSize(_WIDTH, 0), [self._cancel, self._add])
        leave_without_access_keys(page)
        cards = QVBoxLayout(page)
        cards.setContentsMargins(24, 0, 24, 0)
        cards.setSpacing(12)
        for card in self._cards:
            cards.addWidget(card)
        if self._known:
            skipped = counted(
                "1 skipped: its address is already here.",
                "{n} skipped: their addresses are already here.",
                len(self._known),
            )
            count = sum(card.differs for card in self._known)
            differ = counted("1 differs from yours.", "{n} differ from yours.", count)
            heading = WrappedLabel(tr_text(joined(skipped, differ) if count else skipped))
            heading.setObjectName("known_environments")
            set_role(heading, Role.NAME)
            cards.addSpacing(8)
            cards.addWidget(heading)
        for known in self._known:
            cards.addWidget(known)
        cards.addStretch(1)
        beside = listed.minimumSizeHint() - page.minimumSizeHint()
        wanted = min(cards.totalHeightForWidth(self.width() - beside.width()), _TALLEST)
        more = max(0, wanted - listed.minimumSizeHint().height())
        resize_on_screen(self, QSize(self.width(), self._least().height() + more))

    @property
    def _presets(self) -> list[ImportPreset]:
        return [preset for card in self._known for preset in card.chosen_presets]

    @Slot()
    def _show_choice(self) -> None:
        self._add.setEnabled(bool(self._cards or self._presets))

    @Slot()
    def _begin(self) -> None:
        self._banner.hide()
        chosen, presets = [card.chosen for card in self._cards], self._presets

        def added(environments: tuple[Environment, ...]) -> None:
            self.added.emit(environments, len(presets))
            self.accept()

        withdraw = self._controller.add_shared(chosen, presets, owner=self, on_success=added, on_failure=self._failed)
        self.wait_for(withdraw, self._add, self.tr("Adding…"), self._banner)

    def _failed(self, error: DmmError) -> None:
        self.end_wait()
        self._banner.show_error(error)
        self.grow(self._banner)
