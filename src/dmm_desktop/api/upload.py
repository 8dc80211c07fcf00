"""The body of a request, made while it is sent: the zip and its base64 text are never whole in memory, nor copied."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pybase64

from ..core.cancel import CancelToken
from ..core.errors import FileChanged, LocalError
from ..core.job import BytesProgress, Report, nobody
from ..core.text import text
from .request import HttpRequest

#: Bytes of the file that are read, encoded and sent at once; a multiple of 3, so that the pieces' base64 joins.
PIECE = 3 * 256 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A zip to be sent, as it was when it was checked: ``size`` in bytes, ``mtime_ns`` as os.stat gives it.

    ``before_last`` is called once, after all but the last piece has been handed over and before that one is: whatever
    it raises ends the upload with nothing started. ``hashed`` gets the SHA-256 of the file, in hexadecimal, before it.
    """

    path: Path
    size: int
    mtime_ns: int
    before_last: Callable[[str], None] = field(default=lambda sha256: None)
    report: Report = nobody


class UploadBody:
    """What an HTTP library iterates over and sends; its length is known beforehand.

    Can be iterated once only: StartExecution is never sent twice. After :attr:`committed` the last piece is on its way
    and nobody can know any more, without an answer, whether the server began; before it nothing can have begun.
    """

    def __init__(self, request: HttpRequest, upload: Upload | None, cancel: CancelToken) -> None:
        self._request = request
        self._upload = upload if request.zip_encoding else None
        self._cancel = cancel
        self._lock = threading.Lock()
        self._used = False
        self.committed = False
        self.complete = False

    def __len__(self) -> int:
        size = self._upload.size if self._upload else 0
        encoded = (size + 2) // 3 * 4 if self._request.zip_encoding == "base64" else size
        return len(self._request.head) + encoded + len(self._request.tail)

    def __iter__(self) -> Iterator[bytes]:
        if self._used:
            raise RuntimeError("a request body is sent once only")
        self._used = True
        held = self._request.head
        for block, done in self._encoded():
            if held:
                self._cancel.check()
                yield held
                self._report(done)
            held = block
        with self._lock:
            self._cancel.check()
            self.committed = True
        yield held
        self.complete = True
        self._report(self._upload.size if self._upload else 0)

    def cut_unless_committed(self, cut: Callable[[], None]) -> None:
        """Call ``cut`` if the last piece is not on its way yet."""
        with self._lock:
            if not self.committed:
                cut()

    def _encoded(self) -> Iterator[tuple[bytes, int]]:
        """The zip in encoded pieces, each with the number of the file's bytes before it. The last one, which the tail
        of the body is part of, is made only after the whole file was read and found unchanged."""
        upload = self._upload
        if upload is None:
            return
        encode = pybase64.b64encode if self._request.zip_encoding == "base64" else bytes
        digest = hashlib.sha256()
        done = 0
        held = b""
        for block in _blocks(upload):
            digest.update(block)
            if held:
                yield held, done
                done += PIECE
            held = encode(block)
        upload.before_last(digest.hexdigest())
        yield held + self._request.tail, done

    def _report(self, done: int) -> None:
        if self._upload is not None:
            self._upload.report(BytesProgress(done, self._upload.size))


def _blocks(upload: Upload) -> Iterator[bytes]:
    """The file's bytes. Raises FileChanged if the file is not the same as when it was checked."""
    try:
        with upload.path.open("rb") as file:
            before = os.fstat(file.fileno())
            left = upload.size
            while left:
                block = file.read(min(PIECE, left))
                if not block:
                    raise FileChanged(upload.path)
                left -= len(block)
                yield block
            after = os.fstat(file.fileno())
            for stat in (before, after):
                if (stat.st_size, stat.st_mtime_ns) != (upload.size, upload.mtime_ns):
                    raise FileChanged(upload.path)
    except OSError as error:
        raise LocalError(
            text("{name} could not be read.", name=upload.path.name),
            text("{cause}.", cause=error.strerror or str(error)),
            text("Check that the file is still there and can be opened. Nothing was started."),
        ) from error
