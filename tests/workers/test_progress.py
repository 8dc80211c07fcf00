"""Progress comes at a pace that people can read, and its last value always comes."""

import threading
import time
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from dmm_desktop.core.job import CancelToken, OnProgress
from dmm_desktop.workers.job_thread import JobThread
from dmm_desktop.workers.runner import TaskRunner
from workers.witness import Step, Witness

Settle = Callable[[], None]

REPORTS = 200_000
#: Seconds between two deliveries, less what measuring it on a busy machine may cost.
REST = 0.1 - 0.01


def test_a_flood_neither_freezes_the_event_loop_nor_loses_the_last_value(
    runner: TaskRunner, witness: Witness, settle: Settle
) -> None:
    def job(cancel: CancelToken, report: OnProgress) -> int:
        for number in range(REPORTS):
            report(Step(number))
        return REPORTS

    beats: list[None] = []
    heart = QTimer()
    heart.setInterval(5)
    heart.timeout.connect(lambda: beats.append(None))
    heart.start()
    began = time.monotonic()
    witness.start(runner, job)
    settle()
    took = time.monotonic() - began
    heart.stop()

    assert witness.told[-3:] == [("progress", Step(REPORTS - 1)), ("success", REPORTS), ("end", None)]
    assert witness.steps == sorted(set(witness.steps))
    assert 2 <= len(witness.steps) <= took / REST + 2
    assert len(beats) > len(witness.steps), "the event loop turns between two values"


def test_values_that_nobody_takes_cost_one_event(qtbot: QtBot) -> None:
    heard: list[int] = []

    def job(cancel: CancelToken, report: OnProgress) -> None:
        for number in range(1000):
            report(Step(number))

    task = JobThread("job", job)
    task.progressed.connect(lambda: heard.append(1), Qt.ConnectionType.DirectConnection)
    with qtbot.waitSignal(task.finished):
        task.start()
    assert task.wait(20_000)
    assert heard == [1]
    assert task.take_progress() == Step(999) and task.take_progress() is None


def test_the_last_value_does_not_wait_for_the_next(
    runner: TaskRunner, witness: Witness, settle: Settle, qtbot: QtBot
) -> None:
    answer = threading.Event()

    def job(cancel: CancelToken, report: OnProgress) -> None:
        report(Step(1))
        report(Step(2))
        report(Step(3))
        answer.wait(20)

    witness.start(runner, job)
    try:
        qtbot.waitUntil(lambda: Step(3) in dict.fromkeys(value for _, value in witness.told))
        assert runner.is_running("job")
    finally:
        answer.set()
    settle()
    assert witness.steps[-1] == 3 and len(witness.steps) <= 3
    assert witness.names[-2:] == ["success", "end"]


def test_values_keep_coming_while_the_job_reports(
    runner: TaskRunner, witness: Witness, settle: Settle, qtbot: QtBot
) -> None:
    enough = threading.Event()
    moments: list[float] = []

    def job(cancel: CancelToken, report: OnProgress) -> None:
        number = 0
        while not enough.wait(0.001):
            report(Step(number))
            number += 1

    def on_progress(value: Step) -> None:
        moments.append(time.monotonic())
        witness.write("progress", value)
        if len(moments) == 6:
            enough.set()

    runner.start("job", job, owner=witness, on_failure=witness.fail, on_progress=on_progress)
    settle()
    # Of all rests together: a thread that is held up between two steps makes one rest longer and the next one shorter.
    assert moments[5] - moments[0] >= 5 * REST, "the last value, which comes at once, is not among these"
    assert max(later - earlier for earlier, later in pairwise(moments[:6])) < 10


def test_threads_of_the_job_may_report_and_are_not_heard_after_it(
    runner: TaskRunner, witness: Witness, settle: Settle
) -> None:
    kept: list[OnProgress] = []

    def job(cancel: CancelToken, report: OnProgress) -> None:
        kept.append(report)
        helper = threading.Thread(target=report, args=(Step(1),))
        helper.start()
        helper.join()

    witness.start(runner, job)
    settle()
    late = threading.Thread(target=kept[0], args=(Step(2),))
    late.start()
    late.join()
    settle()
    assert witness.names == ["progress", "success", "end"] and witness.steps == [1]


def test_many_jobs_report_at_the_same_time(runner: TaskRunner, settle: Settle) -> None:
    witnesses = [Witness() for _ in range(20)]

    def job(cancel: CancelToken, report: OnProgress) -> None:
        for number in range(500):
            report(Step(number))

    for number, witness in enumerate(witnesses):
        assert witness.start(runner, job, key=number)
    settle()
    for witness in witnesses:
        assert witness.steps[-1] == 499 and witness.steps == sorted(set(witness.steps))
        assert witness.names[-2:] == ["success", "end"] and witness.elsewhere == 0
