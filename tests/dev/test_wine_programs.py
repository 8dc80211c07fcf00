"""Programs that Wine runs: their output is read to their end, whatever else has their streams; none outlives a test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

if sys.platform != "linux":
    pytest.skip("Wine runs on Linux", allow_module_level=True)

from tools.windows.wine import RunningProgram, completed

_LEAVES_ANOTHER = """
import os, subprocess, sys
other = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
print(other.pid, "x" * 200_000, flush=True)
print("trouble", file=sys.stderr, flush=True)
os._exit(3)
"""


def _start(code: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_another_process_may_keep_the_streams() -> None:
    done = completed(_start(_LEAVES_ANOTHER))
    other, printed = done.stdout.split()
    os.kill(int(other), signal.SIGKILL)  # it is still there
    assert (done.returncode, len(printed), done.stderr) == (3, 200_000, "trouble\n")


def test_a_program_that_does_not_end_is_killed() -> None:
    process = _start("import signal; signal.pause()")
    with pytest.raises(subprocess.TimeoutExpired):
        completed(process, patience=0.01)
    assert process.returncode == -signal.SIGKILL


def test_an_error_while_a_program_runs_ends_it() -> None:
    with (
        pytest.raises(ValueError, match="of the test"),
        RunningProgram([sys.executable, "-c", "import signal; signal.pause()"]) as program,
    ):
        raise ValueError("of the test")
    assert program.returncode == -signal.SIGKILL


def test_lines_end_as_in_python() -> None:
    done = completed(_start(r"import sys; sys.stdout.buffer.write(b'one\r\ntwo\r\n'); sys.stderr.write('\r\n')"))
    assert (done.stdout, done.stderr) == ("one\ntwo\n", "\n")
