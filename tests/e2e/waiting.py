"""Waiting for what another process does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

#: How long anything may take on a machine with much else to do, in seconds.
PATIENCE = 60.0


def wait_for(look: Callable[[], T | None], what: str, state: Callable[[], object] | None = None) -> T:
    """What ``look`` returns, as soon as that is true; other processes tell nobody when they get somewhere.

    Raises AssertionError after :data:`PATIENCE`, with what ``state`` returns if it is given.
    """
    pause = threading.Event()
    deadline = time.monotonic() + PATIENCE
    while not (found := look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"Waited in vain for {what}.\n{state() if state else ''}")
        pause.wait(0.03)
    return found
