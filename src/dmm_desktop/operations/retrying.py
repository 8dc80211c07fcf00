"""How often to ask a server, and how long to keep trying if it does not answer.

Only queries and StopExecution are repeated. StartExecution and CreateConnection never are.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from ..core.errors import (
    ConnectionFailed,
    DmmError,
    NameNotFound,
    NotDmmAnswer,
    RefusedByServer,
    ServerBusy,
    ServerFailed,
    TimedOut,
    TokenRefused,
    Unreachable,
    UnreadableAnswer,
)
from ..core.job import CancelToken, OnProgress, Progress, WakeUp
from ..core.network_errors import ElsewhereConnected
from ..core.text import counted, joined

T = TypeVar("T")

#: Errors that may go away later, perhaps after someone has intervened.
NO_ANSWER = (Unreachable, ServerBusy, ServerFailed, NotDmmAnswer, RefusedByServer, TokenRefused)
#: How long a request is repeated after its first failure, in seconds.
BRIEFLY = 120.0
#: The statuses that gateways return for an unreachable server.
_GATEWAY = (502, 504)
#: Retrying ends when the key is refused this often in a row: restarting environments refuse every key.
_REFUSED_AFTER = 3
#: How often something that arrived unusable is requested at least.
_TRIES = 5


def is_passing(error: DmmError) -> bool:
    """Whether the same request may soon succeed by itself: the server is busy, or the network or a gateway failed."""
    if isinstance(error, ServerFailed):
        return error.status in _GATEWAY
    passing = (ServerBusy, ConnectionFailed, TimedOut, NameNotFound)
    return isinstance(error, passing) and not isinstance(error, ElsewhereConnected)


def _is_page(error: DmmError | None) -> bool:
    """Whether a web page or a redirect came instead of an answer, as while a gateway is maintained."""
    return isinstance(error, NotDmmAnswer) and not isinstance(error, UnreadableAnswer)


@dataclass(frozen=True, slots=True)
class Waiting(Progress):
    """A request failed because of ``trouble`` and will be sent again in ``seconds``."""

    trouble: DmmError
    seconds: float


class Repeat(Protocol):
    """Sends a request, perhaps more than once, and returns its result."""

    def __call__(self, request: Callable[[], T], /) -> T: ...


def once(request: Callable[[], T], /) -> T:
    """A Repeat that sends the request only once."""
    return request()


@dataclass(slots=True)
class PollPolicy:
    """How often the server is asked; all times in seconds. ``longest`` may change during watching. ``patience``: how
    long the server may fail to answer before watching ends with the last error; None for no limit. ``briefly``: how
    long a request is repeated that does not ask for the state of a run. ``unlisted``: how long the server may not know
    an execution: a new one may not be listed yet, and one that was known may be known again [assumed].
    ``longest_asked``: the longest wait that the server may request (``Retry-After``); it never exceeds the patience."""

    first: float = 0.5
    longest: float = 2.0
    growth: float = 1.3
    retry_first: float = 1.0
    retry_longest: float = 30.0
    patience: float | None = None
    briefly: float = BRIEFLY
    unlisted: float = 60.0
    longest_asked: float = 120.0


class Retries:
    """The waits before further attempts, longer each time. ``tell`` is called for each with its cause and length in
    seconds."""

    def __init__(
        self, policy: PollPolicy, cancel: CancelToken, wake_up: WakeUp, tell: Callable[[DmmError | None, float], None]
    ) -> None:
        self._policy = policy
        self._cancel = cancel
        self._wake_up = wake_up
        self._tell = tell
        self._next = policy.retry_first
        self._silent_since: float | None = None
        self._refusals = 0

    def answered(self) -> None:
        self._next = self._policy.retry_first
        self._silent_since = None
        self._refusals = 0

    def wait_out(self, error: DmmError) -> None:
        """Wait before the next attempt; raise the error if another attempt is pointless."""
        self._refusals = self._refusals + 1 if isinstance(error, TokenRefused) else 0
        now = time.monotonic()
        self._silent_since = self._silent_since or now
        patience = self._policy.patience
        left = math.inf if patience is None else patience - (now - self._silent_since)
        if self._refusals >= _REFUSED_AFTER or left <= 0:
            raise error
        self._wait(error, left, self._next)
        self._next = min(self._next * 2, self._policy.retry_longest)

    def repeat(self, request: Callable[[], T], /) -> T:
        """Repeat a request, which must be safe to repeat, until it succeeds. Raises its last error after
        :attr:`PollPolicy.briefly`, and at once any error that will not pass."""
        pause, tries, since = self._policy.retry_first, 0, 0.0
        while True:
            try:
                return request()
            except DmmError as error:
                now = time.monotonic()
                since = since or now
                tries += 1
                left = self._policy.briefly - (now - since)
                if not is_passing(error) or left <= 0:
                    if tries > 1:
                        asked = counted("Tried once.", "Tried {n} times.", tries)
                        error.advice = joined(asked, error.advice) if error.advice else asked
                    raise
                self._wait(error, left, pause)
                pause *= 2

    def until(self, done: Callable[[], bool]) -> DmmError | None:
        """Call ``done`` until it returns true, or the number of attempts is exhausted; while web pages come, not before
        :attr:`PollPolicy.briefly` is over. Returns the error of the last attempt, if any. Passing errors are not
        retried here, but by :meth:`repeat`, which ``done`` uses."""
        pause, tries, since = self._policy.retry_first, 0, 0.0
        while True:
            trouble: DmmError | None = None
            try:
                if done():
                    return None
            except DmmError as error:
                trouble = error
                if is_passing(error):
                    return error
            now = time.monotonic()
            since = since or now
            tries += 1
            left = self._policy.briefly - (now - since)
            if tries >= _TRIES and (left <= 0 or not _is_page(trouble)):
                return trouble
            self._wait(trouble, self._policy.briefly, pause)
            pause *= 2

    def _wait(self, trouble: DmmError | None, longest: float, pause: float) -> None:
        spread = random.uniform(0.8, 1.2)  # so that clients do not all return at the same moment
        wait = min(pause, self._policy.retry_longest) * spread
        if trouble is not None and trouble.retry_after is not None:
            wait = max(wait, min(trouble.retry_after, self._policy.longest_asked, longest))
        self._tell(trouble, wait)
        self._wake_up.wait(self._cancel, wait)


def repeating(cancel: CancelToken, report: OnProgress, briefly: float) -> Repeat:
    """A Repeat for the requests of a job, each repeated for at most ``briefly`` seconds. Reports Waiting."""

    def tell(trouble: DmmError | None, seconds: float) -> None:
        assert trouble is not None
        report(Waiting(trouble, seconds))

    return Retries(PollPolicy(briefly=briefly), cancel, WakeUp(), tell).repeat
