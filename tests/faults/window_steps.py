"""Shared by the actions of `window_process.py`."""

import json
from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest

from dmm_desktop.app import Application

PATIENCE = 60_000  # milliseconds


def say(**facts: object) -> None:
    """Print a line of JSON."""
    print(json.dumps(facts), flush=True)


def until(condition: Callable[[], bool], state: Callable[[], object] = lambda: None) -> None:
    """Run Qt's event loop until the condition holds. ``state``: what a failure says."""
    deadline = QDeadlineTimer(PATIENCE)
    while not condition():
        assert not deadline.hasExpired(), state()
        QTest.qWait(5)


def idle(application: Application) -> None:
    """Run Qt's event loop until the application has started and no job is running."""
    runner = application.services.runner
    until(lambda: application.has_begun and not runner.busy, lambda: runner.running)
