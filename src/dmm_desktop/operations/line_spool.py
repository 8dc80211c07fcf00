"""Log lines on disk, for logs that are too long to stay in memory."""

from __future__ import annotations

import tempfile
import threading
import weakref
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from ..core.disk_space import DiskSpace
from ..core.local_files import cannot_read, cannot_write


class LineSpool:
    """Blocks of text, one after the other, in a file without a name that only this user can read.

    The file vanishes with this object, and with the process however that ends. Any thread may read while one writes.
    """

    def __init__(self, folder: Path | None) -> None:
        """``folder``: None for the system's place. Raises LocalError if no file can be made there."""
        self._folder = folder or Path(tempfile.gettempdir())
        self._lock = threading.Lock()  # seek and what follows belong together
        self._starts = array("Q", [0])
        self._space = DiskSpace(self._folder)
        try:
            self._file: IO[bytes] = tempfile.TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115
        except OSError as error:
            raise cannot_write(self._folder, error) from error
        weakref.finalize(self, self._file.close)

    def __len__(self) -> int:
        """How many blocks there are."""
        return len(self._starts) - 1

    def append(self, blocks: Sequence[bytes]) -> None:
        """Add blocks: all, or none and LocalError, also where too little of the disk would stay free."""
        start = self._starts[-1]
        try:
            left = memoryview(b"".join(blocks))
            self._space.take(len(left))
            with self._lock:
                self._file.seek(start)
                while left:
                    left = left[self._file.write(left) :]
        except OSError as error:
            raise cannot_write(self._folder, error) from error
        for block in blocks:
            start += len(block)
            self._starts.append(start)

    def last_within(self, first: int, size: int) -> int:
        """The number behind the last block that still ends within ``size`` bytes; at least ``first + 1``."""
        end = first + 1
        while end < len(self) and self._starts[end + 1] - self._starts[first] <= size:
            end += 1
        return end

    def read(self, first: int, end: int) -> bytes:
        """The blocks from ``first`` to before ``end``. Raises LocalError."""
        start, size = self._starts[first], self._starts[end] - self._starts[first]
        pieces = []
        try:
            with self._lock:
                self._file.seek(start)
                while size > 0 and (piece := self._file.read(size)):
                    pieces.append(piece)
                    size -= len(piece)
        except OSError as error:
            raise cannot_read(self._folder, error) from error
        return b"".join(pieces)
