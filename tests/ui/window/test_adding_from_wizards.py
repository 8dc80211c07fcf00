"""What a user adds from the first page of a wizard is what the page then shows and has chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit

from dmm_desktop.core.environment import Connection
from dmm_desktop.core.origin import Origin
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.connection_dialog.dialog import ConnectionDialog
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.export_wizard.export_wizard import ExportWizard
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.start_wizard.start_wizard import StartWizard
from dmm_desktop.ui.widgets.view_switch import StageChoice
from dmm_desktop.ui.window.main_window import MainWindow
from ui.environment_fixtures import SavedEnvironments, fill, press
from ui.lookup import find

pytestmark = pytest.mark.usefixtures("window")


def _import(window: MainWindow) -> ImportWizard:
    window.import_data("PROD-2", "Archive")
    return find(window, ImportWizard, "import_wizard")


def _export(window: MainWindow) -> ExportWizard:
    window.export_data("PROD-2", "Archive")
    return find(window, ExportWizard, "export_wizard")


def _add_connection(window: MainWindow, wizard: StartWizard, name: str, kind: str) -> None:
    press(wizard, "wizard_new_connection")
    dialog = next(one for one in window.findChildren(ConnectionDialog) if one.isVisible())
    press(dialog, "known_way")
    fill(dialog, connection_name=name)
    find(dialog, QComboBox, "connection_kind").setCurrentText(kind)
    press(dialog, "add_connection")


def _add_environment(window: MainWindow, wizard: StartWizard, name: str) -> None:
    press(wizard, "wizard_add_environment")
    dialog = next(one for one in window.findChildren(EnvironmentDialog) if one.isVisible())
    fill(dialog, environment_name=name, environment_address="https://127.0.0.1:1", rest_api_key="a-key")
    find(dialog, StageChoice, "stage").set_stage(Stage.TEST)
    press(dialog, "save_environment")


def _chosen(wizard: StartWizard) -> tuple[str, str] | None:
    target = wizard.draft.target
    return None if target is None else (target.environment.name, target.connection.name)


def _is_selection_in_view(list_: QAbstractItemView) -> bool:
    [index] = list_.selectedIndexes()
    return list_.viewport().rect().contains(list_.visualRect(index))


def _is_in_view(list_: QAbstractItemView, name: str) -> bool:
    rows = [list_.model().index(row, 0) for row in range(list_.model().rowCount())]
    [index] = [row for row in rows if row.data() == name]
    return list_.viewport().rect().contains(list_.visualRect(index))


def _error(wizard: StartWizard, list_name: str) -> str:
    return find(wizard, QAbstractItemView, list_name).accessibleDescription()


def test_a_new_connection_is_the_destination(window: MainWindow, saved_environments: SavedEnvironments) -> None:
    wizard = _import(window)
    _add_connection(window, wizard, "Warehouse", "Data Destination")
    saved_environments.settle()
    assert _chosen(wizard) == ("PROD-2", "Warehouse")
    list_ = find(wizard, QAbstractItemView, "destinations")
    assert list_.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole).startswith("Warehouse, PROD-2")
    assert _is_selection_in_view(list_) and window.connections.selected_connection is not None
    assert window.connections.selected_connection.name == "Warehouse"
    wizard.reject()


def test_a_new_environment_is_the_destination_and_in_view_among_many(
    window: MainWindow, saved_environments: SavedEnvironments
) -> None:
    for number in range(20):
        saved_environments.put(f"TEST-{number:02}")
    wizard = _import(window)
    find(wizard, QLineEdit, "wizard_filter_environments").setText("PROD")
    _add_environment(window, wizard, "ZZZ-1")
    saved_environments.settle()
    assert _chosen(wizard) == ("ZZZ-1", "Runtime Connection")
    assert _is_selection_in_view(find(wizard, QAbstractItemView, "destinations"))
    wizard.reject()


def test_a_new_environment_and_a_new_connection_are_the_source(
    window: MainWindow, saved_environments: SavedEnvironments
) -> None:
    wizard = _export(window)
    _add_environment(window, wizard, "TEST-1")
    saved_environments.settle()
    assert _chosen(wizard) == ("TEST-1", "Runtime Connection")
    _add_connection(window, wizard, "Legacy CRM", "Data Source")
    saved_environments.settle()
    assert _chosen(wizard) == ("TEST-1", "Legacy CRM")
    wizard.reject()


def test_until_it_is_in_the_list_nothing_is_chosen(window: MainWindow, saved_environments: SavedEnvironments) -> None:
    """A quick Next must not go on with the one that was chosen before."""
    wizard = _import(window)
    press(wizard, "wizard_new_connection")
    dialog = next(one for one in window.findChildren(ConnectionDialog) if one.isVisible())
    dialog.added.emit(Connection("PROD-2", "Warehouse", "DataDestination"))
    dialog.reject()
    assert _chosen(wizard) is None
    press(wizard, "next")
    assert wizard.number == 0 and _error(wizard, "destinations") == "Choose where the data should go."
    saved_environments.load()  # something else is read in between
    assert _chosen(wizard) is None
    wizard.set_target("PROD-2")
    assert _chosen(wizard) == ("PROD-2", "Runtime Connection")
    saved_environments.settle()
    wizard.reject()


@pytest.mark.parametrize(
    ("type", "kind", "list_name", "said"),
    [
        (
            "import",
            "Data Source",
            "destinations",
            "Legacy is a Data Source: it cannot receive data. Choose where the data should go.",
        ),
        (
            "export",
            "Data Destination",
            "sources",
            "Legacy is a Data Destination: it cannot supply data. Choose where the data comes from.",
        ),
    ],
)
def test_one_that_cannot_be_chosen_leaves_no_other_chosen(
    window: MainWindow, saved_environments: SavedEnvironments, type: str, kind: str, list_name: str, said: str
) -> None:
    for number in range(20):
        saved_environments.put(f"A-{number:02}")
    wizard = _import(window) if type == "import" else _export(window)
    _add_connection(window, wizard, "Legacy", kind)
    saved_environments.settle()
    assert _chosen(wizard) is None and _error(wizard, list_name) == said
    assert _is_in_view(find(wizard, QAbstractItemView, list_name), "Legacy")
    press(wizard, "next")
    assert wizard.number == 0 and _error(wizard, list_name) == said
    wizard.reject()


def test_the_connection_that_an_export_came_from_is_not_chosen(
    window: MainWindow, saved_environments: SavedEnvironments
) -> None:
    wizard = _import(window)
    wizard.draft.origin = Origin("PROD-2", _host(window), "42", "ab" * 32, Stage.PRODUCTION, "Warehouse")
    _add_connection(window, wizard, "Warehouse", "Data Destination")
    saved_environments.settle()
    assert _chosen(wizard) is None and _error(wizard, "destinations") == "Choose where the data should go."
    wizard.reject()


def _host(window: MainWindow) -> str:
    [saved] = window.services.environments.environments
    return saved.environment.address.host_and_port


def test_what_is_added_elsewhere_changes_no_hidden_wizard(
    window: MainWindow, saved_environments: SavedEnvironments
) -> None:
    wizard = _import(window)
    wizard.hide()  # as while it sends
    window.connections.add_environment()
    dialog = next(one for one in window.findChildren(EnvironmentDialog) if one.isVisible())
    fill(dialog, environment_name="TEST-1", environment_address="https://127.0.0.1:1", rest_api_key="a-key")
    find(dialog, StageChoice, "stage").set_stage(Stage.TEST)
    find(dialog, QAbstractButton, "save_environment").click()
    saved_environments.settle()
    assert _chosen(wizard) == ("PROD-2", "Archive")
    wizard.reject()
