"""What a user of the wizard does with zips that are checked, and the zips."""

from __future__ import annotations

import zipfile
from pathlib import Path

from PySide6.QtWidgets import QDialog

from demo_process import DemoProcess
from dmm_desktop.core.runs import Run
from ui.lookup import find
from ui.wizard_user import WizardUser

#: A row of customers.
ANA = "1,N'Ana',2024-01-02T03:04:05\r\n"


def zip_of(path: Path, rows: str) -> Path:
    """Write a zip with these rows of customers."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in (("Customer", "Id,Name,On\r\n" + rows), ("ossys_User", "Id\r\n1\r\n")):
            archive.writestr(f"{name}_Struct.dmm", "{}")
            archive.writestr(f"{name}_Data.csv", content)
    return path


def review(user: WizardUser, demo: DemoProcess, path: Path) -> None:
    """Go to the last page with a zip of which something has been checked, and fill in the token."""
    user.open()
    user.press("Next")
    user.edit("Zip file").setText(str(path))
    user.edit("Zip file").editingFinished.emit()
    user.qtbot.waitUntil(lambda: bool(user.rows("Entities")))
    for page in (3, 4):
        user.press("Next")
        user.at_page(page)
    user.edit("One-time token").setText(demo.one_time_token)


def started(user: WizardUser) -> Run:
    """The import that was started, as it is stored, once it has ended."""
    user.qtbot.waitUntil(lambda: bool(user.uploads))
    run_id = user.uploads[-1]
    user.qtbot.waitUntil(lambda: user.services.view(run_id).run.state.is_final)
    with user.services.workspace().store() as store:
        run = store.runs.get(run_id)
    assert run is not None
    return run


def results_of(user: WizardUser) -> QDialog:
    """Open the results of the check."""
    user.press("All results")
    return find(user.wizard, QDialog, "check_dialog")
