"""Locks between processes, which the operating system releases however a process ends."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from pathlib import Path
from types import TracebackType

from .files import PRIVATE

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

#: How long to wait before the next attempt, in seconds.
_PAUSE = 0.05
#: What the system says of a lock that is held: Unix, Windows [documented]; Wine says nothing [platform].
_HELD = (errno.EAGAIN, errno.EACCES, 0)


class FileLock:
    """A lock that is held until it is released, by any thread. At most one object in all processes holds a file's lock.

    ``timeout``: how long to wait for the holder, in seconds. The file is created if it does not exist, and stays.
    Raises TimeoutError if the lock is still held then, and OSError if the file cannot be created, opened or locked.
    """

    def __init__(self, path: Path, timeout: float = 0.0) -> None:
        deadline = time.monotonic() + timeout
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE)
        try:
            while not _try(self._file):
                if time.monotonic() >= deadline:
                    raise TimeoutError(f"another process holds {path}")
                time.sleep(_PAUSE)
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Release the lock, if it is held."""
        file, self._file = self._file, -1
        if file < 0:
            return
        if sys.platform == "win32":  # which otherwise releases it some time after the file was closed [documented]
            with contextlib.suppress(OSError):
                msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
        os.close(file)

    def __enter__(self) -> FileLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _try(file: int) -> bool:
    """Lock an open file. Returns False if the lock is held through another opening of it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise
    return True
