"""Reads an answer from its connection: past interim answers and faulty headers, decompressed by what arrives, and with
a limit for slow ones.
"""

from __future__ import annotations

import http.client
import io
import re
import time
import zlib
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from urllib3.exceptions import DecodeError

from ..core.unpacking import is_excessive

#: How many interim answers (1xx) are passed over; more count as invalid HTTP.
MAX_INTERIM = 10
#: The slowest rate of an answer, in bytes per second: 32 GiB of logs would take a year.
SLOWEST = 1024
#: How long an answer may be slower than that, as a multiple of the time-out for reading: servers may pause.
_PATIENCE = 2
#: What may not be in the name of a header (RFC 9110).
_NO_NAME = re.compile(rb"[^!#$%&'*+.^_`|~0-9A-Za-z-]+")
#: What ends a line for the parser of http.client, or may not be in one (RFC 9112).
_NO_VALUE = re.compile(rb"[\r\x00]")


class TooSlow(TimeoutError):
    """Data keeps coming, but too slowly; no time-out of a single read ends that."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"less than {SLOWEST} bytes per second for {seconds:g} seconds")
        self.seconds = seconds


class Response(http.client.HTTPResponse):
    """Passes over interim answers, which mean nothing [platform], wherever they come: also a proxy's, to CONNECT.

    101 is not passed over: it changes the protocol. Reading raises TooSlow.
    """

    fp: _Incoming

    def __init__(self, sock: Any, *arguments: Any, **named: Any) -> None:
        super().__init__(sock, *arguments, **named)
        self._incoming = _Paced(self.fp.detach(), sock.gettimeout())
        self.fp = _Incoming(self._incoming)

    def begin(self) -> None:
        super().begin()
        lengths = {
            length.strip() for given in self.headers.get_all("Content-Length", []) for length in given.split(",")
        }
        if len(lengths) > 1 and not self.chunked:  # urllib3 refuses it too, and leaves the socket open
            raise http.client.HTTPException("more than one Content-Length")

    def _read_status(self) -> tuple[str, int, str]:
        """Called by http.client, which would pass over 100 alone, and over any number of them."""
        for _ in range(MAX_INTERIM + 1):
            line: tuple[str, int, str] = super()._read_status()  # type: ignore[misc]
            self.fp.begin_headers()
            if line[1] >= 200 or line[1] == http.HTTPStatus.SWITCHING_PROTOCOLS:
                return line
            http.client.parse_headers(self.fp)
            self._incoming.restart()  # the server says that it is at work
        raise http.client.HTTPException(f"more than {MAX_INTERIM} interim answers")

    def _safe_read(self, amt: int) -> bytes:
        """Called by urllib3 for the chunks of an answer: it would read one of size -1 whole, up to the answer's end."""
        if amt < 0:
            raise http.client.HTTPException("a chunk of a negative size")
        data: bytes = super()._safe_read(amt)  # type: ignore[misc]
        return data


class _Incoming(io.BufferedReader):
    """What comes, with headers that http.client can parse: it drops a faulty one together with all that follow, the
    length of the answer among them, and would wait for bytes that never come."""

    _is_at_headers = False
    _has_header = False

    def begin_headers(self) -> None:
        """The next lines are headers, up to an empty one."""
        self._is_at_headers, self._has_header = True, False

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        if not self._is_at_headers:
            return line
        content = line.rstrip(b"\r\n")
        if not content:
            self._is_at_headers = False
            return line[-2:]
        content = _NO_VALUE.sub(b" ", content)
        if not (self._has_header and content[:1] in b" \t"):  # else the value of the header before it goes on
            self._has_header = True
            content = _well_formed(content)
        return content + (b"\r\n" if line.endswith(b"\n") else b"")


def _well_formed(header: bytes) -> bytes:
    """The header with a name: blanks around that mean nothing, other characters that no name has become ``-``, and so
    does a missing name; a line without a colon is a name."""
    name, _, value = header.partition(b":")
    return (_NO_NAME.sub(b"-", name.strip()) or b"-") + b":" + value


class _Paced(io.RawIOBase):
    """The incoming side of a connection. Each byte earns time, up to a limit; waiting uses it up.

    Only waiting for the server counts, and only after its first byte: until then the time-out of a single read holds.
    """

    def __init__(self, incoming: io.RawIOBase, time_limit: float | None) -> None:
        self._incoming = incoming
        self._most = _PATIENCE * time_limit if time_limit is not None else None
        self._left: float | None = None

    def restart(self) -> None:
        """What comes next is another answer."""
        self._left = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        began = time.monotonic()
        count = self._incoming.readinto(buffer)
        if self._most is not None:
            if self._left is None:
                self._left = self._most
            else:
                self._left = min(self._most, self._left - (time.monotonic() - began) + (count or 0) / SLOWEST)
                if self._left < 0:
                    raise TooSlow(self._most)
        return count

    def fileno(self) -> int:
        return self._incoming.fileno()

    def close(self) -> None:
        if not self.closed:
            self._incoming.close()
        super().close()


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
