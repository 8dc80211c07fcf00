"""The About dialog, with the licences of everything included."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QVBoxLayout

from ... import DISPLAY_NAME, __version__
from ...operations.read_files import read_text_file
from ...resources import resource
from ...workers.runner import TaskRunner
from ..error_details import show_error
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button
from ..widgets.details_dialog import DetailsDialog
from ..widgets.dialog import Dialog
from ..widgets.labels import AppIcon, WrappedLabel

#: Written when the packages are built (``packaging/licences.py``); absent when run from source.
_LICENCES = "licences.txt"
_LARGEST = 4_000_000  # bytes
_SIZE = QSize(440, 160)


class About(Dialog):
    """Icon, name and version; a button opens the licences if they are included."""

    def __init__(self, window: QMainWindow, runner: TaskRunner) -> None:
        super().__init__(window)
        self._runner = runner
        self.setObjectName("about")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About DMM Desktop"))
        name = QLabel(self.tr("DMM Desktop {version}").format(version=__version__))
        what = WrappedLabel(self.tr("Imports and exports data of OutSystems environments through the DMM API."))
        set_role(name, Role.VALUE)
        set_role(what, Role.BODY, Tone.MUTED)
        licences = Button(self.tr("Licences"), "show_licences", large=True)
        close = Button(self.tr("Close"), "close_about", large=True)
        close.setDefault(True)
        try:
            self._path = resource(_LICENCES)
        except FileNotFoundError:
            licences.hide()
        licences.clicked.connect(self._read_licences)
        close.clicked.connect(self.accept)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(name)
        words.addWidget(what)
        words.addStretch(1)
        content = QHBoxLayout()
        content.setContentsMargins(24, 20, 24, 20)
        content.setSpacing(16)
        content.addWidget(AppIcon())
        content.addLayout(words, 1)
        self.lay_out(content, _SIZE, [close], [licences])
        close.setFocus()

    @Slot()
    def _read_licences(self) -> None:
        self._runner.start(
            "licences",
            partial(read_text_file, self._path, _LARGEST),
            owner=self,
            on_success=self._show_licences,
            on_failure=lambda error: show_error(self, error),
        )

    def _show_licences(self, content: str) -> None:
        DetailsDialog(self, self.tr("Licences"), f"{DISPLAY_NAME} {__version__}", "", content).open()
