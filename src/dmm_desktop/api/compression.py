"""Undoes the compression of an answer by what arrives: ``Content-Encoding`` gets lost on the way, or names what was not
done [platform]."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from urllib3.exceptions import DecodeError

#: How gzip begins; no text does.
_GZIP = b"\x1f\x8b"
_GZIP_BITS, _ZLIB_BITS, _RAW_BITS = 31, 15, -15
#: How often an answer may be compressed: by the server, and by a gateway again.
_MOST_TIMES = 2
#: How much is unpacked at once, in bytes.
_LARGEST = 1024 * 1024


def decompressed(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """What the pieces of a body stand for; ``encoding`` is its ``Content-Encoding``.

    What begins as gzip does is gzip, and nothing else is. What follows its last member means nothing. deflate, which no
    beginning tells, is believed. Raises DecodeError where the compression is damaged. That only its end is missing
    is no damage.
    """
    if "deflate" in encoding.lower():
        pieces = _inflated(pieces)
    for _ in range(_MOST_TIMES):
        pieces = _gunzipped(pieces)
    return pieces


def _gunzipped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    rest, decoder, has_begun, is_empty = b"", None, False, True
    for piece in pieces:
        rest += piece
        while rest:
            if decoder is None:
                if rest == _GZIP[:1]:
                    break  # the next piece tells
                if not rest.startswith(_GZIP):
                    if not has_begun:
                        yield rest
                        yield from pieces
                        return
                    rest = b""
                    break
                decoder, has_begun = zlib.decompressobj(_GZIP_BITS), True
            data = _unpacked(decoder, rest)
            rest = decoder.unconsumed_tail or decoder.unused_data
            if data:
                is_empty = False
                yield data
            if decoder.eof:
                decoder, is_empty = None, False
    if decoder is not None:
        rest = decoder.flush()
    if rest:
        yield rest
    elif has_begun and is_empty:
        raise DecodeError("it ends before anything was compressed")


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """deflate, with the frame of zlib, or without as some servers send it [platform]."""
    rest, decoder = b"", None
    for piece in pieces:
        rest += piece
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
