"""Fields whose value is loaded: the API description, and the certificate of an authority."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.environment import Environment
from ...operations.read_files import names_of_authorities
from ..messages import escaped
from ..services.environment_controller import EnvironmentController
from ..services.system_dialogs import Purpose, SystemDialogs
from ..theme.tokens import Tone
from ..widgets.buttons import Button, Link
from ..widgets.fields import FieldHint
from ..widgets.labels import ElidedLabel, WrappedLabel


class LoadedField(QWidget):
    """What is loaded, with a button that loads something else and a link back to the default. ``changed``: the value
    has changed. Subclasses load in :meth:`_load` and return to the default in :meth:`_forget`."""

    changed = Signal()

    def __init__(
        self, object_name: str, which: ElidedLabel | WrappedLabel, choose: Button, back: Link, hint: str = ""
    ) -> None:
        """``which`` shows what is loaded."""
        super().__init__()
        self._which, self._choose, self._back = which, choose, back
        which.setObjectName(object_name)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._which, 1)
        row.addWidget(back)
        row.addWidget(choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        self._hint, self._line = hint, FieldHint()
        column.addWidget(self._line)
        self.warn("")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # otherwise the access key of its label leads nowhere
        self.setFocusProxy(choose)
        choose.clicked.connect(self._load)
        back.clicked.connect(self._go_back)

    def warn(self, warning: str) -> None:
        """Show a warning in place of the hint; "" shows the hint."""
        self._line.set_hint(warning or self._hint, tone=Tone.WARN if warning else None)
        self._choose.setAccessibleDescription(warning or self._hint)

    @Slot()
    def _load(self) -> None:
        raise NotImplementedError

    def _forget(self) -> None:
        raise NotImplementedError

    @Slot()
    def _go_back(self) -> None:
        self._choose.setFocus()  # before the link disappears with the focus
        self._forget()
        self.changed.emit()

    def _show_choice(self, which: str, *, is_chosen: bool) -> None:
        self._which.setText(which)
        self._back.setVisible(is_chosen)


class AuthorityField(LoadedField):
    """The certificates of an authority. ``authorities`` are the additionally trusted certificates, as PEM; empty if
    there are none. ``failed`` (DmmError): the chosen file cannot be used."""

    failed = Signal(object)

    def __init__(self, controller: EnvironmentController, dialogs: SystemDialogs, authorities: str) -> None:
        super().__init__(
            "authorities",
            ElidedLabel(),
            Button(self.tr("Choose certificate…"), "choose_certificate", icon_name="folder"),
            Link(self.tr("Remove"), "no_certificate"),
        )
        self._controller, self._dialogs = controller, dialogs
        self.authorities = authorities
        self._show()

    @Slot()
    def _load(self) -> None:
        title, kinds = self.tr("Choose certificate"), self.tr("Certificates (*.pem *.crt *.cer *.der)")
        self._dialogs.ask_for_file(self, title, kinds, self._read, purpose=Purpose.CERTIFICATE)

    def _read(self, path: Path) -> None:
        def read(authorities: str) -> None:
            self.authorities = authorities
            self._show()
            self.changed.emit()

        self._controller.read_authorities(path, owner=self, on_success=read, on_failure=self.failed.emit)

    def _forget(self) -> None:
        self.authorities = ""
        self._show()

    def _show(self) -> None:
        names = ", ".join(name or "?" for name in names_of_authorities(self.authorities)) if self.authorities else ""
        which = self.tr("System and {names}").format(names=names) if names else self.tr("System")
        self._show_choice(which, is_chosen=bool(self.authorities))


class DescriptionField(LoadedField):
    """The API description. ``loaded`` is the one that was learned; None if the environment's own, or else the built-in
    one, applies. ``wanted``: the user wants to learn or change it."""

    wanted = Signal()

    def __init__(self, environment: Environment | None) -> None:
        super().__init__(
            "api_description",
            WrappedLabel(),
            Button(self.tr("Learn from a request…"), "learn_from_request"),
            Link(self.tr("Remove"), "use_own_description"),
            self.tr(
                "The description shows how each operation is called. It can also come from a Swagger, OpenAPI, "
                "Postman or HAR file."
            ),
        )
        self._back.setAccessibleName(self.tr("Remove the API description"))
        is_loaded = environment is not None and environment.description_is_loaded
        self.loaded = environment.description if environment is not None and is_loaded else None
        self._learned = self.tr("Learned")
        self.show_tested(None)

    def take(self, description: str, name: str) -> None:
        """Use a description learned from a source with this name, "" for the current one."""
        self.loaded = description
        self._learned = self.tr("Learned from {name}").format(name=escaped(name)) if name else self.tr("Changed here")
        self._show()
        self.changed.emit()

    def show_tested(self, tested: Environment | None) -> None:
        """Say what a test has found: ``tested`` is the environment as it was last tested at the address entered; None
        if it was not tested there."""
        if tested is None or tested.checked_at is None or tested.description_is_loaded:
            self._own = self.tr("The environment's own, if it has one")
        elif tested.description is not None:
            self._own = self.tr("Found in the environment")
        else:
            self._own = self.tr("Built in; none was found")
        self._show()

    @Slot()
    def _load(self) -> None:
        self.wanted.emit()

    def _forget(self) -> None:
        self.loaded = None
        self._show()

    def _show(self) -> None:
        self._show_choice(self._own if self.loaded is None else self._learned, is_chosen=self.loaded is not None)
