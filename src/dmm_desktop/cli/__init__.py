"""The command line: the second front end of the operations."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code. To be called once, at the end of which the process ends."""
    early: list[int] = []  # signals that come while the rest is imported: a command begins with them
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
    except Interrupted:  # in the last moments
        code = INTERRUPTED
    if interrupts.cancel.cancelled:  # a thread may have been left in a call that never ends: do not wait for it
        os._exit(code)
    return code
