"""A cancelled job ends at once if it can, and has one outcome, whichever comes first."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import TimedOut
from dmm_desktop.core.job import Cancelled, CancelToken, OnProgress
from dmm_desktop.workers.runner import TaskRunner
from workers.blocked import Blocked
from workers.witness import Step, Witness

Settle = Callable[[], None]


def test_a_job_that_sleeps_is_woken(runner: TaskRunner, witness: Witness, settle: Settle, qtbot: QtBot) -> None:
    def job(cancel: CancelToken, report: OnProgress) -> None:
        report(Step(1))
        cancel.sleep(3600)

    witness.start(runner, job)
    qtbot.waitUntil(lambda: witness.steps == [1])
    runner.cancel("job")
    settle()
    assert witness.names == ["progress", "cancelled", "end"]


def test_a_job_in_a_blocking_call_is_freed(runner: TaskRunner, witness: Witness, settle: Settle) -> None:
    job = Blocked()
    witness.start(runner, job)
    assert job.inside.wait(20)
    runner.cancel("job")
    settle()
    assert witness.names == ["cancelled", "end"]


def test_what_was_cancelled_before_it_began_is_not_called(runner: TaskRunner, witness: Witness, settle: Settle) -> None:
    """The job may begin before it is cancelled; it is tried until that was not so."""
    called = threading.Event()
    for _ in range(200):
        called.clear()
        witness.told.clear()
        witness.start(runner, lambda cancel, report: called.set())
        runner.cancel("job")
        settle()
        assert witness.names == (["success", "end"] if called.is_set() else ["cancelled", "end"])
        if not called.is_set():
            return
    pytest.fail("the job was called 200 times although it was cancelled at once")


def test_a_job_that_is_cancelled_too_late_has_succeeded(runner: TaskRunner, witness: Witness, settle: Settle) -> None:
    inside = threading.Event()

    def job(cancel: CancelToken, report: OnProgress) -> str:
        inside.set()
        with pytest.raises(Cancelled):
            cancel.sleep(3600)
        report(Step(1))
        return "tracker id"

    witness.start(runner, job)
    assert inside.wait(20)
    runner.cancel("job")
    settle()
    assert witness.told == [("progress", Step(1)), ("success", "tracker id"), ("end", None)]


def test_cancelling_what_has_ended_or_never_was_changes_nothing(
    runner: TaskRunner, witness: Witness, settle: Settle
) -> None:
    witness.start(runner, lambda cancel, report: 1)
    settle()
    runner.cancel("job")
    runner.cancel("another")
    settle()
    assert witness.names == ["success", "end"]
    witness.start(runner, lambda cancel, report: cancel.cancelled)
    settle()
    assert witness.told[-2:] == [("success", False), ("end", None)], "each job has a token of its own"


def test_the_key_of_a_withdrawn_job_is_free_before_it_has_ended(
    runner: TaskRunner, witness: Witness, settle: Settle
) -> None:
    """It may wait for something that does not hear of it, and nothing it says afterwards counts."""
    inside, go_on = threading.Event(), threading.Event()

    def job(cancel: CancelToken, report: OnProgress) -> None:
        report(Step(1))
        inside.set()
        go_on.wait(20)
        report(Step(2))
        cancel.commit()

    witness.start(runner, job)
    assert inside.wait(20)
    assert runner.withdraw("job")
    assert witness.names == ["cancelled", "end"]
    assert not runner.is_running("job") and runner.busy
    assert witness.start(runner, lambda cancel, report: 7)
    go_on.set()
    settle()
    assert witness.told[2:] == [("success", 7), ("end", None)]


def test_a_job_that_has_committed_itself_goes_on(runner: TaskRunner, witness: Witness, settle: Settle) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def job(cancel: CancelToken, report: OnProgress) -> bool:
        cancel.commit()
        inside.set()
        go_on.wait(20)
        return cancel.cancelled

    witness.start(runner, job)
    assert inside.wait(20)
    assert not runner.withdraw("job")
    assert runner.is_running("job")
    go_on.set()
    settle()
    assert witness.told == [("success", False), ("end", None)]
    assert runner.withdraw("job"), "there is nothing left to cancel"


def test_one_job_is_cancelled_and_the_others_go_on(runner: TaskRunner, settle: Settle) -> None:
    jobs = [Blocked() for _ in range(3)]
    witnesses = [Witness() for _ in jobs]
    for number, (witness, job) in enumerate(zip(witnesses, jobs, strict=True)):
        witness.start(runner, job, key=number)
        assert job.inside.wait(20)
    runner.cancel(1)
    jobs[0].free()
    jobs[2].free()
    settle()
    assert [witness.names[0] for witness in witnesses] == ["success", "cancelled", "success"]


@dataclass(frozen=True)
class Plan:
    """What a job does, and when somebody cancels it."""

    reports: int
    ends: str
    cancelled: str

    def __call__(self, cancel: CancelToken, report: OnProgress) -> str:
        for number in range(self.reports):
            report(Step(number))
        if self.ends == "waits":
            cancel.sleep(0.01)
        if self.ends == "fails":
            raise TimedOut("prod-2", 30)
        return self.ends


class Canceller(Witness):
    """Cancels jobs, its own and others, from the callbacks."""

    def __init__(self, runner: TaskRunner, plans: list[Plan], key: int) -> None:
        super().__init__()
        self._runner, self._plans, self._key = runner, plans, key

    def write(self, callback: str, value: object = None) -> None:
        super().write(callback, value)
        if callback == "progress" and self._plans[self._key].cancelled == "at the first progress":
            self._runner.cancel(self._key)
        if callback == "end":
            for key, plan in enumerate(self._plans):
                if plan.cancelled == "when another has ended":
                    self._runner.cancel(key)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    plans=st.lists(
        st.builds(
            Plan,
            reports=st.integers(0, 5),
            ends=st.sampled_from(["returns", "fails", "waits"]),
            cancelled=st.sampled_from(["never", "at once", "at the first progress", "when another has ended"]),
        ),
        max_size=6,
    )
)
def test_every_job_has_exactly_one_outcome(plans: list[Plan], runner: TaskRunner, settle: Settle) -> None:
    witnesses = [Canceller(runner, plans, key) for key in range(len(plans))]
    for key, (witness, plan) in enumerate(zip(witnesses, plans, strict=True)):
        assert witness.start(runner, plan, key)
        if plan.cancelled == "at once":
            runner.cancel(key)
    settle()
    for witness, plan in zip(witnesses, plans, strict=True):
        *progress, outcome, end = witness.names
        own = "failure" if plan.ends == "fails" else "success"
        assert outcome == own or (outcome == "cancelled" and plan.cancelled != "never")
        assert end == "end" and set(progress) <= {"progress"}
        assert witness.steps == sorted(set(witness.steps))
        if outcome == own and plan.reports:
            assert witness.steps[-1] == plan.reports - 1
