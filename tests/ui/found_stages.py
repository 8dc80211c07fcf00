"""Counts how often the strictest stage of a destination is found, for which it is compared with all environments."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from dmm_desktop.core.environment import Destination


@contextmanager
def found_stages() -> Iterator[list[str]]:
    """The names of the connections whose stages are found inside the block."""
    found: list[str] = []

    def note(frame: FrameType, event: str, argument: object) -> None:
        if event == "call" and frame.f_code is Destination.strictest.__code__:
            found.append(frame.f_locals["self"].connection.name)

    sys.setprofile(note)
    try:
        yield found
    finally:
        sys.setprofile(None)
