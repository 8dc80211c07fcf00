"""One connection of a client: takes its requests, asks the site for answers, and sends them."""

import codecs
import contextlib
import itertools
import socket
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast
from urllib.parse import urlsplit

from .answers import JSON, Answer
from .refusals import ConnectionLost
from .request import Request
from .request_body import read_blocks
from .site import Site

_NO_LINGER = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
_IN_MEMORY = 1 << 20
_BLOCK = 1 << 16
_HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </theme.css>; rel=preload\r\n\r\n"
_CHUNK_SIZES = (1, 7, 1000, _BLOCK)  # the first chunks are small, so that readers of chunks have something to do


class DemoServer(ThreadingHTTPServer):
    """Serves one site on loopback, each connection in a thread."""

    daemon_threads = False
    request_queue_size = 64
    allow_reuse_address = sys.platform != "win32"  # there it would let two servers share one port

    def __init__(self, port: int, site: Site) -> None:
        self.site = site
        self._connections: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), Handler)

    def get_request(self) -> tuple[socket.socket, object]:
        connection, address = super().get_request()
        self._connections.add(connection)
        return connection, address

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        self._connections.discard(cast(socket.socket, request))
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Cut all connections and wait for their threads, so that none is at work when its files are removed."""
        for connection in list(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        super().server_close()


class Handler(BaseHTTPRequestHandler):
    """Answers the requests of one client connection, one after the other."""

    protocol_version = "HTTP/1.1"
    server_version = "DMM-Demo"
    sys_version = ""
    disable_nagle_algorithm = True
    server: DemoServer

    def log_message(self, format: str, *args: object) -> None:
        """Be quiet: standard output belongs to the first line."""

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:  # the client went away
            self.close_connection = True

    def _serve(self) -> None:
        if not self.headers.get("Content-Length", "0").isdecimal():
            self.send_error(400)
            return
        address = urlsplit(self.path)
        blocks = self._body()
        request = Request(self.command, address.path, address.query, self.headers, blocks)
        try:
            answer = self.server.site.answer(request)
        except ConnectionLost:
            self._reset()
            return
        for _ in blocks:  # an answer before the end of the request would be lost with the connection
            pass
        self._send(answer)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = _serve

    def _body(self) -> Iterator[bytes]:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return read_blocks(self.rfile, None)
        return read_blocks(self.rfile, int(self.headers.get("Content-Length", 0)))

    def _send(self, answer: Answer) -> None:
        """Send an answer. It is written to a file first, in memory while it is small, to know its length."""
        styles = self.server.site.styles if answer.content_type == JSON else frozenset()
        zipped = "gzip" in styles and "gzip" in self.headers.get("Accept-Encoding", "")
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(self.server.site.directory)) as file:
            pieces = itertools.chain([codecs.BOM_UTF8] if "bom" in styles else [], answer.pieces)
            for piece in _zipped(pieces) if zipped else pieces:
                file.write(piece)
            length = file.tell()
            file.seek(0)
            if answer.follows_hints:
                self.wfile.write(_HINTS)
            self.send_response(answer.status)
            if answer.content_type:
                self.send_header("Content-Type", answer.content_type)
            if zipped:
                self.send_header("Content-Encoding", "gzip")
            if answer.status == 204:  # which has no length either
                pass
            elif "chunked" in styles:
                self.send_header("Transfer-Encoding", "chunked")
            else:
                self.send_header("Content-Length", str(length))
            self.end_headers()
            if self.command == "HEAD":
                return
            for size in itertools.chain(_CHUNK_SIZES, itertools.repeat(_BLOCK)):
                if not (block := file.read(size)):
                    break
                self.wfile.write(b"%x\r\n%b\r\n" % (len(block), block) if "chunked" in styles else block)
            if "chunked" in styles:
                self.wfile.write(b"0\r\n\r\n")

    def _reset(self) -> None:
        """Cut the connection the hard way, as a broken line does."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        socket.close(self.connection.detach())


def _zipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(wbits=31)  # 31: with the header and trailer of gzip
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()
