"""The requests of a run as commands: chosen, shown and copied, with what is to be filled in."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.runs import Run
from dmm_desktop.ui.progress_view.curl_dialog import CurlDialog
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.runs_panel.run_list import RunList
from dmm_desktop.ui.runs_panel.runs_panel import RunsPanel
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.buttons import Button
from ui.lookup import find
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices, sample_run, sample_runs

Show = Callable[..., QWidget]


class _CurlUser:
    """Opens the dialog for a run, and chooses and copies in it."""

    def __init__(self, services: SampleServices, run: Run, shown: Show, qtbot: QtBot) -> None:
        self.dialog = CurlDialog(services, run)
        shown(self.dialog, 720, 480)
        self.requests = find(self.dialog, QComboBox, "curl_request")
        self.banner = find(self.dialog, Banner, "curl_banner")
        qtbot.waitUntil(lambda: self.requests.isEnabled() or self.banner.isVisible())

    def choose(self, name: str) -> tuple[str, str]:
        """What is said of a request, and its command."""
        self.requests.setCurrentIndex(self.requests.findText(name))
        return find(self.dialog, QLabel, "curl_notices").text(), find(
            self.dialog, QPlainTextEdit, "curl_command"
        ).toPlainText()

    def copy(self) -> str:
        button = find(self.dialog, QPushButton, "copy_curl")
        button.click()
        assert isinstance(button, Button) and button.is_saying_done
        return QGuiApplication.clipboard().text()


def _ended(services: SampleServices, live: Live, demo: DemoProcess, qtbot: QtBot) -> Run:
    """An import that has ended."""
    run_id = live.start(demo, live.environment(demo))
    qtbot.waitUntil(lambda: services.view(run_id).run.state.is_final)
    return services.view(run_id).run


def test_each_request_of_a_run_is_shown_and_copied_with_its_notices(
    services: SampleServices, shown: Show, live: Live, qtbot: QtBot
) -> None:
    with DemoProcess() as demo:
        run = _ended(services, live, demo, qtbot)
        user = _CurlUser(services, run, shown, qtbot)
        said, command = user.choose("StartExecution")
        assert "It starts another import." in said and '"ZipFile":"' in command
        assert user.copy().splitlines()[0].startswith("# For bash. Set DMM_TOKEN to the REST API key, DMM_TOKEN_OTP")
        for name in ("GetExecutionStatus", "StopExecution", "GetExecutionOutputs"):
            said, command = user.choose(name)
            assert said.startswith("For bash. Set DMM_TOKEN to the REST API key.") and run.tracker_id in command
            copied = user.copy()
            assert copied.endswith(command) and copied.startswith("# For bash.")
            assert demo.token not in copied and demo.one_time_token not in copied


def test_of_a_long_command_the_beginning_is_shown_and_all_of_it_copied(
    services: SampleServices, shown: Show, live: Live, qtbot: QtBot
) -> None:
    with DemoProcess() as demo:
        long = json.dumps({"Note": "long " * 1_000_000})
        user = _CurlUser(services, replace(_ended(services, live, demo, qtbot), configuration=long), shown, qtbot)
        said, command = user.choose("StartExecution")
        assert said.endswith("Only the beginning of the command is shown. Copy copies all of it.")
        assert command.endswith("…") and len(command) < 20_000
        copied = user.copy()
        assert len(copied) > 5_000_000 and "\n  --data-binary @-" in copied[-300:]


def test_without_a_tracker_id_the_other_requests_say_why_they_have_no_command(
    services: SampleServices, shown: Show, live: Live, qtbot: QtBot
) -> None:
    with DemoProcess() as demo:
        user = _CurlUser(services, replace(_ended(services, live, demo, qtbot), tracker_id=""), shown, qtbot)
        assert user.requests.currentText() == "StartExecution"
        assert user.choose("StopExecution") == ("The tracker id of this execution is not known here.", "")
        assert not find(user.dialog, QPushButton, "copy_curl").isEnabled()


def test_a_run_of_an_environment_that_was_removed_says_so(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    user = _CurlUser(services, sample_runs()["completed"][0], shown, qtbot)
    assert user.banner.isVisible() and "PROD-2" in user.banner.accessibleName()
    assert not user.requests.isEnabled() and not find(user.dialog, QPushButton, "copy_curl").isEnabled()


@pytest.mark.parametrize("known", [True, False])
def test_the_menu_of_a_run_offers_it_if_a_request_is_known(services: SampleServices, shown: Show, known: bool) -> None:
    state = sample_runs()["not started"][0].state
    run = sample_run("r", state, tracker_id="", configuration="{}" if known else "", zip_path="")
    services.put(run)
    panel, view = RunsPanel(services), ProgressView(services)
    shown(panel, 320, 600)
    asked: list[Run] = []
    panel.requests_requested.connect(asked.append)
    (runs,) = panel.findChildren(RunList)
    entry = find(runs.menu_of(services.view("r")), QAction, "menu_copy_as_curl")
    assert entry.text() == "Copy as curl…" and entry.isEnabled() is known
    entry.trigger()
    assert bool(asked) is known
    view.show_run("r")
    assert view.has_requests is known
    view.deleteLater()
