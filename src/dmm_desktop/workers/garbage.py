"""Keeps Python's garbage collector from freeing GUI objects on other threads, or while PySide6 uses them."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

#: Interval of the checks for garbage, in milliseconds.
LOOK_EVERY = 250


class GarbageCollector(QObject):
    """Collects cyclic garbage on the thread that it lives on.

    Python collects on whichever thread happens to create an object, and at that moment. If a closed dialog is part of
    the garbage, Qt destroys it there and then. The process crashes if that thread is a worker (a widget or QObject in a
    reference cycle, with a running timer), or if PySide6 is about to wrap that widget: ``QApplication.allWidgets()``
    creates an object for each widget of a list. And it waits for itself without end if a QObject is destroyed while the
    destructor of another one, which holds a lock, calls Python [platform: all measured with PySide6 6.11].
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def take_over(self) -> None:
        """Collect garbage only here, and only between events; without effect if another GarbageCollector does."""
        if gc.isenabled():
            gc.disable()
            self._timer.start()

    def hand_back(self) -> None:
        """Let Python collect garbage again, if this object has taken over. No other thread may be running."""
        if self._timer.isActive():
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
