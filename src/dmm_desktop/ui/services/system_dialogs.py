"""Dialogs and programs of the operating system. Tests pass in a class that answers by itself."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ..web_page import web_page

_FILE = "folders.ini"


class Purpose(StrEnum):
    """What a file is for. Each has a folder of its own, where the file dialog begins the next time."""

    ZIP = "zip"
    CONFIGURATION = "configuration"
    LOGS = "logs"
    REPORT = "report"
    ENVIRONMENTS = "environments"
    DESCRIPTION = "description"
    CERTIFICATE = "certificate"
    SUPPORT_BUNDLE = "support-bundle"


class SystemDialogs:
    """The system's own file dialog and file manager. The folders that were used last are kept in ``folder``, that of
    the application's data; without one, until the program ends."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._last: dict[Purpose, Path] = {}

    def ask_for_target(
        self, parent: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None], *, purpose: Purpose
    ) -> None:
        """Ask where to save a file and call ``then`` with the answer, if there is one. ``kinds`` as Qt's name filter.

        It begins in the folder of ``name`` if that is a whole path. The dialog asks before it replaces a file.
        """
        dialog = QFileDialog(parent.window(), title, str(self._begin_in(purpose)), kinds)
        dialog.setObjectName("save_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self._chosen(Path(chosen), purpose, then))
        dialog.open()

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
        """Ask for a file that is there and call ``then`` with the answer, if there is one. It begins in the folder of
        ``near``, if there is such a folder."""
        is_near = near is not None and near.parent.is_absolute() and near.parent.is_dir()
        folder = near.parent if near is not None and is_near else self._begin_in(purpose)
        dialog = QFileDialog(parent.window(), title, str(folder), kinds)
        dialog.setObjectName("open_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self._chosen(Path(chosen), purpose, then))
        dialog.open()

    def open_page(self, address: str) -> None:
        """Open a web page in the browser. Raises WrongInput as :func:`web_page` does."""
        QDesktopServices.openUrl(web_page(address))

    def show_in_folder(self, path: Path) -> None:
        """Open the folder that holds a file."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def _chosen(self, path: Path, purpose: Purpose, then: Callable[[Path], None]) -> None:
        self._last[purpose] = path.parent
        if self._folder is not None and self._folder.is_dir():
            settings = QSettings(str(self._folder / _FILE), QSettings.Format.IniFormat)
            settings.setValue(f"folders/{purpose}", str(path.parent))
            settings.sync()
        then(path)

    def _begin_in(self, purpose: Purpose) -> Path:
        """The folder that was last used for this, if it is still there; else the downloads."""
        last = self._last.get(purpose)
        if last is None and self._folder is not None:
            kept = QSettings(str(self._folder / _FILE), QSettings.Format.IniFormat).value(f"folders/{purpose}")
            last = Path(kept) if isinstance(kept, str) and Path(kept).is_absolute() else None
        return last if last is not None and last.is_dir() else _downloads()


def _downloads() -> Path:
    """Where people look for what they have saved."""
    downloads = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))
    return downloads if downloads.is_dir() else Path.home()
