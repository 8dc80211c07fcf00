"""Starts `second_process.py`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import python_processes
from process_ends import PATIENCE, killed_at_the_end, wait_for_success

_SCRIPT = Path(__file__).with_name("second_process.py")


def command(action: str, folder: Path, argument: str = "", disk: str = "") -> list[str]:
    """The command line of a second process. ``disk``: the fault of its disk, a key of ``DISKS`` there."""
    return [sys.executable, str(_SCRIPT), action, str(folder), argument, disk]


class Second:
    """A second process, controlled by the test."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def line(self) -> str:
        """The next line it prints."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def go_on(self) -> None:
        """Let it continue."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def end(self) -> None:
        """Wait for its end, which must be successful."""
        wait_for_success(self.process)

    def kill(self) -> None:
        """Kill it, like a power failure: SIGKILL, or its equivalent on Windows."""
        self.process.kill()
        self.process.wait(PATIENCE)


@contextmanager
def second(action: str, folder: Path, argument: str = "", disk: str = "") -> Iterator[Second]:
    """A second process; the end of the block kills it, unless it has ended by then, which must be without an error."""
    with (
        python_processes.start(
            command(action, folder, argument, disk), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process,
        killed_at_the_end(process),
    ):
        yield Second(process)
