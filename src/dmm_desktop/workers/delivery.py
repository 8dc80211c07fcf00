"""Brings what a task tells to the GUI thread, and there to whoever started it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from .task import Task

#: How long a receiver has rest between two values of progress, in milliseconds.
PROGRESS_EVERY = 100


def do_nothing(*_: object) -> None:
    """The callback of those who do not want to know."""


@dataclass(frozen=True, slots=True)
class Callbacks:
    """Whom to tell; see :meth:`TaskRunner.start`."""

    on_success: Callable[[Any], object] = do_nothing
    on_failure: Callable[[Any], object] = do_nothing
    on_cancelled: Callable[[], object] = do_nothing
    on_progress: Callable[[Any], object] = do_nothing
    on_end: Callable[[], object] = do_nothing


class Delivery(QObject):
    """Owns one task and calls the callbacks for it, on the thread that it lives on.

    The outcome waits until the thread has ended, so that a callback can start the same job again. What a callback
    raises leaves through Qt, which hands it to ``sys.excepthook``; the callbacks after it are called all the same.
    """

    broke = Signal(object)  # the exception of a job with a bug
    ended = Signal(object)  # this delivery: its thread has ended, and deliver_outcome is to be called

    def __init__(self, key: Hashable, task: Task, callbacks: Callbacks, owner: QObject, parent: QObject) -> None:
        super().__init__(parent)
        self.key = key
        self.task = task
        self._callbacks = callbacks
        self._outcome: Callable[[], object] = do_nothing
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setTimerType(Qt.TimerType.PreciseTimer)  # others come up to 5 % early
        self._rest.setInterval(PROGRESS_EVERY)
        self._rest.timeout.connect(self._progress)
        # Owned in Qt's way, so that deleteLater frees it on this thread and not Python's garbage collector on any.
        task.setParent(self)
        queued = Qt.ConnectionType.QueuedConnection
        task.progressed.connect(self._progress, queued)
        task.succeeded.connect(self._succeeded, queued)
        task.failed.connect(self._failed, queued)
        task.cancelled.connect(self._cancelled, queued)
        task.broke.connect(self._broke, queued)
        task.finished.connect(self._finished, queued)
        owner.destroyed.connect(self.drop)

    @Slot()
    def drop(self) -> None:
        """Make no more calls, and let go of what the callbacks hold."""
        self._callbacks = Callbacks()

    def deliver_outcome(self) -> None:
        """Call back with the last progress, the outcome and the end; to be called once, after ``ended``."""
        self._rest.stop()
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
        if self._rest.isActive():
            return  # the value is taken when the rest is over
        value = self.task.take_progress()
        if value is not None:
            # Before the call, and nothing after it: a callback may run an event loop in which this object is deleted.
            self._rest.start()
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
        self.task.wait()  # the signal comes from the thread's last steps
        self.task.release_job()
        self.ended.emit(self)
