"""What some work costs: time, processor, memory."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from benchmarks.frame import Figures
from benchmarks.memory import over_idle


def begun(*, memory: bool = False) -> Callable[[], Figures]:
    """Call it when all is imported and the work begins, and what it returns when the work is done.

    That gives "seconds" and "CPU seconds", of this process and of its children that have ended; with ``memory`` also
    what :func:`over_idle` tells.
    """
    peak = over_idle() if memory else dict
    processor, clock = _processor(), time.perf_counter()
    return lambda: {"seconds": time.perf_counter() - clock, "CPU seconds": _processor() - processor, **peak()}


def _processor() -> float:
    return sum(os.times()[:4])
