"""Runs a command's jobs while the main thread handles Ctrl-C, SIGTERM and a closed terminal."""

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
from ..core.redaction import Redaction
from .console import Console

#: 128 plus the number of SIGINT, the convention of shells.
INTERRUPTED = 130


class Interrupted(Exception):
    """The user pressed Ctrl-C again before a job that must not be left half done could finish."""


class Interrupts:
    """Handles the signals that end a command; create it on the main thread.

    The first signal cancels the token, but lets steps finish that must not be left half done; the second abandons these
    too; the third raises Interrupted on the main thread, wherever it is; the fourth ends the process. A closed terminal
    cancels but is not counted: the kernel and the shell both report it, systemd together with SIGTERM [platform],
    although the user acted only once. This applies until :meth:`over`.
    """

    def __init__(self) -> None:
        self.cancel = CancelToken()
        self._count = 0
        self._is_over = False
        self._wishes: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._numbers = [signal.SIGINT, signal.SIGTERM]
        if hasattr(signal, "SIGBREAK"):  # Windows: Ctrl-Break
            self._numbers.append(signal.SIGBREAK)
        if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup ignores it
            self._numbers.append(signal.SIGHUP)
        threading.Thread(target=self._fulfil, name="interrupts", daemon=True).start()
        for number in self._numbers:
            signal.signal(number, self._interrupt)

    def over(self) -> None:
        """Ignore signals from now on: the exit code is decided, and no signal may interrupt the interpreter's exit."""
        self._is_over = True
        for number in self._numbers:
            signal.signal(number, signal.SIG_IGN)

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        """Takes no lock, because the interrupted code may hold it."""
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

#: How often the main thread wakes up, in seconds; Windows delivers no Ctrl-C to a thread that waits without a time-out.
_LOOK_UP = 0.2


class Runner:
    """Runs the jobs of one command consecutively, with one cancel token. Everything that may block runs here.

    ``secrets`` hides the command's tokens in its output and log, and in texts of servers, which may repeat them.
    """

    def __init__(self, console: Console, interrupts: Interrupts, secrets: Redaction) -> None:
        self.cancel = interrupts.cancel
        self.secrets = secrets
        self._console = console

    def run(self, job: Job[T], report: OnProgress = ignore_progress) -> T:
        """Run the job and return its result or raise its error. A cancelled job is waited for until Interrupted is
        raised."""
        results: list[T] = []
        failures: list[BaseException] = []

        def body() -> None:
            try:
                results.append(job(self.cancel, report))
            except BaseException as error:
                failures.append(error)

        thread = threading.Thread(target=body, name="job", daemon=True)
        thread.start()
        looks = 0  # counted since the job was cancelled
        while thread.is_alive():
            thread.join(_LOOK_UP)
            looks += self.cancel.cancelled
            if looks == 2 and thread.is_alive():
                self._console.note("Finishing a step that should not be interrupted. Press Ctrl-C again to exit now.")
        if results:
            return results[0]
        raise failures.pop()

    def do(self, work: Callable[[], T]) -> T:
        """Run a short piece of work as a job, even after the command was cancelled."""
        return self.run(lambda cancel, report: work())

    def read(self, work: Callable[[], T]) -> T:
        """Run work that may be abandoned at any point, such as reading a file. Raises Cancelled at the first Ctrl-C."""
        return unless_cancelled(self.cancel, work)

    def ask(self, question: Callable[[], T]) -> T:
        """Read the user's input from the terminal. Raises Cancelled at the first Ctrl-C."""
        self._console.clear()
        try:
            return self.read(question)
        except (Cancelled, EOFError):
            self._console.end_line()
            raise
