"""Certificates and proxies of one environment, and servers that are not what they were."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import trustme
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.environment import Environment, ServerIdentity
from dmm_desktop.core.network import DIRECT, SYSTEM, Network, proxy_password
from dmm_desktop.ui.connections_panel.environment_summary import environment_summary
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from ui.environment_fixtures import Files, Shelf, error_at, fill, press, results, said
from ui.lookup import find
from ui.run_scenes import Scene

Opened = Callable[..., EnvironmentDialog]


def choose(dialog: EnvironmentDialog, proxy: str) -> None:
    box = find(dialog, QComboBox, "proxy")
    box.setCurrentIndex(box.findData(proxy))


def saved(dialog: EnvironmentDialog, shelf: Shelf) -> Environment:
    press(dialog, "save_environment")
    shelf.settle()
    (stored,) = shelf.stored()
    return stored


def test_certificate_and_proxy_are_kept_and_the_password_in_the_vault_alone(
    opened: Opened, shelf: Shelf, scene: Scene, files: Files, qtbot: QtBot
) -> None:
    authority = trustme.CA(organization_name="Company")
    authority.cert_pem.write_to_path(str(files.path))
    dialog = opened()
    fill(dialog, environment_name="PROD", environment_address="https://127.0.0.1:1", rest_api_key="a-key")
    press(dialog, "more_settings")
    assert not find(dialog, QLineEdit, "proxy_address").isVisible()
    press(dialog, "choose_certificate")
    qtbot.waitUntil(lambda: "Company" in find(dialog, QLabel, "authorities").text())
    choose(dialog, "own")
    fill(dialog, proxy_address="127.0.0.1:1", proxy_user="me", proxy_password="pass word-7")
    stored = saved(dialog, shelf)
    assert stored.network == Network(authority.cert_pem.bytes().decode(), "http://127.0.0.1:1", "me")
    assert scene.vault.get(stored.proxy_id) == proxy_password("pass word-7")
    database = scene.workspace().paths.database
    assert not [file for file in database.parent.glob(f"{database.name}*") if b"word-7" in file.read_bytes()]

    again = opened(stored)
    assert find(again, QLineEdit, "proxy_address").isVisible()
    assert find(again, QLineEdit, "proxy_password").text() == ""
    fill(again, environment_name="PROD-2")
    assert saved(again, shelf).network == stored.network
    third = opened(shelf.stored()[0])
    press(third, "no_certificate")
    choose(third, DIRECT)
    assert saved(third, shelf).network == Network(proxy=DIRECT)


def test_what_is_wrong_with_a_proxy_is_told_at_its_field(opened: Opened, shelf: Shelf) -> None:
    before = shelf.put("PROD", network=Network("", "http://proxy.example.com:8080", "me"))
    dialog = opened(before)
    for given in ("", "proxy.example.com", "ftp://proxy.example.com:1", "http://me:geheim@proxy.example.com:1"):
        fill(dialog, proxy_address=given)
        press(dialog, "save_environment")
        assert error_at(dialog, "proxy_address")
        assert "geheim" not in error_at(dialog, "proxy_address")
    fill(dialog, proxy_address="http://other.example.com:8080")
    press(dialog, "save_environment")
    assert "password" in error_at(dialog, "proxy_password"), "a stored password goes to its own proxy alone"
    fill(dialog, proxy_user="", proxy_password="lonely")
    press(dialog, "save_environment")
    assert error_at(dialog, "proxy_user")
    assert shelf.stored() == [before]


def test_a_file_without_a_certificate_is_told(opened: Opened, files: Files, qtbot: QtBot) -> None:
    files.path.write_text("no certificate")
    dialog = opened()
    press(dialog, "more_settings")
    press(dialog, "choose_certificate")
    qtbot.waitUntil(lambda: "It holds no certificate." in said(dialog))
    assert find(dialog, QLabel, "authorities").text() == "System"


@pytest.fixture
def changed(shelf: Shelf, demo: DemoProcess) -> Environment:
    """An environment that answers otherwise than it did when a person agreed to it."""
    before = ServerIdentity("dev-1.example.com", "Somebody", "Another API (/x)")
    return shelf.put("DEMO-1", demo.address, demo.token, known_as=before)


def test_another_server_is_told_until_a_person_agrees(
    opened: Opened, changed: Environment, shelf: Shelf, scene: Scene, qtbot: QtBot
) -> None:
    scene.services.environments.check(changed, owner=scene.services, on_failure=lambda error: None)
    shelf.settle()
    (tested,) = shelf.stored()
    assert [str(one).split(",")[0] for one in tested.differences][-1].startswith("Its API is ")
    assert environment_summary(tested).sentence.startswith("A different server responded")
    dialog = opened(tested)
    assert "A different server" in said(dialog) and "Another API (/x)" in said(dialog)
    assert saved(dialog, shelf).differences == ()
    (agreed,) = shelf.stored()
    assert agreed.known_as == agreed.answers_as == tested.answers_as
    assert environment_summary(agreed).sentence.startswith("Checked")


def test_a_test_in_the_dialog_tells_it_and_saving_agrees(
    opened: Opened, changed: Environment, shelf: Shelf, qtbot: QtBot
) -> None:
    dialog = opened(changed)
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: bool(results(dialog)))
    assert "A different server responded at the address of DEMO-1." in results(dialog)
    assert saved(dialog, shelf).known_as == shelf.stored()[0].answers_as


def test_what_was_never_known_is_no_difference() -> None:
    known = ServerIdentity("a", "", "API (/x)")
    assert known.differences(ServerIdentity("a", "Somebody", "")) == ()
    assert known.completed(ServerIdentity("b", "Somebody", "")) == ServerIdentity("a", "Somebody", "API (/x)")
    assert len(known.differences(ServerIdentity("b", "Somebody", "API (/y)"))) == 2
    assert replace(known, issuer="CA").differences(replace(known, issuer="Company"))
    assert Network().proxy == SYSTEM
