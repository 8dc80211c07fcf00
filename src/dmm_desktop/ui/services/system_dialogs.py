"""What leaves the window: dialogs and programs of the system. Tests hand in another one that answers by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ..web_page import web_page


class SystemDialogs:
    """The system's own file dialog and file manager."""

    def ask_for_target(self, parent: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None]) -> None:
        """Ask where to save a file and call ``then`` with the answer, if there is one. ``kinds`` as Qt's name filter.

        The dialog asks before it replaces a file.
        """
        dialog = QFileDialog(parent.window(), title, str(_folder()), kinds)
        dialog.setObjectName("save_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()

    def ask_for_file(
        self, parent: QWidget, title: str, kinds: str, then: Callable[[Path], None], near: Path | None = None
    ) -> None:
        """Ask for a file that is there and call ``then`` with the answer, if there is one. It begins in the folder of
        ``near``, if there is such a folder."""
        folder = near.parent if near is not None and near.parent.is_absolute() and near.parent.is_dir() else _folder()
        dialog = QFileDialog(parent.window(), title, str(folder), kinds)
        dialog.setObjectName("open_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()

    def open_page(self, address: str) -> None:
        """Open a web page in the browser. Raises WrongInput as :func:`web_page` does."""
        QDesktopServices.openUrl(web_page(address))

    def show_in_folder(self, path: Path) -> None:
        """Open the folder that a file is in."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _folder() -> Path:
    """Where people look for what they have saved."""
    downloads = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))
    return downloads if downloads.is_dir() else Path.home()
