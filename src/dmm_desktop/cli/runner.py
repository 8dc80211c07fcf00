"""Runs a command's jobs while the main thread listens for Ctrl-C, SIGTERM and a closed terminal."""

from __future__ import annotations

import os
import queue
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

from ..core.blocking import unless_cancelled
from ..core.job import Cancelled, CancelToken, Job, OnProgress, ignore_progress
from ..core.network import add_variables
from ..core.redaction import Redaction
from .console import Console

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


T = TypeVar("T")

#: How often the main thread looks up, in seconds; Windows delivers no Ctrl-C to a thread that waits without end.
_LOOK_UP = 0.2


class Runner:
    """One command's jobs, one after the other, with one token. Everything that can wait for something runs here.

    ``secrets`` hides the tokens of the command in its log and in what servers repeat.
    """

    def __init__(self, console: Console, interrupts: Interrupts) -> None:
        self.cancel = interrupts.cancel
        self.secrets = Redaction()
        add_variables(self.secrets)
        self._console = console

    def run(self, job: Job[T], report: OnProgress = ignore_progress) -> T:
        """Run the job and return or raise what it does. It is waited for when it is cancelled, until Interrupted."""
        results: list[T] = []
        failures: list[BaseException] = []

        def body() -> None:
            try:
                results.append(job(self.cancel, report))
            except BaseException as error:
                failures.append(error)

        thread = threading.Thread(target=body, name="job", daemon=True)
        thread.start()
        looks = 0  # since the job was cancelled
        while thread.is_alive():
            thread.join(_LOOK_UP)
            looks += self.cancel.cancelled
            if looks == 2 and thread.is_alive():
                self._console.note("Finishing what must not be left half done. Press Ctrl-C again to leave at once.")
        if results:
            return results[0]
        raise failures.pop()

    def do(self, work: Callable[[], T]) -> T:
        """Run a short piece of work as a job, also after the command was cancelled."""
        return self.run(lambda cancel, report: work())

    def read(self, work: Callable[[], T]) -> T:
        """Run what may be cut off at any point, such as reading a file. Raises Cancelled at the first Ctrl-C."""
        return unless_cancelled(self.cancel, work)

    def ask(self, question: Callable[[], T]) -> T:
        """Read what the user enters on the terminal. Raises Cancelled at the first Ctrl-C."""
        self._console.clear()
        try:
            return self.read(question)
        except (Cancelled, EOFError):
            self._console.end_line()
            raise
