"""Blocking calls on a socket that end when another thread shuts the socket down, on every system."""

from __future__ import annotations

import io
import ssl
import time
from collections.abc import Callable
from typing import Any

#: Longest single wait, in seconds, which is also the longest delay before a shutdown is noticed on Windows.
_SLICE = 0.2
_WOULD_BLOCK = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class SocketReader(io.RawIOBase):
    """The incoming side of a socket. Reading raises TimeoutError after the socket's own time limit.

    ``opened`` is the result of ``socket.makefile``; the socket can close only after it has been closed.
    """

    def __init__(self, sock: Any, opened: io.RawIOBase) -> None:
        self._sock = sock
        self._opened = opened

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        received: int = wait_in_slices(self._sock, lambda: self._sock.recv_into(buffer))
        return received

    def fileno(self) -> int:
        return self._opened.fileno()

    def close(self) -> None:
        if not self.closed:
            self._opened.close()
        super().close()


def wait_in_slices(sock: Any, call: Callable[[], Any]) -> Any:
    """Return the result of ``call``, which blocks on the socket. Raises its errors, and TimeoutError after the socket's
    time limit.

    On Windows, ``socket.shutdown`` wakes a sending thread, but not a receiving one [platform]. On a socket that has
    been shut down, a non-blocking call returns at once on every system [platform], so one is made between waits.
    """
    limit = sock.gettimeout()
    deadline = None if limit is None else time.monotonic() + limit
    try:
        while True:
            left = _SLICE if deadline is None else deadline - time.monotonic()
            sock.settimeout(min(_SLICE, max(left, 0.001)))
            try:
                return call()
            except TimeoutError:
                if left <= _SLICE and deadline is not None:
                    raise
            sock.settimeout(0)
            try:
                return call()
            except _WOULD_BLOCK:
                pass
    finally:
        sock.settimeout(limit)
