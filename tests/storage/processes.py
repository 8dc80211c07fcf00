"""Starts `second_process.py`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 30  # seconds
_SCRIPT = Path(__file__).with_name("second_process.py")


def command(action: str, folder: Path, argument: str = "", disk: str = "") -> list[str]:
    """The command line of a second process. ``disk``: a key of ``DISKS`` there, what is wrong with its disk."""
    return [sys.executable, str(_SCRIPT), action, str(folder), argument, disk]


class Second:
    """A second process that does what it is told."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def line(self) -> str:
        """The next line that it says."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def go_on(self) -> None:
        """Let it go on."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """End it as a power switch would: SIGKILL, or what Windows has for it."""
        self.process.kill()
        self.process.wait(PATIENCE)


@contextmanager
def second(action: str, folder: Path, argument: str = "", disk: str = "") -> Iterator[Second]:
    """A second process; it is killed at the end of the block if it is still there."""
    with subprocess.Popen(
        command(action, folder, argument, disk), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Second(process)
        finally:
            process.kill()
