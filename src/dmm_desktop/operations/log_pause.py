"""When the log of an execution is not asked for although its status is."""

from __future__ import annotations

from ..core.errors import DmmError, ServerBusy, Unreachable

#: For so many polls at the most.
_LONGEST = 15


class LogPause:
    """Counts the polls without a log: more each time a page got no answer, perhaps for half a minute, or the server was
    busy."""

    def __init__(self) -> None:
        self._length = self._passed = 0

    def lasts(self) -> bool:
        """Whether the next poll is one of them."""
        self._passed += 1
        return self._passed <= self._length

    def end(self) -> None:
        """A page came."""
        self._length = 0

    def begin(self, error: DmmError) -> None:
        """A page failed."""
        self._passed = 0
        self._length = min(2 * self._length + 1, _LONGEST) if isinstance(error, ServerBusy | Unreachable) else 0
