"""Keeps Python's garbage collector from freeing GUI objects on other threads."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

#: Interval of the checks for garbage, in milliseconds.
LOOK_EVERY = 250


class GarbageCollector(QObject):
    """Collects cyclic garbage on the thread that it lives on.

    Python collects on whichever thread happens to create an object. If that is a worker and a closed dialog is part of
    the garbage, Qt destroys it there, and the process crashes (measured with PySide6 6.11: a widget or QObject in a
    reference cycle, with a running timer).
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def take_over(self) -> None:
        """Call before another thread runs: garbage is then collected here only."""
        gc.disable()
        self._timer.start()

    def hand_back(self) -> None:
        """Call after the last other thread has ended: Python collects again."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def _look(self) -> None:
        """Collect the oldest generation that Python's own thresholds would collect."""
        for generation, (count, threshold) in reversed(
            list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
        ):
            if 0 < threshold < count:
                gc.collect(generation)
                return
