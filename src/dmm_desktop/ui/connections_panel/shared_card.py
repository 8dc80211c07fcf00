"""An environment of a colleague's file: what it is called, where it leads, and all else that it brings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from dmm_desktop.core.address import page_place
from dmm_desktop.core.environment import Environment, SavedEnvironment
from dmm_desktop.core.text import counted

from ..desk.messages import shown
from ..look.elided_label import WrappedLabel
from ..look.icon_label import IconLabel
from ..look.segmented import StageChoice
from ..look.split_row import SplitRow
from ..look.surfaces import Card
from ..look.tokens import Tone
from ..look.type_roles import Role, set_role

if TYPE_CHECKING:
    from dmm_desktop.operations.share_environments import SharedEnvironment

_LEAST = 240  # pixels for name and address; with less the stage goes below them


class SharedCard(Card):
    """One that would be added: its stage can be changed, and its token page kept if that is on another host."""

    def __init__(self, shared: SharedEnvironment) -> None:
        super().__init__("shared_environment")
        self._saved = shared.saved
        environment = shared.saved.environment
        self._other_page = shared.other_page
        self._facts = [environment.name, shown_address(environment)]
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
        if self._saved.environment.description_is_loaded:
            words = self.tr(
                "Brings an API description of its own. "
                "It decides where on this host the REST API key and the zip files are sent."
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
            self._add_fact("plug", Tone.MUTED, shown(connections))

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
    """One that would not be added, and why."""

    def __init__(self, shared: SharedEnvironment) -> None:
        super().__init__("known_environment")
        environment = shared.saved.environment
        why = WrappedLabel(self.tr("{name} has this address.").format(name=shared.known_as))
        set_role(why, Role.BODY, Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(titles(environment))
        column.addWidget(why)


def titles(environment: Environment) -> QWidget:
    """Name and address, one below the other."""
    name, address = WrappedLabel(environment.name), WrappedLabel(shown_address(environment))
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


def shown_address(environment: Environment) -> str:
    """The host, with port and path where they are not the ordinary ones; the scheme only where it is not https."""
    return str(environment.address).removeprefix("https://")
