"""Every row of an import zip is checked; beside unpacking the zip with its checksums verified."""

from __future__ import annotations

import os
import random
import subprocess
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.effort import begun
from benchmarks.frame import Bar, Figures, Measurement, Options, Row, Setting, require

_ENTITIES, _ROWS = 10, 800_000
_ROW_SIZE = 61  # bytes, about
_NAMES = ("Ana", "João", "Søren", "Zoë", "O''Brien", "Silva; Ana", "Müller", "Nowak")


@contextmanager
def prepare(options: Options) -> Iterator[Setting]:
    """Ten entities with 800,000 rows each, 485 MB in all; fewer rows if a smaller size is wanted."""
    rows = min(_ROWS, options.size // (_ENTITIES * _ROW_SIZE))
    path = options.folder / "import.zip"
    dice = random.Random(15)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entity in [f"Entity{number}" for number in range(1, _ENTITIES)] + ["ossys_User"]:
            archive.writestr(f"{entity}_Struct.dmm", "{}")
            with archive.open(f"{entity}_Data.csv", "w") as file:
                file.write(b"Id;Name;Email;RegionId;CreatedOn;IsActive\r\n")
                for first in range(1, rows + 1, 10_000):
                    some = (_row(number, dice) for number in range(first, min(first + 10_000, rows + 1)))
                    file.write("".join(some).encode())
    yield {"zip": str(path), "rows": rows * _ENTITIES}


def _row(number: int, dice: random.Random) -> str:
    draw = dice.getrandbits(40)
    email = f"N'c{number}@example.com'" if draw % 8 else "NULL"
    name = f"{_NAMES[draw >> 3 & 7]} {_NAMES[draw >> 6 & 7]}"
    day = f"20{10 + (draw >> 9) % 15}-{1 + (draw >> 13) % 12:02}-{1 + (draw >> 17) % 28:02}"
    time = f"{(draw >> 22) % 24:02}:{(draw >> 27) % 60:02}:00"
    return f"{number};N'{name}';{email};{1 + (draw >> 33) % 10};{day}T{time};{draw & 1}\r\n"


def ours(setting: Setting) -> Figures:
    """Everything that `dmm-desktop-cli check --keep-ids` does, but for its output. Memory is that of all processes."""
    from dmm_desktop.archive.full_check import read_zip
    from dmm_desktop.core.job import CancelToken, Progress

    reports: list[float] = []

    def note(value: Progress) -> None:
        if not reports:
            reports.append(time.perf_counter() - start)

    with _memory_of_children() as children:
        ended, start = begun(memory=True), time.perf_counter()
        read = read_zip(Path(setting["zip"]), CancelToken(), note)
        checked = read.checked(keep_ids=True)
        figures = ended()
    assert checked.is_complete and {finding.rule for finding in checked.findings} <= {13}  # its size
    assert sum(entity.records or 0 for entity in checked.entities) == setting["rows"]
    if "MiB over idle" in figures:
        figures["MiB over idle"] += max(children, default=0.0)
    return figures | {"first results, ms": 1000 * reports[0]}


def unzip(setting: Setting) -> Figures:
    """Unpacks, verifies the checksums, and looks at nothing."""
    require("unzip")
    ended = begun()
    subprocess.run(["unzip", "-tqq", setting["zip"]], check=True)
    return ended()


@contextmanager
def _memory_of_children() -> Iterator[list[float]]:
    """What the processes that this one starts hold together, in MiB, looked at every 50 ms. Linux only."""
    seen: list[float] = []
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.05):
            seen.append(sum(map(_proportional, _children())))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def _children() -> Iterator[str]:
    with suppress(OSError):
        for thread in os.listdir("/proc/self/task"):
            with suppress(OSError):
                yield from Path(f"/proc/self/task/{thread}/children").read_text().split()


def _proportional(process: str) -> float:
    """Memory of a process, of which what it shares with others counts in part."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024
    return 0.0


ROW = Row(
    "Check of every row of a zip",
    (Measurement("DMM Desktop", ours), Measurement("unzip -t", unzip)),
    (Bar("seconds", 3, "unzip -t"), Bar("MiB over idle", 64), Bar("first results, ms", 1000)),
    prepare,
)
