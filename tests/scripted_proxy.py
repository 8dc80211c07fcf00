"""A proxy that records what it receives."""

import base64
import select
import socket
import ssl
from contextlib import suppress

from listener import PATIENCE, PIECE, Listener, Request, next_request
from scripted_server import response


class ScriptedProxy(Listener):
    """A proxy that connects every CONNECT to one place, whatever the host, or refuses all with ``refusal``.

    ``requests`` holds the head of each request, CONNECT or not; others than CONNECT get a 400, and with ``sign_in``
    (user name and password) a 407 unless these are given. ``interim`` is sent before the response to CONNECT.
    """

    def __init__(
        self,
        lead_to: Listener | None = None,
        refusal: bytes = b"",
        tls: ssl.SSLContext | None = None,
        sign_in: tuple[str, str] | None = None,
        interim: bytes = b"",
    ) -> None:
        super().__init__(tls)
        self._lead_to = lead_to
        self._refusal = refusal
        self._sign_in = sign_in
        self._interim = interim
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
        if self._sign_in and not self._is_signed_in(request, *self._sign_in):
            connection.sendall(response(b"", 407, 'Proxy-Authenticate: Basic realm="company", charset="UTF-8"'))
            return
        with socket.create_connection(("127.0.0.1", self._lead_to.port), PATIENCE) as upstream:
            connection.sendall(self._interim + b"HTTP/1.1 200 Connected\r\n\r\n")
            with suppress(OSError):
                _tunnel(connection, upstream)
            for end in (connection, upstream):
                with suppress(OSError):
                    socket.socket.shutdown(end, socket.SHUT_RDWR)

    def _is_signed_in(self, request: Request, user: str, password: str) -> bool:
        kind, _, given = request.headers.get("proxy-authorization", "").partition(" ")
        try:
            decoded = base64.b64decode(given, validate=True)
        except ValueError:
            return False
        return kind == "Basic" and decoded.decode("utf-8", "replace") == f"{user}:{password}"


def _tunnel(connection: socket.socket, upstream: socket.socket) -> None:
    """Copy both ways until either side ends or nothing arrives for ``PATIENCE`` seconds.

    In one thread, because OpenSSL does not allow reading and writing at the same time.
    """
    other = {connection: upstream, upstream: connection}
    while True:
        buffered = isinstance(connection, ssl.SSLSocket) and connection.pending()
        readable = [connection] if buffered else select.select(list(other), [], [], PATIENCE)[0]
        if not readable:
            return
        for source in readable:
            piece = source.recv(PIECE)
            if not piece:
                return
            other[source].sendall(piece)
