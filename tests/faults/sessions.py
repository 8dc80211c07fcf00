"""Runs `session.py` against an unsteady server, and subjects it to the failures of real computers."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import python_processes
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.workspace import Workspace
from faults.unsteady_server import UnsteadyServer
from not_on_windows import SIGNALS
from process_ends import killed_at_the_end

#: Longest wait for something that must happen, in seconds; only a defect takes that long.
PATIENCE = 60.0
#: The moments of a run at which the sending or watching process can be disturbed.
MOMENTS = (
    "key",
    "start head",
    "start part",
    "start body",
    "start answered",
    "status",
    "status answered",
    "outputs",
    "outputs answered",
)
#: The states of runs whose end the server has reported.
ENDS = {RunState.COMPLETED, RunState.COMPLETED_WITH_ERRORS, RunState.NOTHING_IMPORTED, RunState.FAILED}
_SCRIPT = Path(__file__).with_name("session.py")


class Sessions:
    """Consecutive sessions on a data folder, and their output. ``happens`` is called on the server's threads at each
    moment, with the current process. ``kind``: what the sessions start."""

    def __init__(
        self, folder: Path, seed: int, fault_rate: float = 0.0, kind: ExecutionType = ExecutionType.IMPORT
    ) -> None:
        self._kind = kind
        self.data = folder / "data"
        self.said = folder / "said.txt"
        self.said.touch()
        self._zip = folder / "import.zip"
        # Larger than a socket's buffers, so that an upload takes as long as the server lets it.
        with ZipFile(self._zip, "w") as archive:
            archive.writestr("noise", random.Random(seed).randbytes(12_000_000))
        self.happens: Callable[[str, int], None] = nothing
        self.server = UnsteadyServer(seed, fault_rate, self._moment)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Sessions":
        self.server.__enter__()
        return self

    def __exit__(self, *trace: object) -> None:
        self.server.__exit__(*trace)  # type: ignore[arg-type]

    @contextmanager
    def running(self, first: int, count: int, **variables: str) -> Iterator["subprocess.Popen[bytes]"]:
        """A session that starts runs from the number ``first``; it is killed at the end if still running, and must
        not have ended with an error."""
        words = [
            sys.executable,
            str(_SCRIPT),
            self.data,
            self.server.address,
            self._zip,
            self.said,
            first,
            count,
            self._kind,
        ]
        with (
            python_processes.start([*map(str, words)], env=os.environ | variables) as process,
            killed_at_the_end(process),
        ):
            self._process = process
            yield process

    def lines(self, kind: str) -> list[list[str]]:
        """The output lines of this kind, in order."""
        said = [line.split(" ") for line in self.said.read_text().splitlines()]
        return [words[1:] for words in said if words[0] == kind]

    def complaints(self, data: Path | None = None, *, are_over: bool = False) -> list[str]:
        """Open the data folder, or a copy of it, and report defects: a lost run, a lost tracker id, a run that
        contradicts the server, one sent twice, a database set aside."""
        stored = {marker for [marker] in self.lines("stored")}
        started = dict(self.lines("started"))
        with Workspace.open(data or self.data) as workspace:
            runs = {run.id: run for run in workspace.runs()}
            found = [str(notice) for notice in workspace.notices if "database" in str(notice)]
        found += [f"{marker} is lost" for marker in stored - runs.keys()]
        found += [
            f"the tracker id of {marker} is lost"
            for marker, tracker_id in started.items()
            if marker in runs and runs[marker].tracker_id != tracker_id
        ]
        for marker, run in runs.items():
            found += [f"{marker}: {wrong}" for wrong in self.server.contradictions(run, marker)]
            if are_over and not run.state.is_final:
                found.append(f"{marker} is {run.state} at the end")
        return found

    def runs(self) -> dict[str, Run]:
        """The stored runs."""
        with Workspace.open(self.data) as workspace:
            return {run.id: run for run in workspace.runs()}

    def _moment(self, moment: str, marker: str) -> None:
        if self._process is not None:
            self.happens(moment, self._process.pid)


def nothing(moment: str, process: int) -> None:
    """Callback for undisturbed sessions: does nothing."""


def stop(process: int) -> None:
    """Suspend a process, and wait until it is suspended."""
    if sys.platform == "win32":
        raise AssertionError(SIGNALS)
    os.kill(process, signal.SIGSTOP)
    deadline = time.monotonic() + PATIENCE
    while _state(process) not in "TZ":
        assert time.monotonic() < deadline


def go_on(process: int) -> None:
    """Resume a suspended process."""
    if sys.platform == "win32":
        raise AssertionError(SIGNALS)
    os.kill(process, signal.SIGCONT)


def _state(process: int) -> str:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
