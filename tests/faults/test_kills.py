"""The process is killed, or the power goes, at every moment of a run and between: no run is lost, none is sent
twice, and each is what the server did with it."""

import os
import random
import shutil
import signal
import sys
import threading
from pathlib import Path

import pytest

from dmm_desktop.core.execution_type import ExecutionType, by_type
from dmm_desktop.core.run_state import RunState
from faults.sessions import ENDS, MOMENTS, PATIENCE, Sessions, go_on, nothing, stop
from not_on_windows import SIGNALS
from process_ends import KILLED, wait_for_success


def kill_often(folder: Path, kills: int, seed: int, kind: ExecutionType) -> str:
    """Kill one session after the other: at each moment in turn, then at any time after one. Returns the figures."""
    if sys.platform == "win32":
        pytest.skip(SIGNALS)
    chance = random.Random(seed)
    with Sessions(folder, seed, kind=kind) as sessions:
        for number in range(kills):
            moment = MOMENTS[number % len(MOMENTS)]
            delay = chance.random() * 0.03 if number >= len(MOMENTS) else 0.0
            with sessions.running(first=10 * number, count=10) as process, _Killer(sessions, moment, delay):
                assert process.wait(PATIENCE) == KILLED
            assert sessions.complaints() == [], f"killed {delay} s after {moment}"
        with sessions.running(first=10 * kills, count=1) as process:
            wait_for_success(process, PATIENCE)
        assert sessions.complaints(are_over=True) == []
        states = {run.state for run in sessions.runs().values()}
        # The request for an export is so short that it has been sent whenever the server has begun to read it.
        cut_short = by_type(kind, for_import={RunState.NOT_STARTED}, for_export=set[RunState]())
        assert {RunState.OUTCOME_UNKNOWN} | cut_short <= states and states & ENDS
        starts = max(sessions.server.sent.values())
        return f"{kills} kills, {len(sessions.runs())} runs, none lost, no {kind.noun} sent more than {starts} time"


class _Killer:
    """Kills the process once, so many seconds after the moment; at 0, before the server does anything more."""

    def __init__(self, sessions: Sessions, moment: str, delay: float) -> None:
        self._sessions = sessions
        self._moment = moment
        self._delay = delay
        self._timer: threading.Timer | None = None

    def __enter__(self) -> None:
        self._sessions.happens = self._happens

    def __exit__(self, *trace: object) -> None:
        self._sessions.happens = nothing
        if self._timer is not None:
            self._timer.join()

    def _happens(self, moment: str, process: int) -> None:
        if sys.platform == "win32":
            raise AssertionError(SIGNALS)
        if moment != self._moment or self._timer is not None:
            return
        self._timer = threading.Timer(self._delay, os.kill, (process, signal.SIGKILL))
        self._timer.start()
        if not self._delay:
            self._timer.join()


def lose_power_often(folder: Path, runs: int, seed: int, kind: ExecutionType) -> str:
    """Stop a session at moments all over its runs, and copy its data folder; every copy has to be whole."""
    if sys.platform == "win32":
        pytest.skip(SIGNALS)
    chance = random.Random(seed)
    complaints: list[str] = []
    copies: list[str] = []
    with Sessions(folder, seed, kind=kind) as sessions:

        def happens(moment: str, process: int) -> None:
            if chance.random() < 0.5:
                stop(process)
                kept = Path(shutil.copytree(sessions.data, folder / "copy"))  # what is on the disk when the power goes
                complaints.extend(f"{moment}: {one}" for one in sessions.complaints(kept))
                copies.append(moment)
                shutil.rmtree(kept)
                go_on(process)

        sessions.happens = happens
        with sessions.running(first=0, count=runs) as process:
            wait_for_success(process, PATIENCE * runs)
        sessions.happens = nothing
        assert complaints == []
        assert sessions.complaints(are_over=True) == []
        assert set(copies) == set(MOMENTS)
        return f"{len(copies)} losses of power in {runs} {kind.noun}s, none lost"


@pytest.mark.parametrize("kind", ExecutionType)
def test_a_process_that_is_killed_at_every_moment(tmp_path: Path, kind: ExecutionType) -> None:
    kill_often(tmp_path, len(MOMENTS) + 3, seed=1, kind=kind)


@pytest.mark.parametrize("kind", ExecutionType)
def test_a_power_loss_at_any_moment(tmp_path: Path, kind: ExecutionType) -> None:
    lose_power_often(tmp_path, 5, seed=2, kind=kind)


@pytest.mark.long
@pytest.mark.parametrize("kind", ExecutionType)
def test_hundreds_of_kills(tmp_path: Path, kind: ExecutionType) -> None:
    print(kill_often(tmp_path, 300, seed=3, kind=kind))


@pytest.mark.long
@pytest.mark.parametrize("kind", ExecutionType)
def test_hundreds_of_power_losses(tmp_path: Path, kind: ExecutionType) -> None:
    print(lose_power_often(tmp_path, 120, seed=4, kind=kind))
