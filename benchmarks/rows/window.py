"""Start the window, wait until it is painted, and leave it idle for some seconds."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.frame import PROJECT, Bar, Figures, Measurement, Missing, Options, Row, Setting


@contextmanager
def prepare(options: Options) -> Iterator[Setting]:
    """Byte code is compiled and the disk's cache is warm."""
    setting = {"folder": str(options.folder)}
    for measure in (ours, bare):
        measure(setting)
    yield setting


def ours(setting: Setting) -> Figures:
    """DMM Desktop with an empty data folder."""
    with tempfile.TemporaryDirectory(dir=setting["folder"]) as folder:
        return _started("ours", folder)


def bare(setting: Setting) -> Figures:
    """PySide6 with one label."""
    return _started("bare")


def _started(name: str, *arguments: str) -> Figures:
    """From the start of the process, Python's own included, to the paint; and what is resident when it is idle.

    Not with `-m`, which imports more of Python than a window needs.
    """
    if not Path("/proc/self/status").exists():
        raise Missing("there is no /proc")
    environment = os.environ | ({} if "DISPLAY" in os.environ else {"QT_QPA_PLATFORM": "offscreen"})
    command = [sys.executable, "-c", f"import benchmarks.windows.{name}", *arguments]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=PROJECT) as window:
        assert window.stdout is not None
        painted = window.stdout.readline()
        seconds = time.perf_counter() - began
        assert painted == "painted\n", f"{name} printed {painted!r}"
        return {"ms to first paint": seconds * 1000, "MiB idle": float(window.stdout.readline())}


ROW = Row(
    "First paint and idle memory of the window",
    (Measurement("DMM Desktop", ours), Measurement("PySide6 with one label", bare)),
    (
        Bar("ms to first paint", 2, "PySide6 with one label"),
        Bar("MiB idle", 1.5, "PySide6 with one label"),
    ),
    prepare,
)
