"""What a server sent, until it is read."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ..core.disk_space import DiskSpace
from ..core.errors import LocalError
from ..core.local_files import is_full, why_full
from ..core.text import text

#: Bytes that are read at once.
_BLOCK = 256 * 1024


class AnswerFile:
    """A file without a name, in memory while it is small; a context manager.

    Every failure is raised as LocalError, also where too little of the disk would stay free.
    """

    def __init__(self, in_memory: int, folder: Path | None = None) -> None:
        """``in_memory``: up to how many bytes; ``folder``: where more than that goes, None for the system's place."""
        self._folder = folder
        self._in_memory = in_memory
        self._size = 0
        self._space: DiskSpace | None = None  # while it is in memory
        self._file = tempfile.SpooledTemporaryFile(max_size=in_memory, dir=str(folder) if folder else None)  # noqa: SIM115

    def __enter__(self) -> AnswerFile:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):  # closing writes what is left, which fails again on a full disk
            self._file.close()

    def write(self, data: bytes, /) -> int:
        self._size += len(data)
        with self._mapped():
            if self._space is not None:
                self._space.take(len(data))
            elif self._size > self._in_memory:
                self._space = DiskSpace(self._place)
                self._space.take(self._size)
            return self._file.write(data)

    def clear(self) -> None:
        """Forget what was written, for another answer."""
        with self._mapped():
            self._file.seek(0)
            self._file.truncate()

    def start(self, size: int) -> bytes:
        """The first ``size`` bytes, or all."""
        with self._mapped():
            self._file.seek(0)
            return self._file.read(size)

    def blocks(self) -> Iterator[bytes]:
        """All of it."""
        block = self.start(_BLOCK)
        while block:
            yield block
            with self._mapped():
                block = self._file.read(_BLOCK)

    @property
    def _place(self) -> Path:
        return self._folder or Path(tempfile.gettempdir())

    @contextlib.contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            cause = text("The operating system says: {words}.", words=error.strerror or str(error))
            if is_full(error):
                cause = why_full(self._place, error)
            raise LocalError(
                text("The answer could not be written to this computer's disk."),
                cause,
                text("Free some space, also where temporary files are kept, and try again."),
                str(error),
            ) from error
