"""Counts down to the next attempt of a request that waits."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from ...operations.retrying import Waiting
from ..messages import tr_again, tr_text


class Countdown(QObject):
    """Calls ``tell`` with the reason of the wait and the seconds left, now and every second, and with "" once the
    request no longer waits."""

    def __init__(self, tell: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._tell = tell
        self._waiting: Waiting | None = None
        self._ends = 0.0  # by the monotonic clock
        self._second = QTimer(self)
        self._second.setTimerType(Qt.TimerType.PreciseTimer)  # otherwise a number may be skipped
        self._second.setInterval(1000)
        self._second.timeout.connect(self._count)

    def show_waiting(self, waiting: Waiting | None) -> None:
        """Show that the request is waiting; None: it has been sent or given up."""
        was_waiting, self._waiting = self._waiting is not None, waiting
        if waiting is not None:
            self._ends = time.monotonic() + waiting.seconds
            self._second.start()
            self._count()
        elif was_waiting:
            self._second.stop()
            self._tell("")

    @Slot()
    def _count(self) -> None:
        if self._waiting is not None:
            left = self._ends - time.monotonic()
            self._tell(f"{tr_text(self._waiting.trouble.title)} {tr_again(left)}")
