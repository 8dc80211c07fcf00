"""A user at the wizard for an import."""

from __future__ import annotations

from pathlib import Path

from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from ui.start_user import StartUser


class WizardUser(StartUser):
    """Opens the wizard for an import."""

    wizard: ImportWizard
    start_button = "Start import"

    def make_wizard(self) -> ImportWizard:
        """Create a wizard."""
        return ImportWizard(self.services, dialogs=self.dialogs)

    def open(self) -> ImportWizard:
        """Open a wizard; an earlier one is closed."""
        super().open()
        return self.wizard

    def give_file(self, path: Path) -> None:
        """Enter the file, and press Next."""
        self.edit("Zip file").setText(str(path))
        self.press("Next")

    def go_to_review(self, path: Path) -> None:
        """Go from the first page to the last."""
        self.press("Next")
        self.give_file(path)
        self.at_page(3)
        self.press("Next")
        self.at_page(4)
