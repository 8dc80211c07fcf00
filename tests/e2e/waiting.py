"""Waiting for what another process does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

#: How long anything may take on a machine with much else to do, in seconds. Measured: with 2 % of a processor, its
#: share among many programs, the application needs more than a minute to open the wizard.
PATIENCE = 300.0


def wait_for(look: Callable[[], T | None], what: str, state: Callable[[], object] | None = None) -> T:
    """What ``look`` returns, as soon as that is true; other processes tell nobody when they get somewhere.

    Raises AssertionError after :data:`PATIENCE`, with what ``state`` returns if it is given. The last look begins after
    that time: one that began before it may have taken most of it.
    """
    pause = threading.Event()
    deadline = time.monotonic() + PATIENCE
    is_last = False
    while not (found := look()):
        if is_last:
            raise AssertionError(f"Waited in vain for {what}.\n{state() if state else ''}")
        pause.wait(0.03)
        is_last = time.monotonic() > deadline
    return found
