"""Network settings of an environment, trusted certificates and proxy, as rows of the form that are rarely needed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from ...core.errors import WrongInput
from ...core.network import DIRECT, SYSTEM, Network, proxy_address, proxy_password
from ..messages import tr_text
from ..services.environment_controller import EnvironmentController
from ..services.system_dialogs import SystemDialogs
from ..widgets.choice import Choice
from ..widgets.fields import Field, Form
from ..widgets.line_field import LineField
from .file_choice import AuthorityField

_OWN = "own"


class NetworkRows(QObject):
    """``changed``: an edit has outdated the last connection test. ``failed`` (DmmError): a certificate file cannot be
    used."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, form: Form, controller: EnvironmentController, dialogs: SystemDialogs, before: Network) -> None:
        super().__init__(form)
        self._before = before
        self._authorities = AuthorityField(controller, dialogs, before.authorities)
        self._choice = Choice("proxy", self.tr("Proxy"))
        self._choice.addItem(self.tr("Use system settings"), SYSTEM)
        self._choice.addItem(self.tr("None"), DIRECT)
        self._choice.addItem(self.tr("Custom"), _OWN)
        self._address = LineField(
            "proxy_address", self.tr("Proxy address"), placeholder="http://proxy.example.com:8080"
        )
        self._user = LineField(
            "proxy_user", self.tr("Proxy user name"), hint=self.tr("Only if the proxy requires a sign-in.")
        )
        kept = self.tr("Leave empty to keep the stored password.") if before.proxy_user else ""
        self._password = LineField("proxy_password", self.tr("Proxy password"), hint=kept, secret=True)
        self._rows: list[QWidget] = [
            form.add_row(self.tr("Trusted certificates"), self._authorities),
            self._authorities,
            form.add_row(self.tr("Proxy"), field := Field(self._choice)),
            field,
        ]
        self._own_rows: list[QWidget] = []
        for label, line in (
            (self.tr("Proxy address"), self._address),
            (self.tr("User name"), self._user),
            (self.tr("Password"), self._password),
        ):
            self._own_rows += [form.add_row(label, line), line]
        self._fill(before)
        self._choice.currentIndexChanged.connect(self._show_own)
        for one in (self._address, self._user, self._password, self._authorities):
            one.changed.connect(self.changed)
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
        for widget in self._rows:
            widget.setVisible(visible)
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
        is_stored = (address, user) == (self._before.proxy, self._before.proxy_user)
        if typed and not user:
            self._user.set_error(self.tr("Enter the user name for this password."))
            return None
        if user and not typed and not is_stored:
            self._password.set_error(self.tr("Enter the password of this user for this proxy."))
            return None
        return Network(authorities, address, user, proxy_password(typed) if typed else None)

    @Slot()
    def _show_own(self) -> None:
        is_own = self._choice.currentData() == _OWN and not self._choice.isHidden()
        visible = is_own and not self._rows[-1].isHidden()
        for widget in self._own_rows:
            widget.setVisible(visible)

    def _fill(self, before: Network) -> None:
        choice = before.proxy if before.proxy in (SYSTEM, DIRECT) else _OWN
        self._choice.setCurrentIndex(self._choice.findData(choice))
        if choice == _OWN:
            self._address.set_text(before.proxy)
            self._user.set_text(before.proxy_user)
