"""Add or change an environment: name, address, stage, REST API key; test it before it is saved."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.errors import DmmError, WrongInput
from dmm_desktop.core.token import Token
from dmm_desktop.operations.environments import CheckedEnvironment, KeyPlacement

from ..desk.desk import Desk
from ..desk.messages import explanation, shown
from ..desk.moments import moment
from ..details.details_dialog import show_error
from ..look.banner import Banner
from ..look.buttons import Button, Kind
from ..look.fields import Field, Form
from ..look.line_field import LineField
from ..look.segmented import StageChoice
from ..look.surfaces import Hairline, Surface, set_surface
from ..look.tokens import Tone
from ..look.type_roles import Role, set_role
from .findings import verdict
from .result_frame import ResultFrame

_WIDTH = 656


class EnvironmentDialog(QDialog):
    """Nothing is stored before *Save environment*; a test that is under way then goes on without the dialog."""

    def __init__(self, desk: Desk, environment: Environment | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = desk.environments
        self._before = environment
        self._id = environment.id if environment else str(uuid.uuid4())
        self._error: DmmError | None = None
        self.setObjectName("environment_dialog")
        self.setWindowTitle(self.tr("Edit environment") if environment else self.tr("Add environment"))
        set_surface(self, Surface.BASE)
        self._name = LineField("environment_name", self.tr("Environment name"))
        self._address = LineField(
            "environment_address",
            self.tr("Environment address"),
            hint=self.tr("As in the browser. DMM Desktop finds the API below it."),
            placeholder="https://",
        )
        self._stage = StageChoice()
        kept = self.tr("Leave empty to keep the key that is stored.") if environment else ""
        self._key = LineField("rest_api_key", self.tr("REST API key"), hint=kept, secret=True)
        self._token_page = LineField(
            "authentication_token_page",
            self.tr("Authentication Token page"),
            hint=self.tr("Optional: its address, so that the wizard can open it."),
        )
        self._test = Button(self.tr("Test connection"), "test_connection", icon_name="test")
        self._tested = QLabel()
        self._banner = Banner("environment_banner")
        self._result = ResultFrame()
        self._cancel = Button(self.tr("Cancel"), "cancel", kind=Kind.FLAT, large=True)
        self._save = Button(self.tr("Save environment"), "save_environment", kind=Kind.PRIMARY, large=True)
        self._save.setDefault(True)
        self._lay_out()
        self._fill(environment)
        self._connect()
        self.resize(_WIDTH, self.sizeHint().height())

    @property
    def environment_id(self) -> str:
        """The id under which the environment is, or will be, saved."""
        return self._id

    def closeEvent(self, event: QCloseEvent) -> None:
        """A test that nobody will see the result of need not go on."""
        self._book.cancel_try_out(self._id)
        super().closeEvent(event)

    def reject(self) -> None:
        """As closing."""
        self._book.cancel_try_out(self._id)
        super().reject()

    def _lay_out(self) -> None:
        set_role(self._tested, Role.BODY, Tone.MUTED)
        form = Form()
        form.add_row(self.tr("Environment name"), self._name)
        form.add_row(self.tr("Environment address"), self._address)
        stage = Field(self._stage, hint=self.tr("In Production, every import asks you to type the environment's name."))
        form.add_row(self.tr("Stage"), stage)
        form.add_row(self.tr("REST API key"), self._key)
        form.add_row(self.tr("Authentication Token page"), self._token_page)
        test = QHBoxLayout()
        test.setSpacing(12)
        test.addWidget(self._test)
        test.addWidget(self._tested)
        test.addStretch(1)
        form.add_below(test)
        content = QVBoxLayout()
        content.setContentsMargins(24, 20, 24, 20)
        content.setSpacing(20)
        content.addWidget(form)
        content.addWidget(self._banner)
        content.addWidget(self._result)
        content.addStretch(1)
        footer = QWidget()
        set_surface(footer, Surface.WINDOW)
        buttons = QHBoxLayout(footer)
        buttons.setContentsMargins(24, 12, 24, 12)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(content, 1)
        column.addWidget(Hairline())
        column.addWidget(footer)
        self._result.setVisible(False)

    def _fill(self, environment: Environment | None) -> None:
        if environment is not None:
            self._name.set_text(environment.name)
            self._address.set_text(str(environment.address))
            self._stage.set_stage(environment.stage)
            self._token_page.set_text(environment.token_page or "")
            if environment.checked_at is not None:
                self._tested.setText(self.tr("Tested {when}").format(when=moment(environment.checked_at)))

    def _connect(self) -> None:
        self._test.clicked.connect(self._start_test)
        self._save.clicked.connect(self._start_saving)
        self._cancel.clicked.connect(self.reject)
        self._banner.details.connect(self._show_details)
        for field in (self._address, self._key):
            field.changed.connect(self._forget_result)

    @Slot()
    def _start_test(self) -> None:
        """Test what stands in the fields."""
        environment, token = self._entered(), self._entered_key()
        if environment is None or self._key.error:
            return
        self._forget_result()
        if self._book.try_out(
            environment,
            token,
            owner=self,
            on_success=self._show_result,
            on_failure=self._show_error,
            on_end=self._test.set_idle,
        ):
            self._test.set_busy(self.tr("Testing…"))

    @Slot()
    def _start_saving(self) -> None:
        environment, token = self._entered(needs_name=True), self._entered_key(is_needed=self._before is None)
        if environment is None or self._key.error:
            return
        self._save.set_busy(self.tr("Saving…"))
        self._book.save(
            environment, token, owner=self, on_success=lambda place: self._saved(place), on_failure=self._not_saved
        )

    def _entered(self, *, needs_name: bool = False) -> Environment | None:
        """The environment as it stands in the fields; None, with the error at its field, if it cannot be one."""
        wrong: list[LineField] = []
        if needs_name and not self._name.text():
            self._name.set_error(self.tr("Give the environment a name."))
            wrong.append(self._name)
        address = self._address_in(self._address, wrong)
        token_page = self._token_page.text()
        if token_page:
            self._address_in(self._token_page, wrong)
        if wrong or address is None:
            wrong[0].edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        entered = self._before or Environment(self._id, "", address)
        return replace(
            entered,
            name=self._name.text() or address.host,
            address=address,
            stage=self._stage.stage,
            token_page=token_page or None,
        )

    def _address_in(self, field: LineField, wrong: list[LineField]) -> Address | None:
        try:
            return Address.parse(field.text())
        except WrongInput as error:
            field.set_error(f"{shown(error.title)} {explanation(error)}")
            wrong.append(field)
            return None

    def _entered_key(self, *, is_needed: bool = False) -> Token | None:
        if not self._key.text():
            if is_needed:
                self._key.set_error(self.tr("Enter the REST API key. DMM shows it in the environment."))
                self._key.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        try:
            return Token(self._key.text())
        except WrongInput as error:
            self._key.set_error(f"{shown(error.title)} {explanation(error)}")
            self._key.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return None

    def _show_result(self, checked: CheckedEnvironment) -> None:
        self._result.show_verdict(verdict(checked, self._name.text() or checked.environment.address.host))
        self._result.setVisible(True)
        self._tested.setText(self.tr("Tested {when}").format(when=moment(datetime.now().astimezone())))
        self._grow()

    def _show_error(self, error: DmmError) -> None:
        self._error = error
        self._banner.show_message(Tone.ERR, shown(error.title), explanation(error), details=bool(error.details))
        self._grow()

    def _saved(self, placement: KeyPlacement | None) -> None:
        if placement is not None and placement.problem is not None:
            self._save.set_idle()
            self._before = self._before or self._entered()
            self._show_error(placement.problem)
            self._cancel.set_content(self.tr("Close"))
            return
        self._book.check(self._id, on_failure=lambda error: None)
        self.accept()

    def _not_saved(self, error: DmmError) -> None:
        self._save.set_idle()
        self._show_error(error)

    @Slot()
    def _forget_result(self) -> None:
        self._banner.hide()
        self._result.clear()
        self._tested.setText("")

    @Slot()
    def _show_details(self) -> None:
        if self._error is not None:
            show_error(self, self._error)

    def _grow(self) -> None:
        """Make room for what has appeared, without ever becoming smaller."""
        self._column.activate()
        self.resize(self.width(), max(self.height(), self._column.totalHeightForWidth(self.width())))
