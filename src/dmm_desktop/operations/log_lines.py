"""Holds any number of log lines of a run: the last ones in memory, the others on disk."""

from __future__ import annotations

import tempfile
import threading
import weakref
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from ..core.disk_space import DiskSpace
from ..core.local_files import cannot_read, cannot_write
from ..core.log_line import error_lines


class LineSpool:
    """Consecutive blocks of text in an anonymous file that only this user can read.

    The file disappears with this object, and with the process however it ends. Any thread may read while one writes.
    """

    def __init__(self, folder: Path | None) -> None:
        """``folder``: None for the system's temporary folder. Raises LocalError if no file can be created there."""
        self._folder = folder or Path(tempfile.gettempdir())
        self._lock = threading.Lock()  # keeps seek and the following call together
        self._starts = array("Q", [0])
        self._space = DiskSpace(self._folder)
        try:
            self._file: IO[bytes] = tempfile.TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115
        except OSError as error:
            raise cannot_write(self._folder, error) from error
        weakref.finalize(self, self._file.close)

    def __len__(self) -> int:
        """The number of blocks."""
        return len(self._starts) - 1

    def append(self, blocks: Sequence[bytes]) -> None:
        """Add all blocks, or none. Raises LocalError, including when too little disk space would remain."""
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
        """The number after that of the last block that ends within ``size`` bytes; at least ``first + 1``."""
        end = first + 1
        while end < len(self) and self._starts[end + 1] - self._starts[first] <= size:
            end += 1
        return end

    def read(self, first: int, end: int) -> bytes:
        """The blocks from ``first`` up to but not including ``end``. Raises LocalError."""
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


#: A block is full at this many lines, or this many characters. Blocks are read from disk whole.
_BLOCK = 256
_BLOCK_SIZE = 32 * 1024
#: How many characters of the last lines stay in memory.
_IN_MEMORY = 1024 * 1024
#: How much :meth:`LogLines.pieces` reads from disk at once, in bytes, unless a block is larger.
_PIECE = 256 * 1024


class LogLines:
    """Any number of lines in little memory: the last ones, 16 bytes for each block of the others, 8 bytes for each
    error line.

    One thread appends, all others may read. Lines are numbered from 0 and contain no line feed.
    """

    def __init__(self, folder: Callable[[], Path] | None = None) -> None:
        """``folder`` returns the folder for the file that is created when memory no longer suffices; None for the
        system's temporary folder. It is called on the appending thread."""
        self._folder = folder
        self._lock = threading.Lock()  # held only briefly and never during disk access, because the GUI thread takes it
        self._firsts = array("Q")  # the number of the first line of each block
        self._spool: LineSpool | None = None
        self._spooled = 0  # how many blocks are on disk; the others are in memory
        self._recent: list[list[str]] = []
        self._recent_sizes: list[int] = []
        self._errors = array("Q")
        self._total = 0

    @property
    def total(self) -> int:
        """The number of lines."""
        return self._total

    def counts(self) -> tuple[int, int]:
        """The numbers of lines and of error lines, taken at the same moment."""
        with self._lock:
            return self._total, len(self._errors)

    def append(self, lines: Sequence[str]) -> None:
        """Add all lines, or none. Raises LocalError if earlier lines cannot be moved to disk."""
        if sum(self._recent_sizes) > _IN_MEMORY:
            self._move_to_disk()
        errors = list(error_lines(lines))
        with self._lock:
            for line in lines:
                if not self._recent or len(self._recent[-1]) >= _BLOCK or self._recent_sizes[-1] >= _BLOCK_SIZE:
                    self._firsts.append(self._total)
                    self._recent.append([])
                    self._recent_sizes.append(0)
                self._recent[-1].append(line)
                self._recent_sizes[-1] += len(line)
                self._total += 1
            before = self._total - len(lines)
            self._errors.extend(before + place for place in errors)

    def error_at(self, place: int) -> int:
        """The line number of an error line, given its position among the error lines."""
        return self._errors[place]

    def errors_before(self, number: int) -> int:
        """The number of error lines before a line."""
        return bisect_left(self._errors, number)

    def is_error(self, number: int) -> bool:
        place = self.errors_before(number)
        return place < len(self._errors) and self._errors[place] == number

    def recent(self, number: int) -> str | None:
        """The line if it is in memory; None if it is on disk. Never waits."""
        with self._lock:
            block = bisect_right(self._firsts, number) - 1
            if block < self._spooled:
                return None
            return self._recent[block - self._spooled][number - self._firsts[block]]

    def pick(self, numbers: Iterable[int]) -> Iterator[str]:
        """These lines, fastest in ascending order. May read from disk; raises LocalError."""
        first, lines = 0, list[str]()
        for number in numbers:
            if not first <= number < first + len(lines):
                first, _, data = self._piece(number, 1)
                lines = _lines(data)
            yield lines[number - first]

    def pieces(self, number: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        """The text of the lines from ``number`` up to but not including ``end``, each followed by a line feed, in
        pieces. A piece has the number of its first line and of the line after it. Raises LocalError."""
        while number < end:
            first, behind, data = self._piece(number, _PIECE)
            if first < number or behind > end:
                lines = data.split(b"\n")[max(0, number - first) : min(behind, end) - first]
                data = b"".join(line + b"\n" for line in lines)
            yield number, min(behind, end), data
            number = behind

    def _piece(self, number: int, size: int) -> tuple[int, int, bytes]:
        """The block that contains the line, with the following blocks that are also on disk and fit into the size; with
        the number of the first line and of the line after the last."""
        with self._lock:
            block = bisect_right(self._firsts, number) - 1
            first = self._firsts[block]
            recent = None if block < self._spooled else list(self._recent[block - self._spooled])
            spool = self._spool
        if recent is not None:
            return first, first + len(recent), _text(recent)
        assert spool is not None
        end = spool.last_within(block, size)
        return first, self._firsts[end], spool.read(block, end)

    def _move_to_disk(self) -> None:
        """Move the oldest blocks until memory is half full; the last block, which still grows, stays."""
        if self._spool is None:
            self._spool = LineSpool(self._folder() if self._folder else None)
        count, left = 0, sum(self._recent_sizes)
        while left > _IN_MEMORY // 2 and count < len(self._recent) - 1:
            left -= self._recent_sizes[count]
            count += 1
        self._spool.append([_text(block) for block in self._recent[:count]])
        with self._lock:
            self._spooled += count
            del self._recent[:count]
            del self._recent_sizes[:count]


def _text(lines: Sequence[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass")


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "surrogatepass").split("\n")[:-1]


#: Longest line that is passed on whole, in characters.
MAX_LINE = 1024 * 1024
#: How much is passed on at once: this many lines, or as many as reach this many characters.
_BATCH = 1000
_BATCH_SIZE = 4 * 1024 * 1024
#: How far the text is read beyond a piece of a longer line before secrets are hidden in it, in characters: further than
#: any secret reaches, so that none is cut in two.
_AHEAD = 64 * 1024


def batches_of_lines(texts: Iterable[str], shown: Callable[[str], str] = str) -> Iterator[list[str]]:
    """The lines without their line ends, in batches; lines longer than MAX_LINE in pieces. ``shown`` hides secrets."""
    batch: list[str] = []
    size = 0
    for line in _split_lines(texts, shown):
        batch.append(line)
        size += len(line)
        if len(batch) >= _BATCH or size >= _BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _split_lines(texts: Iterable[str], shown: Callable[[str], str]) -> Iterator[str]:
    held = ""  # the part received of an incomplete line
    for text in texts:
        *whole, held = (held + text).split("\n")
        for line in hidden_in([line.removesuffix("\r") for line in whole], shown):
            if len(line) < MAX_LINE:  # nearly always
                yield line
            else:
                yield from _pieces(line)
        if len(held) > MAX_LINE + _AHEAD:
            held = shown(held)
            while len(held) > MAX_LINE + _AHEAD:
                yield held[:MAX_LINE]
                held = held[MAX_LINE:]
    if held:
        yield from _pieces(shown(held))


def hidden_in(lines: Sequence[str], shown: Callable[[str], str]) -> Iterable[str]:
    """The lines with their secrets hidden. They are first searched together, which takes far less time: nearly always
    there is nothing to hide."""
    together = "\n".join(lines)
    return lines if shown(together) == together else map(shown, lines)


def _pieces(line: str) -> Iterator[str]:
    for start in range(0, len(line) or 1, MAX_LINE):
        yield line[start : start + MAX_LINE]
