"""Decides when the status of an execution is requested without its log."""

from __future__ import annotations

from ..core.errors import DmmError, ServerBusy, Unreachable

#: The longest pause, in polls.
_LONGEST = 15


class LogPause:
    """Counts polls without the log. The pause grows each time the server is busy or does not answer a request for a
    page, which may take half a minute."""

    def __init__(self) -> None:
        self._length = self._passed = 0

    def lasts(self) -> bool:
        """Whether the next poll is still part of the pause."""
        self._passed += 1
        return self._passed <= self._length

    def end(self) -> None:
        """End the pause: a page arrived."""
        self._length = 0

    def begin(self, error: DmmError) -> None:
        """Begin a pause: a page failed."""
        self._passed = 0
        self._length = min(2 * self._length + 1, _LONGEST) if isinstance(error, ServerBusy | Unreachable) else 0
