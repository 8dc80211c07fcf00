"""Jobs: functions that take time, report progress, and can be cancelled from another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias, TypeVar


class Cancelled(Exception):
    """A job ended because its token was cancelled; not an error."""


class _Flag:
    """A flag that calls its callbacks once when it is set, or at once if it is already set."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[], None]] = []

    def set(self) -> None:
        with self._lock:
            self.event.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    @contextmanager
    def calls(self, callback: Callable[[], None]) -> Iterator[None]:
        with self._lock:
            late = self.event.is_set()
            if not late:
                self._callbacks.append(callback)
        if late:
            callback()
        try:
            yield
        finally:
            with self._lock:
                if callback in self._callbacks:
                    self._callbacks.remove(callback)


class CancelToken:
    """Lets another thread end a job; create a new one for each.

    After :meth:`cancel` the job ends at its next :meth:`check`, wakes at once from :meth:`sleep`, and its callbacks
    registered with :meth:`on_cancel` are called on the cancelling thread, to free it from a blocking call. A job may
    complete a step that must not be left half done, above all waiting for the tracker id of an import it has sent.
    :meth:`abandon` cuts off that step too: the application is closing and cannot wait.

    A job calls :meth:`commit` right before it changes anything that lasts, so that :meth:`withdraw` is certain: either
    nothing has changed and nothing will, or it is too late.
    """

    def __init__(self) -> None:
        self._deciding = threading.Lock()
        self._is_committed = False
        self._cancel = _Flag()
        self._abandon = _Flag()

    @property
    def cancelled(self) -> bool:
        return self._cancel.event.is_set()

    @property
    def abandoned(self) -> bool:
        return self._abandon.event.is_set()

    def cancel(self) -> None:
        self._cancel.set()

    def abandon(self) -> None:
        self._cancel.set()
        self._abandon.set()

    def check(self) -> None:
        """Raise Cancelled if :meth:`cancel` has been called."""
        if self.cancelled:
            raise Cancelled

    def commit(self) -> None:
        """Raise Cancelled if :meth:`cancel` has been called; from now on :meth:`withdraw` has no effect."""
        with self._deciding:
            self.check()
            self._is_committed = True

    def withdraw(self) -> bool:
        """Cancel, unless the job has committed itself. Returns whether it was cancelled."""
        with self._deciding:
            if not self._is_committed:
                self.cancel()
            return not self._is_committed

    def sleep(self, seconds: float) -> None:
        """Wait. Raises Cancelled as soon as :meth:`cancel` is called."""
        if self._cancel.event.wait(seconds):
            raise Cancelled

    @contextmanager
    def on_cancel(self, callback: Callable[[], None]) -> Iterator[None]:
        """Inside the block, call ``callback`` when the token is cancelled; at once if it already is."""
        with self._cancel.calls(callback):
            yield

    @contextmanager
    def on_abandon(self, callback: Callable[[], None]) -> Iterator[None]:
        """Inside the block, call ``callback`` when the token is abandoned; at once if it already is."""
        with self._abandon.calls(callback):
            yield


class WakeUp:
    """Ends the next wait of a job early, for example when the user requests an update."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def give(self) -> None:
        self._event.set()

    def wait(self, cancel: CancelToken, seconds: float) -> None:
        """Wait at most this long, or until :meth:`give` is called. Raises Cancelled as soon as the token is
        cancelled."""
        with cancel.on_cancel(self._event.set):
            self._event.wait(seconds)
        cancel.check()
        self._event.clear()


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """Base of a job's progress values. Only the last one counts: a receiver may skip the others."""


@dataclass(frozen=True, slots=True)
class BytesProgress(Progress):
    """Bytes of a file or response processed; ``total`` is None if unknown."""

    done: int
    total: int | None


OnProgress: TypeAlias = Callable[[Progress], None]

#: Returns on success, raises DmmError if it failed and Cancelled if it was cancelled; anything else is a bug.
Job: TypeAlias = Callable[[CancelToken, OnProgress], T]


def ignore_progress(_: Progress) -> None:
    """An OnProgress that ignores everything."""
