"""A thread that runs one job."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from typing import Any

from PySide6.QtCore import QThread, Signal

from ..core.errors import DmmError
from ..core.job import Cancelled, CancelToken, Job, Progress

_LOG = logging.getLogger(__name__)


class JobThread(QThread):
    """One job on its own thread; emits exactly one of the four outcomes, then Qt's ``finished``.

    The job decides the outcome: a job that is cancelled too late and returns has succeeded. Progress is kept rather
    than sent: ``progressed`` is emitted once to say that a value is available, and not again until the value is taken,
    however often the job reports.
    """

    succeeded = Signal(object)  # what the job returned
    failed = Signal(object)  # DmmError
    cancelled = Signal()
    broke = Signal(object)  # any other exception: a bug, already logged
    progressed = Signal()

    def __init__(self, name: str, job: Job[Any]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.token = CancelToken()
        self._job: Job[Any] | None = job
        self._lock = threading.Lock()
        self._latest: Progress | None = None
        self._over = False
        self._ident: int | None = None

    def run(self) -> None:
        """Called by Qt on the new thread; an exception that leaves it would abort the process."""
        _trace_like_other_threads()
        self._ident = threading.get_ident()
        try:
            self.token.check()
            assert self._job is not None
            result = self._job(self.token, self._keep)
        except Cancelled:
            self._end()
            self.cancelled.emit()
        except DmmError as error:
            _LOG.info("%s failed: %s", self.objectName(), error)
            _free_frames(error)
            self._end()
            self.failed.emit(error)
        except BaseException as error:
            _LOG.exception("%s broke", self.objectName())
            _free_frames(error)
            self._end()
            self.broke.emit(error)
        else:
            self._end()
            self.succeeded.emit(result)

    def take_progress(self) -> Progress | None:
        """The last value reported since the previous call; None if there is none."""
        with self._lock:
            value, self._latest = self._latest, None
        return value

    def release_job(self) -> None:
        """Release the job after the thread has ended. The thread must not do so itself, because it could then hold the
        last reference to a GUI object. Nor can this wait until the JobThread is destroyed, because every error that
        passed through :meth:`run` keeps it alive."""
        self._job = None

    def stack(self) -> str:
        """The thread's current stack, formatted for the log."""
        frame = sys._current_frames().get(self._ident) if self._ident is not None else None
        return "".join(traceback.format_stack(frame)) if frame is not None else "not in Python code"

    def _keep(self, value: Progress) -> None:
        # Emitted inside the lock, so that a thread of the job's own that reports late finds either the task alive or
        # the end marked.
        with self._lock:
            if self._over:
                return
            is_first, self._latest = self._latest is None, value
            if is_first:
                self.progressed.emit()

    def _end(self) -> None:
        with self._lock:
            self._over = True


def _trace_like_other_threads() -> None:
    """Install the tracer, because Python traces only threads it started itself and coverage would miss jobs."""
    tracer = threading.gettrace()
    if tracer is not None and sys.gettrace() is None:
        sys.settrace(tracer)


def _free_frames(error: BaseException) -> None:
    """Free the local variables of all frames the error passed through; line numbers stay.

    An error is kept as long as it is shown; the job's sessions, buffers and tokens must not be.
    """
    pending: list[BaseException | None] = [error]
    seen: set[int] = set()
    while pending:
        one = pending.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            traceback.clear_frames(one.__traceback__)
            pending += [one.__cause__, one.__context__]
