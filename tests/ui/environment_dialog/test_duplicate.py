"""A copy of an environment: what it keeps, and what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.environment import Connection, KeyVerdict, SavedEnvironment
from dmm_desktop.core.network import Network, proxy_password
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.resources import resource
from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from dmm_desktop.ui.widgets.view_switch import StageChoice
from ui.environment_fixtures import SavedEnvironments, dialog_of, error_at, fill, press
from ui.file_answers import FileAnswers
from ui.lookup import find, focused
from ui.sample_runs import SampleServices

_DESCRIPTION = resource("dmm-api.swagger.json").read_text(encoding="utf-8")
_ADDRESS = "https://test-1.acme.example"
_CONNECTIONS = (
    Connection("TEST-1", "Archive", "DataDestination", Stage.PRODUCTION),
    Connection("TEST-1", "Legacy CRM", "DataSource"),
    Connection("TEST-1", "Sandbox", "DataDestination", Stage.DEVELOPMENT),
)


@pytest.fixture
def original(saved_environments: SavedEnvironments, services: SampleServices) -> None:
    """An environment with every setting, its key and the password of its proxy."""
    environment = saved_environments.put(
        "TEST-1",
        _ADDRESS,
        "key-81762",
        connections=_CONNECTIONS,
        token_page=f"{_ADDRESS}/DMMAPI/AuthenticationToken",
        network=Network("", "http://proxy.acme.example:8080", "ana"),
        strict_check=True,
        description=_DESCRIPTION,
        description_is_loaded=True,
        checked_at=datetime.now(UTC),
        key_verdict=KeyVerdict.ACCEPTED,
    )
    services.keys.put(environment.proxy_id, proxy_password("pass-4402"))


@pytest.fixture
def panel(services: SampleServices, shown: Callable[..., QWidget], files: FileAnswers) -> ConnectionsPanel:
    panel = ConnectionsPanel(services, dialogs=files)
    shown(panel, 256, 740)
    return panel


@pytest.fixture
def dialog(original: None, panel: ConnectionsPanel, qapp: QApplication) -> QDialog:
    """The dialog for a copy of it."""
    panel.select("TEST-1")
    panel.duplicate_environment()
    return dialog_of(qapp, "environment_dialog")


def _note(dialog: QWidget, name: str) -> str:
    return find(dialog, QLineEdit, name).accessibleDescription()


def _save(dialog: QDialog, saved_environments: SavedEnvironments) -> SavedEnvironment:
    """Save the copy as a test environment, and return it."""
    find(dialog, QRadioButton, "stage_test").click()
    press(dialog, "save_environment")
    saved_environments.settle()
    found = saved_environments.find("TEST-1 (2)")
    assert found is not None
    return found


def test_it_keeps_every_setting_under_a_name_of_its_own(
    dialog: QDialog, saved_environments: SavedEnvironments, panel: ConnectionsPanel
) -> None:
    assert dialog.windowTitle() == "Duplicate environment"
    name = find(dialog, QLineEdit, "environment_name")
    assert focused() is name and name.selectedText() == "TEST-1 (2)"
    assert _note(dialog, "environment_address") == "“TEST-1” has this address already."
    fill(dialog, rest_api_key="key-22", proxy_password="pass-22")
    copy = _save(dialog, saved_environments)
    original = saved_environments.find("TEST-1")
    assert original is not None and copy.environment.id != original.environment.id
    for field in ("address", "stage", "token_page", "strict_check", "description", "description_is_loaded"):
        assert getattr(copy.environment, field) == getattr(original.environment, field), field
    network = copy.environment.network
    assert (network.proxy, network.proxy_user) == ("http://proxy.acme.example:8080", "ana")
    assert [(one.name, one.kind, one.stage) for one in copy.connections] == [
        ("Archive", "DataDestination", Stage.PRODUCTION),
        ("Legacy CRM", "DataSource", None),
        ("Sandbox", "DataDestination", None),  # the copy may have another database behind it
    ]
    assert original.connections == _CONNECTIONS
    assert panel.selected_environment == copy


def test_it_has_no_key_and_no_password_of_the_original(
    dialog: QDialog, saved_environments: SavedEnvironments, services: SampleServices
) -> None:
    assert _note(dialog, "rest_api_key") == "The key of “TEST-1” is not copied. Enter the key for this environment."
    assert _note(dialog, "proxy_password") == ""
    press(dialog, "save_environment")
    assert error_at(dialog, "rest_api_key") == "Enter the REST API key of the environment."
    fill(dialog, rest_api_key="key-22")
    press(dialog, "save_environment")
    assert error_at(dialog, "proxy_password") == "Enter the password of this user for this proxy."
    assert [one.name for one in saved_environments.in_database()] == ["TEST-1"]
    fill(dialog, proxy_password="pass-22")
    copy = _save(dialog, saved_environments).environment
    assert services.keys.get(copy.id) == Token("key-22") and services.keys.get("TEST-1") == Token("key-81762")
    assert services.keys.get(copy.proxy_id) == proxy_password("pass-22")


def test_what_a_test_found_is_not_copied(dialog: QDialog, services: SampleServices) -> None:
    press(dialog, "cancel_environment")
    [saved] = services.environments.environments
    copy = saved.environment.duplicate("Copy")
    assert copy.checked_at is None and copy.key_verdict is KeyVerdict.NOT_CHECKED and copy.known_as is None
    assert copy.description == _DESCRIPTION, "it was loaded by the user"


def test_the_connections_are_copied_only_if_they_are_wanted(
    dialog: QDialog, saved_environments: SavedEnvironments
) -> None:
    box = find(dialog, QCheckBox, "copy_connections")
    assert box.accessibleName() == "Copy 3 connections" and "Only stricter stages" in box.accessibleDescription()
    box.setChecked(False)
    fill(dialog, rest_api_key="key-22", proxy_password="pass-22")
    assert _save(dialog, saved_environments).connections == ()


def test_the_stage_is_not_copied(dialog: QDialog, saved_environments: SavedEnvironments) -> None:
    assert find(dialog, StageChoice, "stage").stage is None
    fill(dialog, rest_api_key="key-22", proxy_password="pass-22")
    press(dialog, "save_environment")
    assert error_at(dialog, "stage") == "Choose the stage of the environment."
    assert [one.name for one in saved_environments.in_database()] == ["TEST-1"]


def test_a_second_copy_has_the_next_number(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, qapp: QApplication, qtbot: QtBot
) -> None:
    saved_environments.put("TEST-1")
    saved_environments.put("test-1 (2)")
    panel.select("TEST-1")
    panel.duplicate_environment()
    dialog = dialog_of(qapp, "environment_dialog")
    assert find(dialog, QLineEdit, "environment_name").text() == "TEST-1 (3)"
    assert not find(dialog, QCheckBox, "copy_connections").isVisible(), "there is nothing to copy"
