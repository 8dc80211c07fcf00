"""Names and addresses that another environment has already."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.widgets.view_switch import StageChoice
from ui.environment_fixtures import SavedEnvironments, error_at, fill, press, said
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices

_TAKEN = "Another environment is called “POSTS dev” already."


@pytest.fixture
def dialog(
    services: SampleServices, shown: Callable[..., QWidget], saved_environments: SavedEnvironments, files: FileAnswers
) -> EnvironmentDialog:
    """The dialog for a new environment, beside POSTS dev."""
    saved_environments.put("POSTS dev", "https://posts.acme.example")
    dialog = EnvironmentDialog(services, None, dialogs=files)
    find(dialog, StageChoice, "stage").set_stage(Stage.DEVELOPMENT)
    shown(dialog, dialog.width(), dialog.height())
    return dialog


def note_at(dialog: QWidget, name: str) -> str:
    return find(dialog, QLineEdit, name).accessibleDescription()


@pytest.mark.parametrize("name", ["POSTS dev", "posts DEV", "  POSTS  dev "])
def test_a_name_that_is_taken_is_refused_at_its_field(
    dialog: EnvironmentDialog, saved_environments: SavedEnvironments, name: str
) -> None:
    fill(dialog, environment_name=name, environment_address="https://other.acme.example", rest_api_key="key-81762")
    press(dialog, "save_environment")
    assert error_at(dialog, "environment_name").startswith(_TAKEN)
    assert find(dialog, QLineEdit, "environment_name").hasFocus()
    assert [one.name for one in saved_environments.in_database()] == ["POSTS dev"] and dialog.isVisible()


def test_a_name_that_another_window_took_meanwhile_is_refused_at_its_field(
    dialog: EnvironmentDialog, services: SampleServices, qtbot: QtBot
) -> None:
    with services.workspace().store() as store:
        store.environments.add(Environment("x", "Other", Address.parse("https://x.acme.example")))
    fill(dialog, environment_name="other", environment_address="https://y.acme.example", rest_api_key="key-81762")
    press(dialog, "save_environment")
    qtbot.waitUntil(lambda: bool(error_at(dialog, "environment_name")))
    assert error_at(dialog, "environment_name").startswith("Another environment is called “Other” already.")
    assert said(dialog) == "" and dialog.isVisible()


def test_its_own_name_is_not_taken(
    services: SampleServices,
    shown: Callable[..., QWidget],
    saved_environments: SavedEnvironments,
    files: FileAnswers,
    qtbot: QtBot,
) -> None:
    environment = saved_environments.put("POSTS dev", "https://posts.acme.example")
    dialog = EnvironmentDialog(services, environment, dialogs=files)
    shown(dialog, dialog.width(), dialog.height())
    fill(dialog, environment_name="Posts Dev")
    with qtbot.waitSignal(dialog.saved):
        press(dialog, "save_environment")
    saved_environments.settle()
    assert [one.name for one in saved_environments.in_database()] == ["Posts Dev"]


def test_an_address_that_is_there_already_is_warned_about_and_not_refused(
    dialog: EnvironmentDialog, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    usual = note_at(dialog, "environment_address")
    fill(dialog, environment_address="posts.acme.example/")
    assert note_at(dialog, "environment_address") == "“POSTS dev” has this address already."
    assert error_at(dialog, "environment_address") == ""
    fill(dialog, environment_address="https://posts.acme.example:8443")
    assert note_at(dialog, "environment_address") == usual
    fill(dialog, environment_name="Other", environment_address="https://POSTS.acme.example", rest_api_key="key-81762")
    with qtbot.waitSignal(dialog.saved):
        press(dialog, "save_environment")
    saved_environments.settle()
    assert [one.name for one in saved_environments.in_database()] == ["Other", "POSTS dev"]
