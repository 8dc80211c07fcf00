"""Work on blocks of bytes that goes on beside the work of the thread that has them: hashing, writing to a disk."""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

#: Blocks that may wait, so that neither side stops for each small delay of the other.
_AHEAD = 3
#: Larger than any block, in bytes.
_LARGE = 16 * 1024 * 1024


@functools.cache
def _keep_memory() -> None:
    """Take memory and give it back at once: from then on glibc keeps blocks up to this size for those to come, where it
    would hand each back to the system and fetch it again, which makes large transfers a fifth dearer. Once for the
    process: a second time it would keep what is taken here, for each thread."""
    bytes(_LARGE)


class BackgroundWriter:
    """Hands blocks on, in their order, to a function that runs on a thread of its own.

    A context manager: the thread has ended when it is left, and what still waits then is dropped, so :meth:`finish`
    first. Few blocks wait at a time: :meth:`write` does, where the function falls behind. Both raise what the function
    raised, and nothing is handed on after that.
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
        """Wait until the function has done its work on all blocks."""
        while self._waiting:
            self._waiting.popleft().result()
