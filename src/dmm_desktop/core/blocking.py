"""Runs calls that cannot be interrupted: name lookups, opening a pipe, waiting for another process's lock."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from .job import Cancelled, CancelToken

T = TypeVar("T")

#: Seconds between two checks; Windows delivers no Ctrl-C to a main thread in an endless wait.
_LOOK_UP = 0.2


def unless_cancelled(cancel: CancelToken, work: Callable[[], T], too_late: Callable[[], None] | None = None) -> T:
    """Return the result of ``work`` or raise its error. Raises Cancelled as soon as the token is cancelled, whatever
    ``work`` is waiting for.

    The work runs on a daemon thread, which is abandoned on cancellation, so it must be safe to cut off at any point.
    ``too_late`` is called on that thread if the work completes after all, to release what it opened.
    """
    cancel.check()
    results: list[T] = []
    failures: list[BaseException] = []
    awake = threading.Event()
    deciding = threading.Lock()
    has_ended = is_left = False

    def body() -> None:
        nonlocal has_ended
        try:
            results.append(work())
        except BaseException as error:
            failures.append(error)
        with deciding:
            has_ended = True
        awake.set()
        if is_left and too_late is not None:
            too_late()

    threading.Thread(target=body, name="blocking", daemon=True).start()
    with cancel.on_cancel(awake.set):
        while not awake.wait(_LOOK_UP):
            pass
    with deciding:
        is_left = not has_ended
    if is_left:
        raise Cancelled
    if results:
        return results[0]
    raise failures.pop()  # popped, so that the error does not refer to itself and keep things open
