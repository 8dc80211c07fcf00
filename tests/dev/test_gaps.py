"""The measurement of the event loop's gaps finds what blocks it."""

import time

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from benchmarks.gaps import Gaps

BLOCKED = 0.1  # seconds


def test_a_callback_that_blocks_is_the_largest_gap(qtbot: QtBot) -> None:
    gaps, done = Gaps(), []

    def block() -> None:
        end = time.perf_counter() + BLOCKED
        while time.perf_counter() < end:
            pass
        QTimer.singleShot(5, lambda: done.append(True))

    QTimer.singleShot(20, block)
    qtbot.waitUntil(lambda: bool(done))
    found = gaps.found()
    assert found["largest, ms"] >= 1000 * BLOCKED
    assert found["99.9th percentile, ms"] <= found["largest, ms"]
