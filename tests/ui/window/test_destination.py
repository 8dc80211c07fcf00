"""Where an import goes that is started while something is selected in the connections panel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from dmm_desktop.core.environment import Connection
from dmm_desktop.ui.export_wizard.export_wizard import ExportWizard
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.window.main_window import MainWindow
from ui.environment_fixtures import SavedEnvironments
from ui.lookup import find


@pytest.mark.parametrize(
    ("selected", "destination"),
    [("Archive", "Archive"), ("", "Runtime Connection"), ("Source", "Runtime Connection")],
)
def test_the_selected_connection_is_the_destination(
    window: MainWindow, saved_environments: SavedEnvironments, qtbot: QtBot, selected: str, destination: str
) -> None:
    saved_environments.put(
        "TEST-1", connections=(Connection("TEST-1", "Source", "DataSource"), Connection("TEST-1", "Archive"))
    )
    window.connections.select("TEST-1", selected)
    window.import_data()
    wizard = window.findChild(ImportWizard)
    assert wizard is not None
    destinations = next(one for one in wizard.findChildren(QAbstractItemView) if one.isVisible())
    spoken = destinations.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert destination in spoken and "TEST-1" in spoken
    wizard.reject()


@pytest.mark.parametrize(
    ("selected", "source"), [("Source", "Source"), ("", "Runtime Connection"), ("Archive", "Runtime Connection")]
)
def test_the_selected_connection_is_the_source(
    window: MainWindow, saved_environments: SavedEnvironments, selected: str, source: str
) -> None:
    archive = Connection("TEST-1", "Archive", "DataDestination")
    saved_environments.put("TEST-1", connections=(Connection("TEST-1", "Source", "DataSource"), archive))
    window.connections.select("TEST-1", selected)
    find(window, QAction, "menu_export_data").trigger()
    wizard = window.findChild(ExportWizard)
    assert wizard is not None and wizard.draft.environment is not None
    assert (wizard.draft.environment.name, wizard.draft.connection) == ("TEST-1", source)
    window.export_data("PROD-2")
    assert wizard.draft.environment is not None and wizard.draft.environment.name == "PROD-2"
    wizard.reject()
