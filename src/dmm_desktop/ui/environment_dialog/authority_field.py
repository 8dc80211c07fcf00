"""Whom to trust besides the operating system: the certificate of an authority, chosen for this environment alone."""

from __future__ import annotations

from pathlib import Path

from dmm_desktop.operations.authorities import authority_names

from ..desk.environment_book import EnvironmentBook
from ..desk.outside import Outside
from ..look.buttons import Button
from ..look.link import Link
from .file_choice import FileChoice


class AuthorityField(FileChoice):
    """``authorities`` are the certificates that are trusted, as PEM; empty if none is."""

    def __init__(self, book: EnvironmentBook, outside: Outside, authorities: str) -> None:
        super().__init__(
            outside,
            "authorities",
            Button(self.tr("Choose certificate…"), "choose_certificate", icon_name="folder"),
            Link(self.tr("Remove"), "no_certificate"),
            self.tr("Choose certificate"),
            self.tr("Certificates (*.pem *.crt *.cer *.der)"),
        )
        self._book = book
        self.authorities = authorities
        self._show()

    def _read(self, path: Path) -> None:
        def read(authorities: str) -> None:
            self.authorities = authorities
            self._show()
            self.changed.emit()

        self._book.read_authorities(path, owner=self, on_success=read, on_failure=self.failed.emit)

    def _forget(self) -> None:
        self.authorities = ""
        self._show()

    def _show(self) -> None:
        names = ", ".join(name or "?" for name in authority_names(self.authorities)) if self.authorities else ""
        which = self.tr("Also {names}").format(names=names) if names else self.tr("Those of this computer")
        self._show_choice(which, is_chosen=bool(self.authorities))
