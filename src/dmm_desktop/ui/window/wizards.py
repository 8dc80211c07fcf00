"""Opens the wizards for an import and an export, and follows what they start."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Slot

from ...core.environment import RUNTIME_CONNECTION
from ...core.execution_type import ExecutionType
from ...core.origin import Origin
from ...core.runs import Run
from .shown_target import ShownTarget

if TYPE_CHECKING:
    from ..export_wizard.export_wizard import ExportWizard
    from ..import_wizard.wizard import ImportWizard
    from ..start_wizard.start_wizard import StartWizard
    from .main_window import MainWindow

_Wizard = TypeVar("_Wizard", bound="StartWizard")


class Wizards(QObject):
    """Has at most one visible wizard for each type of execution."""

    def __init__(self, window: MainWindow, shown_target: ShownTarget) -> None:
        super().__init__(window)
        self._window = window
        self._shown_target = shown_target
        self._import: ImportWizard | None = None
        self._export: ExportWizard | None = None
        self._selected_before: dict[str, str] = {}  # by run: the run that was selected when its sending began

    def import_data(
        self,
        environment_id: str,
        connection: str,
        zip_path: Path | None,
        again: Run | None,
        *,
        origin: Origin | None,
        must_ask: bool,
    ) -> None:
        """Open the wizard, or bring an open one to the front. ``origin``: the export that the zip was saved from;
        ``must_ask``: preselect no destination if none is given, and ask again if the open wizard has another zip,
        because its destination was chosen for that one."""
        is_new = self._import is None
        if self._import is None:
            from ..import_wizard.wizard import ImportWizard

            self._import = self._connected(ImportWizard(self._window.services, self._window))
        if must_ask and not environment_id:
            if is_new or self._import.has_zip_to_replace:
                self._import.ask_for_target()
        elif is_new and not environment_id and again is None:
            environment_id, connection = self._shown_target.of(ExecutionType.IMPORT)
        if environment_id:
            self._import.set_target(environment_id, connection or RUNTIME_CONNECTION)
        if again is not None:
            self._import.repeat(again)
        if zip_path is not None:
            self._import.set_file(zip_path, origin)
        self._import.open()

    def export_data(self, environment_id: str, connection: str, again: Run | None) -> None:
        """Open the wizard, with this source, or as an earlier export was started."""
        if self._export is None:
            from ..export_wizard.export_wizard import ExportWizard

            self._export = self._connected(ExportWizard(self._window.services, self._window))
            if not environment_id and again is None:
                environment_id, connection = self._shown_target.of(ExecutionType.EXPORT)
        if environment_id:
            self._export.set_target(environment_id, connection or RUNTIME_CONNECTION)
        if again is not None:
            self._export.repeat(again)
        self._export.open()

    def _connected(self, wizard: _Wizard) -> _Wizard:
        wizard.finished.connect(wizard.deleteLater)
        wizard.finished.connect(self._forget)
        wizard.sending_began.connect(self._follow)
        wizard.sending_undone.connect(self._go_back)
        wizard.environment_wanted.connect(self._add_environment)
        wizard.connection_wanted.connect(self._add_connection)
        wizard.key_wanted.connect(self._window.enter_key)
        return wizard

    @Slot()
    def _add_environment(self) -> None:
        dialog = self._window.connections.add_environment()
        if (wizard := self._wanting) is not None:
            dialog.saved.connect(wizard.choose_environment)

    @Slot(object)
    def _add_connection(self, environment_id: str) -> None:
        dialog = self._window.new_connection(environment_id)
        if dialog is not None and (wizard := self._wanting) is not None:
            dialog.added.connect(wizard.choose_connection)

    @property
    def _wanting(self) -> StartWizard | None:
        """The wizard whose signal is being handled."""
        return next((one for one in (self._import, self._export) if one is not None and one is self.sender()), None)

    @Slot(object)
    def _follow(self, run_id: str) -> None:
        """Go to the run. The hidden wizard returns only if the server refuses, so the next one is new."""
        self._selected_before[run_id] = self._window.runs.run_id
        self._window.runs.go_to_run(run_id)
        self._forget()

    @Slot(object)
    def _go_back(self, run_id: str) -> None:
        """Select the run from before again, unless the user has selected another one meanwhile: as this run leaves the
        list, Qt would select its neighbour."""
        runs, before = self._window.runs, self._selected_before.pop(run_id)
        if runs.run_id == run_id and self._window.services.runs.find(before) is not None:
            runs.select_run(before)

    @Slot()
    def _forget(self) -> None:
        if self.sender() is self._import:
            self._import = None
        if self.sender() is self._export:
            self._export = None
