"""Reads an answer from its connection: past interim answers and faulty headers, with a limit for slow ones."""

from __future__ import annotations

import http.client
import io
import re
import time
from typing import Any

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
