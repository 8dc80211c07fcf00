"""Processes that read data files in parallel: each uses a core of its own, and the threads of this process are not
delayed."""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ... import programs
from ...core.job import CancelToken
from .member import Done, Task

_LOG = logging.getLogger(__name__)

#: More would use too much memory for the time saved.
_MOST = 4
#: Prevents a console window on Windows when a program without a console starts a console program.
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
#: Seconds until a thread that still reads from a process that was killed is left behind.
_LEAVING = 5.0


def number_of_workers(tasks: int) -> int:
    """The number of processes that save time on this computer."""
    cores = os.cpu_count() or 1
    if sys.platform == "linux":
        cores = len(os.sched_getaffinity(0))  # the cores that this process may use
    return min(cores, tasks, _MOST)


class Workers:
    """Processes that share the ``tasks`` of a zip; each takes the next task as soon as it is free, with the ``room``
    that is left by then. A context manager: leaving it ends all of them, whatever they are doing. A thread is left
    behind if another program keeps its pipe open: under Wine, a console can outlive its process [platform]."""

    def __init__(self, path: Path, tasks: Sequence[Task], count: int, room: Callable[[], int]) -> None:
        self._path = path
        self._waiting = deque(tasks)
        self._room = room
        self._failed: list[Task] = []
        self._left = len(tasks)
        self._events: queue.SimpleQueue[int | Done | Task | None] = queue.SimpleQueue()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._threads = [threading.Thread(target=self._run, name="zip reader", daemon=True) for _ in range(count)]
        self._is_over = threading.Event()
        self._counting = threading.Lock()
        self._working = count
        self._starting = threading.Lock()

    def __enter__(self) -> Workers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._starting:
            self._is_over.set()
        for process in self._processes:
            process.kill()
        for thread in self._threads:
            thread.join(_LEAVING)

    def collect(
        self, cancel: CancelToken, on_bytes: Callable[[int], None], on_done: Callable[[Done], None]
    ) -> list[Task]:
        """Wait for all tasks. Returns those that no process could complete. Raises Cancelled and the exceptions of the
        callbacks."""
        with cancel.on_cancel(lambda: self._events.put(None)):
            while self._left:
                match self._events.get():
                    case int() as size:
                        on_bytes(size)
                    case Done() as done:
                        self._left -= 1
                        on_done(done)
                    case Task() as failed:
                        self._left -= 1
                        self._failed.append(failed)
                    case None:
                        cancel.check()
        return self._failed

    def _run(self) -> None:
        """Run one process, on a thread of its own."""
        task: Task | None = None
        try:
            with self._start() as process:
                assert process.stdin is not None and process.stdout is not None
                process.stdin.write(pickle.dumps(self._path))
                while (task := self._next()) is not None:
                    process.stdin.write(pickle.dumps(task))
                    process.stdin.flush()
                    while isinstance(answer := pickle.load(process.stdout), int):
                        self._events.put(answer)
                    self._events.put(answer)
        except Exception:  # this process reads the rest, and raises the error again if it recurs
            _LOG.info("a reader of data files has failed", exc_info=not self._is_over.is_set())
            if task is not None:
                self._events.put(task)
        with self._counting:
            self._working -= 1
            is_last = not self._working
        while is_last and (task := self._next()) is not None:
            self._events.put(task)

    def _start(self) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._is_over.is_set():
                raise EOFError
            process = subprocess.Popen(
                programs.zip_reader(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=programs.without_tokens(),
                creationflags=_NO_WINDOW,
            )
            self._processes.append(process)
            return process

    def _next(self) -> Task | None:
        with contextlib.suppress(IndexError):
            return None if self._is_over.is_set() else replace(self._waiting.popleft(), room=self._room())
        return None
