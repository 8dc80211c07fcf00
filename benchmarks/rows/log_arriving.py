"""A million lines of log come at 20,000 a second while the window shows and follows them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.frame import Bar, Figures, Measurement, Options, Row, Setting
from benchmarks.payloads import serving

_LINES, _RATE = 1_000_000, 20_000


@contextmanager
def prepare(options: Options) -> Iterator[Setting]:
    """A server with the log."""
    with serving("log", _RATE, _LINES) as port:
        yield {"port": port}


def ours(setting: Setting) -> Figures:
    """The window watches the run, with its log followed to the end."""
    from PySide6.QtWidgets import QLabel

    from benchmarks.desktop import desktop
    from benchmarks.effort import begun
    from benchmarks.gaps import Gaps

    with desktop(setting["port"]) as one:
        assert one.window.progress  # imported and made: the first run that is shown is not what is measured
        one.rest(1)
        effort, gaps = begun(memory=True), Gaps()
        one.window.runs.select_run(one.watch(str(time.time_ns())))
        shown = one.window.findChild(QLabel, "log_lines")
        assert shown is not None
        one.until(lambda: shown.text() == f"{_LINES} lines", 120)
        return effort() | gaps.found()


def bare(setting: Setting) -> Figures:
    """A window in which nothing happens, for as long: what the machine itself does to an event loop."""
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel

    from benchmarks.gaps import Gaps

    app = QApplication([])
    label = QLabel("DMM Desktop")
    label.show()
    gaps = Gaps()
    QTimer.singleShot(1000 * _LINES // _RATE, app.quit)
    app.exec()
    return gaps.found()


ROW = Row(
    f"{_LINES:,} log lines arriving at {_RATE:,} a second",
    (Measurement("DMM Desktop", ours, rounds=3), Measurement("an idle window", bare, rounds=3)),
    (Bar("99.9th percentile, ms", 16), Bar("largest, ms", 50), Bar("MiB over idle", 64)),
    prepare,
)
