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
from ui.environment_fixtures import SavedEnvironments, error_at, fill, press, results, said
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices

Opened = Callable[..., EnvironmentDialog]


def choose(dialog: EnvironmentDialog, proxy: str) -> None:
    box = find(dialog, QComboBox, "proxy")
    box.setCurrentIndex(box.findData(proxy))


def saved(dialog: EnvironmentDialog, saved_environments: SavedEnvironments) -> Environment:
    press(dialog, "save_environment")
    saved_environments.settle()
    (stored,) = saved_environments.in_database()
    return stored


def test_certificate_and_proxy_are_kept_and_the_password_in_the_key_store_alone(
    opened: Opened, saved_environments: SavedEnvironments, services: SampleServices, files: FileAnswers, qtbot: QtBot
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
    stored = saved(dialog, saved_environments)
    assert stored.network == Network(authority.cert_pem.bytes().decode(), "http://127.0.0.1:1", "me")
    assert services.keys.get(stored.proxy_id) == proxy_password("pass word-7")
    database = services.workspace().paths.database
    assert not [file for file in database.parent.glob(f"{database.name}*") if b"word-7" in file.read_bytes()]

    again = opened(stored)
    assert find(again, QLineEdit, "proxy_address").isVisible()
    assert find(again, QLineEdit, "proxy_password").text() == ""
    fill(again, environment_name="PROD-2")
    assert saved(again, saved_environments).network == stored.network
    third = opened(saved_environments.in_database()[0])
    press(third, "no_certificate")
    choose(third, DIRECT)
    assert saved(third, saved_environments).network == Network(proxy=DIRECT)


def test_what_is_wrong_with_a_proxy_is_told_at_its_field(opened: Opened, saved_environments: SavedEnvironments) -> None:
    before = saved_environments.put("PROD", network=Network("", "http://proxy.example.com:8080", "me"))
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
    assert saved_environments.in_database() == [before]


def test_a_file_without_a_certificate_is_told(opened: Opened, files: FileAnswers, qtbot: QtBot) -> None:
    files.path.write_text("no certificate")
    dialog = opened()
    press(dialog, "more_settings")
    press(dialog, "choose_certificate")
    qtbot.waitUntil(lambda: "It contains no certificate." in said(dialog))
    assert find(dialog, QLabel, "authorities").text() == "System"


@pytest.fixture
def changed(saved_environments: SavedEnvironments, demo: DemoProcess) -> Environment:
    """An environment that answers differently from when the user agreed to it."""
    before = ServerIdentity("dev-1.example.com", "Somebody", "Another API (/x)")
    return saved_environments.put("DEMO-1", demo.address, demo.token, known_as=before)


def test_another_server_is_told_until_a_person_agrees(
    opened: Opened, changed: Environment, saved_environments: SavedEnvironments, services: SampleServices, qtbot: QtBot
) -> None:
    services.environments.check(changed, owner=services, on_failure=lambda error: None)
    saved_environments.settle()
    (tested,) = saved_environments.in_database()
    assert [str(one).split(",")[0] for one in tested.differences][-1].startswith("Its API is ")
    assert environment_summary(tested).sentence.startswith("A different server responded")
    dialog = opened(tested)
    assert "A different server" in said(dialog) and "Another API (/x)" in said(dialog)
    assert saved(dialog, saved_environments).differences == ()
    (agreed,) = saved_environments.in_database()
    assert agreed.known_as == agreed.answers_as == tested.answers_as
    assert environment_summary(agreed).sentence.startswith("Checked")


def test_a_test_in_the_dialog_tells_it_and_saving_agrees(
    opened: Opened, changed: Environment, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    dialog = opened(changed)
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: bool(results(dialog)))
    assert "A different server responded at the address of DEMO-1." in results(dialog)
    assert saved(dialog, saved_environments).known_as == saved_environments.in_database()[0].answers_as


def test_what_was_never_known_is_no_difference() -> None:
    known = ServerIdentity("a", "", "API (/x)")
    assert known.differences(ServerIdentity("a", "Somebody", "")) == ()
    assert known.completed(ServerIdentity("b", "Somebody", "")) == ServerIdentity("a", "Somebody", "API (/x)")
    assert len(known.differences(ServerIdentity("b", "Somebody", "API (/y)"))) == 2
    assert replace(known, issuer="CA").differences(replace(known, issuer="Company"))
    assert Network().proxy == SYSTEM
