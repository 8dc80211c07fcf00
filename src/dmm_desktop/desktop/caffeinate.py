"""The command of macOS that keeps the computer awake."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def caffeinated() -> Iterator[None]:
    """Keep the computer awake. The command ends with the block, and with this process however that ends."""
    command = ["caffeinate", "-i", "-w", str(os.getpid())]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()
