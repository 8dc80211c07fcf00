"""What the dialog says of stored secrets while the address they belong to is changed, and of the last test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from dmm_desktop.core.environment import KeyVerdict
from dmm_desktop.core.network import Network
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from ui.environment_fixtures import SavedEnvironments, fill
from ui.lookup import find

Open = Callable[..., EnvironmentDialog]
_KEPT, _MOVED = (
    "Leave empty to keep the stored key, if there is one.",
    "The address has changed. Enter the key for the new address.",
)


def _hint(dialog: QWidget, name: str) -> str:
    return find(dialog, QLineEdit, name).accessibleDescription()


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("https://a.acme.example/DMMAPI", _KEPT),
        ("https://a.acme.example:8443", _MOVED),
        ("https://b.acme.example", _MOVED),
        ("http://a.acme.example", ""),  # refused: not encrypted
        ("", ""),
    ],
)
def test_the_stored_key_is_offered_only_for_its_address(
    opened: Open, saved_environments: SavedEnvironments, address: str, hint: str
) -> None:
    """Saving refuses it for another address, so the hint must not promise it."""
    dialog = opened(saved_environments.put("A", "https://a.acme.example", token="key-81762"))
    assert _hint(dialog, "rest_api_key") == _KEPT
    fill(dialog, environment_address=address)
    assert _hint(dialog, "rest_api_key") == hint
    fill(dialog, environment_address="https://a.acme.example")
    assert _hint(dialog, "rest_api_key") == _KEPT


def test_a_new_environment_has_no_stored_key(opened: Open) -> None:
    dialog = opened()
    fill(dialog, environment_address="https://b.acme.example")
    assert _hint(dialog, "rest_api_key") == ""


@pytest.mark.parametrize(
    ("field", "value"), [("proxy_user", "other"), ("proxy_address", "http://p2:3128"), ("proxy_user", "")]
)
def test_the_stored_password_is_offered_only_for_its_user_and_proxy(
    opened: Open, saved_environments: SavedEnvironments, field: str, value: str
) -> None:
    network = Network(proxy="http://proxy:3128", proxy_user="me")
    dialog = opened(saved_environments.put("A", "https://a.acme.example", network=network))
    assert _hint(dialog, "proxy_password") == "Leave empty to keep the stored password."
    fill(dialog, **{field: value})
    assert _hint(dialog, "proxy_password") == ""


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (KeyVerdict.REFUSED, "Key last refused "),
        (KeyVerdict.ACCEPTED, "Checked "),
        (KeyVerdict.NOT_CHECKED, "Key not tested "),
    ],
)
def test_the_last_test_is_shown_with_its_result(
    opened: Open, saved_environments: SavedEnvironments, verdict: KeyVerdict, words: str
) -> None:
    at = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    environment = saved_environments.put("A", "https://a.acme.example", checked_at=at, key_verdict=verdict)
    dialog = opened(environment)
    assert find(dialog, QLabel, "tested").text().startswith(words)
