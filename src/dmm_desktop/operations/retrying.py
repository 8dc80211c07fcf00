"""How often a server is asked, and how long one that does not answer is waited for."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from ..core.cancel import CancelToken, Nudge
from ..core.errors import DmmError, NotDmmAnswer, RefusedByServer, ServerFailed, TokenRefused, Unreachable

#: What may be gone at the next try.
NO_ANSWER = (Unreachable, ServerFailed, NotDmmAnswer, RefusedByServer, TokenRefused)
#: A refused key ends the tries when it is refused this often in a row: restarting environments refuse all.
_REFUSED_AFTER = 3
#: How often something is asked for that can be done without.
_TRIES = 5


@dataclass(slots=True)
class Pace:
    """How often the server is asked, in seconds. ``longest`` may change meanwhile. ``patience``: how long it may give
    no answer before watching ends with the last error; None for without end. ``unlisted``: how long an execution may
    not be found that the server has never known; one just started may not be listed yet [assumed]. ``longest_asked``:
    how long a wait that the server asks for (``Retry-After``) may be; it never goes beyond the patience."""

    first: float = 0.5
    longest: float = 2.0
    growth: float = 1.3
    retry_first: float = 1.0
    retry_longest: float = 30.0
    patience: float | None = None
    unlisted: float = 60.0
    longest_asked: float = 120.0


class Retries:
    """The waits before further tries: longer each time. ``tell`` learns of each, why and for how many seconds."""

    def __init__(
        self, pace: Pace, cancel: CancelToken, nudge: Nudge, tell: Callable[[DmmError | None, float], None]
    ) -> None:
        self._pace = pace
        self._cancel = cancel
        self._nudge = nudge
        self._tell = tell
        self._next = pace.retry_first
        self._silent_since: float | None = None
        self._refusals = 0

    def answered(self) -> None:
        self._next = self._pace.retry_first
        self._silent_since = None
        self._refusals = 0

    def wait_out(self, error: DmmError) -> None:
        """Wait before the next try; raise the error if that makes no sense any more."""
        self._refusals = self._refusals + 1 if isinstance(error, TokenRefused) else 0
        now = time.monotonic()
        self._silent_since = self._silent_since or now
        patience = self._pace.patience
        left = math.inf if patience is None else patience - (now - self._silent_since)
        if self._refusals >= _REFUSED_AFTER or left <= 0:
            raise error
        self._wait(error, left)

    def until(self, done: Callable[[], bool]) -> DmmError | None:
        """Try until it is done, or has been tried often enough. Returns the error of the last try, if there was one."""
        self._next = self._pace.retry_first
        for tries_left in reversed(range(_TRIES)):
            trouble: DmmError | None = None
            try:
                if done():
                    break
            except DmmError as error:
                trouble = error
            if tries_left:
                self._wait(trouble, math.inf if self._pace.patience is None else self._pace.patience)
        return trouble

    def _wait(self, trouble: DmmError | None, longest: float) -> None:
        wait = self._next * random.uniform(0.8, 1.2)  # not the same for all who lost the same server
        self._next = min(self._next * 2, self._pace.retry_longest)
        if trouble is not None and trouble.retry_after is not None:
            wait = max(wait, min(trouble.retry_after, self._pace.longest_asked, longest))
        self._tell(trouble, wait)
        self._nudge.wait(self._cancel, wait)
