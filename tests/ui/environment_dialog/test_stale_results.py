"""The result of a test is that of the values in the fields, also where they change while the test is under way."""

import threading
from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from dmm_desktop.core.environment import KeyVerdict
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from scripted_server import Exchange, ScriptedServer, answering, by_operation
from ui.environment_fixtures import SavedEnvironments, fill, press, results, said
from ui.lookup import find
from ui.sample_runs import SampleServices

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


def test_what_is_saved_during_a_test_is_tested_next(
    opened: Opened, services: SampleServices, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    asked = threading.Event()

    def never_answer(exchange: Exchange) -> None:
        asked.set()
        exchange.hold()

    answer = by_operation(GetExecutionStatus=answering({"Status": "Complete"}))
    with ScriptedServer(never_answer) as former, ScriptedServer(answer) as server:
        environment = saved_environments.put("DEV-1", former.address, "key-81762")
        services.environments.check(environment, owner=services, on_failure=lambda error: None)
        qtbot.waitUntil(asked.is_set)
        dialog = opened(environment)
        fill(dialog, environment_address=server.address, rest_api_key="key-29451")
        press(dialog, "save_environment")
        qtbot.waitUntil(lambda: saved_environments.in_database()[0].key_verdict is KeyVerdict.ACCEPTED)
        saved_environments.settle()
    [stored] = saved_environments.in_database()
    assert str(stored.address) == server.address and stored.root is not None
    assert stored.root.origin == stored.address.origin
    assert services.environments.failure(environment.id) is None
