"""Runs what a command does while the main thread listens for Ctrl-C."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from ..core.blocking import unless_cancelled
from ..core.cancel import Cancelled
from ..core.job import Job, Report, nobody
from ..core.redaction import Redaction
from .console import Console
from .interrupts import Interrupts

T = TypeVar("T")

#: How often the main thread looks up, in seconds; Windows delivers no Ctrl-C to a thread that waits without end.
_LOOK_UP = 0.2


class Runner:
    """One command's jobs, one after the other, with one token. Everything that can wait for something runs here.

    ``known`` are the tokens of the command, to be hidden in its log.
    """

    def __init__(self, console: Console, interrupts: Interrupts) -> None:
        self.cancel = interrupts.cancel
        self.known = Redaction()
        self._console = console

    def run(self, job: Job[T], report: Report = nobody) -> T:
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
