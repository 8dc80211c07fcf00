"""A process that starts jobs and exits: `python leaving.py HOW SEED`; see test_leaving.py."""

from __future__ import annotations

import gc
import logging
import os
import random
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimer

from dmm_desktop.core.errors import TimedOut
from dmm_desktop.core.job import CancelToken, OnProgress, Progress
from dmm_desktop.workers.runner import TaskRunner
from not_on_windows import LIMITS
from workers.blocked import Blocked


def floods(cancel: CancelToken, report: OnProgress) -> None:
    """Reports as fast as it can, until it is cancelled."""
    while True:
        cancel.check()
        report(Progress())


def sleeps(cancel: CancelToken, report: OnProgress) -> None:
    """Waits until it is cancelled."""
    cancel.sleep(3600)


def fails(cancel: CancelToken, report: OnProgress) -> None:
    """Fails at once."""
    raise TimedOut("prod-2", 30)


def succeeds(cancel: CancelToken, report: OnProgress) -> dict[int, int]:
    """Ends at once."""
    return {1: 2}


def never_ends(cancel: CancelToken, report: OnProgress) -> None:
    """Say that it has begun; never ends, not even when abandoned."""
    report(Progress())
    threading.Event().wait()


def at_a_random_moment(app: QCoreApplication, runner: TaskRunner, seed: int) -> int:
    """Start jobs of all kinds continuously, and quit in the middle."""
    chance = random.Random(seed)
    owner = QObject()
    kinds: list[Callable[[], Any]] = [
        lambda: floods,
        lambda: sleeps,
        lambda: fails,
        lambda: succeeds,
        Blocked,
        lambda: Blocked(CancelToken.on_abandon),
    ]

    def start_another() -> None:
        key = chance.randrange(30)
        runner.start(key, chance.choice(kinds)(), owner=owner, on_failure=print_nothing, on_progress=print_nothing)
        runner.cancel(chance.randrange(30))

    timer = QTimer()
    timer.timeout.connect(start_another)
    timer.start(1)
    QTimer.singleShot(chance.randrange(60), app.quit)
    app.exec()
    return len(runner.shut_down(within=0.1, abandoned_within=20))


def print_nothing(value: object) -> None:
    """A callback that prints nothing."""


def with_a_job_that_never_ends(app: QCoreApplication, runner: TaskRunner, seed: int) -> int:
    """Exit like an application whose job never ends."""
    runner.start("watch", never_ends, owner=runner, on_failure=print_nothing, on_progress=lambda _: app.quit())
    app.exec()
    left = runner.shut_down(within=0.1, abandoned_within=0.1)
    print(*left)
    if left:
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
    return 1


def with_garbage_of_the_gui(app: QCoreApplication, runner: TaskRunner, seed: int) -> int:
    """Drop an object with a running timer that only the garbage collector can free, while a job creates objects."""

    class Dialog(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.cycle = self
            self.timer = QTimer(self)
            self.timer.start(1)

    gone: list[bool] = []

    def job(cancel: CancelToken, report: OnProgress) -> None:
        kept: list[object] = []
        while not gone:
            kept.append([])

    def drop_a_dialog() -> None:
        Dialog().destroyed.connect(lambda: gone.append(threading.current_thread() is threading.main_thread()))
        runner.start("job", job, owner=runner, on_failure=print_nothing, on_end=app.quit)

    gc.collect()
    QTimer.singleShot(0, drop_a_dialog)
    app.exec()
    return len(runner.shut_down(within=20)) + (gone != [True])


def without_a_thread_to_be_had(app: QCoreApplication, runner: TaskRunner, seed: int) -> int:
    """Start jobs until the system has no memory for another thread."""
    if sys.platform == "win32":
        pytest.skip(LIMITS)
    import resource

    with open("/proc/self/statm") as statm:
        size = int(statm.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + 50_000_000, size + 50_000_000))
    for number in range(1000):
        try:
            runner.start(number, sleeps, owner=runner, on_failure=print_nothing)
        except RuntimeError as error:
            print(error)
            return len(runner.shut_down(within=20)) + runner.is_running(number) + (number == 0)
    return 1


if __name__ == "__main__":
    how = {
        function.__name__: function
        for function in (
            at_a_random_moment,
            with_a_job_that_never_ends,
            with_garbage_of_the_gui,
            without_a_thread_to_be_had,
        )
    }
    application = QCoreApplication([])
    sys.exit(how[sys.argv[1]](application, TaskRunner(), int(sys.argv[2])))
