"""One job per key, busy for as long as there is one, and a word only to those who are still there."""

import gc
import threading
import weakref
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.job import CancelToken, OnProgress
from dmm_desktop.workers.runner import TaskRunner
from workers.blocked import Blocked
from workers.witness import Step, Witness

Settle = Callable[[], None]


def test_a_second_job_under_the_same_key_is_refused(runner: TaskRunner, witness: Witness, settle: Settle) -> None:
    first = Blocked()
    assert not runner.is_running(("check", 7))
    assert witness.start(runner, first, key=("check", 7))
    assert runner.is_running(("check", 7)) and not runner.is_running(("check", 8))
    assert not witness.start(runner, lambda cancel, report: "second", key=("check", 7))
    assert witness.start(runner, lambda cancel, report: "other", key=("check", 8))
    assert first.inside.wait(20)
    first.free()
    settle()
    assert sorted(value for name, value in witness.told if name == "success") == ["freed", "other"]
    assert not runner.is_running(("check", 7))


def test_busy_tells_when_the_first_begins_and_the_last_has_ended(
    runner: TaskRunner, witness: Witness, settle: Settle
) -> None:
    heard: list[tuple[bool, int]] = []
    runner.busy_changed.connect(lambda busy: heard.append((busy, witness.names.count("end"))))
    assert not runner.busy
    for key in range(5):
        witness.start(runner, lambda cancel, report: None, key=key)
        assert runner.busy
    settle()
    assert heard == [(True, 0), (False, 5)] and not runner.busy


def test_a_job_that_leads_to_another_leaves_no_gap(runner: TaskRunner, witness: Witness, settle: Settle) -> None:
    heard: list[bool] = []
    runner.busy_changed.connect(heard.append)

    def watch(tracker_id: str) -> None:
        assert runner.busy
        witness.start(runner, lambda cancel, report: f"watched {tracker_id}", key="watch")

    runner.start("start", lambda cancel, report: "t-1", owner=witness, on_failure=witness.fail, on_success=watch)
    settle()
    assert heard == [True, False]
    assert witness.told == [("success", "watched t-1"), ("end", None)]


def test_a_job_is_started_on_the_gui_thread_only(runner: TaskRunner, witness: Witness) -> None:
    refused: list[BaseException] = []

    def start() -> None:
        try:
            witness.start(runner, lambda cancel, report: None)
        except RuntimeError as error:
            refused.append(error)

    other = threading.Thread(target=start)
    other.start()
    other.join()
    assert len(refused) == 1 and not runner.busy


@pytest.mark.parametrize("how", ["at once", "later", "with its parent"])
def test_an_owner_who_is_gone_is_told_nothing(
    how: str, runner: TaskRunner, settle: Settle, qtbot: QtBot, qapp: QApplication
) -> None:
    class Held:
        """Something that a callback refers to."""

        def tell(self, value: object) -> None:
            told.append(value)

    may_end = threading.Event()

    def job(cancel: CancelToken, report: OnProgress) -> str:
        report(Step(1))
        assert may_end.wait(20)
        report(Step(2))
        return "result"

    parent = QObject()
    owner = QObject(parent)
    held = Held()
    told: list[object] = []
    runner.start(
        "job",
        job,
        owner=owner,
        on_failure=told.append,
        on_success=held.tell,
        on_progress=told.append,
        on_end=lambda: told.append("end"),
    )
    qtbot.waitUntil(lambda: told == [Step(1)])
    still_held = weakref.ref(held)
    del held
    if how == "at once":
        shiboken6.delete(owner)
    elif how == "later":
        owner.deleteLater()
        qtbot.waitUntil(lambda: not shiboken6.isValid(owner))
    else:
        shiboken6.delete(parent)
    gc.collect()
    assert still_held() is None, "callbacks are let go of with their owner, not when the job ends"
    assert runner.is_running("job"), "the job goes on"
    may_end.set()
    settle()
    assert told == [Step(1)]


def test_an_owner_may_go_in_a_callback(runner: TaskRunner, settle: Settle) -> None:
    owner = QObject()
    told: list[object] = []

    def close(value: object) -> None:
        told.append(value)
        shiboken6.delete(owner)

    runner.start(
        "job",
        lambda cancel, report: "result",
        owner=owner,
        on_failure=told.append,
        on_success=close,
        on_end=lambda: told.append("end"),
    )
    settle()
    assert told == ["result"]


def test_a_bug_is_told_although_the_owner_is_gone(
    runner: TaskRunner, settle: Settle, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("dmm_desktop.workers.job_thread", "job broke")
    may_end = threading.Event()

    def job(cancel: CancelToken, report: OnProgress) -> None:
        may_end.wait(20)
        raise ZeroDivisionError

    owner = QObject()
    bugs: list[BaseException] = []
    runner.broke.connect(bugs.append)
    runner.start("job", job, owner=owner, on_failure=bugs.append)
    shiboken6.delete(owner)
    may_end.set()
    settle()
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]


@pytest.mark.parametrize("faulty", ["progress", "success", "end", "progress success end"])
def test_exceptions_of_callbacks_reach_the_hook_and_stop_nothing(
    faulty: str, runner: TaskRunner, settle: Settle, qtbot: QtBot
) -> None:
    told: list[str] = []

    def callback(name: str) -> Callable[..., None]:
        def tell(*_: object) -> None:
            told.append(name)
            if name in faulty:
                raise ZeroDivisionError(name)

        return tell

    def job(cancel: CancelToken, report: OnProgress) -> None:
        report(Step(1))

    owner = QObject()
    with qtbot.capture_exceptions() as caught:
        runner.start(
            "job",
            job,
            owner=owner,
            on_failure=callback("failure"),
            on_success=callback("success"),
            on_progress=callback("progress"),
            on_end=callback("end"),
        )
        settle()
    assert told == ["progress", "success", "end"]
    surfaced: set[str] = set()
    for _, error, _ in caught:
        one: BaseException | None = error
        while one is not None:
            surfaced.add(str(one))
            one = one.__context__
    assert surfaced == set(faulty.split())
    assert not runner.busy


def test_a_callback_for_the_outcome_may_run_an_event_loop(runner: TaskRunner, witness: Witness, settle: Settle) -> None:
    """As a dialog does that asks what to do about a failure."""

    def ask(value: object) -> None:
        loop = QEventLoop()
        runner.start("another", lambda cancel, report: 2, owner=witness, on_failure=witness.fail, on_end=loop.quit)
        loop.exec()
        gc.collect()
        witness.write("asked", value)

    runner.start(
        "job",
        lambda cancel, report: 1,
        owner=witness,
        on_failure=witness.fail,
        on_success=ask,
        on_end=lambda: witness.write("end"),
    )
    settle()
    assert witness.told == [("asked", 1), ("end", None)]


def test_a_callback_for_progress_may_outlast_its_job(runner: TaskRunner, witness: Witness, settle: Settle) -> None:
    def ask(value: object) -> None:
        runner.cancel("job")
        settle()
        witness.write("asked", value)

    def job(cancel: CancelToken, report: OnProgress) -> None:
        report(Step(1))
        cancel.sleep(3600)

    runner.start(
        "job",
        job,
        owner=witness,
        on_failure=witness.fail,
        on_progress=ask,
        on_cancelled=lambda: witness.write("cancelled"),
    )
    settle()
    assert witness.told == [("cancelled", None), ("asked", Step(1))]


def test_a_view_hands_over_its_methods(runner: TaskRunner, witness: Witness, settle: Settle) -> None:
    class Page(QObject):
        """How a view uses the runner."""

        def __init__(self) -> None:
            super().__init__()
            self.text = ""

        def show_length(self, length: int) -> None:
            self.text += f"{length} characters. "

        def show_failure(self, error: DmmError) -> None:
            self.text += str(error)

        def show_step(self, step: Step) -> None:
            self.text += f"Step {step.number}. "

    def count(cancel: CancelToken, report: OnProgress) -> int:
        report(Step(1))
        return 3

    page = Page()
    assert runner.start(
        "count",
        count,
        owner=page,
        on_success=page.show_length,
        on_failure=page.show_failure,
        on_progress=page.show_step,
    )
    settle()
    assert page.text == "Step 1. 3 characters. "
