"""The result of a test is that of the values in the fields, also where they change while the test is under way."""

import threading
from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from scripted_server import Exchange, ScriptedServer
from ui.environment_fixtures import SavedEnvironments, fill, press, results, said
from ui.lookup import find

Opened = Callable[..., EnvironmentDialog]


def test_a_test_ends_unheard_when_its_values_change(
    opened: Opened, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def answer(exchange: Exchange) -> None:
        asked.set()
        go_on.wait(20)
        exchange.answer(b"", 500)

    with ScriptedServer(answer) as server:
        dialog = opened()
        fill(dialog, environment_name="DEV-1", environment_address=server.address, rest_api_key="key-81762")
        press(dialog, "test_connection")
        qtbot.waitUntil(asked.is_set)
        fill(dialog, environment_address=f"{server.address}/other")
        go_on.set()
        qtbot.waitUntil(find(dialog, QAbstractButton, "test_connection").isEnabled)
        saved_environments.settle()
    assert (results(dialog), said(dialog), find(dialog, QLabel, "tested").text()) == ("", "", "")
