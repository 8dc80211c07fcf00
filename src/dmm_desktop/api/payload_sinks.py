"""Where the large members of an answer go as they arrive: they are decoded from base64 straight into files."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pybase64

from ..core.disk_space import DiskSpace
from ..core.errors import LocalError
from ..core.local_files import is_full, why_full
from ..core.text import Text, text

#: The characters in which the URL-safe alphabet differs; below, those allowed between characters: line ends and blanks.
_STANDARD = bytes.maketrans(b"-_", b"+/")
_BLANKS = b" \t\r\n"
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="

#: Why a text is not base64.
FOREIGN_CHARACTERS = text("the base64 text contains characters that do not belong there")


class Writer(Protocol):
    """The target of decoded bytes."""

    def write(self, data: bytes, /) -> object: ...


class Base64Sink:
    """Takes base64 characters in pieces of any size and writes the decoded bytes.

    Accepts both alphabets, blanks and line ends anywhere, and missing padding, because none of these lose data.
    Everything else is a fault: any other character, padding before the end, an end in the middle of a byte, more than
    ``largest`` bytes. The first fault is kept in :attr:`problem` and everything after it is dropped, so that the rest
    of the answer can still be read. The writer's exceptions propagate.
    """

    def __init__(self, out: Writer, largest: int | None = None) -> None:
        self._out = out
        self._largest = largest
        self._rest = b""
        self._ended = False
        self.size = 0
        self.problem: Text | None = None

    def write(self, piece: bytes) -> None:
        if self.problem or not piece:
            return
        piece = self._rest + piece if self._rest else piece
        whole = len(piece) - len(piece) % 4
        if self._decode(piece[:whole] if whole < len(piece) else piece):
            self._rest = piece[whole:]
            return
        piece = _cleaned(piece)  # only after strict decoding has failed, so that the usual case is fast
        whole = len(piece) - len(piece) % 4
        self._rest = piece[whole:]
        if not self._decode(piece[:whole]):
            self.fail(self._fault(piece[:whole]))

    def take(self, data: bytes) -> None:
        """Take bytes that need no decoding."""
        if self._largest is not None and self.size + len(data) > self._largest:
            self.fail(text("it is larger than {n} MiB", n=self._largest // 1024 // 1024))
            return
        self.size += len(data)
        self._out.write(data)

    def fail(self, problem: Text) -> None:
        """Record a fault found by the source of the pieces."""
        self.problem = self.problem or problem

    def finish(self) -> None:
        """Call this after the last piece."""
        rest = _cleaned(self._rest)
        self._rest = b""
        if not rest or self.problem:
            return
        characters = rest.rstrip(b"=")
        if len(characters) < 2 or not self._decode(characters + b"=" * (4 - len(characters))):
            self.fail(self._fault(rest))

    def _decode(self, groups: bytes) -> bool:
        """Decode whole groups and write them; False if they are not strict base64."""
        if not groups:
            return True
        if self._ended:
            return False
        try:
            decoded = pybase64.b64decode(groups, validate=True)
        except ValueError:
            return False
        self._ended = groups.endswith(b"=")
        self.take(decoded)
        return True

    def _fault(self, characters: bytes) -> Text:
        if self._ended or b"=" in characters.rstrip(b"="):
            return text("the base64 text goes on after its padding")
        if characters.translate(None, _ALPHABET):
            return FOREIGN_CHARACTERS
        return text("the base64 text ends in the middle of a group")


def _cleaned(piece: bytes) -> bytes:
    return piece.translate(_STANDARD, _BLANKS)


#: Bytes read at once.
_BLOCK = 256 * 1024


class AnswerFile:
    """An anonymous file, in memory while it is small; a context manager.

    Raises LocalError for every failure, and if too little disk space would remain free.
    """

    def __init__(self, in_memory: int, folder: Path | None = None) -> None:
        """``in_memory``: the most bytes kept in memory; ``folder``: the place for larger content, None for the system's
        temporary folder."""
        self._folder = folder
        self._in_memory = in_memory
        self._size = 0
        self._space: DiskSpace | None = None  # while it is in memory
        self._file = tempfile.SpooledTemporaryFile(max_size=in_memory, dir=str(folder) if folder else None)  # noqa: SIM115

    def __enter__(self) -> AnswerFile:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):  # closing flushes the buffer, which fails again on a full disk
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
        """Discard the content, ready for another answer."""
        with self._mapped():
            self._file.seek(0)
            self._file.truncate()

    def start(self, size: int) -> bytes:
        """The first ``size`` bytes, or all if there are fewer."""
        with self._mapped():
            self._file.seek(0)
            return self._file.read(size)

    def blocks(self) -> Iterator[bytes]:
        """The whole content in blocks."""
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
            cause = text("The operating system reports: {words}.", words=error.strerror or str(error))
            if is_full(error):
                cause = why_full(self._place, error)
            raise LocalError(
                text("The response could not be written to this computer's disk."),
                cause,
                text("Free up some disk space, including where temporary files are kept, and try again."),
                str(error),
            ) from error
