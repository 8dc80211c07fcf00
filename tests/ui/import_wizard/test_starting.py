"""Imports that the wizard starts at a demo environment, or does not start."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QWidget

from demo_process import DemoProcess
from dmm_desktop.api.binding import BUILT_IN_FILE
from dmm_desktop.core.environment import Connection, Stage
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.token import Token
from dmm_desktop.resources import resource
from dmm_desktop.ui.widgets.banner import Banner
from ui.environment_fixtures import cut_labels
from ui.lookup import find, focused
from ui.wizard_person import Person, save_demo


def _started(person: Person) -> RunState:
    run_id = person.uploads[-1]
    person.qtbot.waitUntil(lambda: person.scene.view(run_id).run.state.is_final)
    return person.scene.view(run_id).run.state


def _banner(person: Person, name: str) -> Banner:
    banner = person.wizard.findChild(Banner, name)
    assert banner is not None
    return banner


def test_with_one_environment_the_keyboard_alone_does_it(person: Person, samples: Path) -> None:
    with DemoProcess() as demo:
        save_demo(person, demo)
        person.open()

        def enter() -> None:
            person.qtbot.keyPress(focused(), Qt.Key.Key_Return)

        enter()
        assert person.page == 2
        person.qtbot.keyClicks(focused(), str(samples / "small.zip"))
        enter()
        person.at_page(3)
        enter()
        person.at_page(4)
        focus = QApplication.focusWidget()
        assert isinstance(focus, QLineEdit) and focus.accessibleName() == "One-time token"
        assert focus.echoMode() is QLineEdit.EchoMode.Password
        person.qtbot.keyClicks(focus, demo.one_time_token)
        enter()
        person.qtbot.keyPress(person.wizard, Qt.Key.Key_Return)  # a second Enter, in haste
        person.qtbot.waitUntil(lambda: bool(person.uploads))
        assert not person.wizard.isVisible()
        assert _started(person) is RunState.COMPLETED
        person.qtbot.waitUntil(lambda: person.finished == [1])
        [start] = demo.received()["starts"]
        assert json.loads(json.dumps(start["configuration"])) == {
            "DestinationDBConnection": "Runtime Connection",
            "DataAppendMode": True,
        }


def test_a_double_click_starts_one_import(person: Person, samples: Path) -> None:
    with DemoProcess() as demo:
        save_demo(person, demo)
        person.open()
        person.go_to_review(samples / "small.zip")
        person.edit("One-time token").setText(f"  {demo.one_time_token}\n")
        button = person.find("Start import", QAbstractButton)
        for _ in range(2):
            person.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert not button.isEnabled() and button.text() == "Starting…"
        person.qtbot.waitUntil(lambda: bool(person.uploads))
        _started(person)
        assert demo.received()["operations"]["StartExecution"] == 1


def test_production_needs_its_name(person: Person, samples: Path) -> None:
    with DemoProcess() as demo:
        save_demo(person, demo, stage=Stage.PRODUCTION)
        person.open()
        person.go_to_review(samples / "small.zip")
        assert focused().accessibleName() == "Confirm environment name"
        person.edit("One-time token").setText(demo.one_time_token)
        for wrong in ("", "demo-1", "DEMO-2"):
            person.edit("Confirm environment name").setText(wrong)
            person.press("Start import")
            assert person.error("Confirm environment name") == "Type DEMO-1 to confirm."
            assert person.error("One-time token").startswith("Kept in memory only")
        person.edit("One-time token").setText("")
        person.press("Start import")
        assert person.error("Confirm environment name") == "Type DEMO-1 to confirm."
        assert person.error("One-time token") == "Enter the one-time token."
        assert focused().accessibleName() == "Confirm environment name"
        person.edit("One-time token").setText(demo.one_time_token)
        person.edit("Confirm environment name").setText(" DEMO-1 ")
        assert "Type DEMO-1 to confirm" in person.error("Confirm environment name")
        person.press("Start import")
        person.qtbot.waitUntil(lambda: bool(person.uploads))
        _started(person)
        assert demo.received()["operations"]["StartExecution"] == 1


def test_a_refused_one_time_token_comes_back_with_everything_else_kept(person: Person, samples: Path) -> None:
    connection = "Demo: one-time token refused"
    with DemoProcess() as demo:
        save_demo(person, demo, connections=(Connection("demo-1", connection, "DataDestination"),))
        wizard = person.open()
        wizard.set_destination("demo-1", connection)
        person.press("Next")
        person.give_file(samples / "small.zip")
        person.at_page(3)
        person.press("Keep ids")
        person.press("Next")
        person.press("Start import")
        assert person.error("One-time token") == "Enter the one-time token."
        person.edit("One-time token").setText("two words")
        person.press("Start import")
        assert person.error("One-time token").startswith("The token cannot be sent.")
        person.edit("One-time token").setText(demo.one_time_token)
        person.press("Start import")
        person.qtbot.waitUntil(lambda: bool(person.uploads))
        person.qtbot.waitUntil(wizard.isVisible)
        assert person.error("One-time token").startswith("127.0.0.1 refused the one-time token.")
        assert person.edit("One-time token").text() == ""
        assert wizard.focusWidget() is person.edit("One-time token")
        assert person.text("review_file").startswith("small.zip, ")
        assert person.text("review_ids") == "Keep the ids of the file"
        labels = {label.text() for label in wizard.findChildren(QLabel) if label.isVisible()}
        assert any(text.startswith("Nothing has been imported yet.") for text in labels), "but the file was sent"
        person.qtbot.waitUntil(lambda: person.scene.services.runs.runs == [])
        person.idle()
        assert person.scene.workspace().runs() == () and person.finished == []
        person.edit("One-time token").setText(demo.one_time_token)
        person.press("Start import")
        assert _started_again(person) is RunState.COMPLETED
        assert [start["configuration"]["DataAppendMode"] for start in demo.received()["starts"]] == [False, False]


def _started_again(person: Person) -> RunState:
    person.qtbot.waitUntil(lambda: len(person.uploads) == 2)
    return _started(person)


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("", "The REST API key of DEMO-1 is not on this computer."),
        ("wrong-key", "127.0.0.1 refused the REST API key."),
    ],
)
def test_a_key_that_is_missing_or_refused_can_be_entered(person: Person, samples: Path, key: str, problem: str) -> None:
    with DemoProcess() as demo:
        save_demo(person, demo, key=key)
        wizard = person.open()
        person.go_to_review(samples / "small.zip")
        person.edit("One-time token").setText(demo.one_time_token)
        person.press("Start import")
        banner = _banner(person, "review_banner")
        person.qtbot.waitUntil(banner.isVisible)
        assert problem in banner.accessibleName()
        with person.qtbot.waitSignal(wizard.key_wanted) as wanted:
            person.press("Enter REST API key")
        assert wanted.args == ["demo-1"]
        person.scene.vault.keep_for_session("demo-1", Token(demo.token))
        person.load()
        assert person.edit("One-time token").text() == demo.one_time_token
        person.press("Start import")
        assert not banner.isVisible()
        person.qtbot.waitUntil(lambda: bool(person.uploads))
        assert _started(person) is RunState.COMPLETED


def test_what_fails_before_the_upload_stands_in_a_banner_with_details(person: Person, samples: Path) -> None:
    with DemoProcess() as demo:
        save_demo(person, demo)
        one_time_token = demo.one_time_token
    wizard = person.open()
    person.go_to_review(samples / "small.zip")
    person.edit("One-time token").setText(one_time_token)
    person.press("Start import")
    banner = _banner(person, "review_banner")
    person.qtbot.waitUntil(banner.isVisible)
    assert re.search(r"The connection to 127\.0\.0\.1:\d+ failed\.", banner.accessibleName())
    assert wizard.isVisible() and person.uploads == [] and person.scene.services.runs.runs == []
    person.press("Details")
    find(wizard, QDialog, "details_dialog").close()
    person.press("Dismiss")
    assert not banner.isVisible() and person.edit("One-time token").text() == one_time_token


def test_a_file_that_changed_is_checked_again(person: Person, samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.zip"
    path.write_bytes((samples / "small.zip").read_bytes())
    with DemoProcess() as demo:
        save_demo(person, demo)
        person.open()
        person.go_to_review(path)
        path.write_bytes((samples / "customers.zip").read_bytes())
        person.edit("One-time token").setText(demo.one_time_token)
        person.press("Start import")
        person.at_page(2)
        person.idle()
        assert person.rows("Entities")[0].startswith("Region, ")
        person.press("Next")
        person.press("Next")
        assert person.text("review_contents").startswith("6 ")
        assert person.edit("One-time token").text() == demo.one_time_token
        person.press("Start import")
        person.qtbot.waitUntil(lambda: bool(person.uploads))
        assert _started(person) is RunState.COMPLETED


def test_a_wizard_that_is_closed_while_it_starts_starts_nothing(person: Person, samples: Path) -> None:
    with DemoProcess() as demo:
        save_demo(person, demo)
        person.open()
        person.go_to_review(samples / "small.zip")
        person.edit("One-time token").setText(demo.one_time_token)
        person.press("Start import")
        person.press("Cancel")
        assert person.finished == [0] and not person.wizard.isVisible()
        person.idle()
        assert person.finished == [0] and person.uploads == []
        assert "StartExecution" not in demo.received()["operations"]


def test_the_same_file_once_more_is_worth_a_warning(person: Person, samples: Path) -> None:
    with DemoProcess() as demo:
        save_demo(person, demo)
        person.open()
        person.go_to_review(samples / "small.zip")
        assert not _banner(person, "earlier_import").isVisible()
        person.edit("One-time token").setText(demo.one_time_token)
        person.press("Start import")
        person.qtbot.waitUntil(lambda: bool(person.uploads))
        _started(person)
        run = person.scene.view(person.uploads[0]).run
        person.wizard.close()
        wizard = person.open()
        wizard.repeat(run)
        person.press("Next")
        person.press("Next")
        person.at_page(3)
        person.press("Next")
        warning = _banner(person, "earlier_import").accessibleName()
        assert warning.startswith("Warning: A file of this name and size was sent to DEMO-1 today at ")
        assert warning.endswith("Append mode would duplicate the records that were imported then.")
        person.press("Open the Authentication Token page")
        assert person.dialogs.pages == [demo.authentication_token_page]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("https://dev-1.acme.example/DMM/Token", "The page is on dev-1.acme.example."),
        ("https://dev-1.acme.example:8443/Token", "The page is on dev-1.acme.example:8443."),
        (
            "https://dev-1.acme.example.evil.example/dev-1.acme.example",
            "The page is on dev-1.acme.example.evil.example, which is not the environment's host.",
        ),
        (
            f"https://dev-1.acme.example.{'x' * 60}.{'y' * 60}.evil.example/",
            f"The page is on dev-1.acme.example.{'x' * 60}.{'y' * 60}.evil.example, "
            "which is not the environment's host.",
        ),
    ],
)
def test_the_host_of_the_token_page_is_told(person: Person, samples: Path, page: str, told: str) -> None:
    person.save(token_page=page)
    width = person.open().width()
    person.go_to_review(samples / "small.zip")
    link = person.find("Open the Authentication Token page", QWidget)
    assert person.text("token_page_place") == link.accessibleDescription() == link.toolTip() == told
    assert person.wizard.width() == width and cut_labels(person.wizard) == []


@pytest.mark.parametrize("page", [None, "http://dev-1.acme.example/", "file:///etc/hostname", "javascript:alert(1)"])
def test_nothing_but_a_page_over_https_is_offered(person: Person, samples: Path, page: str | None) -> None:
    """A data folder may hold anything."""
    person.save(token_page=page)
    person.open()
    person.go_to_review(samples / "small.zip")
    place = "Get it from DMM's Authentication Token page in the environment."
    assert person.text("token_page_place") == place
    link = person.wizard.findChild(QAbstractButton, "open_token_page")
    assert link is not None and not link.isVisible()
    link.click()
    assert person.dialogs.pages == []


def test_what_the_api_lacks_and_where_records_go_is_said_before_the_start(person: Person, samples: Path) -> None:
    environment = person.save(key="key", connections=(Connection("dev-1", "Archive"),))
    description = json.loads(resource(BUILT_IN_FILE).read_bytes())
    del description["paths"]["/StopExecution"]
    with person.scene.workspace().store() as store:
        store.environments.save_check(replace(environment, description=json.dumps(description)))
    person.load()
    wizard = person.open()
    wizard.set_destination("dev-1", "Archive")
    wizard.set_file(samples / "small.zip")
    for page in (2, 3, 4):
        person.press("Next")
        person.at_page(page)
    assert _banner(person, "import_limits").accessibleName() == (
        "Warning: The API of DEV-1 lacks some operations. "
        "The import cannot be stopped from here: the API has no usable StopExecution."
    )
    promise = "Nothing has been sent yet. Imported records stay in Archive (DEV-1), even if you stop the import."
    assert promise in [label.text() for label in wizard.findChildren(QLabel) if label.isVisible()]
