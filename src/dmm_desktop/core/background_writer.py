"""Processes blocks of bytes in the background, such as hashing or writing to disk."""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

#: Number of blocks that may wait, so that short delays on one side do not hold up the other.
_AHEAD = 3
#: Larger than any block, in bytes.
_LARGE = 16 * 1024 * 1024


@functools.cache
def _keep_memory() -> None:
    """Allocate and free a large block: glibc then reuses blocks up to this size instead of returning each to the
    system, which makes large transfers a fifth slower. Call it once per process: a second call would keep the block,
    once per thread."""
    bytes(_LARGE)


class BackgroundWriter:
    """Passes blocks in order to a function that runs on its own thread.

    Use it as a context manager: leaving it ends the thread and drops waiting blocks, so call :meth:`finish` first.
    :meth:`write` blocks while too many blocks wait. Both raise the function's error; no block is passed on after it.
    """

    def __init__(self, function: Callable[[bytes], object]) -> None:
        self._function = function
        self._thread = ThreadPoolExecutor(1, "background writer")
        self._waiting: deque[Future[object]] = deque()
        _keep_memory()

    def __enter__(self) -> BackgroundWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown(cancel_futures=True)

    def write(self, block: bytes, /) -> None:
        if len(self._waiting) == _AHEAD:
            self._waiting.popleft().result()
        self._waiting.append(self._thread.submit(self._function, block))

    def finish(self) -> None:
        """Wait until the function has processed all blocks."""
        while self._waiting:
            self._waiting.popleft().result()
