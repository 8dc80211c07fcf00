"""Splits responses into pieces and feeds them to a splitter that keeps large members in memory."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from dmm_desktop.api.json_splitter import JsonSplitter
from dmm_desktop.api.payload_sinks import Base64Sink

LARGE = ("Logs", "ZipFile", "ErrorReport")


@dataclass(frozen=True)
class Split:
    """The splitter's result for a response."""

    rest: Any
    files: dict[str, bytes]
    problems: dict[str, str]


def split(pieces: Iterable[bytes], large: tuple[str, ...] = LARGE) -> Split:
    files = {name: io.BytesIO() for name in large}
    sinks = {name: Base64Sink(file) for name, file in files.items()}
    splitter = JsonSplitter(sinks)
    for piece in pieces:
        splitter.feed(piece)
    rest = splitter.finish()
    assert all(sinks[name].size == len(file.getvalue()) for name, file in files.items())
    problems = {name: str(sink.problem) for name, sink in sinks.items() if sink.problem}
    return Split(rest, {name: file.getvalue() for name, file in files.items() if file.getvalue()}, problems)


def cut(content: bytes, sizes: list[int]) -> Iterator[bytes]:
    """Cut the content into pieces of these sizes, repeated as needed."""
    position, turn = 0, 0
    while position < len(content):
        size = sizes[turn % len(sizes)] if sizes else len(content)
        yield content[position : position + size]
        position, turn = position + size, turn + 1


#: Sizes of pieces: whole, byte by byte, and any others, including empty ones.
sizes: st.SearchStrategy[list[int]] = (
    st.just([]) | st.just([1]) | st.lists(st.integers(0, 9), min_size=1, max_size=5).filter(any)
)
