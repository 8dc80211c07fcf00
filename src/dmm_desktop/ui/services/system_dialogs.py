"""Dialogs and programs of the operating system. Tests replace this class with one that answers immediately."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ...core.errors import LocalError
from ...core.text import text
from ..settings_file import SettingsFile
from ..web_page import web_page
from ..widgets.dialog import name_window

_FILE = "folders.ini"


class Purpose(StrEnum):
    """The purpose of a file. For each one the file dialog opens in the folder last used for it."""

    ZIP = "zip"
    CONFIGURATION = "configuration"
    LOGS = "logs"
    REPORT = "report"
    ENVIRONMENTS = "environments"
    DESCRIPTION = "description"
    CERTIFICATE = "certificate"
    SUPPORT_BUNDLE = "support-bundle"


class SystemDialogs:
    """The system's own file dialog and file manager. The last folders used are stored in ``folder``, the application's
    data folder; without it they are kept until the program ends."""

    #: Where dialogs open to save a file; None for the folder last used for its purpose.
    save_folder: Path | None = None

    def __init__(self, folder: Path | None = None) -> None:
        self._settings = SettingsFile(folder / _FILE) if folder is not None else None
        self._last: dict[Purpose, Path] = {}

    def ask_for_target(
        self, parent: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None], *, purpose: Purpose
    ) -> None:
        """Ask where to save a file and call ``then`` with the path, unless the user cancels. ``kinds`` as Qt's name
        filter.

        The dialog opens in the folder of ``name`` if that is an absolute path, and asks before replacing a file.
        """
        preferred = self.save_folder
        folder = preferred if preferred is not None and preferred.is_dir() else self._begin_in(purpose)
        dialog = QFileDialog(parent.window(), title, str(folder), kinds)
        dialog.setObjectName("save_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self._chosen(Path(chosen), purpose, then))
        dialog.open()
        name_window(dialog)

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
        """Ask for an existing file and call ``then`` with its path, unless the user cancels. The dialog opens in the
        folder of ``near`` if that exists."""
        is_near = near is not None and near.parent.is_absolute() and near.parent.is_dir()
        folder = near.parent if near is not None and is_near else self._begin_in(purpose)
        dialog = QFileDialog(parent.window(), title, str(folder), kinds)
        dialog.setObjectName("open_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self._chosen(Path(chosen), purpose, then))
        dialog.open()
        name_window(dialog)

    def ask_for_folder(self, parent: QWidget, title: str, then: Callable[[Path], None], near: Path | None) -> None:
        """Ask for a folder and call ``then`` with its path, unless the user cancels. The dialog opens in ``near`` if
        that exists."""
        folder = near if near is not None and near.is_dir() else _downloads()
        dialog = QFileDialog(parent.window(), title, str(folder))
        dialog.setObjectName("open_folder")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()
        name_window(dialog)

    def open_page(self, address: str) -> LocalError | None:
        """Open a web page in the browser; returns an error if the system has none. Raises WrongInput as
        :func:`web_page` does. The browser inherits no tokens, as with :meth:`open_path`."""
        if QDesktopServices.openUrl(web_page(address)):
            return None
        return LocalError(
            text("{page} could not be opened.", page=address),
            text("The system found no browser for it."),
            text("Open it yourself in a browser."),
        )

    def show_in_folder(self, path: Path) -> LocalError | None:
        """Open the folder that contains a file; returns what :meth:`open_path` returns."""
        return self.open_path(path.parent)

    def open_path(self, path: Path) -> LocalError | None:
        """Open a folder in the file manager, or a file in its program. Returns an error if the system has none for it.
        The program inherits no tokens: the application has removed them from its environment."""
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            return None
        return LocalError(
            text("{name} could not be opened.", name=path.name or path),
            text("The system found no program for it."),
            text("Open it yourself: {path}", path=path),
        )

    def _chosen(self, path: Path, purpose: Purpose, then: Callable[[Path], None]) -> None:
        self._last[purpose] = path.parent
        if self._settings is not None:
            self._settings.store({f"folders/{purpose}": str(path.parent)})
        then(path)

    def _begin_in(self, purpose: Purpose) -> Path:
        """The folder last used for this purpose if it still exists, otherwise the downloads folder."""
        last = self._last.get(purpose)
        if last is None and self._settings is not None:
            kept = self._settings.value(f"folders/{purpose}")
            last = Path(kept) if isinstance(kept, str) and Path(kept).is_absolute() else None
        return last if last is not None and last.is_dir() else _downloads()


def _downloads() -> Path:
    """The downloads folder, where users look for saved files."""
    downloads = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))
    return downloads if downloads.is_dir() else Path.home()
