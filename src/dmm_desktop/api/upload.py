"""The body of a request, made while it is sent: the zip and its base64 text are never whole in memory, nor copied."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TypeVar

import pybase64

from ..core.background_writer import BackgroundWriter
from ..core.errors import FileChanged, LocalError
from ..core.job import BytesProgress, CancelToken, OnProgress, ignore_progress
from ..core.text import text
from .request import HttpRequest

T = TypeVar("T")

#: Bytes of the file that are read, encoded and sent at once; a multiple of 3, so that the pieces' base64 joins.
PIECE = 3 * 256 * 1024


@dataclass(frozen=True, slots=True)
class ZipUpload:
    """A zip to be sent, as it was when it was checked: ``size`` in bytes, ``mtime_ns`` as os.stat gives it.

    ``before_last`` is called once, with the SHA-256 of the file in hexadecimal, after all but the last piece has been
    handed over and before that one is: whatever it raises ends the upload with nothing started.
    """

    path: Path
    size: int
    mtime_ns: int
    before_last: Callable[[str], None] = field(default=lambda sha256: None)
    report: OnProgress = ignore_progress


class UploadBody:
    """What an HTTP library iterates over and sends; its length is known beforehand.

    Can be iterated once only: StartExecution is never sent twice. :meth:`close` it where that may have ended early.
    After :attr:`committed` the last piece is on its way and only an answer can tell whether the
    server began; before it nothing can have begun.
    """

    def __init__(self, request: HttpRequest, upload: ZipUpload | None, cancel: CancelToken) -> None:
        self._request = request
        self._upload = upload if request.zip_encoding else None
        self._cancel = cancel
        self._lock = threading.Lock()
        self._pieces: Generator[bytes, None, None] | None = None
        self.committed = False
        self.complete = False

    def __len__(self) -> int:
        size = self._upload.size if self._upload else 0
        encoded = (size + 2) // 3 * 4 if self._request.zip_encoding == "base64" else size
        return len(self._request.head) + encoded + len(self._request.tail)

    def __iter__(self) -> Iterator[bytes]:
        if self._pieces is not None:
            raise RuntimeError("a request body is sent once only")
        self._pieces = self._make()
        return self._pieces

    def close(self) -> None:
        """Nothing more of it is wanted: close the file and end the thread that hashes."""
        if self._pieces is not None:
            self._pieces.close()

    def _make(self) -> Generator[bytes, None, None]:
        held = self._request.head
        if self._upload is not None:
            held = yield from self._all_but_the_last(self._upload, held)
        with self._lock:
            self._cancel.check()
            self.committed = True
        yield held + self._request.tail
        self.complete = True
        if self._upload is not None:
            _tell(self._upload.report, BytesProgress(self._upload.size, self._upload.size))

    def _all_but_the_last(self, upload: ZipUpload, held: bytes) -> Generator[bytes, None, bytes]:
        """Returns the last piece, which is held back until everything before it went well."""
        encode = pybase64.b64encode if self._request.zip_encoding == "base64" else bytes
        sha256 = hashlib.sha256()
        done = 0
        with BackgroundWriter(sha256.update) as hashing:  # which takes longer than sending to a near server
            for block in _blocks(upload):
                self._cancel.check()
                hashing.write(block)
                if held:
                    yield held
                    _tell(upload.report, BytesProgress(done, upload.size))
                done += len(block)
                held = encode(block)
            hashing.finish()
            _tell(upload.before_last, sha256.hexdigest())
        return held

    def cut_unless_committed(self, cut: Callable[[], None]) -> None:
        """Call ``cut`` if the last piece is not on its way yet."""
        with self._lock:
            if not self.committed:
                cut()


def _tell(callback: Callable[[T], object], value: T) -> None:
    """Call back. An OSError of the callback would be taken for one of the socket, and the answer waited for."""
    try:
        callback(value)
    except OSError as error:
        raise RuntimeError("a callback of the upload failed") from error


def _blocks(upload: ZipUpload) -> Iterator[bytes]:
    """The file's bytes. Raises FileChanged if the file is not the same as when it was checked."""
    try:
        with upload.path.open("rb") as file:
            _require_unchanged(upload, file)
            left = upload.size
            while left:
                block = file.read(min(PIECE, left))
                if not block:
                    raise FileChanged(upload.path)
                left -= len(block)
                yield block
            _require_unchanged(upload, file)
    except OSError as error:
        raise LocalError(
            text("{name} could not be read.", name=upload.path.name),
            text("{cause}.", cause=error.strerror or str(error)),
            text("Check that the file is still there and can be opened. Nothing was started."),
        ) from error


def _require_unchanged(upload: ZipUpload, file: IO[bytes]) -> None:
    stat = os.fstat(file.fileno())
    if (stat.st_size, stat.st_mtime_ns) != (upload.size, upload.mtime_ns):
        raise FileChanged(upload.path)
