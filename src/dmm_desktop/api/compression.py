"""Undoes the compression of an answer by what arrives: ``Content-Encoding`` gets lost on the way, or names what was not
done [platform]."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from itertools import chain

from urllib3.exceptions import DecodeError

from ..core.unpacking import is_excessive

#: How gzip begins; no text does.
_GZIP = b"\x1f\x8b"
_GZIP_BITS, _ZLIB_BITS, _RAW_BITS = 31, 15, -15
#: How often an answer may be compressed: by the server, and by a gateway again.
_MOST_TIMES = 2
#: How many members gzip may have, each of which takes a moment; servers send one, or one for each part they flush.
MAX_MEMBERS = 100_000
#: How much is unpacked at once, of what is compressed and of what it stands for, in bytes.
_PART, _LARGEST = 64 * 1024, 1024 * 1024


class Excessive(DecodeError):
    """It is much smaller on its way than unpacked."""


def decompressed(pieces: Iterator[bytes], encoding: str, check: Callable[[], None]) -> Iterator[bytes]:
    """What the pieces of a body stand for; ``encoding`` is its ``Content-Encoding``.

    What begins as gzip does is gzip, and nothing else is. What follows its last member means nothing. deflate, which no
    beginning tells, is believed. ``check`` is called after each MiB, and ends the reading by what it raises. Raises
    DecodeError where the compression is damaged, and Excessive. That only its end is missing is no damage.
    """
    limit = _Limit(check)
    pieces = limit.arriving(pieces)
    if "deflate" in encoding.lower():
        pieces = limit.unpacked(_inflated(pieces))
    for _ in range(_MOST_TIMES):
        pieces = limit.unpacked(_gunzipped(pieces))
    return pieces


class _Limit:
    """Compares what each step of unpacking gives with what arrived."""

    def __init__(self, check: Callable[[], None]) -> None:
        self._check = check
        self._arrived = 0

    def arriving(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self._arrived += len(piece)
            yield piece

    def unpacked(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        done = 0
        for piece in pieces:
            done += len(piece)
            if is_excessive(self._arrived, done):
                raise Excessive(f"{self._arrived:,} bytes came, and were {done:,} when they were unpacked")
            if done > _LARGEST:  # what came before that is handed out also where the connection has been cut
                self._check()
            yield piece


def _gunzipped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    beginning = b""
    for piece in pieces:
        beginning += piece
        if beginning != _GZIP[: len(beginning)] or beginning == _GZIP:
            break
    if beginning.startswith(_GZIP):
        yield from _members(chain([beginning], pieces))
        return
    if beginning:
        yield beginning
    yield from pieces


def _members(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What the members of gzip stand for, of which there is at least one."""
    rest, decoder, members, is_empty = b"", None, 0, True
    for part in _parts(pieces):
        rest += part
        while rest:
            if decoder is None:
                if rest == _GZIP[:1]:
                    break  # the next piece tells
                if not rest.startswith(_GZIP):
                    return
                decoder, members = zlib.decompressobj(_GZIP_BITS), members + 1
                if members > MAX_MEMBERS:
                    raise DecodeError(f"it has more than {MAX_MEMBERS:,} members")
            data = _unpacked(decoder, rest)
            rest = decoder.unconsumed_tail or decoder.unused_data
            if data:
                is_empty = False
                yield data
            if decoder.eof:
                decoder, is_empty = None, False
    if decoder is not None and (last := decoder.flush()):
        yield last
    elif is_empty:
        raise DecodeError("it ends before anything was compressed")


def _parts(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, none of them large: what follows a member is copied each time."""
    for piece in pieces:
        for start in range(0, len(piece), _PART):
            yield piece[start : start + _PART]


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """deflate, with the frame of zlib, or without as some servers send it [platform]."""
    rest, decoder = b"", None
    for part in _parts(pieces):
        rest += part
        if decoder is None and len(rest) > 1:
            has_frame = rest[0] & 0x0F == zlib.DEFLATED and int.from_bytes(rest[:2], "big") % 31 == 0  # RFC 1950
            decoder = zlib.decompressobj(_ZLIB_BITS if has_frame else _RAW_BITS)
        while decoder is not None and rest and not decoder.eof:
            data = _unpacked(decoder, rest)
            rest = decoder.unconsumed_tail
            if data:
                yield data
    if decoder is not None and (last := decoder.flush()):
        yield last


def _unpacked(decoder: zlib._Decompress, packed: bytes) -> bytes:
    try:
        return decoder.decompress(packed, _LARGEST)
    except zlib.error as error:
        raise DecodeError(str(error)) from error
