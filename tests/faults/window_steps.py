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


def until(condition: Callable[[], bool]) -> None:
    """Run Qt's event loop until the condition holds."""
    deadline = QDeadlineTimer(PATIENCE)
    while not condition():
        assert not deadline.hasExpired()
        QTest.qWait(5)


def idle(application: Application) -> None:
    """Run Qt's event loop until the application has started and no job is running."""
    until(lambda: application.has_begun and not application.services.runner.busy)
