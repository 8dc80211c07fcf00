"""Hundreds of jobs, one after the other and at once, leave nothing behind."""

import gc
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread

from dmm_desktop.core.errors import TimedOut
from dmm_desktop.core.job import CancelToken, OnProgress
from dmm_desktop.workers.delivery import Delivery
from dmm_desktop.workers.garbage import GarbageCollector
from dmm_desktop.workers.job_thread import JobThread
from dmm_desktop.workers.runner import TaskRunner
from not_on_windows import PROC
from workers.system_threads import system_threads
from workers.witness import Step, Witness

Settle = Callable[[], None]

WAVE = 100  # jobs at once


class Job:
    """Holds a little memory, reports, and ends in one of three ways."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.buffer = bytearray(20_000)

    def __call__(self, cancel: CancelToken, report: OnProgress) -> bytearray:
        for number in range(5):
            report(Step(number))
        if self.number % 3 == 1:
            raise TimedOut("prod-2", 30)
        if self.number % 3 == 2:
            cancel.sleep(3600)
        return self.buffer


def wave(runner: TaskRunner, settle: Settle) -> list[weakref.ref[object]]:
    """Run jobs for an owner who leaves when they have ended; returns what must be gone then."""
    witness = Witness()
    jobs = [Job(number) for number in range(WAVE)]
    for job in jobs:
        assert witness.start(runner, job, key=job.number)
    parts: list[object] = [*jobs, *runner.findChildren(Delivery), *runner.findChildren(JobThread)]
    assert len(parts) == 3 * WAVE
    for number in range(2, WAVE, 3):
        runner.cancel(number)
    settle()
    assert witness.names.count("end") == WAVE
    return [weakref.ref(part) for part in parts]


def memory_in_use() -> int:
    """Bytes of this process in memory."""
    if sys.platform == "win32":
        pytest.skip(PROC)
    import resource

    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


@pytest.mark.skipif(sys.platform != "linux", reason=PROC)
def test_hundreds_of_jobs_leave_no_thread_object_or_memory_behind(runner: TaskRunner, settle: Settle) -> None:
    threads, own = system_threads(), runner.findChildren(QObject)
    for _ in range(3):  # what Python and Qt keep for later
        wave(runner, settle)
    before = memory_in_use()
    for _ in range(6):
        for part in wave(runner, settle):
            assert part() is None, "freed at once, without the garbage collector"
    gc.collect()
    assert memory_in_use() - before < 4 * 2**20
    assert runner.findChildren(QObject) == own
    assert system_threads() <= threads


@pytest.fixture
def automatic_collection() -> Iterator[None]:
    """Switch Python's own garbage collection on, and fail if a test leaves it switched off."""
    was_enabled = gc.isenabled()
    gc.enable()
    yield
    assert gc.isenabled()
    if not was_enabled:  # after tests of the window
        gc.disable()


@pytest.mark.usefixtures("automatic_collection")
def test_garbage_is_collected_by_the_runner_while_jobs_run_and_by_python_otherwise(
    runner: TaskRunner, witness: Witness, settle: Settle
) -> None:
    collected = []

    def watch(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            collected.append(QThread.currentThread() == runner.thread())

    def job(cancel: CancelToken, report: OnProgress) -> None:
        cycles: list[object] = []
        while not collected:
            cycles.append(cycles)
            cycles = []

    gc.collect()
    gc.callbacks.append(watch)
    try:
        witness.start(runner, job)
        assert not gc.isenabled()
        settle()
    finally:
        gc.callbacks.remove(watch)
    assert ("success", None) in witness.told and all(collected)


@pytest.mark.usefixtures("automatic_collection")
def test_an_object_that_collects_for_longer_goes_on_after_the_jobs(
    runner: TaskRunner, witness: Witness, settle: Settle
) -> None:
    longer = GarbageCollector(runner)
    longer.take_over()
    witness.start(runner, lambda cancel, report: None)
    settle()
    assert not gc.isenabled()
    longer.hand_back()
