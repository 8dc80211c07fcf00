"""Fixtures for the panels of runs: the themed application, services without a server, and with the demo server."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.archive.full_check import read_zip
from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.operations.start_import import ImportPlan, start_import
from dmm_desktop.ui.theme.theme import Theme
from dmm_desktop.ui.window.main_window import MainWindow
from dmm_desktop.workers.runner import TaskRunner
from ui.file_answers import FileAnswers
from ui.sample_runs import SampleServices
from workers.system_threads import system_threads


@pytest.fixture(autouse=True)
def no_leaked_thread(qapp: QApplication, qtbot: QtBot) -> Iterator[None]:
    """Fail the test if it leaves a thread running."""
    before = system_threads()
    yield
    qtbot.waitUntil(lambda: system_threads() <= before)


@pytest.fixture
def font_of_the_mocks(theme: Theme, qapp: QApplication) -> Theme:
    """The theme, with a system font of 13 px."""
    font = qapp.font()
    font.setPixelSize(13)
    qapp.setFont(font)
    return theme


@pytest.fixture
def runner(font_of_the_mocks: Theme, no_leaked_thread: None) -> Iterator[TaskRunner]:
    """A runner that is idle when the test is over."""
    runner = TaskRunner()
    yield runner
    assert runner.shut_down(within=10) == []
    shiboken6.delete(runner)


@pytest.fixture
def services(tmp_path: Path, runner: TaskRunner) -> Iterator[SampleServices]:
    """Services with a new data folder and no runs."""
    services = SampleServices(tmp_path / "data", runner)
    yield services
    runner.shut_down(within=10)
    services.close()


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, services: SampleServices) -> Iterator[Callable[..., QWidget]]:
    """A function that shows a widget in a size; all are deleted, with their dialogs, before the services."""
    widgets: list[QWidget] = []

    def show(widget: QWidget, width: int = 712, height: int = 740) -> QWidget:
        widgets.append(widget)
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        qtbot.waitExposed(widget)
        qapp.processEvents()
        stray = [one for one in qapp.topLevelWidgets() if one.isVisible() and one not in widgets]
        assert stray == []
        return widget

    yield show
    for widget in widgets:
        if shiboken6.isValid(widget):
            widget.close()
            shiboken6.delete(widget)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def new_window(services: SampleServices, tmp_path: Path) -> Iterator[Callable[..., MainWindow]]:
    """A function that makes a main window; all are deleted before the services."""
    windows: list[MainWindow] = []

    def make(*, is_demo: bool = False) -> MainWindow:
        windows.append(MainWindow(lambda: services, tmp_path, None if is_demo else lambda: None))
        return windows[-1]

    yield make
    services.runner.shut_down(within=10)
    for window in filter(shiboken6.isValid, windows):
        if "_parts" in vars(window):
            assert window.progress  # it owns the parts, which are made one by one before it
        shiboken6.delete(window)  # closing would ask whether to stop an upload


@pytest.fixture
def answers(tmp_path: Path) -> FileAnswers:
    """System dialogs that use the test's folder."""
    folder = tmp_path / "saved"
    folder.mkdir()
    return FileAnswers(folder=folder)


class Reachable(Protocol):
    """The data that an import needs about an environment."""

    @property
    def address(self) -> str: ...
    @property
    def token(self) -> str: ...
    @property
    def one_time_token(self) -> str: ...


def _raise(error: Exception) -> None:
    raise error


class Live:
    """Starts imports into a demo environment."""

    def __init__(self, services: SampleServices, samples: Path, qtbot: QtBot) -> None:
        self._services, self._samples, self._qtbot = services, samples, qtbot

    def environment(self, demo: Reachable, token: str | None = None) -> Environment:
        """Save the demo environment as DEMO-1."""
        environment = Environment(str(uuid.uuid4()), "DEMO-1", Address.parse(demo.address), Stage.TEST)
        controller = self._services.environments
        with self._qtbot.waitSignal(controller.changed):
            controller.save(
                environment,
                Token(token or demo.token),
                owner=self._services,
                on_success=lambda placement: None,
                on_failure=_raise,
            )
        return environment

    def start(
        self,
        demo: Reachable,
        environment: Environment,
        zip_name: str = "small.zip",
        *,
        on_failure: Callable[[DmmError], None] = _raise,
    ) -> str:
        """Start an import; returns the id of its run once it is in the list."""
        checked = read_zip(self._samples / zip_name, CancelToken(), ignore_progress).checked()
        plan = ImportPlan(environment.address, checked, import_configuration(None, append=True), environment)
        runs = self._services.runs
        runs.start(
            plan.run_id,
            partial(start_import, self._services.context, plan, Token(demo.one_time_token)),
            owner=self._services,
            on_sending=lambda: None,
            on_started=lambda: None,
            on_failure=on_failure,
        )
        self._qtbot.waitUntil(lambda: runs.find(plan.run_id) is not None)
        return plan.run_id


@pytest.fixture
def live(services: SampleServices, samples: Path, qtbot: QtBot) -> Live:
    """Imports into the demo environment."""
    return Live(services, samples, qtbot)
