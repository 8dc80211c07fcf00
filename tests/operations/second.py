"""Starts `second_process.py`."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 30
_SCRIPT = Path(__file__).with_name("second_process.py")


class Second:
    """A second process, controlled by the test."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def line(self) -> str:
        """The next line it prints."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def kill(self) -> None:
        """Kill it, like a power failure."""
        self.process.kill()
        self.process.wait(PATIENCE)


@contextmanager
def second(action: str, *arguments: object) -> Iterator[Second]:
    """A second process; it is killed at the end of the block if still running."""
    command = [sys.executable, str(_SCRIPT), action, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Second(process)
        finally:
            process.kill()


def said(action: str, *arguments: object) -> list[str]:
    """The output of a second process that ends by itself, line by line."""
    command = [sys.executable, str(_SCRIPT), action, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout.splitlines()
