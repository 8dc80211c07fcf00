"""A proxy that notes what it sees."""

import socket
import ssl
import threading
from contextlib import suppress

from listener import PATIENCE, PIECE, Listener, Request, next_request
from scripted_server import response


class ScriptedProxy(Listener):
    """A proxy that leads every CONNECT to one place, whatever host was asked for, or refuses all with ``refusal``.

    ``requests`` holds the head of each request that it got, CONNECT or not; others than CONNECT get a 400.
    """

    def __init__(
        self, lead_to: Listener | None = None, refusal: bytes = b"", tls: ssl.SSLContext | None = None
    ) -> None:
        super().__init__(tls)
        self._lead_to = lead_to
        self._refusal = refusal
        self.requests: list[Request] = []

    def serve(self, connection: socket.socket) -> None:
        arrived = next_request(connection)
        if arrived is None:
            return
        request, _ = arrived
        self.requests.append(request)
        if self._refusal or request.method != "CONNECT" or self._lead_to is None:
            connection.sendall(self._refusal or response(b"", 400))
            return
        with socket.create_connection(("127.0.0.1", self._lead_to.port), PATIENCE) as upstream:
            connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            back = threading.Thread(target=_pump, args=(upstream, connection), name="proxy, back")
            back.start()
            _pump(connection, upstream)
            back.join(PATIENCE)


def _pump(source: socket.socket, target: socket.socket) -> None:
    """Copy until the source ends, then end both ways."""
    with suppress(OSError):
        while piece := source.recv(PIECE):
            target.sendall(piece)
    for end in (source, target):
        with suppress(OSError):
            socket.socket.shutdown(end, socket.SHUT_RDWR)
