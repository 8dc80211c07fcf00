"""Start the frozen window, as users install it, beside the same window from source, and leave both idle."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from benchmarks.frame import PROJECT, Bar, Figures, Measurement, Missing, Options, Row, Setting, require
from benchmarks.memory import resident
from benchmarks.screen import screen

_PROGRAM = PROJECT / "dist" / "dmm-desktop" / "dmm-desktop"

#: How long a window stays idle before its memory is read, in seconds.
_REST = 3


@contextmanager
def prepare(options: Options) -> Iterator[Setting]:
    """Byte code is compiled and the disk's cache is warm."""
    for measure in (frozen, source):
        try:
            measure({})
        except Missing:  # the measurement itself will say it
            continue
    yield {}


def frozen(setting: Setting) -> Figures:
    """What `dev.py freeze` has built."""
    if not _PROGRAM.exists():
        raise Missing("build it before: python3 dev.py freeze")
    return _started([str(_PROGRAM)])


def source(setting: Setting) -> Figures:
    """What `dev.py run` starts."""
    return _started([sys.executable, "-m", "dmm_desktop.app"])


def _started(command: Sequence[str]) -> Figures:
    """From the start of the process to the paint, and what is resident when it is idle, with an empty data folder."""
    require("Xvfb")
    with tempfile.TemporaryDirectory(prefix="dmm-data-") as data, screen() as shown:
        began = time.perf_counter()
        with subprocess.Popen([*command, "--data-dir", data], env=shown.environment) as window:
            try:
                shown.wait_for_paint(window)
                seconds = time.perf_counter() - began
                time.sleep(_REST)
                return {"ms to first paint": seconds * 1000} | resident(window.pid)
            finally:
                window.kill()


ROW = Row(
    "First paint and idle memory of the frozen window",
    (Measurement("frozen", frozen), Measurement("from source", source)),
    (
        Bar("ms to first paint", 1.1, "from source"),
        Bar("MiB", 1.02, "from source"),  # the same, but for the loader that a frozen program has
    ),
    prepare,
)
