"""Addresses as they are copied from a browser: what is left out or changed is said at the field."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from ui.environment_fixtures import SavedEnvironments, fill, press, results
from ui.lookup import find

Opened = Callable[..., EnvironmentDialog]
_HINT = "Copy it from the browser. DMM Desktop finds the API below or above it."
_NOT_SENT = "Not tested. The key was not sent, because the API was found above the address that you entered."


def _address(dialog: EnvironmentDialog) -> tuple[str, str]:
    field = find(dialog, QLineEdit, "environment_address")
    return field.text(), field.accessibleDescription()


@pytest.mark.parametrize(
    ("more", "left_out"),
    [
        ("/?x=1#frag", "?x=1#frag"),
        ("/ServiceCenter/Login.aspx", "/ServiceCenter/Login.aspx"),
        ("?x", "?x"),
    ],
)
def test_what_is_left_out_is_said(
    opened: Opened, demo: DemoProcess, saved_environments: SavedEnvironments, qtbot: QtBot, more: str, left_out: str
) -> None:
    dialog = opened()
    host = demo.address.partition("/DMMAPI")[0]
    fill(dialog, environment_name="DEMO-1", environment_address=host + more, rest_api_key=demo.token)
    press(dialog, "test_connection")
    assert _address(dialog) == (host, f"“{left_out}” was left out: it is not part of the address of an API.")
    qtbot.waitUntil(lambda: "DEMO-1 passed all checks." in results(dialog))
    fill(dialog, environment_address=host)
    fill(dialog, environment_address=f"{host}/")
    assert _address(dialog)[1] == _HINT


def test_an_api_above_the_address_is_found_and_said_and_saved(
    opened: Opened, demo: DemoProcess, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    dialog = opened()
    host = demo.address.partition("/DMMAPI")[0]
    before = demo.received()["operations"]
    fill(dialog, environment_name="DEMO-1", environment_address=f"{host}/DMM/Home", rest_api_key=demo.token)
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: _address(dialog)[0] != f"{host}/DMM/Home")
    address, said = _address(dialog)
    assert address.startswith(f"{host}/") and "/rest/" in address
    assert said == (
        "Changed: the API was found here, above the address that you entered. Check the address, then test again."
    )
    assert _NOT_SENT in results(dialog)
    assert demo.received()["operations"] == before, "no key before the user has seen the address"
    saved_environments.settle()
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: "DEMO-1 passed all checks." in results(dialog))
    assert _address(dialog) == (address, _HINT), "the key was sent by now"
    press(dialog, "save_environment")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    saved_environments.settle()
    (stored,) = saved_environments.in_database()
    assert str(stored.address) == address


@pytest.mark.parametrize("is_stored", [True, False])
def test_a_stored_key_is_not_sent_there_and_no_key_is_said_to_be_missing(
    opened: Opened, demo: DemoProcess, saved_environments: SavedEnvironments, qtbot: QtBot, is_stored: bool
) -> None:
    host = demo.address.partition("/DMMAPI")[0]
    dialog = opened(saved_environments.put("DEMO-1", f"{host}/DMM/Home", demo.token if is_stored else ""))
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: bool(results(dialog)))
    assert (_NOT_SENT if is_stored else "Not tested, because no key was entered") in results(dialog)
    assert _address(dialog)[1].startswith("Changed: the API was found here")
    fill(dialog, rest_api_key=demo.token)
    assert _address(dialog)[1].startswith("Changed: the API was found here"), (
        "the address is to be checked all the same"
    )
    assert results(dialog) == ""


def test_what_was_typed_during_the_test_is_not_changed(
    opened: Opened, demo: DemoProcess, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    dialog = opened()
    host = demo.address.partition("/DMMAPI")[0]
    fill(dialog, environment_name="DEMO-1", environment_address=f"{host}/DMM/Home", rest_api_key=demo.token)
    press(dialog, "test_connection")
    fill(dialog, environment_address=f"{host}/other")
    saved_environments.settle()
    qtbot.waitUntil(lambda: find(dialog, QLineEdit, "environment_address").isEnabled())
    assert _address(dialog) == (f"{host}/other", _HINT)
