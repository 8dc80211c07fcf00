"""Fields whose value comes from a file: the API description, and the certificate of an authority."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.environment import Environment
from ...operations.read_files import authority_names
from ..services.environment_controller import EnvironmentController
from ..services.system_dialogs import Purpose, SystemDialogs
from ..widgets.buttons import Button, Link
from ..widgets.labels import ElidedLabel


class FileChoice(QWidget):
    """``changed``: the value has changed. ``failed`` (DmmError): the file cannot be used.

    ``title`` and ``kinds`` are for the file dialog. Subclasses read the file in :meth:`_read` and return to the
    default in :meth:`_forget`.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        dialogs: SystemDialogs,
        which: str,
        choose: Button,
        back: Link,
        title: str,
        kinds: str,
        purpose: Purpose,
    ) -> None:
        super().__init__()
        self._purpose = purpose
        self._dialogs = dialogs
        self._choose, self._back = choose, back
        self._title, self._kinds = title, kinds
        self._which = ElidedLabel()
        self._which.setObjectName(which)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._which, 1)
        row.addWidget(back)
        row.addWidget(choose)
        self.setFocusProxy(choose)
        choose.clicked.connect(self._ask)
        back.clicked.connect(self._go_back)

    def _read(self, path: Path) -> None:
        raise NotImplementedError

    def _forget(self) -> None:
        raise NotImplementedError

    @Slot()
    def _ask(self) -> None:
        self._dialogs.ask_for_file(self, self._title, self._kinds, self._read, purpose=self._purpose)

    @Slot()
    def _go_back(self) -> None:
        self._choose.setFocus()  # before the link disappears with the focus
        self._forget()
        self.changed.emit()

    def _show_choice(self, which: str, *, is_chosen: bool) -> None:
        self._which.setText(which)
        self._back.setVisible(is_chosen)


class AuthorityField(FileChoice):
    """``authorities`` are the additionally trusted certificates, as PEM; empty if there are none."""

    def __init__(self, controller: EnvironmentController, dialogs: SystemDialogs, authorities: str) -> None:
        super().__init__(
            dialogs,
            "authorities",
            Button(self.tr("Choose certificate…"), "choose_certificate", icon_name="folder"),
            Link(self.tr("Remove"), "no_certificate"),
            self.tr("Choose certificate"),
            self.tr("Certificates (*.pem *.crt *.cer *.der)"),
            Purpose.CERTIFICATE,
        )
        self._controller = controller
        self.authorities = authorities
        self._show()

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
        names = ", ".join(name or "?" for name in authority_names(self.authorities)) if self.authorities else ""
        which = self.tr("System and {names}").format(names=names) if names else self.tr("System")
        self._show_choice(which, is_chosen=bool(self.authorities))


class DescriptionField(FileChoice):
    """``loaded`` is the text of the file; None if the environment's own description applies."""

    def __init__(
        self, controller: EnvironmentController, dialogs: SystemDialogs, environment: Environment | None
    ) -> None:
        super().__init__(
            dialogs,
            "api_description",
            Button(self.tr("Load API description…"), "load_api_description", icon_name="folder"),
            Link(self.tr("Use the environment's own"), "use_own_description"),
            self.tr("Load API description"),
            self.tr("Swagger 2.0 (*.json)"),
            Purpose.DESCRIPTION,
        )
        self._controller = controller
        is_loaded = environment is not None and environment.description_is_loaded
        self.loaded = environment.description if environment is not None and is_loaded else None
        self._show(self.tr("Loaded from a file"))

    def _read(self, path: Path) -> None:
        def read(description: str) -> None:
            self.loaded = description
            self._show(self.tr("Loaded from {name}").format(name=path.name))
            self.changed.emit()

        self._controller.read_description(path, owner=self, on_success=read, on_failure=self.failed.emit)

    def _forget(self) -> None:
        self.loaded = None
        self._show("")

    def _show(self, loaded: str) -> None:
        is_loaded = self.loaded is not None
        self._show_choice(loaded if is_loaded else self.tr("The environment's own"), is_chosen=is_loaded)
