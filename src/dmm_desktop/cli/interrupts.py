"""Ctrl-C, SIGTERM and a terminal that is closed, as one command hears them."""

from __future__ import annotations

import os
import queue
import signal
import threading
from collections.abc import Callable
from types import FrameType

from ..core.cancel import CancelToken

#: 128 and the number of SIGINT, as shells write it.
INTERRUPTED = 130


class Interrupted(Exception):
    """The user pressed Ctrl-C more often than a job that must not be left half done could answer."""


class Interrupts:
    """Takes over the signals that end a command; to be made on the main thread.

    The first cancels the token, which leaves steps whole that must not be half done; the second abandons those too; the
    third raises Interrupted on the main thread, wherever it is; one more ends the process. A terminal that is closed
    cancels and does not count: the kernel and the shell both report it, systemd together with SIGTERM [platform], and
    that is no second wish. All of this until :meth:`over`.
    """

    def __init__(self) -> None:
        self.cancel = CancelToken()
        self._count = 0
        self._is_over = False
        self._wishes: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._numbers = [signal.SIGINT, signal.SIGTERM]
        if hasattr(signal, "SIGBREAK"):  # Windows: Ctrl-Break
            self._numbers.append(signal.SIGBREAK)
        if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # which is what nohup does
            self._numbers.append(signal.SIGHUP)
        threading.Thread(target=self._fulfil, name="interrupts", daemon=True).start()
        for number in self._numbers:
            signal.signal(number, self._interrupt)

    def over(self) -> None:
        """The exit code is decided: from now on signals change nothing, and none ends the interpreter while it ends."""
        self._is_over = True
        for number in self._numbers:
            signal.signal(number, signal.SIG_IGN)

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        """Takes no lock, because the code that it interrupts may hold it."""
        if self._is_over:
            return
        if number == getattr(signal, "SIGHUP", None):
            self._wishes.put(self.cancel.cancel)
            return
        self._count += 1
        self._wishes.put(self.cancel.cancel if self._count == 1 else self.cancel.abandon)
        if self._count == 3:
            raise Interrupted
        if self._count > 3:
            os._exit(INTERRUPTED)

    def _fulfil(self) -> None:
        while True:
            self._wishes.get()()
