"""Second page of an export: what is exported, and how."""

from __future__ import annotations

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
        self.editor = ExportEditor(services, draft, dialogs)
        self.editor.listen_in(self)
        self.editor.changed.connect(self.changed)
        self.editor.wanted.connect(self.go_to)
        self.column.addWidget(self.editor, 1)

    def enter(self) -> None:
        """Show the draft."""
        self.editor.show_draft()
        self.editor.focus_first()

    def is_complete(self) -> bool:
        """Whether the configuration can be sent and lists entities."""
        return self.editor.is_complete()
