"""The computer sleeps and wakes up with its connections gone; its clock is set while an import runs."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from dmm_desktop.core.run_state import RunState
from faults.sessions import ENDS, MOMENTS, PATIENCE, Sessions, go_on, stop
from not_on_windows import CLOCK, SIGNALS
from process_ends import wait_for_success

#: What a run ends as if the computer sleeps at the moment; the import goes on where it had been sent.
AFTER_SLEEP = {
    "start head": {RunState.NOT_STARTED},
    "start part": {RunState.NOT_STARTED},
    "start body": {RunState.OUTCOME_UNKNOWN},
}


def test_sleep_at_every_moment(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip(SIGNALS)
    with Sessions(tmp_path, seed=5) as sessions:
        for number, moment in enumerate(MOMENTS):
            slept: list[str] = []

            def happens(now: str, process: int, moment: str = moment, slept: list[str] = slept) -> None:
                if now == moment and not slept:
                    slept.append(now)
                    stop(process)
                    sessions.server.cut()
                    go_on(process)

            sessions.happens = happens
            with sessions.running(first=number, count=1) as process:
                wait_for_success(process, PATIENCE)
            assert slept == [moment]
            state = sessions.runs()[f"run-{number}"].state
            assert state in AFTER_SLEEP.get(moment, ENDS), (moment, state)
        assert sessions.complaints(are_over=True) == []


@pytest.fixture
def library_of_other_times() -> Path:
    """A library that gives a program another clock of the wall; that of the machine stays as it is."""
    if sys.platform == "win32":
        pytest.skip(CLOCK)
    found = [*Path("/usr/lib").glob("*/faketime/libfaketime.so.1")]
    if not found:
        pytest.skip("the clock is set for one program only, with libfaketime")
    return found[0]


@pytest.mark.parametrize("jump", [timedelta(days=40), timedelta(days=-400)])
def test_a_clock_that_jumps(tmp_path: Path, library_of_other_times: Path, jump: timedelta) -> None:
    clock = tmp_path / "clock"
    clock.write_text("+0")

    def happens(moment: str, process: int) -> None:
        if moment == "status":
            clock.write_text(f"{jump.days * 86_400:+d}")

    with Sessions(tmp_path, seed=6) as sessions:
        sessions.happens = happens
        with sessions.running(
            first=0,
            count=2,
            LD_PRELOAD=str(library_of_other_times),
            FAKETIME_TIMESTAMP_FILE=str(clock),
            FAKETIME_NO_CACHE="1",
            FAKETIME_DONT_FAKE_MONOTONIC="1",
        ) as process:
            wait_for_success(process, PATIENCE)
        assert sessions.complaints(are_over=True) == []
        first, second = (sessions.runs()[marker] for marker in ("run-0", "run-1"))
    assert {first.state, second.state} <= ENDS
    assert first.ended_at is not None
    assert abs(first.ended_at - first.created_at - jump) < timedelta(minutes=5), "the clock was set while it ran"
    assert second.ended_at is not None
    assert abs(second.ended_at - second.created_at) < timedelta(minutes=5)
