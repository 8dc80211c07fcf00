"""Starts jobs, each on its own thread, and cancels and joins them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from PySide6.QtCore import QDeadlineTimer, QObject, Signal, Slot

from ..core.errors import DmmError
from ..core.job import Job
from .delivery import Callbacks, Delivery, do_nothing
from .garbage import GarbageCollector
from .job_thread import JobThread

_LOG = logging.getLogger(__name__)

T = TypeVar("T")

#: Cancels a job for good; returns False, without effect, if the job has begun what cannot be taken back.
Withdraw: TypeAlias = Callable[[], bool]


class TaskRunner(QObject):
    """Runs all work outside the GUI thread; create and use it on that thread.

    Its owner must call :meth:`shut_down` before it is destroyed: destroying a running QThread aborts the process (exit
    code 134).
    """

    busy_changed = Signal(object)  # bool
    running_changed = Signal()  # a job was started, or one has ended and its callbacks were called
    broke = Signal(object)  # the exception of a job with a bug; already logged

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deliveries: dict[Hashable, Delivery] = {}
        self._withdrawn = count()
        self._busy = False
        self._closing = False
        self._garbage = GarbageCollector(self)

    @property
    def busy(self) -> bool:
        """Whether a job is running, or the callbacks of an ended job are being called."""
        return self._busy

    @property
    def running(self) -> tuple[Hashable, ...]:
        """The keys of the jobs that are running."""
        return tuple(self._deliveries)

    def is_running(self, key: Hashable) -> bool:
        """Whether a job is running under this key; False in the callbacks of its outcome."""
        return key in self._deliveries

    def start(
        self,
        key: Hashable,
        job: Job[T],
        *,
        owner: QObject,
        on_failure: Callable[[DmmError], object],
        on_success: Callable[[T], object] = do_nothing,
        on_cancelled: Callable[[], object] = do_nothing,
        on_progress: Callable[[Any], object] = do_nothing,
        on_end: Callable[[], object] = do_nothing,
    ) -> bool:
        """Run the job on a new thread. Returns False without effect if one is running under this key or the runner is
        closing.

        The callbacks are called on the GUI thread: ``on_progress`` at most ten times a second, with the last value
        before the outcome; then ``on_success``, ``on_failure`` or ``on_cancelled``, or the signal ``broke`` for a job
        with a bug; then ``on_end``. None is called once ``owner`` is destroyed, which does not cancel the job. Raises
        RuntimeError, without any callback, if the system cannot create another thread.
        """
        if not self.thread().isCurrentThread():
            raise RuntimeError("jobs are started on the thread of the TaskRunner")
        if self._closing or self.is_running(key):
            return False
        task = JobThread(_logged(key), job)
        callbacks = Callbacks(on_success, on_failure, on_cancelled, on_progress, on_end)
        delivery = Delivery(key, task, callbacks, owner, parent=self)
        delivery.broke.connect(self.broke)
        delivery.ended.connect(self._ended)
        self._deliveries[key] = delivery
        self._update_busy()
        task.start()
        if not task.isRunning() and not task.isFinished():
            del self._deliveries[key]
            delivery.deleteLater()
            self._update_busy()
            raise RuntimeError(f"the system has no thread left for {_logged(key)}")
        self.running_changed.emit()
        return True

    def cancel(self, key: Hashable) -> None:
        """Ask the job under this key to end; it may still succeed. Progress and outcome are delivered as usual."""
        if key in self._deliveries:
            self._deliveries[key].task.token.cancel()

    def start_withdrawable(
        self,
        key: Hashable,
        job: Job[T],
        *,
        owner: QObject,
        on_failure: Callable[[DmmError], object],
        on_success: Callable[[T], object],
    ) -> Withdraw | None:
        """Like :meth:`start`, for a job that the user can cancel until it commits itself; see :meth:`withdraw`. Returns
        None instead of False."""
        started = self.start(key, job, owner=owner, on_failure=on_failure, on_success=on_success)
        return partial(self.withdraw, key) if started else None

    def withdraw(self, key: Hashable) -> bool:
        """Cancel the job under this key for good, unless it has committed itself: returns False, and it goes on.

        ``on_cancelled`` and ``on_end`` are called before this returns, and the key is free, however long the job takes
        to end: the key store may keep it waiting.
        """
        delivery = self._deliveries.get(key)
        if delivery is None:
            return True
        if not delivery.task.token.withdraw():
            return False
        del self._deliveries[key]
        delivery.key = ("withdrawn", next(self._withdrawn), _logged(key))
        self._deliveries[delivery.key] = delivery
        delivery.deliver_withdrawal()
        self.running_changed.emit()
        return True

    def wind_down(self) -> None:
        """Cancel all jobs and refuse new ones; ``busy_changed`` is emitted when the last one has ended."""
        self._closing = True
        for delivery in list(self._deliveries.values()):
            _call_safely(delivery.task.token.cancel)

    def abandon(self) -> None:
        """After :meth:`wind_down`, also interrupt the steps that cancelled jobs may otherwise complete."""
        for delivery in list(self._deliveries.values()):
            _call_safely(delivery.task.token.abandon)

    def shut_down(self, within: float, abandoned_within: float = 1.0) -> list[Hashable]:
        """Cancel all jobs, wait, abandon those still running, wait again; both waits are in seconds, for all jobs
        together.

        Blocks and makes no callbacks; call it after the event loop has ended. Returns the keys of the jobs that did not
        end; the log shows where each is stuck. If any are left, the process cannot exit normally: flush what is open
        and leave with ``os._exit``.
        """
        self.wind_down()
        for delivery in self._deliveries.values():
            delivery.drop()
        self._join(within)
        if self._deliveries:
            self.abandon()
            self._join(abandoned_within)
        for key, delivery in self._deliveries.items():
            _LOG.error("%s does not end; it is here:\n%s", _logged(key), delivery.task.stack())
        self._update_busy()
        return list(self._deliveries)

    def _join(self, seconds: float) -> None:
        deadline = QDeadlineTimer(round(seconds * 1000))
        for key, delivery in list(self._deliveries.items()):
            if delivery.task.wait(deadline):
                del self._deliveries[key]
                delivery.deleteLater()

    def _update_busy(self) -> None:
        busy = bool(self._deliveries)
        if busy != self._busy:
            self._busy = busy
            if busy:
                self._garbage.take_over()
            else:
                self._garbage.hand_back()
            self.busy_changed.emit(busy)

    @Slot(object)
    def _ended(self, delivery: Delivery) -> None:
        if self._deliveries.pop(delivery.key, None) is None:
            return  # joined by shut_down
        try:
            delivery.deliver_outcome()
        finally:
            delivery.deleteLater()
            self._update_busy()
            self.running_changed.emit()


def _call_safely(ask: Callable[[], None]) -> None:
    """Ask one job to end. An exception in its own cancel handlers must not keep the other jobs from being asked."""
    try:
        ask()
    except Exception:
        _LOG.exception("a job could not be asked to end")


def _logged(key: Hashable) -> str:
    """A key as it is logged: the words, numbers and paths in it, but not what a job works with."""
    parts = key if isinstance(key, tuple) else (key,)
    return " ".join(str(one) for one in parts if isinstance(one, str | int | Path))
