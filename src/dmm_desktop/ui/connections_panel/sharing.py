"""Exports environments to a file for a colleague, without their keys, and imports such a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from ...core.environment import Environment
from ...core.text import counted
from ..messages import tr_text
from ..services.environment_controller import EnvironmentController
from ..services.system_dialogs import Purpose, SystemDialogs

if TYPE_CHECKING:
    from ...operations.share_environments import SharedEnvironment

_FILE = "dmm-environments.json"


class Sharing(QObject):
    """``message`` (title, explanation); ``failed`` (DmmError); ``added`` (environment id): select it."""

    message = Signal(object, object)
    failed = Signal(object)
    added = Signal(object)

    def __init__(self, controller: EnvironmentController, dialogs: SystemDialogs, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller = controller
        self._dialogs = dialogs
        self._window = parent

    @Slot()
    def export(self) -> None:
        """Ask for a file and write all environments to it."""
        if not self._controller.environments:
            self.message.emit(self.tr("There is nothing to export."), self.tr("Add an environment first."))
            return
        title = self.tr("Export environments")
        purpose = Purpose.ENVIRONMENTS
        self._dialogs.ask_for_target(self._window, title, _FILE, self._kinds(), self._export, purpose=purpose)

    @Slot()
    def import_from(self) -> None:
        """Ask for such a file, show what it brings, and add that if the user agrees."""
        title, purpose = self.tr("Import environments"), Purpose.ENVIRONMENTS
        self._dialogs.ask_for_file(self._window, title, self._kinds(), self._read, purpose=purpose)

    def _kinds(self) -> str:
        return self.tr("Environments (*.json)")

    def _export(self, target: Path) -> None:
        self._controller.export(target, owner=self, on_success=self._exported, on_failure=self.failed.emit)

    def _read(self, source: Path) -> None:
        def read(shared: tuple[SharedEnvironment, ...]) -> None:
            self._show(source.name, shared)

        self._controller.read_shared(source, owner=self, on_success=read, on_failure=self.failed.emit)

    def _show(self, file_name: str, shared: tuple[SharedEnvironment, ...]) -> None:
        if all(one.known_as is not None for one in shared):
            self._added(())
            return
        from .shared_dialog import SharedDialog

        dialog = SharedDialog(self._controller, file_name, shared, self._window.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.added.connect(self._added)
        dialog.open()

    def _exported(self, target: Path) -> None:
        title = self.tr("Saved as {name}.").format(name=target.name)
        self.message.emit(title, self.tr("REST API keys are not in the file."))

    @Slot(object)
    def _added(self, environments: tuple[Environment, ...]) -> None:
        if environments:
            title = tr_text(counted("1 environment added.", "{n} environments added.", len(environments)))
            self.message.emit(title, self.tr("Edit each one to enter its REST API key."))
            self.added.emit(environments[0].id)
        else:
            title = self.tr("Nothing was added.")
            self.message.emit(title, self.tr("All environments in the file are already here."))
