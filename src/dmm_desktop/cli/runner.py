"""Runs a job of the operations while the main thread listens for Ctrl-C."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from ..core.cancel import Cancelled, CancelToken
from ..core.job import Job, Report, nobody
from ..core.redaction import Redaction
from .console import Console

T = TypeVar("T")

#: How often the main thread looks up; Windows delivers no Ctrl-C to a thread that waits without end.
_LOOK_UP = 0.2


class Interrupted(Exception):
    """Somebody pressed Ctrl-C more often than a job that must not be left half done could answer."""


class Runner:
    """One command's jobs, one after the other, with one token.

    The first Ctrl-C (or SIGTERM) cancels, which leaves steps whole that must not be half done; the second abandons
    those too; the third stops waiting for the job. ``known`` are the tokens of the command, to be hidden in its log.
    """

    def __init__(self, console: Console) -> None:
        self.cancel = CancelToken()
        self.known = Redaction()
        self._console = console
        self._interrupts = 0
        self._is_asking = False

    def install(self) -> None:
        """Take over the signals; to be called on the main thread."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._interrupt)

    def run(self, job: Job[T], report: Report = nobody) -> T:
        """Run the job on a thread of its own and return or raise what it does."""
        outcome: list[T] = []
        failure: list[BaseException] = []

        def body() -> None:
            try:
                outcome.append(job(self.cancel, report))
            except BaseException as error:
                failure.append(error)

        thread = threading.Thread(target=body, name="job", daemon=True)
        thread.start()
        told = False
        while thread.is_alive():
            thread.join(_LOOK_UP)
            if self._interrupts and not told and thread.is_alive():
                told = True
                self._console.note("Finishing what must not be left half done. Press Ctrl-C again to leave at once.")
            if self._interrupts > 2:
                raise Interrupted
        if failure:
            raise failure[0]
        return outcome[0]

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Inside the block the main thread waits for a person, which only an exception can end: Cancelled."""
        self.cancel.check()
        self._console.clear()
        self._is_asking = True
        try:
            yield
        except (Cancelled, EOFError):
            self._console.end_line()
            raise
        finally:
            self._is_asking = False

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        self._interrupts += 1
        if self._interrupts == 1:
            self.cancel.cancel()
        elif self._interrupts == 2:
            self.cancel.abandon()
        if self._is_asking:
            raise Cancelled
