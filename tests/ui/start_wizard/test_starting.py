"""Imports and exports that a wizard starts at a demo environment, or does not start."""

import gc
import re
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from demo_process import DemoProcess
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.token import Token
from dmm_desktop.ui.widgets.banner import Banner
from ui.lookup import find, focused
from ui.start_user import StartUser, save_demo


def test_a_double_click_starts_one_run_and_its_reference_is_kept(user: StartUser, file: Path) -> None:
    with DemoProcess() as demo:
        save_demo(user, demo)
        user.open()
        user.go_to_review(file)
        user.edit("Reference").setText("CHG-1")
        user.edit("One-time token").setText(f"  {demo.one_time_token}\n")
        button = user.find(user.start_button, QAbstractButton)
        for _ in range(2):
            user.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert not button.isEnabled() and button.text() == "Starting…"
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        user.ended()
        assert demo.received()["operations"]["StartExecution"] == 1
    assert user.services.view(user.uploads[0]).run.reference == "CHG-1"


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("", "The REST API key of DEMO-1 is not on this computer."),
        ("wrong-key", "{host} refused the REST API key."),
    ],
)
def test_a_key_that_is_missing_or_refused_can_be_entered(user: StartUser, file: Path, key: str, problem: str) -> None:
    with DemoProcess() as demo:
        save_demo(user, demo, key=key)
        wizard = user.open()
        user.go_to_review(file)
        user.start(demo.one_time_token)
        banner = find(wizard, Banner, "review_banner")
        user.qtbot.waitUntil(banner.isVisible)
        assert problem.format(host=demo.host_and_port) in banner.accessibleName()
        with user.qtbot.waitSignal(wizard.key_wanted) as wanted:
            user.press("Enter REST API key")
        assert wanted.args == ["demo-1"]
        user.services.keys.keep_for_session("demo-1", Token(demo.token))
        user.load()
        assert user.edit("One-time token").text() == demo.one_time_token
        user.press(user.start_button)
        assert not banner.isVisible()
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        assert user.ended() is RunState.COMPLETED


def test_the_keyboard_stays_where_it_was_if_nothing_is_started(user: StartUser, file: Path) -> None:
    with DemoProcess() as demo:
        environment = save_demo(user, demo, key="wrong-key")
        wizard = user.open()
        user.go_to_review(file)
        token, banner = user.edit("One-time token"), find(wizard, Banner, "review_banner")
        token.setText(demo.one_time_token)
        user.qtbot.keyClick(token, Qt.Key.Key_Return)
        assert focused() is wizard, "a second Enter would press Cancel"
        user.qtbot.waitUntil(banner.isVisible)
        assert focused() is token
        enter = user.find("Enter REST API key", QAbstractButton)
        enter.setFocus()
        user.qtbot.keyClick(enter, Qt.Key.Key_Return)
        _save_key(user, replace(environment, id="other", name="OTHER"), "another-key")
        assert banner.isVisible() and focused() is enter
        _save_key(user, environment, demo.token)
        assert not banner.isVisible() and focused() is token
        user.qtbot.keyClick(token, Qt.Key.Key_Return)
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        assert user.ended() is RunState.COMPLETED


def _save_key(user: StartUser, environment: Environment, key: str) -> None:
    def failed(error: DmmError) -> None:
        raise error

    environments = user.services.environments
    with user.qtbot.waitSignal(environments.key_saved):
        environments.save(
            environment, Token(key), owner=user.wizard, on_success=lambda placement: None, on_failure=failed
        )
    user.idle()


def test_what_fails_before_the_start_stands_in_a_banner_with_details(user: StartUser, file: Path) -> None:
    with DemoProcess() as demo:
        save_demo(user, demo)
        one_time_token = demo.one_time_token
    wizard = user.open()
    user.go_to_review(file)
    user.start(one_time_token)
    banner = find(wizard, Banner, "review_banner")
    user.qtbot.waitUntil(banner.isVisible)
    assert re.search(r"The connection to 127\.0\.0\.1:\d+ failed\.", banner.accessibleName())
    assert wizard.isVisible() and user.uploads == [] and user.services.runs.runs == []
    user.press("Details")
    find(wizard, QDialog, "details_dialog").close()
    user.press("Dismiss")
    assert not banner.isVisible() and user.edit("One-time token").text() == one_time_token


def test_a_wizard_that_is_closed_while_it_starts_starts_nothing(user: StartUser, file: Path) -> None:
    with DemoProcess() as demo:
        save_demo(user, demo)
        user.open()
        user.go_to_review(file)
        user.start(demo.one_time_token)
        user.press("Cancel")
        assert user.finished == [0] and not user.wizard.isVisible()
        user.idle()
        assert user.finished == [0] and user.uploads == []
        assert "StartExecution" not in demo.received()["operations"]


def test_wizards_that_come_and_go_leave_nothing_behind(user: StartUser) -> None:
    user.save()

    def one() -> None:
        wizard = user.make_wizard()
        wizard.open()
        QApplication.processEvents()
        wizard.reject()
        shiboken6.delete(wizard)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def left() -> tuple[int, int]:
        gc.collect()
        return len(QApplication.allWidgets()), len(user.services.environments.children())

    for _ in range(2):
        one()
    before = left()
    for _ in range(5):
        one()
    assert left() == before
