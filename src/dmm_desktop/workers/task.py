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


class Task(QThread):
    """One job on a thread of its own; emits exactly one of the four outcomes, then Qt's ``finished``.

    The job decides the outcome: one that was cancelled too late and returns has succeeded. Progress is not sent but
    kept: ``progressed`` says that there is some, once until it is taken, however much the job reports.
    """

    succeeded = Signal(object)  # what the job returned
    failed = Signal(object)  # DmmError
    cancelled = Signal()
    broke = Signal(object)  # any other exception, which is a bug and is in the log
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
        """Called by Qt on the new thread; to be left by no exception, or the process ends."""
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
        """The last value that the job has reported since this was last called."""
        with self._lock:
            value, self._latest = self._latest, None
        return value

    def release_job(self) -> None:
        """Let go of the job and what it holds, after the thread has ended. Not done by the thread itself, which could
        be the last to hold an object of the GUI then; and not left to the end of this object, which every error that
        came through :meth:`run` keeps alive."""
        self._job = None

    def stack(self) -> str:
        """Where the thread is at the moment, as a traceback has it; for the log."""
        frame = sys._current_frames().get(self._ident) if self._ident is not None else None
        return "".join(traceback.format_stack(frame)) if frame is not None else "not in Python code"

    def _keep(self, value: Progress) -> None:
        # The signal is emitted inside the lock so that a thread of the job's own that reports late finds either the
        # task alive or the end marked.
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
    """Python traces only threads that it has started itself: without this, coverage sees no job."""
    tracer = threading.gettrace()
    if tracer is not None and sys.gettrace() is None:
        sys.settrace(tracer)


def _free_frames(error: BaseException) -> None:
    """Free the local variables of the functions that the error came through, and keep the lines.

    An error is kept as long as somebody reads it; the sessions, buffers and tokens of the job must not be.
    """
    pending: list[BaseException | None] = [error]
    seen: set[int] = set()
    while pending:
        one = pending.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            traceback.clear_frames(one.__traceback__)
            pending += [one.__cause__, one.__context__]
