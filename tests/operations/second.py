"""Starts `second_process.py`."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import python_processes
from process_ends import PATIENCE, killed_at_the_end

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
    """A second process; the end of the block kills it, unless it has ended by then, which must be without an error."""
    command = [sys.executable, str(_SCRIPT), action, *map(str, arguments)]
    with (
        python_processes.start(command, stdout=subprocess.PIPE, text=True) as process,
        killed_at_the_end(process),
    ):
        yield Second(process)


def said(action: str, *arguments: object, is_new: bool = False) -> list[str]:
    """The output of a second process that ends by itself, line by line. ``is_new``: see `python_processes`."""
    command = [sys.executable, str(_SCRIPT), action, *map(str, arguments)]
    done = python_processes.run(command, is_new=is_new, capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    written: str = done.stdout
    return written.splitlines()
