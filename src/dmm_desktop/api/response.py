"""Reads an answer from its connection: skips interim answers, tolerates faulty headers, decompresses the actual
content, and limits slow answers."""

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
from .interruptible import SocketReader

#: How many interim answers (1xx) are skipped; more count as invalid HTTP.
MAX_INTERIM = 10
#: How many trailers a chunked answer may have: urllib3 would skip any number of them, so a server could send them
#: endlessly.
MAX_TRAILERS = 100
#: The slowest rate allowed, in bytes per second. At this rate, 32 GiB of logs would take a year.
SLOWEST = 1024
#: How long an answer may be slower than that, as a multiple of the time-out for reading, because servers may pause.
_PATIENCE = 2
#: Characters not allowed in the name of a header (RFC 9110).
_NO_NAME = re.compile(rb"[^!#$%&'*+.^_`|~0-9A-Za-z-]+")
#: Characters that end a line for the parser of http.client, or are not allowed in one (RFC 9112).
_NO_VALUE = re.compile(rb"[\r\x00]")


class TooSlow(TimeoutError):
    """Data keeps arriving, but too slowly; the time-out of a single read does not detect this."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"less than {SLOWEST} bytes per second for {seconds:g} seconds")
        self.seconds = seconds


class Response(http.client.HTTPResponse):
    """Skips interim answers, which have no significance [platform], including a proxy's before its answer to CONNECT.

    101 is not skipped because it changes the protocol. Reading raises TooSlow.
    """

    fp: _Incoming

    def __init__(self, sock: Any, *arguments: Any, **named: Any) -> None:
        super().__init__(sock, *arguments, **named)
        self._incoming = _Paced(SocketReader(sock, self.fp.detach()), sock.gettimeout())
        self.fp = _Incoming(self._incoming)

    def begin(self) -> None:
        super().begin()
        lengths = {
            length.strip() for given in self.headers.get_all("Content-Length", []) for length in given.split(",")
        }
        if len(lengths) > 1 and not self.chunked:  # urllib3 also refuses this, but leaves the socket open
            raise http.client.HTTPException("more than one Content-Length")

    def _read_status(self) -> tuple[str, int, str]:
        """Read the status line, skipping interim answers; called by http.client, which skips only 100, and any number
        of them."""
        for _ in range(MAX_INTERIM + 1):
            line: tuple[str, int, str] = super()._read_status()  # type: ignore[misc]
            self.fp.begin_headers()
            if line[1] >= 200 or line[1] == http.HTTPStatus.SWITCHING_PROTOCOLS:
                return line
            http.client.parse_headers(self.fp)
            self._incoming.restart()  # the server has signalled that it is working
        raise http.client.HTTPException(f"more than {MAX_INTERIM} interim answers")

    def _safe_read(self, amt: int) -> bytes:
        """Called by urllib3 for the chunks of an answer. A chunk of size -1 would be read up to the end of the
        answer."""
        if amt < 0:
            raise http.client.HTTPException("a chunk of a negative size")
        data: bytes = super()._safe_read(amt)  # type: ignore[misc]
        return data


class _Incoming(io.BufferedReader):
    """The incoming data, with headers corrected for http.client. Its parser drops a faulty header and all that follow,
    including the length of the answer, and would then wait for bytes that never arrive."""

    _is_at_headers = False
    _has_header = False
    _lines = 0  # consecutive lines read outside headers

    def begin_headers(self) -> None:
        """Treat the next lines as headers until an empty line."""
        self._is_at_headers, self._has_header, self._lines = True, False, 0

    def read(self, size: int | None = -1, /) -> bytes:
        self._lines = 0
        return super().read(size)

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        if not self._is_at_headers:
            self._lines += 1
            if self._lines > MAX_TRAILERS:
                raise http.client.HTTPException(f"more than {MAX_TRAILERS} trailers")
            return line
        content = line.rstrip(b"\r\n")
        if not content:
            self._is_at_headers = False
            return line[-2:]
        content = _NO_VALUE.sub(b" ", content)
        if not (self._has_header and content[:1] in b" \t"):  # else it continues the previous header
            self._has_header = True
            content = _well_formed(content)
        return content + (b"\r\n" if line.endswith(b"\n") else b"")


def _well_formed(header: bytes) -> bytes:
    """Give the header a valid name: remove blanks around it, and replace other invalid characters, or a missing name,
    with ``-``. A line without a colon is all name."""
    name, _, value = header.partition(b":")
    return (_NO_NAME.sub(b"-", name.strip()) or b"-") + b":" + value


class _Paced(io.RawIOBase):
    """The incoming side of a connection. Each byte adds time, up to a limit; waiting uses it up.

    Only waiting for the server counts, and only after its first byte: until then the time-out of a single read applies.
    """

    def __init__(self, incoming: io.RawIOBase, time_limit: float | None) -> None:
        self._incoming = incoming
        self._most = _PATIENCE * time_limit if time_limit is not None else None
        self._left: float | None = None

    def restart(self) -> None:
        """Prepare for another answer."""
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


#: The first bytes of gzip; no text begins with them.
_GZIP = b"\x1f\x8b"
_GZIP_BITS, _ZLIB_BITS, _RAW_BITS = 31, 15, -15
#: How many layers of compression an answer may have: one by the server, one by a gateway.
_MOST_TIMES = 2
#: How many gzip members an answer may have, as each takes time; servers send one, or one for each flush.
MAX_MEMBERS = 100_000
#: How much is decompressed at once, in bytes: of compressed input, and of output.
_PART, _LARGEST = 64 * 1024, 1024 * 1024


class Excessive(DecodeError):
    """The compressed data is much smaller than the decompressed data."""


def decompressed(pieces: Iterator[bytes], encoding: str, check: Callable[[], None]) -> Iterator[bytes]:
    """Decompress the pieces of a body; ``encoding`` is its ``Content-Encoding``.

    Content is decompressed as gzip if and only if it begins like gzip; anything after the last gzip member is ignored.
    deflate has no recognizable beginning, so the header decides. ``check`` is called after each MiB, and any exception
    it raises ends the reading.

    Raises DecodeError for damaged compression, and Excessive. A missing end does not count as damage.
    """
    limit = _Limit(check)
    pieces = limit.arriving(pieces)
    if "deflate" in encoding.lower():
        pieces = limit.unpacked(_inflated(pieces))
    for _ in range(_MOST_TIMES):
        pieces = limit.unpacked(_gunzipped(pieces))
    return pieces


class _Limit:
    """Compares the output of each decompression step with the bytes received."""

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
            if done > _LARGEST:  # earlier data is passed on even if the connection has been cut
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
    """The content of the gzip members, of which there is at least one."""
    rest, decoder, members, is_empty = b"", None, 0, True
    for part in _parts(pieces):
        rest += part
        while rest:
            if decoder is None:
                if rest == _GZIP[:1]:
                    break  # the next piece decides
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
    """The pieces, split into small ones because what follows a member is copied each time."""
    for piece in pieces:
        for start in range(0, len(piece), _PART):
            yield piece[start : start + _PART]


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Decompress deflate, with a zlib header or without one, as some servers send it [platform]."""
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
