"""The chosen destination or source: its stage band and last connection test, with a button to test it now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ...core.environment import RUNTIME_CONNECTION, Destination, Environment, KeyVerdict
from ..connections_panel.environment_summary import EnvironmentSummary
from ..formats import moment
from ..stage import Corners, StageBand
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button
from ..widgets.containers import Card
from ..widgets.labels import ElidedLabel, IconLabel, WrappedLabel, plain_tip


class TargetCard(Card):
    """Shows the chosen connection and its environment. ``test_requested``: *Test connection* was clicked."""

    test_requested = Signal()

    def __init__(self, kind: str) -> None:
        super().__init__(f"{kind}_card")
        self._is_busy = False
        self._band = StageBand(f"{kind}_band", corners=Corners.TOP, padding=16)
        self._icon, self._sentence, self._api = IconLabel(), WrappedLabel(), ElidedLabel()
        self._sentence.setObjectName("last_test")
        self._why = WrappedLabel()
        self._why.setObjectName("stage_reason")
        set_role(self._why, Role.BODY, Tone.WARN)
        self._limit = WrappedLabel()
        self._limit.setObjectName("test_limit")
        for label in (self._api, self._limit):
            set_role(label, Role.CAPTION, Tone.MUTED)
        self._test = Button(self.tr("Test connection"), "wizard_test_connection", icon_name="test")
        self._test.clicked.connect(self.test_requested)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._why)
        texts.addWidget(self._sentence)
        texts.addWidget(self._api)
        texts.addWidget(self._limit)
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addLayout(texts, 1)
        row.addWidget(self._test)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addLayout(row)

    def show_target(
        self, target: Destination, place: str, current: EnvironmentSummary, *, why: str, is_checking: bool
    ) -> None:
        """Show the connection, and the state of its environment. ``why``: the reason for a stage that is stricter
        than in the list, and what else to consider; otherwise ""."""
        self._why.setText(why)
        self._why.setVisible(bool(why))
        environment = target.environment
        self._band.show_destination(target.stage, environment.name, target.connection.name, place)
        is_good = current.icon == "ok"
        self._icon.show_icon(current.icon, Tone.OK if is_good else current.tone)
        is_tested = is_good and environment.key_verdict is KeyVerdict.ACCEPTED
        self._sentence.setText(_sentence(environment) if is_tested else current.sentence)
        self._api.setText(str(environment.root or environment.address))
        self._show_limit(environment.name, target.connection.name)
        if is_checking != self._is_busy:
            self._is_busy = is_checking
            if is_checking:
                self._test.set_busy(self.tr("Testing…"))
            else:
                self._test.set_idle()

    def _show_limit(self, environment: str, connection: str) -> None:
        """Say that the test covers the environment only, not the chosen connection."""
        if connection == RUNTIME_CONNECTION:
            words = self.tr("Tests the address, the API and the REST API key.")
        else:
            words = self.tr("Tests {environment} only, not the connection {connection}.")
        words = words.format(environment=environment, connection=connection)
        self._limit.setText(words)
        self._test.setToolTip(plain_tip(words))
        self._test.setAccessibleDescription(words)


def _sentence(environment: Environment) -> str:
    assert environment.checked_at is not None
    sentence = QCoreApplication.translate("TargetCard", "Address, API and REST API key were checked {when}.")
    return sentence.format(when=moment(environment.checked_at))
