"""The command line: the second front end of the operations."""

from __future__ import annotations

import os
from collections.abc import Sequence

from .interrupts import INTERRUPTED, Interrupted, Interrupts


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code. To be called once, at the end of which the process ends."""
    interrupts = Interrupts()  # before anything that takes time, importing the rest included
    try:
        from .program import run

        code = int(run(argv, interrupts))
        interrupts.over()
    except Interrupted:  # in the last moments
        code = INTERRUPTED
    if interrupts.cancel.cancelled:  # a thread may have been left in a call that never ends: do not wait for it
        os._exit(code)
    return code
