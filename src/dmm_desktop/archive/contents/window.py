"""The part of a data file that is in memory, and the position in it."""

from __future__ import annotations

from collections.abc import Iterator


class Window:
    """``data`` from ``at`` on has not been consumed yet; ``offset`` and ``line`` are that position in the file: bytes
    from its beginning, and the physical line, counted from 1. If ``is_last`` is set, nothing follows ``data``."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self.data = b""
        self.at = 0
        self.offset = 0
        self.line = 1
        self.is_last = False
        self._after_return = False  # the last byte consumed was a carriage return: a line feed belongs to it

    @property
    def left(self) -> int:
        """The number of bytes not consumed yet."""
        return len(self.data) - self.at

    def more(self) -> bool:
        """Add the next block and drop the consumed bytes. Returns False if there is no more."""
        for block in self._blocks:
            if block:
                self.data = self.data[self.at :] + block
                self.at = 0
                return True
        self.is_last = True
        return False

    def fill(self, size: int) -> None:
        """Add blocks until ``size`` unconsumed bytes are available, or the file ends."""
        while self.left < size and not self.is_last and self.more():
            pass

    def use(self, end: int, pairs: int | None = None) -> None:
        """Mark everything before ``end`` as consumed. It contains at least ``pairs`` pairs of carriage return and line
        feed; knowing this saves time."""
        if end == self.at:
            return
        self.line += line_ends(self.data, self.at, end, pairs)
        if self._after_return and self.data.startswith(b"\n", self.at):
            self.line -= 1
        self._after_return = self.data.endswith(b"\r", self.at, end)
        self.offset += end - self.at
        self.at = end

    def end_last_line(self, line_end: bytes) -> None:
        """At the end of the file, give the last line a line end, like all the others."""
        if self.is_last and self.left and not self.data.endswith((b"\n", b"\r")):
            self.data += line_end

    def restart(self, blocks: Iterator[bytes], offset: int, line: int) -> None:
        """Go back to an earlier position, reading the file from its beginning again."""
        self._blocks = blocks
        self.data, self.at, self.is_last, self._after_return = b"", 0, False, False
        left = offset
        while left and self.more():
            used = min(left, self.left)
            self.at += used
            left -= used
        self.offset, self.line = offset, line


def line_ends(data: bytes, start: int, end: int, pairs: int | None = None) -> int:
    """The number of physical lines that end between two positions, with at least ``pairs`` pairs of carriage return and
    line feed. Several simple passes are faster than one that handles every case."""
    feeds = data.count(b"\n", start, end)
    if pairs is None and data.find(b"\r", start, end) < 0:
        return feeds
    returns = data.count(b"\r", start, end)
    return feeds if feeds == returns == pairs else feeds + returns - data.count(b"\r\n", start, end)
