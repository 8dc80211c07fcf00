"""What a job returns or raises arrives once, whole, and on the GUI thread."""

import sys
import threading
import traceback
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread, Slot
from PySide6.QtWidgets import QApplication

from dmm_desktop.core.errors import DmmError, TimedOut
from dmm_desktop.core.job import Cancelled, CancelToken, OnProgress
from dmm_desktop.workers.runner import TaskRunner
from workers.witness import Step, Witness

Settle = Callable[[], None]


def raises(error: BaseException) -> Any:
    """A job that fails with the error."""

    def job(cancel: CancelToken, report: OnProgress) -> None:
        raise error

    return job


class Plain:
    """Whose methods Qt cannot tell a thread for."""

    def __init__(self) -> None:
        self.heard: list[tuple[object, QThread]] = []

    def hear(self, value: object) -> None:
        self.heard.append((value, QThread.currentThread()))


class Slotted(QObject):
    """Whose methods Qt knows."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[object, QThread]] = []

    @Slot(object)
    def hear(self, value: object) -> None:
        self.heard.append((value, QThread.currentThread()))


@pytest.mark.parametrize("kind", [Plain, Slotted])
@pytest.mark.parametrize(
    "wrap", [lambda method: method, lambda method: lambda v: method(v), partial], ids=["method", "lambda", "partial"]
)
def test_whatever_is_called_is_called_on_the_gui_thread(
    kind: type[Plain | Slotted], wrap: Any, runner: TaskRunner, witness: Witness, settle: Settle, qapp: QApplication
) -> None:
    receiver = kind()
    jobs_thread = []

    def job(cancel: CancelToken, report: OnProgress) -> str:
        jobs_thread.append(QThread.currentThread() == qapp.thread())
        report(Step(1))
        return "result"

    def check(on_success: Callable[[object], None]) -> None:
        assert runner.start(
            "job", job, owner=witness, on_failure=witness.fail, on_success=on_success, on_progress=wrap(receiver.hear)
        )
        settle()

    check(wrap(receiver.hear))
    assert receiver.heard == [(Step(1), qapp.thread()), ("result", qapp.thread())]
    assert jobs_thread == [False]


@pytest.mark.parametrize(
    "result",
    [2**31, 2**63 + 1, {1: "a", (2, 3): None}, None, [object()], b"\0" * 1000],
    ids=["31 bits", "63 bits", "keys", "none", "object", "bytes"],
)
def test_a_result_arrives_as_it_left(result: object, runner: TaskRunner, witness: Witness, settle: Settle) -> None:
    witness.start(runner, lambda cancel, report: result)
    settle()
    ((name, value), end) = witness.told
    assert name == "success" and value is result and end == ("end", None)


def test_a_failure_is_one_callback(runner: TaskRunner, witness: Witness, settle: Settle) -> None:
    error = TimedOut("prod-2", 30)
    witness.start(runner, raises(error))
    settle()
    assert witness.told == [("failure", error), ("end", None)] and witness.elsewhere == 0


def test_a_job_may_cancel_itself(runner: TaskRunner, witness: Witness, settle: Settle) -> None:
    witness.start(runner, raises(Cancelled()))
    settle()
    assert witness.names == ["cancelled", "end"]


@pytest.mark.parametrize("bug", [ZeroDivisionError("x"), SystemExit(3), KeyboardInterrupt(), GeneratorExit()], ids=repr)
def test_a_bug_is_logged_and_told_to_the_application(
    bug: BaseException,
    runner: TaskRunner,
    witness: Witness,
    settle: Settle,
    expected_log: Callable[[str, str], None],
    log_watch: Any,
) -> None:
    expected_log("dmm_desktop.workers.job_thread", "the job broke")
    told: list[tuple[object, bool]] = []
    runner.broke.connect(lambda error: told.append((error, QThread.currentThread() == runner.thread())))
    witness.start(runner, raises(bug), key="the job")
    settle()
    assert told == [(bug, True)]
    assert witness.names == ["end"]
    (record,) = log_watch.records
    assert record.exc_info[1] is bug


@dataclass(frozen=True)
class Given:
    """What a job works with."""

    configuration: str


def test_what_a_job_works_with_is_not_logged(
    runner: TaskRunner,
    witness: Witness,
    settle: Settle,
    expected_log: Callable[[str, str], None],
    log_watch: Any,
) -> None:
    expected_log("dmm_desktop.workers.job_thread", "save 7 broke")
    witness.start(runner, raises(ZeroDivisionError()), key=("save", 7, Given("Sommer-2026!")))
    settle()
    (record,) = log_watch.records
    assert "Sommer" not in record.getMessage()


@pytest.mark.parametrize("kind", [TimedOut, ZeroDivisionError])
def test_an_error_keeps_its_lines_and_nothing_else_of_the_job(
    kind: type[Exception],
    runner: TaskRunner,
    witness: Witness,
    settle: Settle,
    expected_log: Callable[[str, str], None],
    log_watch: Any,
) -> None:
    class Session:
        """What a job has open, such as one that knows a token."""

    sessions: list[weakref.ref[Session]] = []

    def first(session: Session) -> None:
        raise LookupError(session.__class__)

    def second(session: Session) -> None:
        raise OSError

    def job(cancel: CancelToken, report: OnProgress, given: Session) -> None:
        session = Session()
        sessions.extend(map(weakref.ref, (session, given)))
        try:
            first(session)
        except LookupError:
            try:
                second(session)
            except OSError as cause:
                raise (TimedOut("prod", 30) if kind is TimedOut else kind()) from cause

    kept: list[BaseException] = []
    runner.broke.connect(kept.append)
    if kind is not TimedOut:
        expected_log("dmm_desktop.workers.job_thread", "job broke")
    assert runner.start("job", partial(job, given=Session()), owner=witness, on_failure=kept.append)
    settle()
    (error,) = kept
    assert isinstance(error, kind)
    assert [frame.name for frame in traceback.extract_tb(error.__traceback__)] == ["run", "job"]
    assert len(sessions) == 2 and [session() for session in sessions] == [None, None]


def test_jobs_are_traced_as_other_threads_are(runner: TaskRunner, witness: Witness, settle: Settle) -> None:
    lines: set[str] = set()

    def tracer(frame: Any, event: str, argument: object) -> Any:
        lines.add(frame.f_code.co_name)
        return tracer

    def a_job_to_be_covered(cancel: CancelToken, report: OnProgress) -> bool:
        return sys.gettrace() is tracer

    before = threading.gettrace()
    threading.settrace(tracer)
    try:
        witness.start(runner, a_job_to_be_covered)
        settle()
    finally:
        threading.settrace(before)
    assert ("success", True) in witness.told and "a_job_to_be_covered" in lines


def test_the_same_job_can_be_started_again_when_it_has_failed(
    runner: TaskRunner, witness: Witness, settle: Settle
) -> None:
    answers = iter([raises(TimedOut("prod-2", 30)), lambda cancel, report: "second"])

    def again(error: DmmError) -> None:
        assert not runner.is_running("job")
        assert witness.start(runner, next(answers))

    assert runner.start("job", next(answers), owner=witness, on_failure=again)
    settle()
    assert witness.told == [("success", "second"), ("end", None)]
