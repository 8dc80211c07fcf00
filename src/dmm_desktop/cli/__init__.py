"""The command line: the second front end of the operations."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Call this only once per process, which must then end."""
    early: list[int] = []  # signals received during the imports are handled when the command begins
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: early.append(number))
    from .runner import INTERRUPTED, Interrupted, Interrupts

    interrupts = Interrupts()
    if early:
        interrupts.cancel.cancel()
    try:
        from .program import run

        code = int(run(argv, interrupts))
        interrupts.over()
    except Interrupted:  # a signal at the very end
        code = INTERRUPTED
    if interrupts.cancel.cancelled:  # do not wait for a thread in a call that may never return
        os._exit(code)
    return code
