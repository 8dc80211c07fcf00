"""The end of the application waits for its jobs, but not without end, and says what it could not end."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import TimedOut
from dmm_desktop.core.job import CancelToken, OnProgress
from dmm_desktop.workers.runner import TaskRunner
from workers.blocked import Blocked
from workers.witness import Step, Witness

Settle = Callable[[], None]


def sleeps(cancel: CancelToken, report: OnProgress) -> None:
    """A job that ends when it is cancelled."""
    report(Step(1))
    cancel.sleep(3600)


class Endless:
    """A job that nothing but :meth:`release` ends."""

    def __init__(self) -> None:
        self.inside = threading.Event()
        self._release = threading.Event()

    def __call__(self, cancel: CancelToken, report: OnProgress) -> None:
        self.inside.set()
        self.name_look_up_without_end()

    def name_look_up_without_end(self) -> None:
        self._release.wait(60)

    def release(self) -> None:
        self._release.set()


def test_winding_down_cancels_all_starts_nothing_more_and_tells_when_idle(
    runner: TaskRunner, witness: Witness, qtbot: QtBot
) -> None:
    for key in range(10):
        witness.start(runner, sleeps, key=key)
    with qtbot.waitSignal(runner.busy_changed) as idle:
        runner.wind_down()
        assert runner.busy, "the callbacks are still to come"
        assert not witness.start(runner, sleeps, key="late")
    assert idle.args == [False]
    assert [name for name in witness.names if name != "progress"] == ["cancelled", "end"] * 10


def test_shutting_down_joins_everything_and_tells_nobody(
    runner: TaskRunner, witness: Witness, settle: Settle, qtbot: QtBot
) -> None:
    def fails(cancel: CancelToken, report: OnProgress) -> None:
        raise TimedOut("prod-2", 30)

    heard: list[bool] = []
    for number, job in enumerate([sleeps, fails, lambda cancel, report: 1] * 5):
        witness.start(runner, job, key=number)
    runner.busy_changed.connect(heard.append)
    witness.told.clear()
    assert runner.shut_down(within=20) == []
    assert not runner.busy and heard == [False]
    assert not witness.start(runner, sleeps, key="late")
    settle()
    assert witness.told == []


def test_nothing_to_do_takes_no_time(runner: TaskRunner) -> None:
    began = time.monotonic()
    assert runner.shut_down(within=20) == []
    assert runner.shut_down(within=20) == []
    assert time.monotonic() - began < 10


def test_a_step_that_must_not_be_cut_is_cut_when_time_is_up(runner: TaskRunner, witness: Witness) -> None:
    job = Blocked(freed_by=CancelToken.on_abandon)
    witness.start(runner, job)
    assert job.inside.wait(20)
    runner.cancel("job")
    began = time.monotonic()
    assert runner.shut_down(within=0.2, abandoned_within=20) == []
    assert 0.2 <= time.monotonic() - began < 10


def test_a_step_that_must_not_be_cut_is_given_its_time(runner: TaskRunner, witness: Witness) -> None:
    abandoned: list[bool] = []
    inside, asked = threading.Event(), threading.Event()

    def job(cancel: CancelToken, report: OnProgress) -> None:
        with cancel.on_cancel(asked.set):
            inside.set()
            asked.wait(20)
        abandoned.append(cancel.abandoned)

    witness.start(runner, job)
    assert inside.wait(20)
    assert runner.shut_down(within=20) == []
    assert abandoned == [False]


def test_what_does_not_end_is_named_and_its_place_logged(
    runner: TaskRunner, witness: Witness, expected_log: Callable[[str, str], None], log_watch: Any
) -> None:
    expected_log("dmm_desktop.workers.runner", "does not end")
    jobs = {("watch", number): Endless() for number in range(20)}
    for key, job in jobs.items():
        witness.start(runner, job, key=key)
        assert job.inside.wait(20)
    witness.start(runner, sleeps, key="ends")
    try:
        began = time.monotonic()
        left = runner.shut_down(within=0.2, abandoned_within=0.1)
        took = time.monotonic() - began
        assert left == list(jobs) and runner.busy
        assert 0.3 <= took < len(jobs) * 0.2, "one deadline for all"
        messages = [record.getMessage() for record in log_watch.records]
        assert len(messages) == len(jobs)
        assert all("name_look_up_without_end" in message for message in messages)
    finally:
        for job in jobs.values():
            job.release()
    assert runner.shut_down(within=20) == [] and not runner.busy


def test_one_job_that_cannot_be_asked_does_not_keep_the_others(
    runner: TaskRunner, witness: Witness, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("dmm_desktop.workers.runner", "could not be asked")
    inside = threading.Event()

    def job(cancel: CancelToken, report: OnProgress) -> None:
        def fail() -> None:
            raise ZeroDivisionError

        with cancel.on_cancel(fail):
            inside.set()
            cancel.sleep(3600)

    witness.start(runner, job, key="faulty")
    assert inside.wait(20)
    for key in range(3):
        witness.start(runner, sleeps, key=key)
    assert runner.shut_down(within=20) == []


@pytest.mark.parametrize("bug", [False, True])
def test_events_that_are_under_way_at_the_end_reach_nobody(
    bug: bool, runner: TaskRunner, witness: Witness, settle: Settle, expected_log: Callable[[str, str], None]
) -> None:
    ended = threading.Event()
    bugs: list[BaseException] = []
    runner.broke.connect(bugs.append)

    def job(cancel: CancelToken, report: OnProgress) -> str:
        report(Step(1))
        ended.set()
        if bug:
            raise ZeroDivisionError
        return "result"

    if bug:
        expected_log("dmm_desktop.workers.job_thread", "job broke")
    witness.start(runner, job)
    assert ended.wait(20)
    assert runner.shut_down(within=20) == []
    settle()
    assert witness.told == [] and bugs == []
