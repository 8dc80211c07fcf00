"""The fields of an environment: name, address, stage, key, and rarely needed settings."""

from __future__ import annotations

import uuid
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from ...core.address import Address, entered_address, page_address, page_place
from ...core.environment import Environment, KeyVerdict, ServerIdentity
from ...core.environment_names import NameTaken
from ...core.errors import DmmError, WrongInput
from ...core.network import SYSTEM_NETWORK
from ...core.text import escape_controls
from ...core.token import Token
from ..messages import tr_text
from ..services.environment_controller import EnvironmentController
from ..services.system_dialogs import SystemDialogs
from ..theme.tokens import Tone
from ..web_page import web_page
from ..widgets.fields import Field, Form
from ..widgets.line_field import LineField
from ..widgets.view_switch import StageChoice
from .file_choice import DescriptionField
from .network_rows import NetworkRows


class EnvironmentForm(QWidget):
    """``changed``: an earlier test says nothing about the present values. ``failed`` (DmmError): a file that was
    to be loaded cannot be used. ``edited``: something was typed; an error may have vanished with that."""

    changed = Signal()
    edited = Signal()
    failed = Signal(object)

    def __init__(self, controller: EnvironmentController, dialogs: SystemDialogs, before: Environment | None) -> None:
        super().__init__()
        self._controller = controller
        self._before = before
        self._id = before.id if before else str(uuid.uuid4())
        self._name = LineField("environment_name", self.tr("Environment name"))
        self._address_hint = self.tr("As in the browser. DMM Desktop finds the API below or above it.")
        self._address = LineField(
            "environment_address",
            self.tr("Environment address"),
            hint=self._address_hint,
            placeholder="https://",
        )
        self._stage = StageChoice()
        kept = self.tr("Leave empty to keep the stored key.") if before else ""
        self._key = LineField("rest_api_key", self.tr("REST API key"), hint=kept, secret=True)
        self._token_page = LineField("token_page", self.tr("Authentication Token page"), placeholder="https://")
        self._description = DescriptionField(controller, dialogs, before)
        self._form = Form()
        self._rare: tuple[QWidget, ...] = ()
        self._lay_out()
        self._network = NetworkRows(self._form, controller, dialogs, before.network if before else SYSTEM_NETWORK)
        self._fill(before)
        self._show_page_host()
        for field in (self._address, self._key, self._description):
            field.changed.connect(self.changed)
        self._network.changed.connect(self.changed)
        self._address.changed.connect(self._show_address_hint)
        for field in (self._address, self._token_page):
            field.changed.connect(self._show_page_host)
        for field in (self._name, self._address, self._key, self._token_page, *self._network.fields):
            field.changed.connect(self.edited)
        self._address.changed.connect(self._show_same_address)
        self._show_same_address()
        for source in (self._description, self._network):
            source.failed.connect(self.failed)

    @property
    def environment_id(self) -> str:
        """The id under which the environment is, or will be, saved."""
        return self._id

    @property
    def name(self) -> str:
        """The name entered, or the address while there is none."""
        return self._name.text() or self._address.text()

    @property
    def address_text(self) -> str:
        """The address as it is written."""
        return self._address.text()

    @property
    def has_rare_values(self) -> bool:
        """Whether a rarely needed setting is set."""
        is_set = bool(self._token_page.text()) or self._description.loaded is not None
        return is_set or self._network.has_values

    def add_below(self, row: QLayout) -> None:
        """Add a row aligned with the fields."""
        self._form.add_below(row)

    @Slot()
    def show_rare(self) -> None:
        """Show the rarely needed settings."""
        self._set_rare_visible(True)
        self._token_page.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def entered(self, *, to_save: bool) -> tuple[Environment, Token | None] | None:
        """The environment as entered, with its key unless the stored one applies.

        Returns None if it cannot be tested or, with ``to_save``, saved; the fields then show their errors and the
        first one has the focus.
        """
        fields = (self._name, self._address, self._key, self._token_page, *self._network.fields)
        for field in fields:
            field.set_error("")
        if to_save and not self._name.text():
            self._name.set_error(self.tr("Give the environment a name."))
        elif to_save and (taken := self._controller.named(self._name.text(), besides=self._id)) is not None:
            self.refuse_name(NameTaken(taken.name))
        address = self._address_in(self._address)
        self._check_token_page()
        token = self._entered_key(address, to_save)
        network = self._network.entered()
        wrong = next((field for field in fields if field.error), None)
        if wrong is not None or address is None or network is None:
            if wrong in (self._token_page, *self._network.fields):
                self._set_rare_visible(True)
            (wrong or self._address).edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return replace(self._environment(address), network=network), token

    def mark_saved(self, environment: Environment) -> None:
        """Treat the environment as saved: saving it again changes it."""
        self._before = environment

    def note_answer(self, identity: ServerIdentity | None) -> None:
        """Record which server a test has found; saving accepts it."""
        if self._before is not None:
            self._before = replace(self._before, answers_as=identity)

    def refuse_name(self, error: NameTaken) -> None:
        """Say at the field that another environment has this name."""
        self._name.set_error(_sentence(error))
        self._name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse_key(self) -> None:
        """Mark the key as refused by the environment."""
        self._key.set_error(self.tr("The environment refused this key."))

    def take_address(self, found: Address) -> None:
        """A test has found the API at another address, which counts from now on."""
        said = self.tr(
            "Changed: the API was found here, above the address that you entered. The key was not sent. Check the "
            "address, then test again."
        )
        self._change_address(found, said)

    def _environment(self, address: Address) -> Environment:
        entered = replace(
            self._before or Environment(self._id, "", address),
            name=self._name.text() or address.host,
            address=address,
            stage=self._stage.stage,
            token_page=self._token_page.text() or None,
        )
        loaded = self._description.loaded
        if loaded == (entered.description if entered.description_is_loaded else None):
            return entered
        # Findings about the previous description no longer apply.
        return replace(
            entered,
            description=loaded,
            description_is_loaded=loaded is not None,
            root=None,
            checked_at=None,
            key_verdict=KeyVerdict.NOT_CHECKED,
        )

    def _address_in(self, field: LineField) -> Address | None:
        try:
            address, left_out = entered_address(field.text())
        except WrongInput as error:
            field.set_error(_sentence(error))
            return None
        if left_out.strip("/?#"):
            said = self.tr("“{part}” was left out: it is not part of the address of an API.")
            self._change_address(address, said.format(part=escape_controls(left_out)))
        return address

    def _change_address(self, address: Address, why: str) -> None:
        with QSignalBlocker(self._address):  # what was tested is what is shown now
            self._address.set_text(str(address))
        self._address.set_hint(why)
        self._show_page_host()

    @Slot()
    def _show_address_hint(self) -> None:
        self._address.set_hint(self._address_hint)

    def _check_token_page(self) -> None:
        if not self._token_page.text():
            return
        try:
            web_page(self._token_page.text())
            self._token_page.set_text(page_address(self._token_page.text()))
        except WrongInput as error:
            self._token_page.set_error(_sentence(error))

    @Slot()
    def _show_same_address(self) -> None:
        """The note below the address says what to enter, or which environment has this address already."""
        same = self._same_address()
        if same is not None:
            self._address.set_hint(self.tr("“{name}” has this address already.").format(name=same.name), tone=Tone.WARN)

    def _same_address(self) -> Environment | None:
        try:
            address = Address.parse(self._address.text())
        except WrongInput:
            return None
        return self._controller.at(address, besides=self._id)

    @Slot()
    def _show_page_host(self) -> None:
        """Explain the token page below its field, or name its host if that is not the environment's."""
        elsewhere = self._page_elsewhere()
        self._token_page.set_hint(
            self.tr("Optional: its address, so that DMM Desktop can open it when you need a one-time token.")
            if elsewhere is None
            else self.tr("This page is on {host}, which is not the environment's host.").format(host=elsewhere)
        )

    def _page_elsewhere(self) -> str | None:
        """The host of the token page if it differs from the environment's; None if it does not, or an address is
        invalid."""
        try:
            page, (address, _) = page_place(self._token_page.text()), entered_address(self._address.text())
        except WrongInput:
            return None
        return page.host_and_port if page.host != address.host else None

    def _entered_key(self, address: Address | None, to_save: bool) -> Token | None:
        """The key entered; None if the stored key applies. A stored key is sent only to the host it was stored for."""
        if self._key.text():
            try:
                return Token(self._key.text())
            except WrongInput as error:
                self._key.set_error(_sentence(error))
                return None
        if self._before is None and to_save:
            self._key.set_error(self.tr("Enter the REST API key of the environment."))
        elif self._before is not None and address is not None and address.origin != self._before.address.origin:
            self._key.set_error(self.tr("The address has changed. Enter the key for the new address."))
        return None

    def _lay_out(self) -> None:
        form = self._form
        form.add_row(self.tr("Environment name"), self._name)
        form.add_row(self.tr("Environment address"), self._address)
        stage = Field(self._stage, hint=self.tr("In Production, every import asks you to type the environment's name."))
        form.add_row(self.tr("Stage"), stage)
        form.add_row(self.tr("REST API key"), self._key)
        self._rare = (
            form.add_row(self.tr("Token page"), self._token_page),
            self._token_page,
            form.add_row(self.tr("API description"), self._description),
            self._description,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)

    def _fill(self, before: Environment | None) -> None:
        if before is not None:
            self._name.set_text(before.name)
            self._address.set_text(str(before.address))
            self._stage.set_stage(before.stage)
            self._token_page.set_text(before.token_page or "")
        self._set_rare_visible(self.has_rare_values)

    def _set_rare_visible(self, visible: bool) -> None:
        for widget in self._rare:
            widget.setVisible(visible)
        self._network.set_visible(visible)


def _sentence(error: DmmError) -> str:
    return tr_text(error.sentences)
