"""An HTTP server that misbehaves exactly as told.

A script is a function that is called for each request, when its head has been read::

    def cut_early(exchange: Exchange) -> None:
        exchange.read_body(1000)
        exchange.reset()

    with ScriptedServer(by_operation(StartExecution=cut_early, GetExecutionStatus=answering(...))) as server:
        ...

Leaving the context ends all connections and threads, and raises what a script raised by mistake.
"""

import gzip
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from listener import PATIENCE, PIECE, Listener, Request, next_request


class Exchange:
    """One request, and a script's actions on it."""

    def __init__(self, server: "ScriptedServer", connection: socket.socket, rest: bytes, request: Request) -> None:
        self.request = request
        self._server = server
        self._connection = connection
        self._rest = rest
        self.is_over = False

    def read_body(self, limit: int | None = None) -> None:
        """Read the body, or at most ``limit`` bytes of it."""
        request = self.request
        wanted = request.length if limit is None else min(limit, request.length)
        while len(request.body) < wanted:
            left = wanted - len(request.body)
            piece = self._rest[:left] or self._connection.recv(min(PIECE, left))
            self._rest = self._rest[left:] if self._rest else b""
            if not piece:
                raise ConnectionError("the client left")
            request.body += piece

    def send(self, data: bytes) -> None:
        self._connection.sendall(data)

    def answer(self, content: object = b"", status: int = 200, *headers: str, **how: Any) -> None:
        """Send the result of :func:`response`."""
        self.send(response(content, status, *headers, **how))

    def close(self) -> None:
        """Close the connection normally; if data is unread, the system resets it anyway."""
        self.is_over = True
        with suppress(OSError):
            socket.socket.shutdown(self._connection, socket.SHUT_WR)
        self._connection.close()

    def reset(self) -> None:
        """Reset the connection."""
        self.is_over = True
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()

    def hold(self) -> None:
        """Wait until :meth:`ScriptedServer.release` is called or the server ends; sets ``server.holding``."""
        self._server.holding.set()
        if not self._server.released.wait(PATIENCE):
            raise TimeoutError("nobody released the server")

    def trickle(self, piece: bytes, every: float, times: int | None = None) -> None:
        """Send the piece every this many seconds, this many times or until the client disconnects; sets
        ``server.holding``."""
        while times != 0 and not self._server.released.wait(every):
            self.send(piece)
            self._server.holding.set()
            times = None if times is None else times - 1


Script = Callable[[Exchange], None]


def response(
    content: object = b"",
    status: int = 200,
    *headers: str,
    gzipped: bool = False,
    chunked: int | None = None,
    bom: bool = False,
    length: int | str | None = "right",
) -> bytes:
    """The bytes of a response. ``content`` is bytes, text or a value for JSON.

    ``chunked``: bytes in each chunk. ``length``: a wrong Content-Length, None for none.
    """
    body = content if isinstance(content, bytes) else content if isinstance(content, str) else json.dumps(content)
    body = body.encode() if isinstance(body, str) else body
    body = b"\xef\xbb\xbf" + body if bom else body
    lines = [f"HTTP/1.1 {status} Scripted", *headers]
    if not any(header.lower().startswith("content-type:") for header in headers):
        lines.append("Content-Type: application/json; charset=utf-8")
    if gzipped:
        body = gzip.compress(body)
        lines.append("Content-Encoding: gzip")
    if chunked is not None:
        lines.append("Transfer-Encoding: chunked")
        pieces = [body[start : start + chunked] for start in range(0, len(body), chunked)]
        body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    elif length is not None:
        lines.append(f"Content-Length: {len(body) if length == 'right' else length}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def answering(content: object = b"", status: int = 200, *headers: str, **how: Any) -> Script:
    """Read the whole request, then send a :func:`response`."""

    def script(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.answer(content, status, *headers, **how)
        if how.get("length", "right") != "right":
            exchange.close()

    return script


def sending(data: bytes, *, then: Callable[[Exchange], None] = Exchange.close) -> Script:
    """Read the whole request, send the bytes unchanged, then close, ``Exchange.reset`` or ``Exchange.hold``."""

    def script(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.send(data)
        then(exchange)

    return script


def leaving_after(size: int | None, *, then: Callable[[Exchange], None] = Exchange.reset) -> Script:
    """Read at most ``size`` bytes of the body, None for all of it, and disconnect without a response."""

    def script(exchange: Exchange) -> None:
        exchange.read_body(size)
        then(exchange)

    return script


def holding(size: int | None = None, *, then: Script | None = None) -> Script:
    """Read at most ``size`` bytes of the body, None for all of it, and do nothing until the server is released."""

    def script(exchange: Exchange) -> None:
        exchange.read_body(size)
        exchange.hold()
        if then is not None:
            then(exchange)

    return script


def answering_early(content: object = b"", status: int = 200, *headers: str, read: int = 0) -> Script:
    """Respond after ``read`` bytes of the body, and close."""

    def script(exchange: Exchange) -> None:
        exchange.read_body(read)
        exchange.answer(content, status, *headers)
        exchange.close()

    return script


def in_turn(*scripts: Script) -> Script:
    """The first script for the first request and so on; the last one for all later ones."""
    waiting = list(scripts)

    def script(exchange: Exchange) -> None:
        (waiting.pop(0) if len(waiting) > 1 else waiting[0])(exchange)

    return script


def by_operation(scripts: Mapping[str, Script] | None = None, /, **more: Script) -> Script:
    """A script per last path segment; every other request gets a 404."""
    known = {**(scripts or {}), **more}

    def script(exchange: Exchange) -> None:
        known.get(exchange.request.operation, answering(b"", 404))(exchange)

    return script


class ScriptedServer(Listener):
    """Runs the script for each request, over TLS if a context is given. Keeps everything received."""

    def __init__(self, script: Script, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(tls)
        self._script = script
        self.requests: list[Request] = []
        self.holding = threading.Event()
        self.released = threading.Event()

    def wait(self) -> None:
        """Wait until a script holds."""
        if not self.holding.wait(PATIENCE):
            raise TimeoutError("no script came to hold")

    def release(self) -> None:
        """Release all waiting scripts."""
        self.released.set()

    @property
    def starts(self) -> list[Request]:
        """The StartExecution requests received."""
        return self.of("StartExecution")

    def of(self, operation: str) -> list[Request]:
        return [request for request in self.requests if request.operation == operation]

    def end(self) -> None:
        self.released.set()

    def serve(self, connection: socket.socket) -> None:
        while (arrived := next_request(connection)) is not None:
            request, rest = arrived
            self.requests.append(request)
            exchange = Exchange(self, connection, rest, request)
            self._script(exchange)
            if exchange.is_over or not request.is_complete:
                return
