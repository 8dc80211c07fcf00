"""The body of a request, created while it is sent, so that neither the zip nor its base64 text is ever in memory as a
whole or copied."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pybase64

from ..core.background_writer import BackgroundWriter
from ..core.errors import FileChanged, LocalError
from ..core.job import BytesProgress, CancelToken, OnProgress, ignore_progress
from ..core.local_files import require_unchanged, without_waiting
from ..core.text import text
from .request import HttpRequest

T = TypeVar("T")

#: Bytes of the file that are read, encoded and sent at once; a multiple of 3, so that the base64 of the pieces can be
#: joined.
PIECE = 3 * 256 * 1024


@dataclass(frozen=True, slots=True)
class ZipUpload:
    """A zip to be sent, as it was when it was checked: ``size`` in bytes, ``mtime_ns`` from os.stat.

    ``before_last`` is called once, with the SHA-256 of the file in hexadecimal, when only the last piece remains to be
    sent. Any exception it raises ends the upload with nothing started.
    """

    path: Path
    size: int
    mtime_ns: int
    before_last: Callable[[str], None] = field(default=lambda sha256: None)
    report: OnProgress = ignore_progress


@dataclass(frozen=True, slots=True)
class NothingToUpload:
    """The body of an execution without a zip. ``before`` is called once, before anything is sent; any exception it
    raises ends the start with nothing started. ``after`` is called when everything has been sent."""

    before: Callable[[], None] = field(default=lambda: None)
    after: Callable[[], None] = field(default=lambda: None)


class UploadBody:
    """A request body for an HTTP library to iterate over; its length is known in advance.

    It can be iterated only once, as StartExecution is never sent twice. :meth:`close` it if the iteration may have
    ended early. Once it is :attr:`committed`, the last piece is on its way and only an answer can show whether the
    server has started; before that, the server cannot have started.
    """

    def __init__(self, request: HttpRequest, upload: ZipUpload | NothingToUpload | None, cancel: CancelToken) -> None:
        self._request = request
        self._upload = upload if isinstance(upload, ZipUpload) and request.zip_encoding else None
        self.is_start = upload is not None
        self._without_zip = upload if isinstance(upload, NothingToUpload) else NothingToUpload()
        self._cancel = cancel
        self._escaped = self._count_escaped() if self._upload and request.zip_encoding == "form" else 0
        self._lock = threading.Lock()
        self._pieces: Generator[bytes, None, None] | None = None
        self.committed = False
        self.complete = False

    def __len__(self) -> int:
        size = self._upload.size if self._upload else 0
        encoded = size if self._request.zip_encoding == "raw" else (size + 2) // 3 * 4 + 2 * self._escaped
        return len(self._request.head) + encoded + len(self._request.tail)

    def __iter__(self) -> Iterator[bytes]:
        if self._pieces is not None:
            raise RuntimeError("a request body is sent once only")
        self._pieces = self._make()
        return self._pieces

    def close(self) -> None:
        """End the body early: close the file and end the hashing thread."""
        if self._pieces is not None:
            self._pieces.close()

    def send_nothing(self) -> None:
        """Call this instead of the iteration, right before a request without a body is sent."""
        for _ in self:
            pass

    def _make(self) -> Generator[bytes, None, None]:
        held = self._request.head
        if self._upload is not None:
            held = yield from self._all_but_the_last(self._upload, held)
        else:
            _call(self._without_zip.before)
        with self._lock:
            self._cancel.check()
            self.committed = True
        yield held + self._request.tail
        self.complete = True
        if self._upload is not None:
            _tell(self._upload.report, BytesProgress(self._upload.size, self._upload.size))
        else:
            _call(self._without_zip.after)

    def _all_but_the_last(self, upload: ZipUpload, held: bytes) -> Generator[bytes, None, bytes]:
        """Return the last piece, which is held back until everything before it has succeeded."""
        encode = _ENCODE[self._request.zip_encoding or "raw"]
        sha256 = hashlib.sha256()
        done = 0
        with BackgroundWriter(sha256.update) as hashing:  # hashing takes longer than sending to a nearby server
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

    def _count_escaped(self) -> int:
        """How many characters of the zip's base64 a URL-encoded form escapes, because the length must be known before
        the first byte is sent. Raises the errors of reading the file, and Cancelled."""
        assert self._upload is not None
        count = 0
        for block in _blocks(self._upload):
            self._cancel.check()
            encoded = pybase64.b64encode(block)
            count += sum(map(encoded.count, _ESCAPED))
        return count

    def cut_unless_committed(self, cut: Callable[[], None]) -> None:
        """Call ``cut`` unless the last piece is already on its way."""
        with self._lock:
            if not self.committed:
                cut()


#: The characters of base64 that a URL-encoded form escapes.
_ESCAPED = {b"+": b"%2B", b"/": b"%2F", b"=": b"%3D"}


def _form_encoded(block: bytes) -> bytes:
    encoded = pybase64.b64encode(block)
    for character, escape in _ESCAPED.items():
        encoded = encoded.replace(character, escape)
    return encoded


_ENCODE: dict[str, Callable[[bytes], bytes]] = {"base64": pybase64.b64encode, "raw": bytes, "form": _form_encoded}


def _tell(callback: Callable[[T], object], value: T) -> None:
    _call(lambda: callback(value))


def _call(callback: Callable[[], object]) -> None:
    """Call the callback, and convert any OSError that it raises: it would be mistaken for a socket error, and the
    transport would wait for an answer."""
    try:
        callback()
    except OSError as error:
        raise RuntimeError("a callback of the upload failed") from error


def _blocks(upload: ZipUpload) -> Iterator[bytes]:
    """The file's bytes. Raises FileChanged if the file has changed since it was checked."""
    try:
        with open(upload.path, "rb", opener=without_waiting) as file:
            require_unchanged(upload.path, upload.size, upload.mtime_ns, file.fileno(), is_start=True)
            left = upload.size
            while left:
                block = file.read(min(PIECE, left))
                if not block:
                    raise FileChanged(upload.path, is_start=True)
                left -= len(block)
                yield block
            require_unchanged(upload.path, upload.size, upload.mtime_ns, file.fileno(), is_start=True)
    except OSError as error:
        raise LocalError(
            text("{name} could not be read.", name=upload.path.name),
            text("{cause}.", cause=error.strerror or str(error)),
            text("Check that the file is still there and can be opened. Nothing was started."),
        ) from error
