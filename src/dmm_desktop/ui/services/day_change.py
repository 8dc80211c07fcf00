"""Notices when another day begins: what was today is yesterday then."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ..formats import here_and_now

#: How often to look, in milliseconds. Midnight is not waited for: the computer may sleep, or its time zone change.
_LOOK_EVERY = 10_000


class DayChange(QObject):
    """``changed``: another day has begun in the time zone of this workstation. Whatever shows a time in words that
    depend on the day, such as "today at 10:31", shows it anew."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._today = here_and_now().date()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Look at the date."""
        today = here_and_now().date()
        if today != self._today:
            self._today = today
            self.changed.emit()
