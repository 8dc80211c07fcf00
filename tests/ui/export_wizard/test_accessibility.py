"""The export wizard for people who use the keyboard, a screen reader or large type, and for a long day."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from dmm_desktop.core.environment import Connection
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.export_wizard.export_wizard import ExportWizard
from ui.environment_fixtures import cut_labels, tabbed, unnamed
from ui.export_wizard_user import CUSTOMERS, ExportWizardUser

_EXPECTED = {
    1: [
        "sources",
        "wizard_add_environment",
        "wizard_new_connection",
        "wizard_test_connection",
        "wizard_cancel",
        "next",
    ],
    2: [
        *("load_configuration", "form_view", "source_connection", "export_entities", "field_OnlyExportStructure"),
        *("field_ExportPlain", "field_NewFileName", "field_ExportToSFTP", "field_ChunkSize", "field_DeleteExportFile"),
        *("other_fields", "wizard_cancel", "back", "next"),
    ],
    3: ["one_time_token", "reference", "wizard_cancel", "back", "start_export"],
}


def _open_page(user: ExportWizardUser, page: int, folder: Path) -> ExportWizard:
    archive = Connection("prod-2", "Archive", "DataDestination")
    user.save(name="PROD-2", stage=Stage.PRODUCTION, connections=(archive,))
    wizard = user.open()
    if page > 1:
        user.press("Next")
        more = {"UseNewFileName": True, "NewFileName": "a-{date}.zip", "ChunkSize": 0, "Unknown": 1}
        user.load_configuration(folder / "export.json", CUSTOMERS | more)
    if page > 2:
        user.press("Next")
    assert user.page == page
    return wizard


@pytest.mark.parametrize("page", _EXPECTED)
def test_every_control_has_a_name_and_is_reached_by_tab(
    user: ExportWizardUser, tmp_path: Path, qapp: QApplication, page: int
) -> None:
    wizard = _open_page(user, page, tmp_path)
    assert unnamed(wizard) == []
    reached = tabbed(wizard, qapp, user.qtbot)
    assert set(_EXPECTED[page]) - set(reached) == set()


@pytest.mark.parametrize("page", _EXPECTED)
def test_nothing_is_cut_with_type_half_as_large_again(
    user: ExportWizardUser, tmp_path: Path, qapp: QApplication, page: int
) -> None:
    font = qapp.font()
    font.setPixelSize(20)
    qapp.setFont(font)
    wizard = _open_page(user, page, tmp_path)
    qapp.processEvents()
    assert not wizard.grab().isNull() and cut_labels(wizard) == []
