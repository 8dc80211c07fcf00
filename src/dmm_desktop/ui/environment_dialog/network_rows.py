"""The network settings of an environment, trusted certificates and proxy, as rarely needed rows of the form."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from ...core.errors import WrongInput
from ...core.network import DIRECT, SYSTEM, Network, proxy_address, proxy_password
from ..messages import tr_text
from ..services.environment_controller import EnvironmentController
from ..services.system_dialogs import SystemDialogs
from ..widgets.choice import Choice
from ..widgets.fields import Field, FormRows
from ..widgets.line_field import LineField
from .loaded_fields import AuthorityField

_OWN = "own"


class NetworkRows(QObject):
    """Manages these rows. ``changed``: an edit has outdated the last connection test. ``failed`` (DmmError): a
    certificate file cannot be used."""

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        form: FormRows,
        controller: EnvironmentController,
        dialogs: SystemDialogs,
        before: Network,
        *,
        is_saved: bool = True,
    ) -> None:
        """``before``: the settings to start with. ``is_saved``: the password of its user is stored."""
        super().__init__(form)
        self._form = form
        self._before = before
        self._is_saved = is_saved
        self._authorities = AuthorityField(controller, dialogs, before.authorities)
        self._choice = Choice("proxy", self.tr("Proxy"))
        self._choice.addItem(self.tr("Use system settings"), SYSTEM)
        self._choice.addItem(self.tr("None"), DIRECT)
        self._choice.addItem(self.tr("Custom"), _OWN)
        self._proxy = Field(self._choice)
        self._address = LineField(
            "proxy_address", self.tr("Proxy address"), placeholder="http://proxy.example.com:8080"
        )
        self._user = LineField(
            "proxy_user", self.tr("Proxy user name"), hint=self.tr("Only if the proxy requires a sign-in.")
        )
        self._password = LineField("proxy_password", self.tr("Proxy password"), secret=True)
        self._is_visible = True
        form.add_row(self.tr("Trusted certificates"), self._authorities)
        form.add_row(self.tr("Proxy"), self._proxy)
        form.add_row(self.tr("Proxy address"), self._address)
        form.add_row(self.tr("User name"), self._user)
        form.add_row(self.tr("Password"), self._password)
        self._fill(before)
        self._choice.currentIndexChanged.connect(self._show_own)
        for one in (self._address, self._user, self._password, self._authorities):
            one.changed.connect(self.changed)
        for one in (self._address, self._user):
            one.changed.connect(self._show_kept)
        self._show_kept()
        self._choice.currentIndexChanged.connect(self.changed)
        self._authorities.failed.connect(self.failed)

    @property
    def has_values(self) -> bool:
        """Whether a setting differs from the system's."""
        return bool(self._authorities.authorities) or self._choice.currentData() != SYSTEM

    @property
    def fields(self) -> tuple[LineField, ...]:
        """The fields that are validated."""
        return self._address, self._user, self._password

    def set_visible(self, visible: bool) -> None:
        """Show or hide all rows."""
        self._is_visible = visible
        for field in (self._authorities, self._proxy):
            self._form.set_row_visible(field, visible)
        self._show_own()

    def entered(self) -> Network | None:
        """The values entered; None, with errors at the fields, if they are invalid. Without a password the stored one
        applies."""
        for field in self.fields:
            field.set_error("")
        authorities, choice = self._authorities.authorities, self._choice.currentData()
        if choice != _OWN:
            return Network(authorities, choice)
        try:
            address = proxy_address(self._address.text())
        except WrongInput as error:
            self._address.set_error(tr_text(error.sentences))
            return None
        user, typed = self._user.text(), self._password.edit.text()
        is_stored = self._is_stored()
        if typed and not user:
            self._user.set_error(self.tr("Enter the user name for this password."))
            return None
        if user and not typed and not is_stored:
            self._password.set_error(self.tr("Enter the password of this user for this proxy."))
            return None
        return Network(authorities, address, user, proxy_password(typed) if typed else None)

    def _is_stored(self) -> bool:
        """Whether the stored password is for the proxy and user entered."""
        try:
            entered = proxy_address(self._address.text()), self._user.text()
        except WrongInput:
            return False
        before = self._before
        return self._is_saved and bool(before.proxy_user) and entered == (before.proxy, before.proxy_user)

    @Slot()
    def _show_kept(self) -> None:
        self._password.set_hint(self.tr("Leave empty to keep the stored password.") if self._is_stored() else "")

    @Slot()
    def _show_own(self) -> None:
        visible = self._is_visible and self._choice.currentData() == _OWN
        for field in self.fields:
            self._form.set_row_visible(field, visible)

    def _fill(self, before: Network) -> None:
        choice = before.proxy if before.proxy in (SYSTEM, DIRECT) else _OWN
        self._choice.setCurrentIndex(self._choice.findData(choice))
        if choice == _OWN:
            self._address.set_text(before.proxy)
            self._user.set_text(before.proxy_user)
