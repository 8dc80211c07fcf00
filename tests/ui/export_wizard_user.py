"""A user at the wizard for an export."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit

from dmm_desktop.ui.export_wizard.export_wizard import ExportWizard
from ui.lookup import find
from ui.start_user import StartUser

#: What the demo environment exports.
CUSTOMERS = {"ExportingEntities": [{"Name": "Customer"}, {"Name": "Region"}]}


class ExportWizardUser(StartUser):
    """Opens the wizard for an export."""

    wizard: ExportWizard
    start_button = "Start export"

    def make_wizard(self) -> ExportWizard:
        """Create a wizard."""
        return ExportWizard(self.services, dialogs=self.dialogs)

    def open(self) -> ExportWizard:
        """Open a wizard; an earlier one is closed."""
        super().open()
        return self.wizard

    def load_configuration(self, path: Path, configuration: object) -> None:
        """Write a configuration, which may be a text, and load it."""
        text = configuration if isinstance(configuration, str) else json.dumps(configuration)
        path.write_text(text, encoding="utf-8")
        self.dialogs.path = path
        self.press("Load from file")
        self.idle()

    def go_to_review(self, path: Path, configuration: object = CUSTOMERS) -> None:
        """Go from the first page to the last."""
        self.press("Next")
        self.at_page(2)
        self.load_configuration(path, configuration)
        self.press("Next")
        self.at_page(3)

    def box(self, field: str) -> QCheckBox:
        """The box of a documented flag."""
        return find(self.wizard, QCheckBox, f"field_{field}")

    def line(self, field: str) -> QLineEdit:
        """The line of a documented text or number."""
        return find(self.wizard, QLineEdit, f"field_{field}")

    def sent(self) -> object:
        """The configuration as it would be sent."""
        return json.loads(self.wizard.draft.complete().json_text)
