"""Puts an uploaded file on the disk, from a raw body or from base64 text, piece by piece."""

import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .refusals import BadRequest
from .request_body import LongText

_BLOCK = 1 << 20
_ESCAPE = re.compile(rb"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_LONGEST_ESCAPE = 6


@dataclass(frozen=True)
class Upload:
    """A received file; `sha256` in hexadecimal."""

    path: Path
    size: int
    sha256: str


def save(blocks: Iterable[bytes], path: Path) -> Upload:
    """Write `blocks` to `path`."""
    size, digest = 0, hashlib.sha256()
    with path.open("wb") as file:
        for block in blocks:
            file.write(block)
            digest.update(block)
            size += len(block)
    return Upload(path, size, digest.hexdigest())


def decoded(text: str | LongText) -> Iterator[bytes]:
    """The bytes that a base64 text stands for. Raises BadRequest for anything that is not strictly base64."""
    rest = b""
    for piece in _pieces(text):
        piece = rest + piece
        # The last group of four is held back, so that only the very last one may end in "=".
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
    """The characters of a text as JSON means them; those outside ASCII, which base64 has none of, as question marks."""
    if isinstance(text, str):
        yield text.encode("ascii", "replace")
        return
    rest = b""
    with text.path.open("rb") as file:
        while block := file.read(_BLOCK):
            block = rest + block
            cut = block.rfind(b"\\", len(block) - _LONGEST_ESCAPE)
            # A backslash near the end may begin an escape that the next block completes. The one found may itself be
            # escaped, which base64 never is.
            cut = len(block) if cut < 0 or len(block) < _LONGEST_ESCAPE else cut
            rest = block[cut:]
            yield _unescaped(block[:cut])
    yield _unescaped(rest)


def _unescaped(text: bytes) -> bytes:
    return _ESCAPE.sub(_meant, text) if b"\\" in text else text


def _meant(escape: re.Match[bytes]) -> bytes:
    code, character = escape.groups()
    if code is None:
        return bytes(character) if character in b'/"\\' else b"?"
    return chr(int(code, 16)).encode("ascii", "replace")
