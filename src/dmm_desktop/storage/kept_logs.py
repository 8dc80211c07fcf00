"""The files of kept logs: compressed, readable by this user only, and readable as far as a killed process wrote.

A file is a sequence of gzip members. Each has whole lines, and nothing of it is used unless its checksum is right.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..core.disk_space import DiskSpace
from ..core.kept_log import LogEnd, LogLimits
from ..core.local_files import cannot_write, open_file, own_folder
from .files import PRIVATE

#: A member is written at this size of its text, in characters; it may be larger by one line.
_MEMBER = 256 * 1024
#: The largest text of a member that is read, in bytes: more than is ever written.
_MAX_TEXT = 8 * 1024 * 1024
_PIECE = 64 * 1024
#: For zlib: gzip members.
_GZIP = 31
_NAME = re.compile(r"(?P<run>[^/\\]+)\.(?P<owner>[0-9a-f]{32})\.[0-9]+\.log\.gz")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file in the folder. ``owner_id``: the process that wrote it; ``changed_at`` (UTC)."""

    name: str
    run_id: str
    owner_id: str
    size: int
    changed_at: datetime


class KeptLogWriter:
    """Writes one reading of a log. ``lines`` and ``size`` (bytes) are what the file has; ``end`` says why it has no
    more."""

    def __init__(self, path: Path, limits: LogLimits) -> None:
        self.name = path.name
        self.lines = self.size = self._text = 0
        self.end = LogEnd.PART
        self._path = path
        self._limits = limits
        self._held: list[str] = []
        self._held_size = 0
        self._file: int | None = None
        self._space = DiskSpace(path.parent)

    def append(self, lines: Sequence[str]) -> None:
        """Add lines, which are written many at a time. Does nothing after the end. Raises LocalError, once: that is
        the end."""
        for line in lines:
            if self.end is not LogEnd.PART:
                return
            self._held.append(line)
            self._held_size += len(line) + 1
            if self._held_size >= _MEMBER:
                self.flush()

    def flush(self) -> None:
        """Write the lines that are held. Raises LocalError as :meth:`append` does."""
        if not self._held:
            return
        held, self._held, self._held_size = self._held, [], 0
        content = "\n".join([*held, ""]).encode("utf-8", "surrogatepass")
        member = zlib.compress(content, wbits=_GZIP)
        self._text += len(content)
        if self.size + len(member) > self._limits.file or self._text > self._limits.text:
            self.end = LogEnd.FULL
            return
        self.end = LogEnd.FAILED  # unless nothing is raised
        try:
            self._write(member)
        except OSError as error:
            raise cannot_write(self._path, error) from error
        self.end = LogEnd.PART
        self.size += len(member)
        self.lines += len(held)

    def _write(self, member: bytes) -> None:
        if self._file is None:
            own_folder(self._path.parent)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            self._file = os.open(self._path, flags, PRIVATE)
        self._space.take(len(member))
        left = memoryview(member)
        try:
            while left:
                left = left[os.write(self._file, left) :]
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, self.size)
            raise

    def close(self) -> None:
        """Close the file. What is held is not written."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class KeptLogs:
    """The folder of kept logs, which all processes use: each writes files of its own."""

    def __init__(self, folder: Path, limits: LogLimits | None = None) -> None:
        self.folder = folder
        self.limits = limits or LogLimits()
        self._numbers = itertools.count(1)

    def writer(self, run_id: str, owner_id: str) -> KeptLogWriter:
        """A writer for a new file, which appears with its first lines. ``owner_id`` is this process."""
        name = f"{run_id}.{owner_id}.{next(self._numbers)}.log.gz"
        return KeptLogWriter(self.folder / name, self.limits)

    def read(self, name: str) -> Iterator[list[str]]:
        """The lines of a file, in batches, up to the first that cannot be read, or is beyond the limit of the text.
        Raises LocalError if the file cannot be opened, OSError if it cannot be read."""
        left = self.limits.text
        with open_file(self.folder / name) as file, contextlib.suppress(zlib.error, UnicodeDecodeError):
            for content in _members(file):
                left -= len(content)
                if left < 0:
                    return
                yield content.decode("utf-8", "surrogatepass").split("\n")[:-1]

    def files(self) -> list[KeptFile]:
        """All files; none if the folder cannot be read."""
        found = []
        with contextlib.suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if (name := _NAME.fullmatch(entry.name)) is None:
                    continue
                with contextlib.suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    changed_at = datetime.fromtimestamp(status.st_mtime, UTC)
                    found.append(KeptFile(entry.name, name["run"], name["owner"], status.st_size, changed_at))
        return found

    def is_gone(self, name: str) -> bool:
        """Whether there is certainly no file of this name."""
        try:
            os.stat(self.folder / name)
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return False

    def remove(self, name: str) -> None:
        """Remove a file. If this is not possible now, as on Windows while it is being read, it remains: nothing refers
        to it, and it is removed as any file of an ended process."""
        if _NAME.fullmatch(name):
            with contextlib.suppress(OSError):
                (self.folder / name).unlink()


def _members(file: io.FileIO) -> Iterator[bytes]:
    """The texts of the members, up to one that is cut off or too large. Raises zlib.error at one that is damaged."""
    packed = b""
    while True:
        unpacking, content = zlib.decompressobj(wbits=_GZIP), b""
        while not unpacking.eof:
            packed = packed or file.read(_PIECE)
            if not packed:
                return
            content += unpacking.decompress(packed, _MAX_TEXT + 1 - len(content))
            packed = unpacking.unused_data or unpacking.unconsumed_tail
            if len(content) > _MAX_TEXT:
                return
        yield content
