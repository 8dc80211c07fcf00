"""Exports environments to a file for a colleague, without their keys, and imports such a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from ...core.environment import Environment
from ...core.text import counted
from ..constants_question import ask_about_constants
from ..messages import tr_text
from ..services.app_services import AppServices
from ..services.system_dialogs import Purpose, SystemDialogs

if TYPE_CHECKING:
    from ...operations.share_environments import SharedEnvironment

_FILE = "dmm-environments.json"


class Sharing(QObject):
    """Runs export and import. ``message`` (title, explanation); ``saved`` (Path, title, explanation); ``failed``
    (DmmError); ``added`` (environment id): select this environment."""

    message = Signal(object, object)
    saved = Signal(object, object, object)
    failed = Signal(object)
    added = Signal(object)

    def __init__(self, services: AppServices, dialogs: SystemDialogs, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller, self._runner = services.environments, services.runner
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

        def ask(with_constants: bool) -> None:
            save = partial(self._export, with_constants)
            self._dialogs.ask_for_target(self._window, title, _FILE, self._kinds(), save, purpose=purpose)

        environments = [one.environment for one in self._controller.environments]
        ask_about_constants(self._runner, environments, title, self._window, self, ask, self.failed.emit)

    @Slot()
    def import_from(self) -> None:
        """Ask for such a file, show its environments and how those already here differ, and add the others if the user
        agrees."""
        title, purpose = self.tr("Import environments"), Purpose.ENVIRONMENTS
        self._dialogs.ask_for_file(self._window, title, self._kinds(), self._read, purpose=purpose)

    def _kinds(self) -> str:
        return self.tr("Environments (*.json)")

    def _export(self, with_constants: bool, target: Path) -> None:
        self._controller.export(
            target,
            with_constants=with_constants,
            owner=self,
            on_success=self._exported,
            on_failure=self.failed.emit,
        )

    def _read(self, source: Path) -> None:
        def read(shared: tuple[SharedEnvironment, ...]) -> None:
            self._show(source.name, shared)

        self._controller.read_shared(source, owner=self, on_success=read, on_failure=self.failed.emit)

    def _show(self, file_name: str, shared: tuple[SharedEnvironment, ...]) -> None:
        from .shared_dialog import SharedDialog

        dialog = SharedDialog(self._controller, file_name, shared, self._window.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.added.connect(self._added)
        dialog.open()

    def _exported(self, target: Path) -> None:
        title = self.tr("Saved as {name}.").format(name=target.name)
        words = self.tr("REST API keys are not in the file.")
        if any(one.presets for one in self._controller.environments):
            words += " " + self.tr("The configurations of presets are: read them before you pass it on.")
        self.saved.emit(target, title, words)

    @Slot(object, object)
    def _added(self, environments: tuple[Environment, ...], presets: int) -> None:
        also = tr_text(counted("1 preset added.", "{n} presets added.", presets)) if presets else ""
        if environments:
            title = tr_text(counted("1 environment added.", "{n} environments added.", len(environments)))
            self.message.emit(title, " ".join((self.tr("Edit each one to enter its REST API key."), also)).strip())
            self.added.emit(environments[0].id)
        elif also:
            self.message.emit(also, self.tr("Read their options and configuration before you use them."))
        else:
            title = self.tr("Nothing was added.")
            self.message.emit(title, self.tr("Their addresses are already here."))
