"""First page: environment and connection, with stage, host and last test."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget

from dmm_desktop.core.errors import DmmError

from ..connections_panel.standing import standing
from ..desk.desk import Desk
from ..desk.messages import explanation, shown
from ..look.banner import Banner
from ..look.buttons import Button, Kind
from ..look.elided_label import WrappedLabel
from ..look.fields import FieldNote, in_a_row
from ..look.icons import DEFAULT, pixmap
from ..look.palette import tokens_of
from ..look.stage import Corners, StageBand
from ..look.surfaces import Card
from ..look.tokens import Tone
from ..look.type_roles import Role, set_role
from .destinations import DestinationDelegate, Destinations
from .draft import Draft
from .page import Page


class DestinationPage(Page):
    """``environment_wanted``, ``connection_wanted``: the person wants to add one."""

    environment_wanted = Signal()
    connection_wanted = Signal()

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__(desk, draft)
        self.heading.setText(self.tr("Where should the data go?"))
        hint = WrappedLabel(self.tr("Choose the connection that receives the records."))
        set_role(hint, Role.BODY, Tone.MUTED)
        self._model = Destinations(desk.environments, self)
        self._list = QListView()
        self._list.setObjectName("destinations")
        self._list.setAccessibleName(self.tr("Destinations"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(DestinationDelegate(self._list, self._model))
        self._list.setMouseTracking(True)
        self._note = FieldNote()
        add = Button(self.tr("Add environment…"), "wizard_add_environment", icon_name="plus", kind=Kind.FLAT)
        self._new = Button(self.tr("New connection…"), "wizard_new_connection", icon_name="plug", kind=Kind.FLAT)
        add.clicked.connect(self.environment_wanted)
        self._new.clicked.connect(self.connection_wanted)
        self._banner = Banner("destination_banner")
        self._card = self._make_card()
        self.column.setSpacing(8)
        self.column.addWidget(hint)
        self.column.addWidget(self._list, 1)
        self.column.addWidget(self._note)
        self.column.addLayout(in_a_row(add, self._new))
        self.column.addWidget(self._banner)
        self.column.addSpacing(12)
        self.column.addWidget(self._card)
        self._model.modelReset.connect(self.restore)
        self._list.selectionModel().currentChanged.connect(self._choose)
        desk.environments.checking_changed.connect(self._show_choice)
        self.restore()

    def enter(self) -> None:
        """The list has the focus: arrow keys choose."""
        self._list.setFocus()

    def is_complete(self) -> bool:
        """Whether a destination is chosen."""
        if self.draft.environment is not None:
            return True
        self._note.set_error(self.tr("Add an environment, or choose a connection."))
        self._list.setFocus()
        return False

    def _make_card(self) -> QWidget:
        self._band = StageBand("destination_band", corners=Corners.TOP, padding=16)
        self._icon, self._sentence, self._api = QLabel(), WrappedLabel(), WrappedLabel()
        set_role(self._api, Role.CAPTION, Tone.MUTED)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._sentence)
        texts.addWidget(self._api)
        self._test = Button(self.tr("Test connection"), "wizard_test_connection", icon_name="test")
        self._test.clicked.connect(self._start_test)
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addLayout(texts, 1)
        row.addWidget(self._test)
        card = Card("destination_card")
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addLayout(row)
        return card

    @Slot()
    def restore(self) -> None:
        """Show the environments and the draft's choice among them."""
        environments = self.desk.environments.environments
        if self.draft.environment is None and len(environments) == 1:
            self.draft.environment = environments[0].environment
        if self.draft.environment is not None:
            index = self._model.index_of(self.draft.environment.id, self.draft.connection)
            self._list.setCurrentIndex(index)
            self._list.scrollTo(index)
        self._new.setEnabled(bool(environments))
        self._choose()

    @Slot()
    def _choose(self) -> None:
        row = self._model.at(self._list.currentIndex())
        if row is not None and row.connection is not None and row.receives:
            self.draft.environment, self.draft.connection = row.environment, row.connection.name
            self._note.set_error("")
        elif self._model.rowCount() == 0:
            self.draft.environment = None
        self._show_choice()
        self.changed.emit()

    @Slot()
    def _show_choice(self) -> None:
        environment = self.draft.environment
        self._card.setVisible(environment is not None)
        if environment is None:
            return
        is_checking = self.desk.environments.is_checking(environment.id)
        current = standing(environment, is_checking=is_checking)
        tokens = tokens_of(self.palette())
        self._band.show_destination(
            environment.stage, environment.name, self.draft.connection, environment.address.host
        )
        self._icon.setPixmap(pixmap(current.icon, tokens.tone(current.tone), DEFAULT, self.devicePixelRatio()))
        self._sentence.setText(current.sentence)
        self._api.setText(str(environment.root or environment.address))
        if is_checking:
            self._test.set_busy(self.tr("Testing…"))
        elif not self._test.isEnabled():
            self._test.set_idle()

    @Slot()
    def _start_test(self) -> None:
        if self.draft.environment is not None:
            self._banner.hide()
            self.desk.environments.check(self.draft.environment.id, on_failure=self._show_error)

    def _show_error(self, error: DmmError) -> None:
        self._banner.show_message(Tone.ERR, shown(error.title), explanation(error), dismissible=True)
