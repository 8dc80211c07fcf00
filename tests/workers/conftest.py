"""A runner for every test; no thread, no Qt warning and no QObject of ours is left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmm_desktop.workers.delivery import Delivery
from dmm_desktop.workers.runner import TaskRunner
from workers.system_threads import system_threads
from workers.witness import Witness


@pytest.fixture(autouse=True)
def no_leaked_thread(qapp: QApplication, qtbot: QtBot) -> Iterator[None]:
    """Fail the test if it leaves a thread running; asks the system, because Python does not know Qt's threads, and
    keeps an entry for those that have called ``threading.current_thread``."""
    before = system_threads()
    yield
    qtbot.waitUntil(lambda: system_threads() <= before)


@pytest.fixture(autouse=True)
def no_qt_warning(qtlog: Any) -> Iterator[None]:
    """Fail the test during which Qt warns."""
    yield
    assert [record.message for record in qtlog.records] == []


@pytest.fixture
def runner(no_leaked_thread: None) -> Iterator[TaskRunner]:
    """A runner that is idle and owns nothing when the test is over."""
    runner = TaskRunner()
    yield runner
    assert runner.shut_down(within=5) == []
    shiboken6.delete(runner)


@pytest.fixture
def witness(no_leaked_thread: None) -> Iterator[Witness]:
    """An owner of jobs that records its callbacks."""
    witness = Witness()
    yield witness
    if shiboken6.isValid(witness):
        shiboken6.delete(witness)


@pytest.fixture
def settle(runner: TaskRunner, qtbot: QtBot) -> Callable[[], None]:
    """A function that returns once no job is running and nothing is left to deliver."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not runner.busy and not runner.findChildren(Delivery))

    return wait
