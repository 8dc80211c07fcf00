"""The dialog gives back the room of errors and results that are gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from dmm_desktop.core.network import SYSTEM
from dmm_desktop.resources import resource
from dmm_desktop.ui.connection_dialog.entries import spaced_words
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from ui.environment_dialog.description_user import DescriptionUser
from ui.environment_fixtures import SavedEnvironments, fill, press, said
from ui.file_answers import FileAnswers
from ui.lookup import find

Opened = Callable[..., EnvironmentDialog]


def test_no_empty_band_stays_after_an_error(
    opened: Opened, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    dialog = opened()
    before = dialog.height()
    press(dialog, "save_environment")
    fill(dialog, environment_name="OFF-1", environment_address="https://127.0.0.1:1", rest_api_key="a-key")
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: "failed" in said(dialog))
    assert dialog.height() > before
    fill(dialog, environment_name="OFF-2", rest_api_key="another-key")
    qtbot.waitUntil(lambda: dialog.height() == before)


def test_a_size_that_the_user_chose_stays(opened: Opened, saved_environments: SavedEnvironments, qtbot: QtBot) -> None:
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


def test_no_empty_band_stays_after_a_result_that_a_file_has_made_old(
    opened: Opened, files: FileAnswers, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    files.path = tmp_path / "description.json"
    files.path.write_bytes(resource("dmm-api.swagger.json").read_bytes())
    dialog = opened()
    press(dialog, "more_settings")
    before = dialog.height()
    fill(dialog, environment_name="OFF-1", environment_address="https://127.0.0.1:1", rest_api_key="a-key")
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: "failed" in said(dialog))
    assert dialog.height() > before
    user = DescriptionUser(dialog, qapp, qtbot)
    user.choose_file()
    user.use()
    qtbot.waitUntil(lambda: "failed" not in said(dialog))
    qtbot.waitUntil(lambda: dialog.height() == before)


def test_the_fields_of_a_proxy_leave_the_buttons_on_the_screen(
    opened: Opened, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    dialog = opened()
    press(dialog, "more_settings")
    edge = dialog.screen().availableGeometry().bottom()
    dialog.move(dialog.x(), edge - dialog.frameGeometry().height() + 1)
    before, proxy = dialog.height(), find(dialog, QComboBox, "proxy")
    for _ in range(2):
        proxy.setCurrentIndex(proxy.findData("own"))
        qtbot.waitUntil(lambda: dialog.height() > before)
        assert dialog.frameGeometry().bottom() <= edge
        proxy.setCurrentIndex(proxy.findData(SYSTEM))
        qtbot.waitUntil(lambda: dialog.height() == before)


def test_names_of_fields_have_one_spelling() -> None:
    assert [spaced_words(name) for name in ("RestAPIKey", "RESTAPIKey", "RestApiKey", "EnvironmentURL", "ApiUrl")] == [
        "REST API key",
        "RESTAPI key",
        "REST API key",
        "Environment URL",
        "API URL",
    ]
