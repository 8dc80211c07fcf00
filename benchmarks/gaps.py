"""How long Qt's event loop does not turn."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

from benchmarks.frame import Figures


class Gaps(QObject):
    """A timer that is due every millisecond, and the times between its turns."""

    def __init__(self) -> None:
        super().__init__()
        self._gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)
        self._timer.start(1)

    def found(self) -> Figures:
        """The gaps so far, in milliseconds."""
        gaps = sorted(self._gaps)
        return {
            "99.9th percentile, ms": 1000 * gaps[int(len(gaps) * 0.999)],
            "largest, ms": 1000 * gaps[-1],
        }

    def _turn(self) -> None:
        now = time.perf_counter()
        self._gaps.append(now - self._last)
        self._last = now
