"""What the dialog says of a server goes when other values are entered: it was said of the address, key and settings
that were tested."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment, KeyVerdict, ServerIdentity
from dmm_desktop.core.lazy import Lazy
from dmm_desktop.operations.context import SavedContext
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.resources import resource
from dmm_desktop.storage.secrets import SecretStore
from dmm_desktop.storage.session_keys import SessionKeys
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.services.app_services import AppServices
from dmm_desktop.workers.runner import TaskRunner
from scripted_server import ScriptedServer, answering, by_operation
from ui.environment_fixtures import SavedEnvironments, error_at, fill, press, results, said
from ui.file_answers import FileAnswers
from ui.lookup import find

Opened = Callable[..., EnvironmentDialog]
_OTHER = "https://127.0.0.1:1"  # nothing listens there
_OWN, _FOUND = "The environment's own, if it has one", "Found in the environment"


def _tested(dialog: EnvironmentDialog, qtbot: QtBot) -> str:
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: bool(results(dialog) or said(dialog)))
    return results(dialog)


def _description(dialog: EnvironmentDialog) -> str:
    return find(dialog, QLabel, "api_description").text()


@pytest.fixture
def checked(demo: DemoProcess, saved_environments: SavedEnvironments) -> Environment:
    """A saved environment whose own description was found, and whose server is known."""
    return saved_environments.put(
        "DEMO-1",
        demo.address,
        demo.token,
        description=resource("dmm-api.swagger.json").read_text(encoding="utf-8"),
        checked_at=datetime.now(UTC),
        key_verdict=KeyVerdict.ACCEPTED,
        known_as=ServerIdentity(host="former.acme.example"),
        answers_as=ServerIdentity(host="former.acme.example"),
    )


def test_the_refusal_of_an_entered_key(opened: Opened, demo: DemoProcess, qtbot: QtBot) -> None:
    dialog = opened()
    fill(dialog, environment_name="DEMO-1", environment_address=demo.address, rest_api_key="wrong-key")
    assert "Refused" in _tested(dialog, qtbot)
    assert error_at(dialog, "rest_api_key") == "The environment refused this key."
    fill(dialog, environment_address=_OTHER)
    assert (error_at(dialog, "rest_api_key"), results(dialog)) == ("", "")


@pytest.mark.parametrize("how", ["address", "network"])
def test_the_refusal_of_the_stored_key(
    opened: Opened, demo: DemoProcess, saved_environments: SavedEnvironments, qtbot: QtBot, how: str
) -> None:
    dialog = opened(saved_environments.put("DEMO-1", demo.address, "wrong-key"))
    assert "Refused" in _tested(dialog, qtbot)
    assert error_at(dialog, "rest_api_key") == "The environment refused the stored key."
    if how == "address":
        fill(dialog, environment_address=_OTHER)
    else:
        fill(dialog, proxy_user="ana")
    assert error_at(dialog, "rest_api_key") == ""


def test_that_a_key_is_needed_for_a_new_address(
    opened: Opened, demo: DemoProcess, saved_environments: SavedEnvironments
) -> None:
    dialog = opened(saved_environments.put("DEMO-1", demo.address, demo.token))
    fill(dialog, environment_address=_OTHER)
    press(dialog, "save_environment")
    assert "address has changed" in error_at(dialog, "rest_api_key")
    fill(dialog, environment_address=demo.address)
    assert error_at(dialog, "rest_api_key") == ""


def test_what_is_wrong_with_the_key_itself_stays(opened: Opened, demo: DemoProcess) -> None:
    dialog = opened()
    fill(dialog, environment_address=demo.address, rest_api_key="a\x00b")
    press(dialog, "test_connection")
    wrong = error_at(dialog, "rest_api_key")
    assert wrong
    fill(dialog, environment_address=_OTHER)
    assert error_at(dialog, "rest_api_key") == wrong


def test_that_a_description_was_found(opened: Opened, demo: DemoProcess, checked: Environment, qtbot: QtBot) -> None:
    dialog = opened(checked)
    press(dialog, "more_settings")
    assert _description(dialog) == _FOUND
    fill(dialog, environment_address=_OTHER, rest_api_key="a-key")
    assert _description(dialog) == _OWN
    assert _tested(dialog, qtbot) == "" and _description(dialog) == _OWN
    fill(dialog, environment_address=demo.address)
    assert _description(dialog) == _FOUND


def test_the_description_that_a_test_found_or_did_not_find(opened: Opened, demo: DemoProcess, qtbot: QtBot) -> None:
    dialog = opened()
    press(dialog, "more_settings")
    fill(dialog, environment_name="DEMO-1", environment_address=demo.address, rest_api_key=demo.token)
    assert _description(dialog) == _OWN
    _tested(dialog, qtbot)
    assert _description(dialog) == _FOUND
    fill(dialog, rest_api_key="another-key")
    assert _description(dialog) == _FOUND
    with ScriptedServer(by_operation(GetExecutionStatus=answering({"Status": "Complete"}))) as server:
        fill(dialog, environment_address=f"{server.address}/api")
        assert _description(dialog) == _OWN
        assert "No API description was found." in _tested(dialog, qtbot)
    assert _description(dialog) == "Built in; none was found"


def test_which_server_answered(
    opened: Opened, demo: DemoProcess, checked: Environment, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    """Saving accepts another server only at the address where the dialog has shown it."""
    dialog = opened(checked)
    fill(dialog, environment_address=f"{demo.address}/", rest_api_key=demo.token)
    assert "A different server responded" in _tested(dialog, qtbot)
    fill(dialog, environment_address=_OTHER)
    fill(dialog, environment_address=demo.address)
    press(dialog, "save_environment")
    saved_environments.settle()
    (stored,) = saved_environments.in_database()
    assert stored.known_as is not None and stored.known_as.host == "former.acme.example"
    assert stored.differences, "the user is asked again"


def test_what_is_said_of_a_key_that_was_not_saved_yet(
    tmp_path: Path,
    runner: TaskRunner,
    shown: Callable[..., QWidget],
    demo: DemoProcess,
    qtbot: QtBot,
    files: FileAnswers,
) -> None:
    workspace, keys = Lazy(lambda: Workspace.open(tmp_path / "data")), SessionKeys(SecretStore())
    with workspace().store() as store:
        store.environments.add(environment := Environment("A", "A", Address.parse(_OTHER)))
    services = AppServices(SavedContext(workspace, keys), runner)
    dialog = EnvironmentDialog(services, environment, dialogs=files)
    shown(dialog, dialog.width(), dialog.height())
    fill(dialog, environment_address=demo.address, rest_api_key=demo.token)
    assert "Not saved yet." in _tested(dialog, qtbot)
    press(dialog, "save_environment")
    qtbot.waitUntil(lambda: "no usable key store" in said(dialog))
    assert results(dialog) == "", "the environment is saved now"
    hints = [find(dialog, QLineEdit, name).accessibleDescription() for name in ("environment_address", "rest_api_key")]
    assert not [hint for hint in hints if "has changed" in hint]
    qtbot.waitUntil(lambda: not runner.busy)
    press(dialog, "cancel_environment")
    runner.shut_down(5)
    workspace().close()
