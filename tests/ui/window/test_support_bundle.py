"""A support bundle that waits for the server's logs: one at a time, not lost by closing, and cancelled at will."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.support_bundles import SUPPORT_BUNDLE
from dmm_desktop.ui.window.main_window import MainWindow
from scripted_server import Exchange, ScriptedServer
from ui.environment_fixtures import SavedEnvironments, press, said
from ui.export_user import ended_export, outputs_script
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """A server that is asked for the logs, and keeps silent."""
    with ScriptedServer(outputs_script(Exchange.hold)) as server:
        yield server


@pytest.fixture
def collecting(
    window: MainWindow,
    services: SampleServices,
    saved_environments: SavedEnvironments,
    server: ScriptedServer,
    files: FileAnswers,
    qtbot: QtBot,
) -> MainWindow:
    """A window that has asked the server for the logs of a support bundle."""
    run = ended_export(services, saved_environments.put("DEMO-1", server.address, "key"), 4)
    window.runs.select_run(run.id)
    qtbot.waitUntil(lambda: window.progress.isVisible() and window.progress.run_id == run.id)
    assert _offers(window) == (True, True)
    window.support._dialogs = files
    window.support.save(run.id)
    qtbot.waitUntil(lambda: len(server.of("GetExecutionOutputs")) == 1)
    return window


def _offers(window: MainWindow) -> tuple[bool, bool]:
    """Whether the menu *Help* and that of the report offer it."""
    action = find(window, QAction, "menu_support_bundle")
    menu = next(menu for menu in window.findChildren(QMenu) if action in menu.actions())
    menu.aboutToShow.emit()
    is_in_help = action.isEnabled()
    menu.aboutToHide.emit()
    return is_in_help, find(window, QAction, "save_support_bundle").isEnabled()


def test_a_second_one_is_not_offered_before_the_first_is_saved(
    collecting: MainWindow, services: SampleServices, files: FileAnswers, qtbot: QtBot
) -> None:
    assert _offers(collecting) == (False, False)
    find(collecting, QAction, "menu_support_bundle").trigger()
    qtbot.waitUntil(lambda: not any("constants" in key for key in services.runner.running if isinstance(key, tuple)))
    assert len(files.asked) == 1, "no file is asked for that would not be saved"
    services.runner.cancel(SUPPORT_BUNDLE)
    qtbot.waitUntil(lambda: not services.runner.busy)
    assert _offers(collecting) == (True, True)


def test_it_says_what_it_waits_for_and_can_be_cancelled(
    collecting: MainWindow, services: SampleServices, server: ScriptedServer, files: FileAnswers, qtbot: QtBot
) -> None:
    waiting = f"Collecting diagnostic information… Waiting for a response from {server.host_and_port}."
    qtbot.waitUntil(lambda: waiting in said(collecting))
    press(collecting, "cancel_support_bundle")
    qtbot.waitUntil(lambda: not services.runner.busy)
    assert "Collecting" not in said(collecting) and not files.path.exists()


def test_closing_the_window_meanwhile_is_asked_about(
    collecting: MainWindow, server: ScriptedServer, files: FileAnswers, qtbot: QtBot
) -> None:
    collecting.close()
    question = find(collecting, QMessageBox, "close_question")
    assert question.text() == "A support bundle is being saved."
    assert question.informativeText() == "Closing ends this. Nothing has been saved yet."
    assert collecting.isVisible()
    press(question, "close_anyway")
    qtbot.waitUntil(lambda: not collecting.isVisible())
    assert not files.path.exists()


def test_it_is_asked_about_without_a_run_too(
    window: MainWindow, services: SampleServices, files: FileAnswers, qtbot: QtBot
) -> None:
    """The question is withdrawn once the bundle is saved."""
    asked: list[str] = []

    def close_meanwhile() -> None:
        if window.support.is_saving and not asked:
            window.close()
            asked.append(find(window, QMessageBox, "close_question").text())

    services.runner.running_changed.connect(close_meanwhile)
    window.support._dialogs = files
    window.support.save()
    qtbot.waitUntil(lambda: asked == ["A support bundle is being saved."])
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "close_question") is None)
    assert window.isVisible() and files.path.exists()
