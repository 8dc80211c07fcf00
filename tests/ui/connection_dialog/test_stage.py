"""The stage of a connection: as its environment, or one of its own, when it is added and later."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.environment import Connection
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.connection_dialog.dialog import ConnectionDialog
from dmm_desktop.ui.connection_dialog.edit_dialog import EditConnectionDialog
from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from dmm_desktop.ui.stage import StageBand
from ui.environment_fixtures import (
    SavedEnvironments,
    cut_labels,
    dialog_of,
    fill,
    press,
    spoken,
    tree_of,
    unnamed,
)
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.page_fixtures import double_click
from ui.sample_runs import SampleServices


@pytest.fixture
def panel(services: SampleServices, shown: Callable[..., QWidget], files: FileAnswers) -> ConnectionsPanel:
    """The panel, empty."""
    panel = ConnectionsPanel(services, dialogs=files)
    shown(panel, 256, 740)
    return panel


def stage_box(dialog: QWidget) -> QComboBox:
    return find(dialog, QComboBox, "connection_stage")


def listed(saved_environments: SavedEnvironments, name: str) -> tuple[Connection, ...]:
    found = saved_environments.find(name)
    assert found is not None
    return found.connections


def test_another_spelling_of_a_known_name_is_a_warning(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Callable[..., QWidget]
) -> None:
    known = Connection("DEV-1", "Demo: slow", "", Stage.PRODUCTION)
    dialog = ConnectionDialog(services, saved_environments.put("DEV-1", connections=(known,)))
    shown(dialog, dialog.width(), dialog.height())
    saved_environments.settle()
    press(dialog, "known_way")
    name = find(dialog, QLineEdit, "connection_name")
    assert name.accessibleDescription() == "Exactly as DMM shows it."
    fill(dialog, connection_name="demo: slow")
    assert name.accessibleDescription() == (
        "Demo: slow is in the list already. If it is the same connection, the strictest stage applies."
    )
    fill(dialog, connection_name="demo: slower")
    assert name.accessibleDescription() == "Exactly as DMM shows it."
    fill(dialog, connection_name="demo: slow")
    press(dialog, "add_connection")
    saved_environments.settle()
    assert [one.name for one in listed(saved_environments, "DEV-1")] == ["Demo: slow", "demo: slow"]


def test_a_connection_is_added_with_a_stage(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Callable[..., QWidget], qtbot: QtBot
) -> None:
    environment = saved_environments.put("DEV-1", stage=Stage.DEVELOPMENT)
    dialog = ConnectionDialog(services, environment)
    shown(dialog, dialog.width(), dialog.height())
    saved_environments.settle()
    box = stage_box(dialog)
    words = [box.itemText(row) for row in range(box.count())]
    assert words == ["As the environment (Development)", "Development", "Test", "Production"]
    assert box.currentIndex() == 0 and box.accessibleName() == "Connection stage"
    press(dialog, "known_way")
    fill(dialog, connection_name="Customers")
    box.setCurrentText("Production")
    with qtbot.waitSignal(dialog.added):
        press(dialog, "add_connection")
    saved_environments.settle()
    assert listed(saved_environments, "DEV-1") == (
        Connection("DEV-1", "Customers", "DataDestination", Stage.PRODUCTION),
    )


def test_a_connection_is_created_with_a_stage(
    services: SampleServices,
    saved_environments: SavedEnvironments,
    demo: DemoProcess,
    shown: Callable[..., QWidget],
    qtbot: QtBot,
) -> None:
    environment = saved_environments.put("DEMO-1", demo.address, demo.token)
    dialog = ConnectionDialog(services, environment)
    shown(dialog, dialog.width(), dialog.height())
    saved_environments.settle()
    fill(dialog, field_connection_name="Staged", field_connection_string="Server=db")
    find(dialog, QComboBox, "field_connection_type").setCurrentText("DataDestination")
    find(dialog, QComboBox, "field_database_type").setCurrentText("SQLServer")
    stage_box(dialog).setCurrentText("Production")
    with qtbot.waitSignal(dialog.added):
        press(dialog, "add_connection")
    saved_environments.settle()
    assert listed(saved_environments, "DEMO-1") == (
        Connection("DEMO-1", "Staged", "DataDestination", Stage.PRODUCTION),
    )


def test_the_stage_of_the_environment_that_a_new_connection_leads_to(
    services: SampleServices,
    saved_environments: SavedEnvironments,
    demo: DemoProcess,
    shown: Callable[..., QWidget],
    qtbot: QtBot,
) -> None:
    """It is selected if it is stricter, unless the user has chosen one, and the dialog says why."""
    saved_environments.put("ACME X", "https://live.example/dmm", stage=Stage.PRODUCTION)
    saved_environments.put("ACME DEV", "https://dev.example", stage=Stage.DEVELOPMENT)
    environment = saved_environments.put("DEMO-1", demo.address, demo.token)
    dialog = ConnectionDialog(services, environment)
    shown(dialog, dialog.width(), dialog.height())
    saved_environments.settle()
    stage, why = stage_box(dialog), "The environment URL is the address of “ACME X” (Production)."
    hint = "In Production, every import into it asks you to type the connection's name."
    for url in ("", "https://live.example:8443", "https://dev.example", "https://live.example/d m"):
        fill(dialog, field_environment_url=url)
        assert (stage.currentText(), stage.accessibleDescription()) == ("As the environment (Test)", hint), url
    at_host = "The environment URL has the host of “ACME X” (Production)."
    for url in ("live.example", "http://LIVE.example/ServiceCenter/", "https://live.example/DMM/Login.aspx?Id=1#top"):
        fill(dialog, field_environment_url=url)
        assert (stage.currentText(), stage.accessibleDescription()) == ("Production", f"{at_host} {hint}"), url
    fill(dialog, field_environment_url=" LIVE.example/dmm/ ")
    assert (stage.currentText(), stage.accessibleDescription()) == ("Production", f"{why} {hint}")
    assert cut_labels(dialog) == []
    press(dialog, "known_way")
    assert (stage.currentText(), stage.accessibleDescription()) == ("As the environment (Test)", hint)
    press(dialog, "create_way")
    assert stage.currentText() == "Production"
    press(dialog, "json_view")
    entered = json.loads(find(dialog, QPlainTextEdit, "connection_json").toPlainText())
    without = {**entered, "EnvironmentURL": ""}
    find(dialog, QPlainTextEdit, "connection_json").setPlainText(json.dumps(without))
    assert stage.currentText() == "As the environment (Test)"
    find(dialog, QPlainTextEdit, "connection_json").setPlainText(json.dumps(entered))
    assert stage.currentText() == "Production"
    qtbot.keyClick(stage, Qt.Key.Key_Up)
    press(dialog, "form_view")
    fill(dialog, field_connection_name="Archive", field_rest_api_key="other")
    fill(dialog, field_environment_url="https://live.example/dmm")
    assert (stage.currentText(), stage.accessibleDescription()) == ("Test", f"{why} {hint}"), "the user has chosen it"
    find(dialog, QComboBox, "field_connection_type").setCurrentText("DataDestination")
    find(dialog, QComboBox, "field_database_type").setCurrentText("DMMREST")
    with qtbot.waitSignal(dialog.added):
        press(dialog, "add_connection")
    saved_environments.settle()
    assert listed(saved_environments, "DEMO-1") == (Connection("DEMO-1", "Archive", "DataDestination", Stage.TEST),)


def test_a_connection_of_yesterday_gets_a_stage_by_enter_and_by_the_menu(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, qapp: QApplication, qtbot: QtBot
) -> None:
    archive = Connection("DEV-1", "Archive", "DataDestination")
    saved_environments.put("DEV-1", stage=Stage.DEVELOPMENT, connections=(archive,))
    panel.select("DEV-1", "Archive")
    assert "Archive, Data Destination, DEV-1" in spoken(panel)
    tree_of(panel).setFocus()
    qtbot.keyClick(tree_of(panel), Qt.Key.Key_Return)
    dialog = dialog_of(qapp, "edit_connection_dialog")
    assert isinstance(dialog, EditConnectionDialog)
    assert unnamed(dialog) == [] and cut_labels(dialog) == []
    band = find(dialog, StageBand, "edit_connection_band")
    assert (band.accessibleName(), band.accessibleDescription()) == ("Development, DEV-1", "Archive, 127.0.0.1")
    stage_box(dialog).setCurrentText("Production")
    with qtbot.waitSignal(dialog.accepted):
        press(dialog, "save_connection")
    saved_environments.settle()
    assert listed(saved_environments, "DEV-1") == (Connection("DEV-1", "Archive", "DataDestination", Stage.PRODUCTION),)
    assert "Archive, Production, Data Destination, DEV-1" in spoken(panel)
    menu: QMenu = panel.make_menu()
    names = [action.objectName() for action in menu.actions()]
    assert "edit_connection_here" in names
    next(action for action in menu.actions() if action.objectName() == "edit_connection_here").trigger()
    again = dialog_of(qapp, "edit_connection_dialog")
    assert stage_box(again).currentText() == "Production"
    stage_box(again).setCurrentIndex(0)
    with qtbot.waitSignal(again.accepted):
        press(again, "save_connection")
    saved_environments.settle()
    assert listed(saved_environments, "DEV-1") == (archive,)


def test_a_double_click_edits_a_connection_and_for_the_runtime_connection_nothing(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, qapp: QApplication, qtbot: QtBot
) -> None:
    saved_environments.put("DEV-1", connections=(Connection("DEV-1", "Archive", "DataDestination"),))
    tree = tree_of(panel)
    top = tree.model().index(0, 0)

    def double_click_row(row: int) -> None:
        middle = tree.visualRect(tree.model().index(row, 0, top)).center().y()
        double_click(tree.viewport(), QPoint(120, middle))

    double_click_row(0)
    assert not [one for one in qapp.topLevelWidgets() if one.isVisible() and one is not panel]
    double_click_row(1)
    dialog_of(qapp, "edit_connection_dialog").close()


def test_the_stage_follows_what_it_belongs_to(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Callable[..., QWidget], qapp: QApplication
) -> None:
    dialog = ConnectionDialog(services, saved_environments.put("OFF-1"))
    shown(dialog, dialog.width(), dialog.height())
    saved_environments.settle()
    press(dialog, "known_way")
    qapp.processEvents()
    kind, stage = find(dialog, QComboBox, "connection_kind"), stage_box(dialog)
    between = stage.mapTo(dialog, QPoint(0, 0)).y() - kind.mapTo(dialog, QPoint(0, kind.height())).y()
    assert 0 < between < 80
