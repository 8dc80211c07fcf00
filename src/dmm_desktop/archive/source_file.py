"""Local files, opened for reading with checks."""

from __future__ import annotations

import errno
import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from ..core.job import BytesProgress, CancelToken, OnProgress, ignore_progress
from ..core.local_files import cannot_read, open_file


class SeekableFile(Protocol):
    """A binary file that a zip can be read from."""

    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def seekable(self) -> bool: ...
    def tell(self) -> int: ...


class SourceFile(io.BufferedReader):
    """A regular file open for reading. Raises LocalError if opening, seeking or reading fails: a network drive can
    vanish at any time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(open_file(path))

    def read(self, size: int | None = -1, /) -> bytes:
        with self._mapped():
            return super().read(size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        try:
            return super().seek(offset, whence)
        except OSError as error:
            if is_before_the_start(error, offset, whence):
                raise
            raise cannot_read(self.path, error) from error

    def tell(self) -> int:
        with self._mapped():
            return super().tell()

    def status(self) -> os.stat_result:
        """The file's status: size, modification time, identity."""
        with self._mapped():
            return os.fstat(self.fileno())

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise cannot_read(self.path, error) from error


def sha256_of(file: SourceFile, cancel: CancelToken, report: OnProgress = ignore_progress) -> str:
    """The hash of the whole file. Raises LocalError."""
    digest, done, total = hashlib.sha256(), 0, file.status().st_size
    file.seek(0)
    while block := file.read(1 << 20):
        cancel.check()
        digest.update(block)
        done += len(block)
        report(BytesProgress(done, total))
    return digest.hexdigest()


def is_before_the_start(error: OSError, offset: int, whence: int) -> bool:
    """Whether a seek failed because the file is smaller than expected: :mod:`zipfile` tries places where the end record
    may begin, and expects an OSError."""
    return error.errno == errno.EINVAL and whence == os.SEEK_END and offset < 0
