"""Adding and changing environments, as users do, against a real demo environment."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import KeyVerdict
from dmm_desktop.core.lazy import Lazy
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.operations.context import SavedContext
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.resources import resource
from dmm_desktop.storage.secrets import SecretStore
from dmm_desktop.storage.session_keys import SessionKeys
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.services.app_services import AppServices
from dmm_desktop.ui.widgets.view_switch import StageChoice
from dmm_desktop.workers.runner import TaskRunner
from scripted_server import ScriptedServer, answering, by_operation
from ui.environment_dialog.description_user import DescriptionUser
from ui.environment_fixtures import (
    SavedEnvironments,
    dialog_of,
    error_at,
    fill,
    press,
    results,
    said,
)
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices

Show = Callable[..., QWidget]
Opened = Callable[..., EnvironmentDialog]


def test_what_is_missing_is_told_at_its_field(opened: Opened, saved_environments: SavedEnvironments) -> None:
    dialog = opened()
    press(dialog, "save_environment")
    assert "name" in error_at(dialog, "environment_name")
    assert "empty" in error_at(dialog, "environment_address")
    assert "key" in error_at(dialog, "rest_api_key")
    assert find(dialog, QLineEdit, "environment_name").hasFocus()
    assert dialog.isVisible() and saved_environments.in_database() == []


@pytest.mark.parametrize("wrong", ["http://dev-1.acme.example", "https://", "https://a@dev-1", "dev 1"])
def test_a_wrong_address_is_told_at_its_field(
    opened: Opened, saved_environments: SavedEnvironments, wrong: str
) -> None:
    dialog = opened()
    fill(dialog, environment_name="DEV-1", environment_address=wrong, rest_api_key="a-key")
    press(dialog, "save_environment")
    assert error_at(dialog, "environment_address")
    assert find(dialog, QLineEdit, "environment_address").hasFocus()
    assert saved_environments.in_database() == []


def test_a_wrong_key_is_told_and_the_right_one_makes_it_ready(
    opened: Opened, demo: DemoProcess, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    dialog = opened()
    fill(dialog, environment_name="DEMO-1", environment_address=demo.address, rest_api_key="wrong-key")
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: bool(results(dialog)))
    assert "You cannot import into DEMO-1 yet." in results(dialog)
    assert "refused" in error_at(dialog, "rest_api_key")
    fill(dialog, rest_api_key=f' X-DMM-Token: "{demo.token}"\n')
    assert results(dialog) == "" and error_at(dialog, "rest_api_key") == ""
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: bool(results(dialog)))
    assert "DEMO-1 passed all checks." in results(dialog)
    assert "5 of 5 operations" in results(dialog) and "Accepted" in results(dialog)
    assert saved_environments.in_database() == []  # nothing is stored before it is saved
    assert "Not saved yet." in results(dialog)


def test_only_a_key_that_is_saved_is_called_saved(
    opened: Opened, demo: DemoProcess, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    dialog = opened(saved_environments.put("DEMO-1", demo.address, token=demo.token))
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: "Accepted" in results(dialog))
    assert "The key is kept until DMM Desktop closes" in results(dialog)
    fill(dialog, rest_api_key="another-key")
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: "Refused" in results(dialog))
    assert "Not saved yet." in results(dialog)


def test_without_a_key_none_will_be_saved(opened: Opened, demo: DemoProcess, qtbot: QtBot) -> None:
    dialog = opened()
    fill(dialog, environment_name="DEMO-1", environment_address=demo.address)
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: "no key was entered" in results(dialog))
    assert "Key store" not in results(dialog)


@pytest.mark.parametrize("others", [(), ("StartExecution", "GetExecutionStatus")])
def test_operations_that_look_like_others_are_named(
    opened: Opened, saved_environments: SavedEnvironments, qtbot: QtBot, others: tuple[str, ...]
) -> None:
    description = json.loads(resource("dmm-api.swagger.json").read_text(encoding="utf-8"))
    paths = description["paths"]
    paths["/stops/"] = {"post": {**paths.pop("/StopExecution")["post"], "operationId": "Executions_Stop"}}
    description["paths"] = {path: paths[path] for path in ("/stops/", *(f"/{name}" for name in others))}
    with ScriptedServer(by_operation({"swagger.json": answering(description)})) as server:
        dialog = opened()
        fill(dialog, environment_name="OTHER-1", environment_address=f"{server.address}/x", rest_api_key="key-81762")
        press(dialog, "test_connection")
        qtbot.waitUntil(lambda: bool(results(dialog)))
    if others:
        assert (
            "StopExecution: The API description does not name it. Executions_Stop looks like StopExecution. "
            in results(dialog)
        )
    else:
        assert "No API description was found. The built-in API description will be used; it may not match." in results(
            dialog
        )
        place = f"{server.address}/x/swagger.json"
        assert f"{place} describes another API. Executions_Stop looks like StopExecution." in results(dialog)


def test_what_is_saved_is_in_the_list_tested_and_its_key_kept(
    opened: Opened, demo: DemoProcess, saved_environments: SavedEnvironments, services: SampleServices, qtbot: QtBot
) -> None:
    dialog = opened()
    fill(dialog, environment_name="DEMO-1", environment_address=demo.address, rest_api_key=demo.token)
    find(dialog, QRadioButton, "stage_production").click()
    with qtbot.waitSignal(dialog.saved) as saved:
        press(dialog, "save_environment")
    saved_environments.settle()
    assert not dialog.isVisible()
    (stored,) = saved_environments.in_database()
    assert saved.args == [stored.id]
    assert (stored.name, stored.stage, stored.key_verdict) == ("DEMO-1", Stage.PRODUCTION, KeyVerdict.ACCEPTED)
    assert services.keys.get(stored.id) == Token(demo.token)
    listed = saved_environments.find("DEMO-1")
    assert listed is not None and listed.environment == stored


def test_no_server_is_told_with_details_and_it_can_be_saved_all_the_same(
    opened: Opened, saved_environments: SavedEnvironments, services: SampleServices, qtbot: QtBot, qapp: QApplication
) -> None:
    dialog = opened()
    fill(dialog, environment_name="OFF-1", environment_address="https://127.0.0.1:1", rest_api_key="a-key")
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: "failed" in said(dialog))
    assert find(dialog, QPushButton, "test_connection").isEnabled()
    press(dialog, "environment_banner_details")
    dialog_of(qapp, "details_dialog").close()
    press(dialog, "save_environment")
    saved_environments.settle()
    (stored,) = saved_environments.in_database()
    failure = services.environments.failure(stored.id)
    assert stored.checked_at is None and failure is not None


def test_editing_keeps_the_key_and_what_was_found(
    opened: Opened, demo: DemoProcess, saved_environments: SavedEnvironments, services: SampleServices, qtbot: QtBot
) -> None:
    dialog = opened(saved_environments.put("DEMO-1", demo.address, demo.token))
    assert find(dialog, QLineEdit, "environment_name").text() == "DEMO-1"
    assert find(dialog, QLineEdit, "rest_api_key").text() == ""
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: "passed all checks" in results(dialog))
    fill(dialog, environment_name="DEMO-2")
    press(dialog, "save_environment")
    saved_environments.settle()
    (stored,) = saved_environments.in_database()
    assert (stored.id, stored.name) == ("DEMO-1", "DEMO-2")
    assert services.keys.get("DEMO-1") == Token(demo.token)


def test_a_stored_key_never_goes_to_another_host(
    opened: Opened, demo: DemoProcess, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    with DemoProcess() as other:
        dialog = opened(saved_environments.put("DEMO-1", demo.address, demo.token))
        fill(dialog, environment_address=other.address)
        for button in ("test_connection", "save_environment"):
            press(dialog, button)
            assert "address has changed" in error_at(dialog, "rest_api_key")
        saved_environments.settle()
        assert other.received()["operations"] == {}
        assert saved_environments.in_database()[0].address == Address.parse(demo.address)
        fill(dialog, rest_api_key=other.token)
        press(dialog, "test_connection")
        qtbot.waitUntil(lambda: "passed all checks" in results(dialog))


def test_a_token_page_is_kept_and_shown_again(
    opened: Opened, demo: DemoProcess, saved_environments: SavedEnvironments
) -> None:
    dialog = opened(saved_environments.put("DEMO-1", demo.address, demo.token))
    assert not find(dialog, QLineEdit, "token_page").isVisible()
    press(dialog, "more_settings")
    fill(dialog, token_page="http://elsewhere.acme.example/DMM")
    press(dialog, "save_environment")
    assert "https" in error_at(dialog, "token_page")
    fill(dialog, token_page="dev-1.acme.example/DMM/Token?Tenant=2")
    press(dialog, "save_environment")
    saved_environments.settle()
    (stored,) = saved_environments.in_database()
    assert stored.token_page == "https://dev-1.acme.example/DMM/Token?Tenant=2"
    again = opened(stored)
    assert find(again, QLineEdit, "token_page").isVisible()


def test_a_token_page_on_another_host_is_accepted_and_its_host_shown(
    opened: Opened, demo: DemoProcess, saved_environments: SavedEnvironments
) -> None:
    dialog = opened(saved_environments.put("DEMO-1", demo.address, demo.token))
    press(dialog, "more_settings")
    edit = find(dialog, QLineEdit, "token_page")
    assert edit.accessibleDescription().startswith("Optional")
    fill(dialog, token_page=demo.authentication_token_page)
    assert edit.accessibleDescription().startswith("Optional")
    fill(dialog, token_page="dev-1.acme.example:8443/127.0.0.1")
    note = "This page is on dev-1.acme.example:8443, which is not the environment's host."
    assert edit.accessibleDescription() == note
    assert note in [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    fill(dialog, environment_address="https://dev-1.acme.example")
    assert edit.accessibleDescription().startswith("Optional")
    fill(dialog, environment_address=demo.address)
    press(dialog, "save_environment")
    saved_environments.settle()
    assert saved_environments.in_database()[0].token_page == "https://dev-1.acme.example:8443/127.0.0.1"


def test_a_loaded_description_counts_until_the_own_one_is_wanted(
    opened: Opened,
    demo: DemoProcess,
    saved_environments: SavedEnvironments,
    files: FileAnswers,
    qapp: QApplication,
    qtbot: QtBot,
) -> None:
    environment = saved_environments.put("DEMO-1", demo.root, demo.token)
    dialog = opened(environment)
    user = DescriptionUser(dialog, qapp, qtbot)
    files.path.write_text('{"swagger": "2.0", "paths": {}}')
    user.choose_file()
    assert user.shown("learned_summary") == "Swagger 2.0: 0 of 5 operations found" and not user.may_use
    files.path.write_bytes(resource("dmm-api.swagger.json").read_bytes())
    user.choose_file()
    user.use()
    assert find(dialog, QLabel, "api_description").text() == "Learned from file.json"
    press(dialog, "save_environment")
    saved_environments.settle()
    (stored,) = saved_environments.in_database()
    assert stored.description_is_loaded and json.loads(stored.description or "")["openapi"] == "3.0.3"
    assert stored.key_verdict is KeyVerdict.ACCEPTED  # it was tested with it
    again = opened(stored)
    press(again, "use_own_description")
    press(again, "save_environment")
    saved_environments.settle()
    (stored,) = saved_environments.in_database()
    assert not stored.description_is_loaded and stored.description is not None
    assert "osfe01.internal.example" in stored.description  # what the demo environment publishes


def test_a_key_store_that_is_missing_is_told_in_its_own_words(
    tmp_path: Path, runner: TaskRunner, shown: Show, demo: DemoProcess, qtbot: QtBot, files: FileAnswers
) -> None:
    workspace, keys = Lazy(lambda: Workspace.open(tmp_path / "data")), SessionKeys(SecretStore())
    services = AppServices(SavedContext(workspace, keys), runner)
    dialog = EnvironmentDialog(services, None, dialogs=files)
    find(dialog, StageChoice, "stage").set_stage(Stage.DEVELOPMENT)
    shown(dialog, dialog.width(), dialog.height())
    fill(dialog, environment_name="DEMO-1", environment_address=demo.address, rest_api_key=demo.token)
    press(dialog, "save_environment")
    assert dialog.windowTitle().startswith("Add environment")
    qtbot.waitUntil(lambda: "no usable key store" in said(dialog))
    assert "The environment is saved, but its REST API key is kept only until DMM Desktop closes." in said(dialog)
    assert "Install or start a key store, then save again." in said(dialog)
    assert error_at(dialog, "rest_api_key") == "" and dialog.windowTitle().startswith("Edit environment")
    qtbot.waitUntil(lambda: not runner.busy)
    (saved,) = services.environments.environments
    assert saved.environment.key_verdict is KeyVerdict.ACCEPTED
    moved = demo.address.replace("127.0.0.1", "localhost")
    fill(dialog, environment_address=moved)
    press(dialog, "save_environment")
    qtbot.waitUntil(lambda: not runner.busy)
    fill(dialog, rest_api_key="")
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: "passed all checks" in results(dialog))
    (again,) = services.environments.environments
    assert (str(again.environment.address), keys.get(saved.environment.key_id)) == (moved, None)
    press(dialog, "cancel_environment")
    runner.shut_down(5)
    workspace().close()


def test_closing_ends_a_test(opened: Opened, saved_environments: SavedEnvironments, services: SampleServices) -> None:
    dialog = opened()
    fill(dialog, environment_address="https://10.255.255.1", rest_api_key="a-key")
    press(dialog, "test_connection")
    assert services.runner.busy
    press(dialog, "cancel_environment")
    saved_environments.settle()
    assert saved_environments.in_database() == []
