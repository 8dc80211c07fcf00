"""Waiting for other processes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

#: The limit for any one step on a busy machine, in seconds. Measured: with 2 % of a processor the application needs
#: more than a minute to open the wizard.
PATIENCE = 300.0
#: The first and the longest pause between two looks, in seconds. A look at a window costs 10 to 30 ms of CPU time, as
#: much again in the application, and delays what is waited for.
_PAUSES = (0.02, 0.25)


def wait_for(look: Callable[[], T | None], what: str, state: Callable[[], object] | None = None) -> T:
    """The result of ``look`` as soon as it is true; it is called again and again, as other processes do not notify us.

    Raises AssertionError after :data:`PATIENCE`, with the result of ``state`` if it is given. The last call begins
    after that time: one that began before it may have taken most of it.
    """
    never = threading.Event()
    pause, longest = _PAUSES
    deadline = time.monotonic() + PATIENCE
    is_last = False
    while not (found := look()):
        if is_last:
            raise AssertionError(f"Timed out waiting for {what}.\n{state() if state else ''}")
        never.wait(pause)
        pause = min(1.5 * pause, longest)
        is_last = time.monotonic() > deadline
    return found
