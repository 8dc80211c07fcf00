"""New connections, as users create them, against a real demo environment."""

import gc
import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Connection, Environment
from dmm_desktop.core.form import HIDDEN
from dmm_desktop.ui.connection_dialog.dialog import ConnectionDialog
from dmm_desktop.ui.theme.theme import Appearance, Theme
from operations.contracts import description_without
from ui.environment_fixtures import SavedEnvironments, cut_labels, error_at, fill, press, said, tabbed, unnamed
from ui.lookup import find
from ui.sample_runs import SampleServices

Opened = Callable[[Environment], ConnectionDialog]
FIELDS = {
    "ConnectionName": "Warehouse",
    "ConnectionType": "DataDestination",
    "DatabaseType": "SQLServer",
    "ConnectionString": "Server=db;Password=hunter2",
}


@pytest.fixture
def opened(services: SampleServices, shown: Callable[..., QWidget], saved_environments: SavedEnvironments) -> Opened:
    """A function that opens the dialog for an environment and waits for its form."""

    def open_dialog(environment: Environment) -> ConnectionDialog:
        dialog = ConnectionDialog(services, environment)
        shown(dialog, dialog.width(), dialog.height())
        saved_environments.settle()
        return dialog

    return open_dialog


@pytest.fixture
def demo_1(saved_environments: SavedEnvironments, demo: DemoProcess) -> Environment:
    """The demo environment, saved."""
    return saved_environments.put("DEMO-1", demo.address, demo.token)


def choose(dialog: QWidget, name: str, value: str) -> None:
    find(dialog, QComboBox, name).setCurrentText(value)


def json_of(dialog: QWidget) -> dict[str, object]:
    shown = json.loads(find(dialog, QPlainTextEdit, "connection_json").toPlainText())
    assert isinstance(shown, dict)
    return shown


def type_json(dialog: QWidget, content: str) -> None:
    find(dialog, QPlainTextEdit, "connection_json").setPlainText(content)


def test_the_form_is_what_the_description_says(opened: Opened, demo_1: Environment) -> None:
    dialog = opened(demo_1)
    kinds = find(dialog, QComboBox, "field_connection_type")
    assert [kinds.itemText(n) for n in range(kinds.count())] == ["DataSource", "DataDestination"]
    assert find(dialog, QLineEdit, "field_connection_string").echoMode() is QLineEdit.EchoMode.Password
    assert find(dialog, QLineEdit, "field_rest_api_key").echoMode() is QLineEdit.EchoMode.Password
    assert find(dialog, QLineEdit, "field_environment_url").echoMode() is QLineEdit.EchoMode.Normal
    assert find(dialog, QLineEdit, "field_connection_name").hasFocus()


def test_what_is_missing_is_told_at_its_field(
    opened: Opened, demo_1: Environment, saved_environments: SavedEnvironments
) -> None:
    dialog = opened(demo_1)
    choose(dialog, "field_database_type", "Oracle")
    press(dialog, "add_connection")
    assert error_at(dialog, "field_connection_name") and error_at(dialog, "field_connection_type")
    assert error_at(dialog, "field_database_type") == ""
    assert find(dialog, QLineEdit, "field_connection_name").hasFocus()
    choose(dialog, "field_connection_type", "DataSource")
    assert error_at(dialog, "field_connection_type") == ""


def test_what_was_created_is_in_the_environment_and_in_the_list(
    opened: Opened, demo_1: Environment, demo: DemoProcess, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    dialog = opened(demo_1)
    fill(dialog, field_connection_name="Warehouse", field_connection_string="Server=db")
    choose(dialog, "field_connection_type", "DataDestination")
    choose(dialog, "field_database_type", "SQLServer")
    created = demo.received()["operations"].get("CreateConnection", 0)
    with qtbot.waitSignal(dialog.added) as added:
        press(dialog, "add_connection")
    saved_environments.settle()
    assert added.args == [Connection("DEMO-1", "Warehouse", "DataDestination")]
    assert demo.received()["operations"]["CreateConnection"] == created + 1
    saved = saved_environments.find("DEMO-1")
    assert saved is not None and saved.connections == (Connection("DEMO-1", "Warehouse", "DataDestination"),)
    assert not dialog.isVisible()


def test_both_views_are_in_step(opened: Opened, demo_1: Environment) -> None:
    dialog = opened(demo_1)
    fill(dialog, field_connection_name="Warehouse", field_connection_string="Server=db;Password=hunter2")
    press(dialog, "json_view")
    shown = json_of(dialog)
    assert (shown["ConnectionName"], shown["ConnectionString"], shown["DatabaseType"]) == ("Warehouse", HIDDEN, "")
    type_json(dialog, json.dumps(shown | {"databasetype": "Oracle", "DatabaseType": ""}))
    assert "twice" in error_at(dialog, "connection_json")
    type_json(dialog, json.dumps(shown | {"DatabaseType": "oracle", "ConnectionName": "Archive"}))
    press(dialog, "form_view")
    assert find(dialog, QLineEdit, "field_connection_name").text() == "Archive"
    assert find(dialog, QComboBox, "field_database_type").currentText() == "Oracle"
    assert find(dialog, QLineEdit, "field_connection_string").text() == "Server=db;Password=hunter2"


@pytest.mark.parametrize("wrong", ["{", "[]", '{"Colour": "red"}', '{"ConnectionName": NaN}', "[" * 100_000, ""])
def test_json_that_cannot_be_used_stays_and_says_why(opened: Opened, demo_1: Environment, wrong: str) -> None:
    dialog = opened(demo_1)
    fill(dialog, field_connection_name="Warehouse")
    press(dialog, "json_view")
    type_json(dialog, wrong)
    assert error_at(dialog, "connection_json")
    press(dialog, "form_view")
    text = find(dialog, QPlainTextEdit, "connection_json")
    assert text.isVisible() and text.toPlainText() == wrong
    press(dialog, "add_connection")
    assert text.hasFocus()
    type_json(dialog, json.dumps(FIELDS))
    press(dialog, "form_view")
    assert find(dialog, QLineEdit, "field_connection_name").isVisible()


def test_json_alone_is_enough(
    opened: Opened, demo_1: Environment, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    dialog = opened(demo_1)
    press(dialog, "json_view")
    type_json(dialog, json.dumps(FIELDS | {"ConnectionName": "From JSON", "DatabaseType": "Sybase"}))
    press(dialog, "add_connection")
    assert "DatabaseType: Enter one of" in error_at(dialog, "connection_json")
    type_json(dialog, json.dumps(FIELDS | {"ConnectionName": "From JSON"}))
    with qtbot.waitSignal(dialog.added):
        press(dialog, "add_connection")


def test_what_the_server_refuses_is_told_at_the_field_that_it_names(
    opened: Opened, demo_1: Environment, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    dialog = opened(demo_1)
    fill(dialog, field_connection_name="Other")
    choose(dialog, "field_connection_type", "DataDestination")
    choose(dialog, "field_database_type", "DMMREST")
    press(dialog, "add_connection")
    qtbot.waitUntil(lambda: bool(error_at(dialog, "field_environment_url")))
    assert "EnvironmentURL is required" in error_at(dialog, "field_environment_url")
    choose(dialog, "field_database_type", "MySQL")
    fill(dialog, field_connection_string="Server=db")
    saved_environments.settle()
    press(dialog, "add_connection")
    qtbot.waitUntil(lambda: "MySQL can only be a data source" in said(dialog))
    saved_environments.settle()
    assert find(dialog, QPushButton, "add_connection").isEnabled() and dialog.isVisible()


def test_a_missing_key_is_told(
    opened: Opened, saved_environments: SavedEnvironments, demo: DemoProcess, qtbot: QtBot
) -> None:
    dialog = opened(saved_environments.put("KEYLESS", demo.address))
    press(dialog, "json_view")
    type_json(dialog, json.dumps(FIELDS))
    press(dialog, "add_connection")
    qtbot.waitUntil(lambda: "KEYLESS is not on this computer" in said(dialog))
    saved_environments.settle()


def test_one_that_exists_already_is_added_by_name_even_without_a_server(
    opened: Opened, saved_environments: SavedEnvironments
) -> None:
    dialog = opened(saved_environments.put("OFF-1", connections=(Connection("OFF-1", "Archive", "DataSource"),)))
    assert "failed" in said(dialog) and find(dialog, QPushButton, "read_again").isVisible()
    add = find(dialog, QPushButton, "add_connection")
    assert not add.isEnabled() and "failed" in add.accessibleDescription()
    press(dialog, "known_way")
    assert said(dialog) == "" and add.isEnabled() and add.accessibleDescription() == ""
    for name in ("", "Runtime Connection", "Archive"):
        fill(dialog, connection_name=name)
        press(dialog, "add_connection")
        assert error_at(dialog, "connection_name")
    fill(dialog, connection_name="Legacy CRM")
    choose(dialog, "connection_kind", "Data Source")
    press(dialog, "add_connection")
    saved_environments.settle()
    saved = saved_environments.find("OFF-1")
    assert saved is not None and Connection("OFF-1", "Legacy CRM", "DataSource") in saved.connections
    assert not dialog.isVisible()


def test_a_form_that_could_not_be_read_is_read_again(
    opened: Opened, saved_environments: SavedEnvironments, services: SampleServices, demo: DemoProcess
) -> None:
    dialog = opened(saved_environments.put("OFF-1"))
    press(dialog, "known_way")
    press(dialog, "create_way")
    assert "failed" in said(dialog)
    press(dialog, "read_again")
    assert said(dialog) == ""
    saved_environments.settle()
    assert "failed" in said(dialog)


def test_an_api_that_cannot_create_connections_says_so_and_offers_the_other_way(
    opened: Opened, saved_environments: SavedEnvironments
) -> None:
    root = "https://127.0.0.1:1/DMMAPI/rest/v1"
    description = description_without("CreateConnection")
    dialog = opened(saved_environments.put("OLD-1", root, root=Address.parse(root), description=description))
    create, known = (find(dialog, QRadioButton, name) for name in ("create_way", "known_way"))
    add = find(dialog, QPushButton, "add_connection")
    assert known.isChecked() and add.text().replace("&", "") == "Add connection" and add.isEnabled()
    assert "no usable CreateConnection" in said(dialog)
    create.click()
    assert "no usable CreateConnection" in said(dialog)
    assert not find(dialog, QPushButton, "read_again").isVisible()
    assert not add.isEnabled() and "CreateConnection" in add.accessibleDescription() and add.toolTip()
    press(dialog, "known_way")
    fill(dialog, connection_name="Archive")
    press(dialog, "add_connection")
    saved_environments.settle()
    assert not dialog.isVisible()


def test_nested_and_undescribed_shapes_get_their_form(
    opened: Opened, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    with DemoProcess("--shape", "nested") as demo:
        dialog = opened(saved_environments.put("NESTED", demo.address, demo.token))
        press(dialog, "json_view")
        type_json(dialog, json.dumps(FIELDS))
        with qtbot.waitSignal(dialog.added):
            press(dialog, "add_connection")
        saved_environments.settle()


def test_tab_reaches_every_control_and_each_has_a_name(
    opened: Opened, demo_1: Environment, qtbot: QtBot, qapp: QApplication
) -> None:
    dialog = opened(demo_1)
    order = tabbed(dialog, qapp, qtbot)
    wanted = ["field_connection_name", "field_connection_type", "field_database_type", "field_connection_string"]
    wanted += ["field_environment_url", "field_rest_api_key", "cancel_connection", "add_connection"]
    assert [name for name in order if name in wanted] == wanted
    assert {"create_way", "form_view", "json_view"} & set(order)
    assert unnamed(dialog) == []
    press(dialog, "known_way")
    find(dialog, QWidget, "connection_name").setFocus()
    assert {"connection_name", "connection_kind", "add_connection"} <= set(tabbed(dialog, qapp, qtbot))
    assert unnamed(dialog) == []


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_larger_text_is_never_cut(
    opened: Opened, demo_1: Environment, theme: Theme, qapp: QApplication, appearance: Appearance
) -> None:
    larger = qapp.font()
    larger.setPixelSize(20)
    qapp.setFont(larger)
    theme.use(appearance)
    dialog = opened(demo_1)
    press(dialog, "add_connection")
    qapp.processEvents()
    assert cut_labels(dialog) == []
    press(dialog, "known_way")
    qapp.processEvents()
    assert cut_labels(dialog) == []


def test_opening_and_closing_again_and_again_leaves_nothing(
    services: SampleServices,
    demo_1: Environment,
    saved_environments: SavedEnvironments,
    qtbot: QtBot,
    qapp: QApplication,
) -> None:
    services.environments.check(demo_1, owner=services, on_failure=lambda error: None)
    saved_environments.settle()
    checked = saved_environments.find("DEMO-1")
    assert checked is not None
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def open_and_close(times: int) -> int:
        for _ in range(times):
            dialog = ConnectionDialog(services, checked.environment, window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
            saved_environments.settle()
            with qtbot.waitSignal(dialog.destroyed):
                dialog.reject()
        gc.collect()  # of other tests, too
        return len(qapp.allWidgets())

    assert open_and_close(2) == open_and_close(5)
