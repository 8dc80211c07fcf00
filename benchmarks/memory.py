"""The memory of this process; Linux tells it, elsewhere there is nothing to compare."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.frame import Figures

_STATUS = Path("/proc/self/status")


def over_idle() -> Callable[[], Figures]:
    """Call it when all is imported and nothing has begun; what it returns tells the peak since then beyond that, as the
    figure "MiB over idle"."""
    if not _STATUS.exists():
        return dict
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    idle = _mib("VmRSS")
    return lambda: {"MiB over idle": _mib("VmHWM") - idle}


def resident(process: int | str = "self") -> Figures:
    """What a process holds now, this one unless another is named by its id, as the figure "MiB"."""
    return {"MiB": _mib("VmRSS", process)} if _STATUS.exists() else {}


def _mib(name: str, process: int | str = "self") -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    [line] = [one for one in lines if one.startswith(f"{name}:")]
    return int(line.split()[1]) / 1024
