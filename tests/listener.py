"""Raw HTTP on 127.0.0.1, with or without TLS: the base of the scripted server and the scripted proxy."""

import json
import socket
import ssl
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

#: Longest wait for the other side and for a thread, in seconds; only a defect takes that long.
PATIENCE = 20.0
#: Number of bytes read at once.
PIECE = 1 << 16


@dataclass
class Request:
    """A received request; ``body`` grows while it is read, ``headers`` have lower-case names."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytearray = field(default_factory=bytearray, repr=False)

    @property
    def operation(self) -> str:
        """The last segment of the path."""
        return urlsplit(self.target).path.rpartition("/")[2]

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query))

    @property
    def length(self) -> int:
        """The announced length of the body in bytes."""
        return int(self.headers.get("content-length", "0"))

    @property
    def is_complete(self) -> bool:
        return len(self.body) == self.length

    def json(self) -> Any:
        return json.loads(self.body)


class Listener:
    """Accepts connections at ``host`` and serves each on its own thread, until the context is left."""

    host = "127.0.0.1"

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._ending = False
        self._was_cut = False
        self._mistakes: list[BaseException] = []
        self.connections = 0
        self.tls_failures: list[str] = []

    def __enter__(self) -> Self:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        self._socket = socket.create_server((self.host, 0), family=family)
        self.port: int = self._socket.getsockname()[1]
        self._acceptor = threading.Thread(target=self._accept, name=f"{type(self).__name__} {self.port}")
        self._acceptor.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending = True
        self.end()
        socket.create_connection((self.host, self.port)).close()  # wakes the acceptor
        self._acceptor.join(PATIENCE)
        self._socket.close()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(PATIENCE)
        if self._mistakes and error is None:
            raise self._mistakes[0]

    @property
    def host_and_port(self) -> str:
        """As messages name the server."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def address(self) -> str:
        return f"http{'s' if self._tls else ''}://{self.host_and_port}"

    def serve(self, connection: socket.socket) -> None:
        """Serve a client until either side ends the connection."""
        raise NotImplementedError

    def cut(self) -> None:
        """Reset all open connections, as if forgotten during sleep; new ones are served."""
        self._was_cut = True
        with self._lock:
            for connection in self._open:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.close()

    def end(self) -> None:
        """The context is left: wake all waiting threads."""

    def _accept(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            if self._ending:
                connection.close()
                return
            self.connections += 1
            thread = threading.Thread(target=self._run, args=(connection,), name=f"connection {self.connections}")
            self._threads.append(thread)
            with self._lock:
                self._open.append(connection)
            thread.start()

    def _run(self, connection: socket.socket) -> None:
        opened = connection
        try:
            if self._tls is not None:
                connection = secure = self._secured(connection, self._tls)
                secure.do_handshake()
            self.serve(connection)
        except ssl.SSLError as failure:
            self.tls_failures.append(str(failure))
        except ConnectionError:
            pass  # the client may disconnect at any time
        except BaseException as mistake:
            if not ((self._ending or self._was_cut) and isinstance(mistake, OSError)):
                self._mistakes.append(mistake)
        finally:
            with self._lock:
                self._open = [one for one in self._open if one not in (opened, connection)]
                connection.close()
                opened.close()

    def _secured(self, connection: socket.socket, tls: ssl.SSLContext) -> ssl.SSLSocket:
        with self._lock:  # the plain socket is unusable once the secure one exists
            connection.settimeout(PATIENCE)
            secure = tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
            self._open.append(secure)
        return secure


def next_request(connection: socket.socket) -> tuple[Request, bytes] | None:
    """The head of the next request and the part of its body read so far; None if the client disconnects. Waits without
    limit."""
    connection.settimeout(None)
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(PIECE)
        if not piece:
            return None
        data += piece
    connection.settimeout(PATIENCE)
    head, _, rest = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    fields = (line.partition(":") for line in lines)
    return Request(method, target, {name.lower(): value.strip() for name, _, value in fields}), rest
