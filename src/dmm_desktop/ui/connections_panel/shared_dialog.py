"""Shows the environments in a colleague's file before any of them is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ...core.address import page_place
from ...core.environment import Environment, SavedEnvironment
from ...core.errors import DmmError
from ...core.text import counted
from ..error_banner import ErrorBanner
from ..messages import escaped, tr_text
from ..places import whole_place
from ..services.environment_controller import EnvironmentController
from ..stage import stage_word
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.access_keys import leave_without_access_keys
from ..widgets.buttons import Button, ButtonKind
from ..widgets.containers import Card, PageScroll, SplitRow, Surface, set_surface
from ..widgets.dialog import Dialog
from ..widgets.labels import IconLabel, WrappedLabel
from ..widgets.screen_fit import resize_on_screen
from ..widgets.view_switch import StageChoice

if TYPE_CHECKING:
    from ...operations.share_environments import SharedEnvironment

_LEAST = 240  # minimum width of name and address in pixels; with less the stage moves below them


class SharedCard(Card):
    """An environment to add. Its stage can be changed, and its token page kept if that is on another host."""

    def __init__(self, shared: SharedEnvironment) -> None:
        super().__init__("shared_environment")
        self._saved = shared.saved
        environment = shared.saved.environment
        self._other_page = shared.other_page
        self._given_name = shared.given_name
        self._facts = [environment.name, whole_place(environment.address)]
        self._stage = StageChoice("shared_stage", self.tr("Stage of {name}").format(name=environment.name))
        self._stage.set_stage(environment.stage)
        self.setFocusProxy(self._stage)
        self._keep = QCheckBox(self.tr("Keep its token page"))
        self._keep.setObjectName("keep_token_page")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self._column.addWidget(SplitRow([titles(environment)], [self._stage]))
        self._show_facts()
        self._stage.describe(" ".join(self._facts))

    @property
    def chosen(self) -> SavedEnvironment:
        """The environment as it would be added."""
        environment = replace(self._saved.environment, stage=self._stage.stage)
        if self._keep.isChecked():
            environment = replace(environment, token_page=self._other_page)
        return replace(self._saved, environment=environment)

    def _show_facts(self) -> None:
        if self._given_name:
            words = self.tr("The file calls it “{name}”, as another environment is called here.")
            self._add_fact("info", Tone.MUTED, words.format(name=self._given_name))
        if self._saved.environment.description_is_loaded:
            words = self.tr(
                "It comes with its own API description, which decides where on this host the REST API key and zip "
                "files are sent."
            )
            self._add_fact("warn", Tone.WARN, words)
        if self._other_page is not None:
            words = self.tr("Its token page is on {host}, which is not the environment's host.")
            words = words.format(host=page_place(self._other_page).host_and_port)
            self._add_fact("warn", Tone.WARN, words)
            name = self.tr("Keep the token page of {name}").format(name=self._saved.environment.name)
            self._keep.setAccessibleName(name)
            self._keep.setAccessibleDescription(words)
            self._column.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeading)
        if self._saved.connections:
            connections = counted("1 connection", "{n} connections", len(self._saved.connections))
            self._add_fact("plug", Tone.MUTED, tr_text(connections))
        for connection in self._saved.connections:
            if connection.stage is not None:
                words = self.tr("{name} is marked {stage}.")
                stage = stage_word(connection.stage)
                self._add_fact("info", Tone.MUTED, words.format(name=connection.name, stage=stage))

    def _add_fact(self, icon_name: str, tone: Tone, words: str) -> None:
        self._facts.append(words)
        icon, label = IconLabel(), WrappedLabel(words)
        icon.show_icon(icon_name, tone)
        set_role(label, Role.BODY, tone)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        self._column.addLayout(row)


class KnownCard(Card):
    """An environment that would not be added, with the reason."""

    def __init__(self, shared: SharedEnvironment) -> None:
        super().__init__("known_environment")
        environment = shared.saved.environment
        why = WrappedLabel(self.tr("{name} already has this address.").format(name=shared.known_as))
        set_role(why, Role.BODY, Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(titles(environment))
        column.addWidget(why)


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


_WIDTH = 760
_TALLEST = 440  # pixels of the list at first


class SharedDialog(Dialog):
    """Adds all environments shown, or none; the default button adds none. ``added`` (Environments): they are in the
    list."""

    added = Signal(object)

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
        self._cards = [SharedCard(one) for one in shared if one.known_as is None]
        self._known = [KnownCard(one) for one in shared if one.known_as is not None]
        about = self.tr(
            "These are the environments in {name}. Check the address and stage of each: its REST API key and the zip "
            "files you import will be sent to that address."
        )
        self._about = WrappedLabel(about.format(name=escaped(file_name)))
        self._banner = ErrorBanner("shared_banner")
        add = counted("Add 1 environment", "Add {n} environments", len(self._cards))
        self._add = Button(tr_text(add), "add_shared", kind=ButtonKind.PRIMARY, large=True)
        self._cancel = Button(self.tr("Cancel"), "cancel_shared", kind=ButtonKind.FLAT, large=True)
        self._cancel.setDefault(True)
        self._arrange()
        self._add.clicked.connect(self._begin)
        self._cancel.clicked.connect(self.reject)
        self._cards[0].setFocus()

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
            heading = WrappedLabel(self.tr("Already here, not added"))
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

    @Slot()
    def _begin(self) -> None:
        self._banner.hide()
        self._add.set_busy(self.tr("Adding…"))
        chosen = [card.chosen for card in self._cards]
        self._controller.add_shared(chosen, owner=self, on_success=self._added, on_failure=self._failed)

    def _added(self, environments: tuple[Environment, ...]) -> None:
        self.added.emit(environments)
        self.accept()

    def _failed(self, error: DmmError) -> None:
        self._add.set_idle()
        self._banner.show_error(error)
        self.grow(self._banner)
