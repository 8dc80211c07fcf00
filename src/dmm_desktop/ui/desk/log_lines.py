"""The log lines of one run, filled by a worker and read by the window."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence

#: The window keeps this many lines; older ones are in the log files.
KEPT = 200_000


class LogLines:
    """A worker appends, the window takes what is new at its own pace: no signal for each line.

    ``total`` is how many lines there were; the window keeps the last KEPT of them.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._new: deque[str] = deque(maxlen=KEPT)
        self.total = 0

    def append(self, lines: Sequence[str]) -> None:
        """Add lines. To be called by one worker."""
        with self._lock:
            self._new.extend(lines)
            self.total += len(lines)

    def take(self) -> list[str]:
        """The lines that came since the last call, oldest first."""
        with self._lock:
            lines = list(self._new)
            self._new.clear()
        return lines
