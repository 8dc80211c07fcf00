"""Environments as files: handing them to a colleague without their keys, and taking them from one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from dmm_desktop.core.environment import Environment

from ..desk.environment_book import EnvironmentBook
from ..desk.outside import Outside

_FILE = "dmm-environments.json"


class Sharing(QObject):
    """``told`` (problem or success, explanation); ``failed`` (DmmError); ``added`` (environment id): select it."""

    told = Signal(object, object)
    failed = Signal(object)
    added = Signal(object)

    def __init__(self, book: EnvironmentBook, outside: Outside, parent: QWidget) -> None:
        super().__init__(parent)
        self._book = book
        self._outside = outside
        self._window = parent

    @Slot()
    def export(self) -> None:
        """Ask for a file and write all environments to it."""
        if not self._book.environments:
            self.told.emit(self.tr("There is nothing to export."), self.tr("Add an environment first."))
            return
        title = self.tr("Export environments")
        self._outside.ask_for_target(self._window, title, _FILE, self._kinds(), self._export)

    @Slot()
    def import_from(self) -> None:
        """Ask for such a file and add its environments."""
        self._outside.ask_for_file(self._window, self.tr("Import environments"), self._kinds(), self._import)

    def _kinds(self) -> str:
        return self.tr("Environments (*.json)")

    def _export(self, target: Path) -> None:
        self._book.export(target, owner=self, on_success=self._exported, on_failure=self.failed.emit)

    def _import(self, source: Path) -> None:
        self._book.import_from(source, owner=self, on_success=self._imported, on_failure=self.failed.emit)

    def _exported(self, target: Path) -> None:
        title = self.tr("Saved as {name}.").format(name=target.name)
        self.told.emit(title, self.tr("REST API keys are not in the file."))

    def _imported(self, environments: tuple[Environment, ...]) -> None:
        if environments:
            title = self.tr("%n environment(s) added.", "", len(environments))
            self.told.emit(title, self.tr("Edit each of them to enter its REST API key."))
            self.added.emit(environments[0].id)
        else:
            title = self.tr("Nothing was added.")
            self.told.emit(title, self.tr("All environments of the file are here already."))
