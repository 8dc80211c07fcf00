"""Starts jobs, each on a thread of its own, and cancels and joins them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from PySide6.QtCore import QDeadlineTimer, QObject, Signal, Slot

from ..core.errors import DmmError
from ..core.job import Job
from .delivery import Callbacks, Delivery, do_nothing
from .garbage import GarbageCollector
from .task import Task

_LOG = logging.getLogger(__name__)

T = TypeVar("T")


class TaskRunner(QObject):
    """Everything that the application does beside the GUI thread; to be made and used on that thread.

    Whoever makes it calls :meth:`shut_down` before it goes: a QThread that is destroyed while it runs ends the
    process (exit code 134).
    """

    busy_changed = Signal(object)  # bool
    broke = Signal(object)  # the exception of a job with a bug; it is in the log and waits to be shown

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deliveries: dict[Hashable, Delivery] = {}
        self._busy = False
        self._closing = False
        self._garbage = GarbageCollector(self)

    @property
    def busy(self) -> bool:
        """Whether a job runs or the callbacks of one that has ended are being called."""
        return self._busy

    def is_running(self, key: Hashable) -> bool:
        """Whether a job runs under this key; no longer in the callbacks of its outcome."""
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
        """Run the job on a new thread; False, and nothing happens, if one runs under this key or we are closing.

        The callbacks are called on the GUI thread: ``on_progress`` at most ten times a second and with the last value
        before the outcome; one of ``on_success``, ``on_failure`` and ``on_cancelled``, or for a job with a bug the
        signal ``broke``; ``on_end`` after any of these. None is called once ``owner`` is destroyed, which does not
        cancel the job. Raises RuntimeError, and calls nobody, if the system has no thread left.
        """
        if not self.thread().isCurrentThread():
            raise RuntimeError("jobs are started on the thread of the TaskRunner")
        if self._closing or self.is_running(key):
            return False
        task = Task(str(key), job)
        callbacks = Callbacks(on_success, on_failure, on_cancelled, on_progress, on_end)
        delivery = Delivery(key, task, callbacks, owner, parent=self)
        delivery.broke.connect(self.broke)
        delivery.ended.connect(self._ended)
        self._deliveries[key] = delivery
        self._tell_busy()
        task.start()
        if not task.isRunning() and not task.isFinished():
            del self._deliveries[key]
            delivery.deleteLater()
            self._tell_busy()
            raise RuntimeError(f"the system has no thread left for {key}")
        return True

    def cancel(self, key: Hashable) -> None:
        """Ask the job under this key to end; it may still succeed. Progress and outcome come as ever."""
        if key in self._deliveries:
            self._deliveries[key].task.token.cancel()

    def wind_down(self) -> None:
        """Cancel everything and start nothing more; ``busy_changed`` tells when the last job has ended."""
        self._closing = True
        for delivery in list(self._deliveries.values()):
            _safely(delivery.task.token.cancel)

    def shut_down(self, within: float, abandoned_within: float = 1.0) -> list[Hashable]:
        """Cancel everything, wait, abandon what still runs, wait again; both waits in seconds and for all together.

        Blocks, and calls nobody back: for the end of the application, after its event loop. Returns the keys of the
        jobs that did not end; the log says where each of them is. With any of those left the process cannot end
        as usual: the application has to flush what it has open and leave with ``os._exit``.
        """
        self.wind_down()
        for delivery in self._deliveries.values():
            delivery.drop()
        self._join(within)
        if self._deliveries:
            for delivery in self._deliveries.values():
                _safely(delivery.task.token.abandon)
            self._join(abandoned_within)
        for key, delivery in self._deliveries.items():
            _LOG.error("%s does not end; it is here:\n%s", key, delivery.task.stack())
        self._tell_busy()
        return list(self._deliveries)

    def _join(self, seconds: float) -> None:
        deadline = QDeadlineTimer(round(seconds * 1000))
        for key, delivery in list(self._deliveries.items()):
            if delivery.task.wait(deadline):
                del self._deliveries[key]
                delivery.deleteLater()

    def _tell_busy(self) -> None:
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
            self._tell_busy()


def _safely(ask: Callable[[], None]) -> None:
    """Ask one job to end. What it has registered with its token is its own code, and the others must be asked too."""
    try:
        ask()
    except Exception:
        _LOG.exception("a job could not be asked to end")
