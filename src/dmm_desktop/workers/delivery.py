"""Delivers a task's progress and outcome to its callbacks on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from .job_thread import JobThread

#: Minimum interval between two progress callbacks, in milliseconds.
PROGRESS_EVERY = 100


def do_nothing(*_: object) -> None:
    """Default callback: does nothing."""


@dataclass(frozen=True, slots=True)
class Callbacks:
    """The callbacks of a task; see :meth:`TaskRunner.start`."""

    on_success: Callable[[Any], object] = do_nothing
    on_failure: Callable[[Any], object] = do_nothing
    on_cancelled: Callable[[], object] = do_nothing
    on_progress: Callable[[Any], object] = do_nothing
    on_end: Callable[[], object] = do_nothing


class Delivery(QObject):
    """Owns one task and calls its callbacks, on the thread that it lives on.

    The outcome is delivered after the thread has ended, so that a callback can start the same job again. An exception
    in a callback propagates through Qt to ``sys.excepthook``; later callbacks are called anyway.
    """

    broke = Signal(object)  # the exception of a job with a bug
    ended = Signal(object)  # this delivery: its thread has ended, so call deliver_outcome

    def __init__(self, key: Hashable, task: JobThread, callbacks: Callbacks, owner: QObject, parent: QObject) -> None:
        super().__init__(parent)
        self.key = key
        self.task = task
        self._callbacks = callbacks
        self._outcome: Callable[[], object] = do_nothing
        self._interval = QTimer(self)
        self._interval.setSingleShot(True)
        self._interval.setTimerType(Qt.TimerType.PreciseTimer)  # other timers fire up to 5 % early
        self._interval.setInterval(PROGRESS_EVERY)
        self._interval.timeout.connect(self._progress)
        # Owned by Qt, so that deleteLater frees it on this thread, rather than Python's garbage collector on any
        # thread.
        task.setParent(self)
        queued = Qt.ConnectionType.QueuedConnection
        task.progressed.connect(self._progress, queued)
        task.succeeded.connect(self._succeeded, queued)
        task.failed.connect(self._failed, queued)
        task.cancelled.connect(self._cancelled, queued)
        task.broke.connect(self._broke, queued)
        task.finished.connect(self._finished, queued)
        owner.destroyed.connect(self.drop)

    def deliver_withdrawal(self) -> None:
        """Call the callbacks for a cancelled task at once; its real outcome will not be delivered."""
        callbacks = self._callbacks
        self.drop()
        try:
            callbacks.on_cancelled()
        finally:
            callbacks.on_end()

    @Slot()
    def drop(self) -> None:
        """Make no more calls, and release the callbacks."""
        self._callbacks = Callbacks()

    def deliver_outcome(self) -> None:
        """Call the callbacks for the last progress, the outcome and the end. Call this once, after ``ended``."""
        self._interval.stop()
        value, outcome, self._outcome = self.task.take_progress(), self._outcome, do_nothing
        try:
            if value is not None:
                self._callbacks.on_progress(value)
        finally:
            try:
                outcome()
            finally:
                self._callbacks.on_end()
                self.drop()

    @Slot()
    def _progress(self) -> None:
        if self._interval.isActive():
            return  # the value is taken at the end of the interval
        value = self.task.take_progress()
        if value is not None:
            # Started before the callback, with nothing after it: a callback may run an event loop that deletes this
            # object.
            self._interval.start()
            self._callbacks.on_progress(value)

    @Slot(object)
    def _succeeded(self, result: object) -> None:
        self._outcome = lambda: self._callbacks.on_success(result)

    @Slot(object)
    def _failed(self, error: object) -> None:
        self._outcome = lambda: self._callbacks.on_failure(error)

    @Slot()
    def _cancelled(self) -> None:
        self._outcome = lambda: self._callbacks.on_cancelled()

    @Slot(object)
    def _broke(self, error: object) -> None:
        self._outcome = lambda: self.broke.emit(error)

    @Slot()
    def _finished(self) -> None:
        self.task.wait()  # the signal is emitted in the thread's last steps
        self.task.release_job()
        self.ended.emit(self)
