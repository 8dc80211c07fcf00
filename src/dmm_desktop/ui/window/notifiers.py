"""How each system shows a notification."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QSystemTrayIcon

from ...desktop.notification import Notice, notify
from ...workers.delivery import do_nothing
from ...workers.runner import TaskRunner
from ..theme.icons import app_icon


class Notifier(Protocol):
    """Shows notifications."""

    def show(self, about: str, notice: Notice, clicked: Callable[[], None]) -> None:
        """Show a notification; it replaces an earlier one about the same thing. ``clicked``: the user clicked it."""

    def withdraw(self) -> None:
        """Remove the notifications: they no longer matter."""


def system_notifier(runner: TaskRunner, parent: QObject) -> Notifier:
    """The one for this system."""
    return BusNotifier(runner, parent) if sys.platform == "linux" else TrayNotifier(parent)


class BusNotifier(QObject):
    """Shows each notification in a job, which lasts until it is clicked, dismissed or withdrawn."""

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._numbers = itertools.count()
        self._open: dict[tuple[str, int], str] = {}  # what each job's notification is about

    def show(self, about: str, notice: Notice, clicked: Callable[[], None]) -> None:
        for earlier, other in self._open.items():
            if other == about:
                self._runner.cancel(earlier)
        key = "notification", next(self._numbers)
        started = self._runner.start(
            key,
            partial(notify, notice),
            owner=self,
            on_success=lambda was_clicked: clicked() if was_clicked else None,
            on_failure=do_nothing,
            on_end=lambda: self._open.pop(key),
        )
        if started:
            self._open[key] = about

    def withdraw(self) -> None:
        for key in self._open:
            self._runner.cancel(key)


class TrayNotifier(QObject):
    """Shows messages at an icon in the notification area, one at a time. The icon is there as long as the message."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clicked: Callable[[], None] = do_nothing
        self._icon = QSystemTrayIcon(app_icon(), self)
        self._icon.setObjectName("notification_icon")
        self._icon.messageClicked.connect(self._click)
        self._icon.activated.connect(self._click)

    def show(self, about: str, notice: Notice, clicked: Callable[[], None]) -> None:
        self._clicked = clicked
        self._icon.setToolTip(notice.title)
        self._icon.show()
        self._icon.showMessage(notice.title, notice.body, app_icon())

    def withdraw(self) -> None:
        self._clicked = do_nothing
        self._icon.hide()

    @Slot()
    def _click(self) -> None:
        clicked = self._clicked
        self.withdraw()
        clicked()
