"""Files of this workstation, opened for reading with checks."""

from __future__ import annotations

import io
import stat
from pathlib import Path
from typing import Protocol

from dmm_desktop.core.local_files import cannot_read, not_a_file


class SeekableFile(Protocol):
    """An open binary file that a zip can be read from."""

    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def seekable(self) -> bool: ...
    def tell(self) -> int: ...


class SourceFile(io.BufferedReader):
    """An ordinary file, open for reading. Raises LocalError where it cannot be opened or read.

    Only :meth:`read` is covered: it is what :mod:`zipfile` calls.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(_open(path))

    def read(self, size: int | None = -1, /) -> bytes:
        try:
            return super().read(size)
        except OSError as error:
            raise cannot_read(self.path, error) from error


def _open(path: Path) -> io.FileIO:
    """Pipes and devices are refused before they are opened: opening one can block, and reading one need not end."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            return io.FileIO(path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise cannot_read(path, error) from error
    raise not_a_file(path, mode)
