"""Jobs that hang in a call, as one does that reads from a server that says nothing."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeAlias

from dmm_desktop.core.job import CancelToken, OnProgress

Registration: TypeAlias = Callable[[CancelToken, Callable[[], None]], AbstractContextManager[None]]


class Blocked:
    """A job in a read without end, until ``freed_by`` (a method of the token) calls it back or :meth:`free` is called.

    ``inside`` is set when the read begins, near enough.
    """

    def __init__(self, freed_by: Registration = CancelToken.on_cancel) -> None:
        self._freed_by = freed_by
        self.inside = threading.Event()

    def __call__(self, cancel: CancelToken, report: OnProgress) -> str:
        """The job; fails as cancelled if it was, and else returns."""
        self._here, there = socket.socketpair()
        with self._here, there, self._freed_by(cancel, self.free):
            self.inside.set()
            self._here.recv(1)
            cancel.check()
            return "freed"

    def free(self) -> None:
        """End the read, from any thread; only while it is ``inside``."""
        self._here.shutdown(socket.SHUT_RDWR)
