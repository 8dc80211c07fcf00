"""Closing the window while something is under way: what is said, what is asked, and that it closes in the end."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmm_desktop.core.job import CancelToken, OnProgress
from dmm_desktop.ui.window.main_window import MainWindow
from ui.environment_fixtures import press, said
from ui.run_scenes import Scene
from ui.window.dialogs import Dialogs


@pytest.fixture
def stubborn_job(window: MainWindow, scene: Scene) -> Iterator[threading.Event]:
    """A job that goes on, whatever it is told, until the event is set."""
    may_end = threading.Event()

    def job(cancel: CancelToken, report: OnProgress) -> None:
        may_end.wait(60)

    scene.runner.start("stubborn", job, owner=scene, on_failure=lambda error: None)
    yield may_end
    may_end.set()


def test_while_something_is_under_way_it_says_so_and_closes_afterwards(
    window: MainWindow, scene: Scene, stubborn_job: threading.Event, qtbot: QtBot
) -> None:
    window.runs.select_run(scene.put_scene("running"))
    window.close()
    assert window.isVisible()
    assert "Closing…" in said(window) and "Imports on the server are not stopped." in said(window)
    qtbot.waitUntil(lambda: not scene.services.runs.is_watched("running"))
    assert window.isVisible()
    stubborn_job.set()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_a_second_press_does_not_wait(window: MainWindow, stubborn_job: threading.Event) -> None:
    window.close()
    assert window.isVisible()
    window.close()
    assert not window.isVisible()


def test_an_upload_is_ended_only_if_the_person_says_so(dialogs: Dialogs, qtbot: QtBot) -> None:
    window = dialogs.window
    dialogs.prepare("close during an upload")
    dialogs.look_at("close during an upload", lambda question: press(question, "keep_running"))
    QApplication.processEvents()
    assert window.isVisible() and "Closing" not in said(window)
    dialogs.look_at("close during an upload", lambda question: press(question, "close_anyway"))
    qtbot.waitUntil(lambda: not window.isVisible())
