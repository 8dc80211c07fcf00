"""Imports that the wizard starts at a demo environment, or does not start."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from demo_process import DemoProcess
from dmm_desktop.api.binding import BUILT_IN_FILE
from dmm_desktop.api.learned import learned_from, read_given
from dmm_desktop.core.environment import Connection
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.resources import resource
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.messages import tr_message
from dmm_desktop.ui.widgets.banner import Banner
from dmm_server.layouts import LAYOUTS
from source_files import curl_posix, exported
from ui.environment_fixtures import cut_labels
from ui.lookup import find, focused
from ui.sample_runs import SampleServices
from ui.start_user import save_demo
from ui.wizard_user import WizardUser


def _banner(user: WizardUser, name: str) -> Banner:
    return find(user.wizard, Banner, name)


def test_with_one_environment_the_keyboard_alone_does_it(user: WizardUser, samples: Path) -> None:
    with DemoProcess() as demo:
        save_demo(user, demo)
        user.open()

        def enter() -> None:
            user.qtbot.keyPress(focused(), Qt.Key.Key_Return)

        enter()
        assert user.page == 2
        user.qtbot.keyClicks(focused(), str(samples / "small.zip"))
        enter()
        user.at_page(3)
        enter()
        user.at_page(4)
        focus = QApplication.focusWidget()
        assert isinstance(focus, QLineEdit) and focus.accessibleName() == "One-time token"
        assert focus.echoMode() is QLineEdit.EchoMode.Password
        user.qtbot.keyClicks(focus, demo.one_time_token)
        enter()
        user.qtbot.keyPress(user.wizard, Qt.Key.Key_Return)  # a second Enter, in haste
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        assert not user.wizard.isVisible()
        assert user.ended() is RunState.COMPLETED
        user.qtbot.waitUntil(lambda: user.finished == [1])
        [start] = demo.received()["starts"]
        assert json.loads(json.dumps(start["configuration"])) == {
            "DestinationDBConnection": "Runtime Connection",
            "DataAppendMode": True,
        }


def test_production_needs_its_name(user: WizardUser, samples: Path) -> None:
    with DemoProcess() as demo:
        save_demo(user, demo, stage=Stage.PRODUCTION)
        user.open()
        user.go_to_review(samples / "small.zip")
        assert focused().accessibleName() == "Confirm environment name"
        user.edit("One-time token").setText(demo.one_time_token)
        for wrong in ("", "demo-1", "DEMO-2"):
            user.edit("Confirm environment name").setText(wrong)
            user.press("Start import")
            assert user.error("Confirm environment name") == "Type DEMO-1 to confirm."
            assert user.error("One-time token").startswith("Kept in memory only")
        user.edit("One-time token").setText("")
        user.press("Start import")
        assert user.error("Confirm environment name") == "Type DEMO-1 to confirm."
        assert user.error("One-time token") == "Enter the one-time token."
        assert focused().accessibleName() == "Confirm environment name"
        user.edit("One-time token").setText(demo.one_time_token)
        user.edit("Confirm environment name").setText(" DEMO-1 ")
        assert "Type DEMO-1 to confirm" in user.error("Confirm environment name")
        user.press("Start import")
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        user.ended()
        assert demo.received()["operations"]["StartExecution"] == 1


def test_a_refused_one_time_token_comes_back_with_everything_else_kept(user: WizardUser, samples: Path) -> None:
    connection = "Demo: one-time token refused"
    with DemoProcess() as demo:
        save_demo(user, demo, connections=(Connection("demo-1", connection, "DataDestination"),))
        wizard = user.open()
        wizard.set_target("demo-1", connection)
        user.press("Next")
        user.give_file(samples / "small.zip")
        user.at_page(3)
        user.press("Keep the ids of the file")
        user.press("Next")
        user.press("Start import")
        assert user.error("One-time token") == "Enter the one-time token."
        user.edit("One-time token").setText("two words")
        user.press("Start import")
        assert user.error("One-time token").startswith("The token cannot be sent.")
        user.start(demo.one_time_token)
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        user.qtbot.waitUntil(wizard.isVisible)
        assert user.error("One-time token").startswith(f"{demo.host_and_port} refused the one-time token.")
        assert user.edit("One-time token").text() == ""
        assert wizard.focusWidget() is user.edit("One-time token")
        assert user.text("review_file").startswith("small.zip, ")
        assert user.text("review_ids") == "Keep the ids of the file"
        labels = {label.text() for label in wizard.findChildren(QLabel) if label.isVisible()}
        assert any(text.startswith("Nothing has been imported yet.") for text in labels), "but the file was sent"
        user.qtbot.waitUntil(lambda: user.services.runs.runs == [])
        user.idle()
        assert user.services.workspace().runs() == () and user.finished == []
        user.start(demo.one_time_token)
        assert _started_again(user) is RunState.COMPLETED
        assert [start["configuration"]["DataAppendMode"] for start in demo.received()["starts"]] == [False, False]


def test_a_refused_one_time_token_is_not_that_of_another_destination(user: WizardUser, samples: Path) -> None:
    connection = "Demo: one-time token refused"
    with DemoProcess() as demo:
        save_demo(user, demo, connections=(Connection("demo-1", connection, "DataDestination"),))
        wizard = user.open()
        wizard.set_target("demo-1", connection)
        user.go_to_review(samples / "small.zip")
        user.start(demo.one_time_token)
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        user.qtbot.waitUntil(wizard.isVisible)
        assert "refused the one-time token" in user.error("One-time token")
        wizard.set_target("demo-1")
        for page in (2, 3, 4):
            user.press("Next")
            user.at_page(page)
        assert user.error("One-time token").startswith("Kept in memory only")
        assert user.text("start_promise").startswith("Nothing has been imported yet."), "but the file was sent"
        user.idle()


def test_what_was_sent_with_a_refused_token_stays_sent(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    """Another zip makes the page forget the token, but not that something was sent."""
    connection, path = "Demo: one-time token refused", tmp_path / "mine.zip"
    path.write_bytes((samples / "small.zip").read_bytes())
    with DemoProcess() as demo:
        save_demo(user, demo, connections=(Connection("demo-1", connection, "DataDestination"),))
        wizard = user.open()
        wizard.set_target("demo-1", connection)
        user.go_to_review(path)
        assert user.text("start_promise").startswith("Nothing has been sent yet.")
        user.start(demo.one_time_token)
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        user.qtbot.waitUntil(wizard.isVisible)
        path.write_bytes((samples / "customers.zip").read_bytes())
        user.start(demo.one_time_token)
        user.at_page(2)
        user.idle()
        for page in (3, 4):
            user.press("Next")
            user.at_page(page)
        assert user.error("One-time token").startswith("Kept in memory only")
        assert user.text("start_promise").startswith("Nothing has been imported yet.")
        user.idle()


def test_a_refused_one_time_token_does_not_disturb_another_dialog(
    user: WizardUser, samples: Path, services: SampleServices
) -> None:
    """Its wizard would take the keys that are meant for the other one, which may be for another environment."""
    connection = "Demo: one-time token refused"
    with DemoProcess() as demo:
        save_demo(user, demo, connections=(Connection("demo-1", connection, "DataDestination"),))
        wizard = user.open()
        wizard.set_target("demo-1", connection)
        user.go_to_review(samples / "small.zip")
        user.edit("One-time token").setText(demo.one_time_token)
        other = ImportWizard(services, dialogs=user.dialogs)
        wizard.sending_began.connect(lambda run_id: other.open())
        user.press("Start import")
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        user.qtbot.waitUntil(lambda: user.finished != [])
        user.idle()
        assert other.isVisible() and not wizard.isVisible()
        other.reject()
        other.deleteLater()
        [run] = [view.run for view in services.runs.runs]
        assert run.state is RunState.NOT_STARTED and "refused the one-time token" in tr_message(run.message)


def _started_again(user: WizardUser) -> RunState:
    user.qtbot.waitUntil(lambda: len(user.uploads) == 2)
    return user.ended()


def test_a_file_that_changed_is_checked_again(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.zip"
    path.write_bytes((samples / "small.zip").read_bytes())
    with DemoProcess() as demo:
        save_demo(user, demo)
        user.open()
        user.go_to_review(path)
        path.write_bytes((samples / "customers.zip").read_bytes())
        user.start(demo.one_time_token)
        user.at_page(2)
        user.idle()
        assert user.rows("Entities")[0].startswith("Region, ")
        banner = find(user.wizard, Banner, "file_banner")
        assert banner.isVisible() and banner.accessibleName().endswith(
            "It was checked again. Review the import before you start it."
        )
        user.press("Next")
        user.press("Next")
        assert user.text("review_contents").startswith("6 ")
        assert user.edit("One-time token").text() == "", "it was entered for another file"
        user.start(demo.one_time_token)
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        assert user.ended() is RunState.COMPLETED


def test_a_file_that_changed_says_so_beside_its_folder(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    path = _changed_on_the_last_page(user, samples, tmp_path, lambda path: shutil.copy(samples / "folder.zip", path))
    banner = _banner(user, "file_banner")
    changed = f"Warning: {path.name} changed while it was in use. Everything is in the folder Export_20240102/."
    assert banner.accessibleName().startswith(changed)
    assert "It was checked again. Review the import before you start it. A copy without" in banner.accessibleName()
    user.find("Write repacked copy", QAbstractButton)
    assert user.text("check_result").endswith("1 error.")


def test_a_changed_file_is_not_said_to_be_checked_when_it_cannot_be(
    user: WizardUser, samples: Path, tmp_path: Path
) -> None:
    def replace_by_folder(path: Path) -> None:
        path.unlink()
        path.mkdir()

    path = _changed_on_the_last_page(user, samples, tmp_path, replace_by_folder)
    assert _banner(user, "file_banner").accessibleName() == f"Warning: {path.name} changed while it was in use."
    assert user.error("Zip file").startswith(f"{path.name} ")


def _changed_on_the_last_page(user: WizardUser, samples: Path, folder: Path, change: Callable[[Path], object]) -> Path:
    """The zip of an import that was changed before the start, and that was then checked again."""
    path = folder / "mine.zip"
    path.write_bytes((samples / "small.zip").read_bytes())
    with DemoProcess() as demo:
        save_demo(user, demo)
        user.open()
        user.go_to_review(path)
        change(path)
        user.start(demo.one_time_token)
        user.at_page(2)
        user.idle()
    return path


def test_the_same_file_once_more_is_worth_a_warning(user: WizardUser, samples: Path) -> None:
    with DemoProcess() as demo:
        save_demo(user, demo)
        user.open()
        user.go_to_review(samples / "small.zip")
        assert not _banner(user, "earlier_import").isVisible()
        user.start(demo.one_time_token)
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        user.ended()
        run = user.services.view(user.uploads[0]).run
        user.wizard.close()
        wizard = user.open()
        wizard.repeat(run)
        user.press("Next")
        user.press("Next")
        user.at_page(3)
        user.press("Next")
        warning = _banner(user, "earlier_import").accessibleName()
        assert warning.startswith("Warning: This file was sent to DEMO-1 today at ")
        assert warning.endswith("Append mode would duplicate the records that were imported then.")
        user.press("Open the Authentication Token page")
        assert user.dialogs.pages == [demo.authentication_token_page]


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
def test_the_host_of_the_token_page_is_told(user: WizardUser, samples: Path, page: str, told: str) -> None:
    user.save(token_page=page)
    width = user.open().width()
    user.go_to_review(samples / "small.zip")
    link = user.find("Open the Authentication Token page", QWidget)
    assert user.text("token_page_place") == link.accessibleDescription() == link.toolTip() == told
    assert user.wizard.width() == width and cut_labels(user.wizard) == []


@pytest.mark.parametrize("page", [None, "http://dev-1.acme.example/", "file:///etc/hostname", "javascript:alert(1)"])
def test_nothing_but_a_page_over_https_is_offered(user: WizardUser, samples: Path, page: str | None) -> None:
    """A data folder may hold anything."""
    user.save(token_page=page)
    user.open()
    user.go_to_review(samples / "small.zip")
    place = "Get it from DMM's Authentication Token page in the environment."
    assert user.text("token_page_place") == place
    link = user.wizard.findChild(QAbstractButton, "open_token_page")
    assert link is not None and not link.isVisible()
    link.click()
    assert user.dialogs.pages == []


@pytest.mark.qt_log_ignore("does not support QPlatformServices::openUrl")
def test_without_a_browser_the_token_page_is_named(user: WizardUser, samples: Path) -> None:
    page = "https://dev-1.acme.example/tokens"
    user.save(token_page=page)
    user.open()
    user.go_to_review(samples / "small.zip")
    user.dialogs.has_browser = False
    user.press("Open the Authentication Token page")
    assert f"{page} could not be opened." in _banner(user, "review_banner").accessibleName()


def test_what_the_api_lacks_and_where_records_go_is_said_before_the_start(user: WizardUser, samples: Path) -> None:
    environment = user.save(key="key", connections=(Connection("dev-1", "Archive"),))
    description = json.loads(resource(BUILT_IN_FILE).read_bytes())
    del description["paths"]["/StopExecution"]
    with user.services.workspace().store() as store:
        store.environments.save_check(environment, replace(environment, description=json.dumps(description)))
    user.load()
    wizard = user.open()
    wizard.set_target("dev-1", "Archive")
    wizard.set_file(samples / "small.zip")
    for page in (2, 3, 4):
        user.press("Next")
        user.at_page(page)
    assert _banner(user, "start_limits").accessibleName() == (
        "Warning: The API of DEV-1 lacks some operations. "
        "The import cannot be stopped from here: the API has no usable StopExecution."
    )
    promise = "Nothing has been sent yet. Imported records stay in Archive (DEV-1), even if you stop the import."
    assert promise in [label.text() for label in wizard.findChildren(QLabel) if label.isVisible()]


def test_nothing_is_started_with_a_description_learned_from_an_export(user: WizardUser, samples: Path) -> None:
    exporting = read_given(curl_posix(exported(LAYOUTS["documented"])), "export")
    environment = user.save(key="key")
    learned = replace(environment, description=learned_from([exporting], "export").description)
    with user.services.workspace().store() as store:
        store.environments.update(replace(learned, description_is_loaded=True))
    user.load()
    user.open()
    user.go_to_review(samples / "small.zip")
    assert _banner(user, "start_limits").isVisible()
    said = _banner(user, "start_limits").accessibleName()
    assert said.startswith("Error: You cannot import into DEV-1 yet. This environment's API has no usable")
    assert "it has no place for ZipFile" in said
    start = user.wizard.findChild(QAbstractButton, "start_import")
    assert start is not None and not start.isEnabled()
