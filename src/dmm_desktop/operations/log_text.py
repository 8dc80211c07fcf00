"""Text that comes in pieces, as the lines of a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

#: Longest piece in which a line is handed on, in characters.
MAX_LINE = 1024 * 1024
#: What is handed on at once: so many lines, or fewer as soon as they have so many characters.
_BATCH = 1000
_BATCH_SIZE = 4 * 1024 * 1024


def batches_of_lines(texts: Iterable[str]) -> Iterator[list[str]]:
    """The lines without their ends, some at a time; those beyond MAX_LINE in pieces."""
    batch: list[str] = []
    size = 0
    for line in _lines(texts):
        batch.append(line)
        size += len(line)
        if len(batch) >= _BATCH or size >= _BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _lines(texts: Iterable[str]) -> Iterator[str]:
    held = ""  # what came of the line that goes on
    for text in texts:
        *whole, held = (held + text).split("\n")
        for line in whole:
            if len(line) < MAX_LINE:  # nearly all
                yield line.removesuffix("\r")
            else:
                yield from _pieces(line.removesuffix("\r"))
        while len(held) > MAX_LINE + 1:  # with room for a carriage return, which may be half of the line's end
            yield held[:MAX_LINE]
            held = held[MAX_LINE:]
    if held:
        yield from _pieces(held)


def _pieces(line: str) -> Iterator[str]:
    for start in range(0, len(line) or 1, MAX_LINE):
        yield line[start : start + MAX_LINE]
