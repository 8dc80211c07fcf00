"""File dialogs that answer at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from dmm_desktop.core.errors import LocalError
from dmm_desktop.ui.services.system_dialogs import Purpose, SystemDialogs
from dmm_desktop.ui.web_page import web_page


class FileAnswers(SystemDialogs):
    """Opens ``path``, and saves as ``path`` or under the suggested name in ``folder``. Records what is asked for, and
    what is opened in other programs."""

    def __init__(self, path: Path = Path(), *, folder: Path | None = None) -> None:
        super().__init__()
        self.path, self._folder = path, folder
        self.asked: list[tuple[str, str, str]] = []
        self.pages: list[str] = []
        self.folders_shown: list[Path] = []
        self.has_file_manager = self.has_browser = True

    @property
    def folder(self) -> Path:
        """The folder in which files are saved."""
        assert self._folder is not None
        return self._folder

    def ask_for_target(
        self, parent: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None], *, purpose: Purpose
    ) -> None:
        self.asked.append((title, name, kinds))
        then(self.path if self._folder is None else self._folder / name)

    def ask_for_file(
        self,
        parent: QWidget,
        title: str,
        kinds: str,
        then: Callable[[Path], None],
        near: Path | None = None,
        *,
        purpose: Purpose,
    ) -> None:
        self.asked.append((title, "", kinds))
        then(self.path)

    def open_page(self, address: str) -> LocalError | None:
        page = web_page(address).toString()
        if not self.has_browser:
            return super().open_page(address)
        self.pages.append(page)
        return None

    def show_in_folder(self, path: Path) -> LocalError | None:
        self.folders_shown.append(path)
        return None if self.has_file_manager else super().show_in_folder(path)
