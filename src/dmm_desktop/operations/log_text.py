"""The text of a page of the log, as lines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

#: Longest piece in which a line is handed on, in characters.
MAX_LINE = 1024 * 1024
#: What is handed on at once: so many lines, or fewer as soon as they have so many characters.
_BATCH = 1000
_BATCH_SIZE = 4 * 1024 * 1024


def batches_of_lines(file: IO[bytes]) -> Iterator[list[str]]:
    """The lines without their ends, some at a time; those beyond MAX_LINE in pieces. What is no UTF-8 becomes U+FFFD.

    Belongs to one reading of the file: it is closed with the iterator.
    """
    batch: list[str] = []
    size = 0
    for line in _lines(file):
        batch.append(line)
        size += len(line)
        if len(batch) >= _BATCH or size >= _BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _lines(file: IO[bytes]) -> Iterator[str]:
    text = io.TextIOWrapper(file, "utf-8", "replace", newline="\n")
    goes_on = False
    held = ""  # a carriage return that may be half of a line's end
    for piece in iter(lambda: text.readline(MAX_LINE), ""):
        is_rest, goes_on = goes_on, len(piece) == MAX_LINE and not piece.endswith("\n")
        line = held + piece
        held = "\r" if goes_on and line.endswith("\r") else ""
        if line.endswith("\n"):
            line = line.removesuffix("\n").removesuffix("\r")
        if line or not is_rest:
            yield line.removesuffix(held)
    if held:
        yield held
