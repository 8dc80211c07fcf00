"""Runs are watched for a minute, one of them on the screen: what twenty cost, and what one costs."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.frame import Bar, Figures, Measurement, Options, Row, Setting
from benchmarks.payloads import serving

_SECONDS, _LINES_PER_SECOND = 60, 2


@contextmanager
def prepare(options: Options) -> Iterator[Setting]:
    """A server with as many runs as are asked for."""
    with serving("log", _LINES_PER_SECOND, 10**9) as port:
        yield {"port": port}


def _watched(setting: Setting, count: int) -> Figures:
    """Processor time of one minute after the first half of one, and what has grown meanwhile."""
    from benchmarks.desktop import desktop
    from benchmarks.effort import begun

    with desktop(setting["port"]) as one:
        runs = [one.watch(f"{time.time_ns()}") for _ in range(count)]
        one.window.runs.select_run(runs[0])
        one.rest(_SECONDS / 2)
        before, handles, threads = _resident(), _handles(), threading.active_count()
        effort = begun()
        one.rest(_SECONDS)
        figures = effort()
        return {
            "CPU seconds": figures["CPU seconds"],
            "MiB more": _resident() - before,
            "handles more": _handles() - handles,
            "threads more": threading.active_count() - threads,
        }


def twenty(setting: Setting) -> Figures:
    """Twenty runs."""
    return _watched(setting, 20)


def one(setting: Setting) -> Figures:
    """One run."""
    return _watched(setting, 1)


def _handles() -> int:
    folder = Path("/proc/self/fd")
    return len(os.listdir(folder)) if folder.exists() else 0


def _resident() -> float:
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)


ROW = Row(
    f"Runs watched for {_SECONDS} s, {_LINES_PER_SECOND} log lines a second in each",
    (Measurement("twenty runs", twenty, rounds=3), Measurement("one run", one, rounds=3)),
    (Bar("CPU seconds", 6, "one run"), Bar("MiB more", 2), Bar("handles more", 2), Bar("threads more", 0)),
    prepare,
)
