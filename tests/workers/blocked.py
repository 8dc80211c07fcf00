"""Jobs that hang in a call, like one reading from a silent server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeAlias

from dmm_desktop.core.job import CancelToken, OnProgress

Registration: TypeAlias = Callable[[CancelToken, Callable[[], None]], AbstractContextManager[None]]


class Blocked:
    """A job in an endless read, until ``freed_by`` (a method of the token) calls it back or :meth:`free` is called.

    ``inside`` is set approximately when the read begins.
    """

    def __init__(self, freed_by: Registration = CancelToken.on_cancel) -> None:
        self._freed_by = freed_by
        self.inside = threading.Event()

    def __call__(self, cancel: CancelToken, report: OnProgress) -> str:
        """The job; raises Cancelled if it was cancelled, otherwise returns."""
        here, self._there = socket.socketpair()
        with here, self._there, self._freed_by(cancel, self.free):
            self.inside.set()
            here.recv(1)
            cancel.check()
            return "freed"

    def free(self) -> None:
        """End the read, from any thread; only while it is ``inside``."""
        self._there.send(b".")
