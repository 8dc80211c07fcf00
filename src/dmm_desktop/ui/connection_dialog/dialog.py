"""New connection: create one in an environment, or add one that already exists there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ...core.environment import Connection, Environment, SavedEnvironment
from ...core.errors import ContractIncomplete, DmmError
from ...core.form import FormFields
from ...workers.runner import Withdraw
from ..error_banner import ErrorBanner
from ..messages import tr_text
from ..services.app_services import AppServices
from ..stage import StageBand
from ..theme.tokens import Tone
from ..widgets.access_keys import renew_access_keys
from ..widgets.buttons import Button, ButtonKind
from ..widgets.containers import Surface, set_surface
from ..widgets.dialog import Dialog
from ..widgets.fields import FormRows
from ..widgets.labels import plain_tip
from .form_page import FormPage
from .known_page import KnownPage
from .stage_field import StageField

_SIZE = QSize(656, 624)
_CREATE, _KNOWN = 0, 1


class ConnectionDialog(Dialog):
    """Creates or adds a connection. ``added`` (Connection): it is now in the environment and in the list."""

    added = Signal(object)

    def __init__(self, services: AppServices, environment: Environment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = services.environments
        self._environment = environment
        self._error: DmmError | None = None
        self._can_create = False
        self._cancel_reading: Withdraw | None = None
        self.setObjectName("connection_dialog")
        self.setWindowTitle(self.tr("New connection"))
        set_surface(self, Surface.BASE)
        self._band = StageBand("connection_band")
        self._band.show_destination(environment.stage, environment.name, "", self._controller.place(environment))
        self._create = self._way("create_way", self.tr("Create a new one"))
        self._known = self._way("known_way", self.tr("Add an existing one"))
        self._banner = ErrorBanner("connection_banner", action_name="read_again")
        self._form = FormPage()
        self._known_page = KnownPage(self._controller.find(environment.id) or SavedEnvironment(environment, ()))
        self._stage = StageField(environment)
        self._cancel = Button(self.tr("Cancel"), "cancel_connection", kind=ButtonKind.FLAT, large=True)
        self._add = Button("", "add_connection", kind=ButtonKind.PRIMARY, large=True)
        self._add.setDefault(True)
        self._arrange()
        self._connect()
        self._create.setChecked(True)
        self._read_form()

    def done(self, result: int) -> None:
        """Cancel the reading of the form: the next dialog reads it itself."""
        if self._cancel_reading is not None:
            self._cancel_reading()
        super().done(result)

    def _way(self, name: str, words: str) -> QRadioButton:
        button = QRadioButton(words)
        button.setObjectName(name)
        button.setAccessibleName(words)
        button.setProperty("segment", True)
        return button

    def _arrange(self) -> None:
        self._ways = QButtonGroup(self)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        for number, button in enumerate((self._create, self._known)):
            self._ways.addButton(button, number)
            ways.addWidget(button, 1)
        content = self._content = QVBoxLayout()
        content.setContentsMargins(24, 20, 24, 20)
        content.setSpacing(20)
        content.addLayout(ways)
        content.addWidget(self._banner)
        content.addWidget(self._form, 1)
        content.addWidget(self._known_page)
        stage = FormRows()
        stage.add_row(self.tr("Stage"), self._stage)
        content.addWidget(stage)
        content.addStretch(0)
        self.lay_out(self._band.above(content), _SIZE, [self._cancel, self._add])

    def _connect(self) -> None:
        self._ways.idToggled.connect(self._show_way)
        self._banner.action.connect(self._read_form)
        self._form.changed.connect(self._banner.hide)
        self._form.changed.connect(self._follow_address)
        self._known_page.changed.connect(self._banner.hide)
        self._cancel.clicked.connect(self.reject)
        self._add.clicked.connect(self._begin)

    @Slot(int, bool)
    def _show_way(self, way: int, checked: bool) -> None:
        if checked:
            self._banner.hide()
            self._show_page()
            self._follow_address()
            words = self.tr("Create connection") if way == _CREATE else self.tr("Add connection")
            self._add.set_content(words)
            if way == _CREATE and self._error is not None and not self._can_create:
                self._show_read_error(self._error)
            self._open_button()

    def _show_page(self) -> None:
        """Show the page for the chosen way of adding, unless its form could not be read."""
        is_known = self._ways.checkedId() == _KNOWN
        self._known_page.setVisible(is_known)
        has_form = not is_known and (self._can_create or self._error is None)
        self._form.setVisible(has_form)
        self._content.setStretch(self._content.count() - 1, 0 if has_form else 1)  # the form takes the remaining height

    @Slot()
    def _follow_address(self) -> None:
        """Compare the address that a new connection leads to with those of the saved environments."""
        address = self._form.address if self._ways.checkedId() == _CREATE else None
        self._stage.follow_address(address, [one.environment for one in self._controller.environments])

    def _open_button(self) -> None:
        """Enable the button, unless a job is running. Creating needs the form; without it, the button says why."""
        is_open = self._can_create or self._ways.checkedId() == _KNOWN
        reason = "" if is_open or self._error is None else tr_text(self._error.title)
        self._add.setEnabled(is_open and not self.is_waiting)
        self._add.setToolTip(plain_tip(reason))
        self._add.setAccessibleDescription(reason)

    @Slot()
    def _read_form(self) -> None:
        """Read which fields a connection has; *Try again* repeats this after a failure."""
        self._banner.hide()
        self._error = None
        self._form.show_note(self.tr("Reading what a connection needs…"))
        self._show_page()
        self._open_button()
        self._cancel_reading = self._controller.connection_form(
            self._environment, owner=self, on_success=self._show_form, on_failure=self._show_unreadable
        )

    def _show_form(self, form: FormFields) -> None:
        self._can_create = True
        self._open_button()
        self._form.show_form(form)
        self._follow_address()
        renew_access_keys(self)
        if self._create.isChecked():
            self._form.focus_first()

    def _show_unreadable(self, error: DmmError) -> None:
        """Show why there is no form. If the environment has no such operation, do not offer to try again."""
        self._error = error
        self._form.show_note("")
        self._show_page()
        if self._create.isChecked():
            self._show_read_error(error)
            if isinstance(error, ContractIncomplete):  # only the other way remains
                self._known.setChecked(True)
                self._banner.show_error(error, tone=Tone.INFO)
        self._open_button()

    def _show_read_error(self, error: DmmError) -> None:
        again = "" if isinstance(error, ContractIncomplete) else self.tr("Try again")
        self._show_error(error, again)

    @Slot()
    def _begin(self) -> None:
        self._banner.hide()
        if self._ways.checkedId() == _KNOWN:
            self._begin_adding()
        elif self._form.is_complete():
            withdraw = self._controller.create_connection(
                self._environment,
                self._form.values,
                self._stage.stage,
                owner=self,
                on_success=self._added,
                on_failure=self._failed,
            )
            host = self._controller.place(self._environment)
            too_late = self.tr("The request is on its way to {host} and cannot be taken back. Wait for the response.")
            self.wait_for(withdraw, self._add, self.tr("Creating…"), self._banner, too_late.format(host=host))

    def _begin_adding(self) -> None:
        connection = self._known_page.connection(self._stage.stage)
        if connection is not None:
            withdraw = self._controller.add_connection(
                connection, owner=self, on_success=lambda: self._added(connection), on_failure=self._failed
            )
            self.wait_for(withdraw, self._add, self.tr("Adding…"), self._banner)

    def _added(self, connection: Connection) -> None:
        self.added.emit(connection)
        self.accept()

    def _failed(self, error: DmmError) -> None:
        self._banner.hide()
        self.end_wait()
        self._open_button()
        if not self._form.show_refusal(error):
            self._show_error(error)

    def _show_error(self, error: DmmError, action: str = "") -> None:
        self._error = error
        self._banner.show_error(error, action=action, action_icon="test" if action else "")
