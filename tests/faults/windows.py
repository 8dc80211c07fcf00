"""Starts `window_process.py`."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from process_ends import killed_at_the_end
from tools.exit_status import exit_status

PATIENCE = 90  # seconds
_SCRIPT = Path(__file__).with_name("window_process.py")
#: The real program.
APPLICATION = (sys.executable, "-m", "dmm_desktop.app")


def variables(**more: str) -> dict[str, str]:
    """The environment variables of a window without a screen."""
    tests = str(Path(__file__).parents[1])
    return os.environ | {"PYTHONPATH": tests} | more


@contextmanager
def window(action: str, *arguments: object, before: Sequence[str] = (), **more: str) -> Iterator["Window"]:
    """A window in a separate process; it is killed at the end of the block if still running, and must not have ended
    with an error. ``before``: the beginning of a command line that runs another."""
    words = [*before, sys.executable, str(_SCRIPT), action, *map(str, arguments)]
    with (
        subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=variables(**more),
        ) as it,
        killed_at_the_end(it),
    ):
        yield Window(it)


class Window:
    """A window's process."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def said(self) -> Any:
        """The next line it prints."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            _, errors = self.process.communicate(timeout=PATIENCE)
            raise AssertionError(f"The window ended with {exit_status(self.process.returncode)}.\n{errors}")
        return json.loads(line)

    def end(self) -> str:
        """Wait for its end, which must be successful; returns its standard error, without Qt's remarks about the
        missing screen."""
        _, errors = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0, f"{exit_status(self.process.returncode)}\n{errors}"
        return "\n".join(line for line in errors.splitlines() if not line.startswith("This plugin does not support"))
