"""Reads bodies of any size with little memory: in blocks, with long JSON texts in files and base64 in pieces."""

import binascii
import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import BinaryIO

from .refusals import BadRequest

_BLOCK = 1 << 20
_LONG = 1 << 16  # longer JSON texts are kept in a file
_MOST_JSON = 1 << 24  # bytes of a JSON body, without its long texts
_INSIDE = re.compile(rb'(?>[^"\\]++|\\.)*+', re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_LONGEST_ESCAPE = 6


class BodyCut(ConnectionError):
    """The client disconnected before it had sent the whole body."""


@dataclass(frozen=True)
class LongText:
    """A long JSON text in a file, with its escapes."""

    path: Path

    def load(self) -> str:
        """The decoded text. Raises BadRequest."""
        try:
            return str(json.loads(b'"' + self.path.read_bytes() + b'"'))
        except ValueError as error:
            raise BadRequest("The body of the request is not valid JSON.") from error


def read_blocks(stream: BufferedIOBase, length: int | None) -> Iterator[bytes]:
    """The body in blocks: `length` bytes, or chunks if there is no length. Raises BodyCut."""
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
        if stream.readline(1024) != b"\r\n":  # the end of the chunk, or of the trailers, which clients never send
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
    """The JSON value of a body; long texts are stored as files in `directory` and become LongText. Raises
    BadRequest."""
    splitter = _Splitter(directory)
    for block in blocks:
        splitter.feed(block)
    text = splitter.finish()
    try:
        return splitter.put_in(json.loads(text, object_pairs_hook=_members))
    except (ValueError, RecursionError) as error:
        raise BadRequest("The body of the request is not valid JSON.") from error


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a name appears twice in one object")
    return dict(pairs)


class _Splitter:
    """Takes a JSON text in blocks and keeps all of it except the contents of long texts."""

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
            if block[position : position + 1] == b"\\":  # the rest of the escape is in the next block
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
        """`value` with its long texts put back."""
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


@dataclass(frozen=True)
class Upload:
    """A received file; `sha256` in hexadecimal."""

    path: Path
    size: int
    sha256: str


def save(blocks: Iterable[bytes], path: Path) -> Upload:
    """Write `blocks` to `path`; returns size and hash."""
    size, digest = 0, hashlib.sha256()
    with path.open("wb") as file:
        for block in blocks:
            file.write(block)
            digest.update(block)
            size += len(block)
    return Upload(path, size, digest.hexdigest())


def decoded_base64(text: str | LongText) -> Iterator[bytes]:
    """Decode a base64 text. Raises BadRequest for anything that is not strictly base64."""
    rest = b""
    for piece in _pieces(text):
        piece = rest + piece
        # The last group of four is held back, because only the final one may end in "=".
        whole = max(0, (len(piece) - 1) // 4 * 4)
        rest = piece[whole:]
        if b"=" in piece[max(0, whole - 4) : whole]:
            raise BadRequest("The base64 text goes on after its end.")
        yield _decode(piece[:whole])
    yield _decode(rest)


def _decode(text: bytes) -> bytes:
    try:
        return binascii.a2b_base64(text, strict_mode=True)
    except binascii.Error as error:
        raise BadRequest(f"A value is not valid base64: {error}.") from error


def _pieces(text: str | LongText) -> Iterator[bytes]:
    """The characters of a JSON text, unescaped; those outside ASCII, which base64 does not use, as question marks."""
    if isinstance(text, str):
        yield text.encode("ascii", "replace")
        return
    rest = b""
    with text.path.open("rb") as file:
        while block := file.read(_BLOCK):
            block = rest + block
            cut = block.rfind(b"\\", len(block) - _LONGEST_ESCAPE)
            # A backslash near the end may begin an escape that the next block completes. That backslash may itself be
            # escaped, but never in base64.
            cut = len(block) if cut < 0 or len(block) < _LONGEST_ESCAPE else cut
            rest = block[cut:]
            yield _unescaped(block[:cut])
    yield _unescaped(rest)


def _unescaped(text: bytes) -> bytes:
    return _ESCAPE.sub(_unescape, text) if b"\\" in text else text


def _unescape(escape: re.Match[bytes]) -> bytes:
    code, character = escape.groups()
    if code is None:
        return bytes(character) if character in b'/"\\' else b"?"
    return chr(int(code, 16)).encode("ascii", "replace")
