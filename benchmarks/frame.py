"""What a benchmark is made of: a row with measurements to compare, and the bars that ours has to meet.

A row is a module in `rows/` with a constant `ROW`. Its name on the command line is the module's.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

#: The root of the project, in which `python -m benchmarks.…` finds its modules.
PROJECT = Path(__file__).parents[1]
#: What a measurement found, by figure, such as {"seconds": 1.2, "MiB over idle": 9}.
Figures: TypeAlias = dict[str, float]
#: What `prepare` made for the measurements, such as ports and paths; goes to the child processes as JSON.
Setting: TypeAlias = dict[str, Any]


class Missing(Exception):
    """A program or library that a measurement needs is not on this machine; the row names it and goes on."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for: the size of payloads in bytes, and a folder for files that vanish at the end."""

    size: int
    folder: Path


@dataclass(frozen=True, slots=True)
class Measurement:
    """``do`` is called once a round, alone in a fresh child process; it is a function of the row's module.

    It times what counts by itself, so that the start of Python and imports do not. ``rounds``: no more than so many,
    for what takes long.
    """

    name: str
    do: Callable[[Setting], Figures]
    rounds: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """The ``figure`` of the first measurement is at most ``most``, or ``most`` times that of the one named ``of``; with
    ``is_difference``, at most ``most`` more than that."""

    figure: str
    most: float
    of: str | None = None
    is_difference: bool = False


@contextmanager
def nothing(options: Options) -> Iterator[Setting]:
    """The preparation of rows that need none."""
    yield {}


@dataclass(frozen=True, slots=True)
class Row:
    """The first measurement is ours, the others are what it is compared with. ``prepare`` surrounds all rounds."""

    title: str
    measurements: tuple[Measurement, ...]
    bars: tuple[Bar, ...] = ()
    prepare: Callable[[Options], AbstractContextManager[Setting]] = nothing


def require(*programs: str) -> None:
    """Raise Missing for the first program that is not installed."""
    for program in programs:
        if shutil.which(program) is None:
            raise Missing(f"{program} is not installed")


def require_memory(size: int) -> None:
    """Raise Missing if the machine has less than twice as many bytes left: nobody else may suffer. Linux only."""
    info = Path("/proc/meminfo")
    lines = info.read_text().splitlines() if info.exists() else []
    left = next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)
    if left is not None and left < 2 * size:
        raise Missing(f"needs about {size / 2**30:.0f} GiB of memory")
