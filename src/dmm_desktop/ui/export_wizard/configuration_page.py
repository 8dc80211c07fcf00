"""Second page of an export: what is exported, and how."""

from __future__ import annotations

from pathlib import Path

from ..services.app_services import AppServices
from ..services.system_dialogs import SystemDialogs
from ..start_wizard.page import Page
from .export_draft import ExportDraft
from .export_editor import ExportEditor


class ConfigurationPage(Page):
    """Shows the configuration. Which entities there are is only known to DMM, so it comes from a file or an earlier
    export."""

    draft: ExportDraft

    def __init__(self, services: AppServices, draft: ExportDraft, dialogs: SystemDialogs) -> None:
        super().__init__(services, draft)
        self.heading.setText(self.tr("What should be exported, and how?"))
        self._editor = ExportEditor(services, draft, dialogs)
        self._editor.listen_in(self)
        self._editor.changed.connect(self.changed)
        self._editor.wanted.connect(self.go_to)
        self.column.addWidget(self._editor, 1)

    def enter(self) -> None:
        """Show the draft."""
        self.services.runs.load_again()
        self._editor.show_draft()
        self._editor.focus_first()

    def is_complete(self) -> bool:
        """Whether the configuration can be sent and lists entities."""
        return self._editor.is_complete()

    def load(self, path: Path) -> None:
        """Use the configuration in a file."""
        self._editor.load(path)

    def take(self, configuration: str) -> None:
        """Use the configuration of an earlier export."""
        self._editor.take(configuration)
