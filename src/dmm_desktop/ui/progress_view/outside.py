"""What leaves the window: dialogs and programs of the system. Tests hand in another one that answers by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget


class Outside:
    """The system's own file dialog and file manager."""

    def ask_for_target(self, parent: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None]) -> None:
        """Ask where to save a file and call ``then`` with the answer, if there is one. ``kinds`` as Qt's name filter.

        The dialog asks before it replaces a file.
        """
        dialog = QFileDialog(parent.window(), title, str(_folder() / name), kinds)
        dialog.setObjectName("save_file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_in_folder(self, path: Path) -> None:
        """Open the folder that a file is in."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _folder() -> Path:
    """Where people look for what they have saved."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation) or Path.home())
