"""Reads the body of a request in blocks, and JSON bodies without ever holding a long text in memory."""

import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import BinaryIO

from .refusals import BadRequest

_BLOCK = 1 << 20
_LONG = 1 << 16  # from here on a JSON text is kept in a file
_MOST_JSON = 1 << 24  # of a JSON body without its long texts
_INSIDE = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)


class BodyCut(ConnectionError):
    """The client went away before it had sent the whole body."""


@dataclass(frozen=True)
class LongText:
    """A long JSON text in a file, still with its escapes."""

    path: Path

    def load(self) -> str:
        """The text itself. Raises BadRequest."""
        try:
            return str(json.loads(b'"' + self.path.read_bytes() + b'"'))
        except ValueError as error:
            raise BadRequest("The body of the request is no valid JSON.") from error


def read_blocks(stream: BufferedIOBase, length: int | None) -> Iterator[bytes]:
    """The body in blocks: `length` bytes, or chunks when there is no length. Raises BodyCut."""
    if length is not None:
        yield from _exactly(stream, length)
        return
    while True:
        line = stream.readline(1024)
        try:
            size = int(line.split(b";")[0], 16)
        except ValueError:
            raise BodyCut from None
        yield from _exactly(stream, size)
        if stream.readline(1024) != b"\r\n":  # the end of the chunk, or of the trailers, which nobody sends
            raise BodyCut
        if size == 0:
            return


def _exactly(stream: BufferedIOBase, length: int) -> Iterator[bytes]:
    while length:
        block = stream.read(min(length, _BLOCK))
        if not block:
            raise BodyCut
        length -= len(block)
        yield block


def read_json(blocks: Iterator[bytes], directory: Path) -> object:
    """The JSON value of a body; its long texts go to files in `directory` and become LongText. Raises BadRequest."""
    splitter = _Splitter(directory)
    for block in blocks:
        splitter.feed(block)
    text = splitter.finish()
    try:
        return splitter.put_in(json.loads(text, object_pairs_hook=_members))
    except (ValueError, RecursionError) as error:
        raise BadRequest("The body of the request is no valid JSON.") from error


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return dict(pairs)


class _Splitter:
    """Takes a JSON text in blocks and keeps all of it but the insides of long texts."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._marker = secrets.token_hex(8)
        self._kept = bytearray()
        self._inside = False
        self._text = bytearray()
        self._file: BinaryIO | None = None
        self._rest = b""
        self._long: dict[str, LongText] = {}

    def feed(self, block: bytes) -> None:
        block = self._rest + block
        self._rest = b""
        position = 0
        while position < len(block):
            if not self._inside:
                quote = block.find(b'"', position)
                end = len(block) if quote < 0 else quote + 1
                self._keep(block[position:end])
                self._inside = quote >= 0
                position = end
                continue
            match = _INSIDE.match(block, position)
            assert match is not None
            self._add(match.group())
            position = match.end()
            if block[position : position + 1] == b"\\":  # its other half is in the next block
                self._rest = block[position:]
                return
            if position < len(block):
                self._close()
                self._keep(b'"')
                position += 1

    def finish(self) -> bytes:
        if self._file is not None:
            self._file.close()
        return bytes(self._kept + self._text + self._rest)

    def put_in(self, value: object) -> object:
        """`value` with its long texts in their places."""
        if isinstance(value, dict):
            return {name: self.put_in(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self.put_in(item) for item in value]
        return self._long.get(value, value) if isinstance(value, str) else value

    def _keep(self, piece: bytes) -> None:
        self._kept += piece
        if len(self._kept) > _MOST_JSON:
            raise BadRequest("The body of the request is too large.")

    def _add(self, piece: bytes) -> None:
        if self._file is not None:
            self._file.write(piece)
            return
        self._text += piece
        if len(self._text) > _LONG:
            self._file = (self._directory / f"text-{len(self._long)}").open("wb")
            self._file.write(self._text)
            self._text.clear()

    def _close(self) -> None:
        self._inside = False
        if self._file is None:
            self._keep(bytes(self._text))
            self._text.clear()
            return
        self._file.close()
        name = f"{self._marker}{len(self._long)}"
        self._long[name] = LongText(Path(self._file.name))
        self._kept += name.encode()
        self._file = None
