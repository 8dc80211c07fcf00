"""The dialog gives back the room of errors and results that are gone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.connection_dialog.entries import words
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from ui.environment_fixtures import Shelf, fill, press, said
from ui.lookup import find

Opened = Callable[..., EnvironmentDialog]


def test_no_empty_band_stays_after_an_error(opened: Opened, shelf: Shelf, qtbot: QtBot) -> None:
    dialog = opened()
    before = dialog.height()
    press(dialog, "save_environment")
    fill(dialog, environment_name="OFF-1", environment_address="https://127.0.0.1:1", rest_api_key="a-key")
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: "failed" in said(dialog))
    assert dialog.height() > before
    fill(dialog, environment_name="OFF-2", rest_api_key="another-key")
    qtbot.waitUntil(lambda: dialog.height() == before)


def test_a_size_that_the_user_chose_stays(opened: Opened, shelf: Shelf, qtbot: QtBot) -> None:
    dialog = opened()
    fill(dialog, environment_name="OFF-1", environment_address="https://127.0.0.1:1", rest_api_key="a-key")
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: "failed" in said(dialog))
    dialog.resize(dialog.width(), dialog.height() + 40)
    chosen = dialog.size()
    fill(dialog, rest_api_key="another-key")
    qtbot.waitUntil(lambda: not dialog._soon.isActive())
    assert dialog.size() == chosen
    assert find(dialog, QPushButton, "test_connection").isVisible()


def test_names_of_fields_have_one_spelling() -> None:
    assert [words(name) for name in ("RestAPIKey", "RESTAPIKey", "RestApiKey", "EnvironmentURL", "ApiUrl")] == [
        "REST API key",
        "RESTAPI key",
        "REST API key",
        "Environment URL",
        "API URL",
    ]
