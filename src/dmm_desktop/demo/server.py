"""The server: listens on loopback, prints its address, handles requests, and ends on request."""

import contextlib
import io
import json
import os
import select
import shutil
import signal
import socket
import struct
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from .app import TOKEN_PAGE, DemoApp
from .http_messages import Answer, Request
from .refusals import ConnectionLost
from .request_body import read_blocks
from .scenarios import BY_CONNECTION

_NO_LINGER = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
_IN_MEMORY = 1 << 20
_SLICE = 0.2  # seconds


class Handler(BaseHTTPRequestHandler):
    """Handles the requests of one client connection, one after another."""

    protocol_version = "HTTP/1.1"
    server_version = "DMM-Demo"
    sys_version = ""
    disable_nagle_algorithm = True
    server: "DemoServer"

    def setup(self) -> None:
        super().setup()
        if sys.platform == "win32":
            self.connection.setblocking(False)
            stream = _Stream(self.connection, self.server)
            self.rfile, self.wfile = io.BufferedReader(stream), cast(io.BufferedIOBase, stream)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: standard output is reserved for the first line."""

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:  # the client disconnected
            self.close_connection = True

    def send_answer(self, answer: Answer) -> None:
        """Send a response, written to a file first (in memory while small) to determine its length."""
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(self.server.app.directory)) as file:
            for piece in answer.pieces:
                file.write(piece)
            length = file.tell()
            file.seek(0)
            self.send_response(answer.status)
            for header, value in answer.headers.items():
                self.send_header(header, value)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            if self.command != "HEAD":
                shutil.copyfileobj(file, self.wfile)

    def _serve(self) -> None:
        if not self.headers.get("Content-Length", "0").isdecimal():
            self.send_error(400)
            return
        address = urlsplit(self.path)
        blocks = self._body()
        request = Request(self.command, address.path, address.query, self.headers, blocks)
        try:
            answer = self.server.app.answer(request)
        except ConnectionLost:
            self._reset()
            return
        for _ in blocks:  # a response sent before the end of the request would be lost with the connection
            pass
        self.send_answer(answer)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = _serve

    def _body(self) -> Iterator[bytes]:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return read_blocks(self.rfile, None)
        return read_blocks(self.rfile, int(self.headers.get("Content-Length", 0)))

    def _reset(self) -> None:
        """Reset the connection, as a broken line would."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        socket.close(self.connection.detach())


class _Stream(io.RawIOBase):
    """Reads and writes a connection that does not block, and waits in slices: shutting a socket down wakes neither
    reader nor writer on Windows [platform]."""

    def __init__(self, connection: socket.socket, server: "DemoServer") -> None:
        self._connection = connection
        self._server = server

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while not select.select([self._connection], [], [], _SLICE)[0]:
            if self._server.is_closing:
                return 0
        return self._connection.recv_into(buffer)

    def write(self, data: Any, /) -> int:
        left = memoryview(data)
        while left:
            if select.select([], [self._connection], [], _SLICE)[1]:
                with contextlib.suppress(BlockingIOError):
                    left = left[self._connection.send(left) :]
            elif self._server.is_closing:
                raise ConnectionAbortedError
        return len(data)


class DemoServer(ThreadingHTTPServer):
    """Serves one app on loopback, each connection in its own thread. Raises OSError if the port is unavailable."""

    daemon_threads = False
    request_queue_size = 64
    allow_reuse_address = sys.platform != "win32"  # on Windows it would let two servers share one port

    def __init__(self, port: int, app: DemoApp, handler: type[Handler]) -> None:
        self.app = app
        self.is_closing = False
        self._connections: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), handler)

    def get_request(self) -> tuple[socket.socket, object]:
        connection, address = super().get_request()
        self._connections.add(connection)
        return connection, address

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        self._connections.discard(cast(socket.socket, request))
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Cut all connections and wait for their threads, so that none is active when its files are removed."""
        self.is_closing = True
        for connection in list(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        super().server_close()


def serve(
    make_app: Callable[[Path], DemoApp], port: int, *, ends_with_stdin: bool, handler: type[Handler] = Handler
) -> None:
    """Serve until SIGTERM, SIGINT or, with `ends_with_stdin`, the end of standard input.

    `make_app` gets the folder for files of requests and runs, which is removed at the end.
    """
    with tempfile.TemporaryDirectory(prefix="dmm-demo-") as directory:
        app = make_app(Path(directory))
        try:
            server = DemoServer(port, app, handler)
        except OSError as error:
            sys.exit(f"The demo environment cannot listen on port {port}: {error.strerror}. Use another.")
        with server:
            _install_stop_triggers(server, ends_with_stdin)
            print(json.dumps(_first_line(f"http://127.0.0.1:{server.server_port}", app)), flush=True)
            server.serve_forever(poll_interval=0.05)


def _first_line(address: str, app: DemoApp) -> dict[str, object]:
    return {
        "address": address,
        "root": address + app.root,
        "token": app.environment.keys.token,
        "one_time_token": app.environment.keys.one_time_token,
        "authentication_token_page": address + TOKEN_PAGE,
        "connections": list(BY_CONNECTION),
        "pid": os.getpid(),
    }


def _install_stop_triggers(server: DemoServer, with_stdin: bool) -> None:
    def end() -> None:
        # Not called in the serving thread, because it waits until serving has ended.
        threading.Thread(target=server.shutdown, daemon=True).start()

    def wait_for_end_of_stdin() -> None:
        while os.read(sys.stdin.fileno(), 4096):  # unbuffered, because a buffer in use at process exit would abort it
            pass
        end()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: end())
    if with_stdin:
        threading.Thread(target=wait_for_end_of_stdin, daemon=True).start()
