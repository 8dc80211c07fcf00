"""Whom to trust besides the operating system: the certificate of an authority, chosen for this environment alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dmm_desktop.operations.authorities import authority_names

from ..desk.environment_book import EnvironmentBook
from ..desk.outside import Outside
from ..look.buttons import Button
from ..look.elided_label import ElidedLabel
from ..look.link import Link


class AuthorityField(QWidget):
    """``changed``: others are trusted now. ``failed`` (DmmError): the file cannot be used."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, book: EnvironmentBook, outside: Outside, authorities: str) -> None:
        super().__init__()
        self._book = book
        self._outside = outside
        self.authorities = authorities
        self._which = ElidedLabel()
        self._which.setObjectName("authorities")
        self._add = Button(self.tr("Choose certificate…"), "choose_certificate", icon_name="folder")
        self._none = Link(self.tr("Remove"), "no_certificate")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._which, 1)
        row.addWidget(self._none)
        row.addWidget(self._add)
        self.setFocusProxy(self._add)
        self._add.clicked.connect(self._ask)
        self._none.clicked.connect(self._drop)
        self._show()

    @Slot()
    def _ask(self) -> None:
        kinds = self.tr("Certificates (*.pem *.crt *.cer *.der)")
        self._outside.ask_for_file(self, self.tr("Choose certificate"), kinds, self._read)

    def _read(self, path: Path) -> None:
        def read(authorities: str) -> None:
            self.authorities = authorities
            self._show()
            self.changed.emit()

        self._book.read_authorities(path, owner=self, on_success=read, on_failure=self.failed.emit)

    @Slot()
    def _drop(self) -> None:
        self.authorities = ""
        self._add.setFocus()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        names = ", ".join(name or "?" for name in authority_names(self.authorities)) if self.authorities else ""
        only = self.tr("Those of this computer")
        self._which.setText(self.tr("Also {names}").format(names=names) if names else only)
        self._none.setVisible(bool(self.authorities))
