"""What the application is, and the licences of all that it is made of."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMainWindow, QMessageBox

from dmm_desktop import DISPLAY_NAME, __version__
from dmm_desktop.operations.read_text import read_text
from dmm_desktop.resources import resource
from dmm_desktop.workers.runner import TaskRunner

from .details.details_dialog import DetailsDialog, show_error
from .look.fit import move_over_parent

#: Written by the build of the packages (``packaging/licences.py``); the sources have none.
_LICENCES = "licences.txt"
_LARGEST = 4_000_000  # bytes


def show_about(window: QMainWindow, runner: TaskRunner) -> None:
    """Open the message; where the licences are there, it has a button that opens them."""
    text = _tr("DMM Desktop {version}\n\nImports data into OutSystems environments through the DMM API.")
    text = text.format(version=__version__)
    box = QMessageBox(QMessageBox.Icon.NoIcon, _tr("About DMM Desktop"), text, parent=window)
    box.setObjectName("about")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    try:
        path = resource(_LICENCES)
    except FileNotFoundError:
        pass
    else:
        licences = box.addButton(_tr("Licences"), QMessageBox.ButtonRole.ActionRole)
        licences.setObjectName("show_licences")
        licences.clicked.connect(
            lambda: runner.start(
                "licences",
                read_text(path, _LARGEST),
                owner=window,
                on_success=lambda content: _show_licences(window, content),
                on_failure=lambda error: show_error(window, error),
            )
        )
    box.addButton(QMessageBox.StandardButton.Ok).setObjectName("close_about")
    box.adjustSize()
    move_over_parent(box)
    box.open()


def _show_licences(window: QMainWindow, content: str) -> None:
    DetailsDialog(window, _tr("Licences"), f"{DISPLAY_NAME} {__version__}", "", content).open()


def _tr(source: str) -> str:
    return QCoreApplication.translate("About", source)
