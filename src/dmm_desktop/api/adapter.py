"""An adapter for requests that handles what imports need: certificates, time limits, early and interim answers,
cancellation."""

from __future__ import annotations

import base64
import socket
import ssl
from collections.abc import Callable
from typing import Any

import urllib3
from requests.adapters import HTTPAdapter
from requests.utils import get_auth_from_url
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError

from ..core.address import Address
from ..core.blocking import unless_cancelled
from ..core.host import LOCALHOST, is_loopback
from ..core.job import CancelToken
from ..core.network_errors import ElsewhereConnected
from .response import Response
from .tls import trust


class _Connection(HTTPConnection):
    """Ensures that a connection to localhost leads to this computer: requests to it may be sent without TLS."""

    def _new_conn(self) -> socket.socket:
        """Connect; the addresses of localhost are fixed, not looked up. Raises ElsewhereConnected."""
        if not is_loopback(host := self.host):
            return super()._new_conn()
        port = None if self.port == self.default_port else self.port
        place, refusal = Address("http", host, port, "").host_and_port, None
        try:
            for self.host in LOCALHOST if host == "localhost" else (host,):
                try:
                    return connected_here(super()._new_conn(), place)
                except NewConnectionError as error:
                    refusal = refusal or error
        finally:
            self.host = host
        assert refusal is not None
        raise refusal


def connected_here(connected: socket.socket, place: str) -> socket.socket:
    """Return the socket, which was connected to the loopback address ``place``. Close it and raise ElsewhereConnected
    if its peer has a different address."""
    try:
        peer = connected.getpeername()[0]
    except OSError:  # the server has already disconnected, so nothing can be sent
        return connected
    if is_loopback(peer):
        return connected
    connected.close()
    raise ElsewhereConnected(place, peer)


class Adapter(HTTPAdapter):
    """Verifies servers against the operating system's certificates and any ``authorities`` (PEM), and passes each
    connection on before it is used.

    ``ready`` is called with the connection once it is made, right before a request is sent on it. It may set the
    connection's ``timeout``, which then applies to sending. Connecting ends with Cancelled as soon as ``cancel`` is
    cancelled.
    """

    def __init__(
        self, ready: Callable[[HTTPConnection], None], cancel: CancelToken, authorities: str = "", *, secure: bool
    ) -> None:
        self._ready = ready
        self._cancel = cancel
        self._authorities = authorities
        self._tls = {"ssl_context": trust(authorities)} if secure else {}
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        super().init_poolmanager(connections, maxsize, block, **kwargs, **self._tls)
        self.poolmanager.pool_classes_by_scheme = self._pool_classes()

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        of_proxy = {"proxy_ssl_context": trust(self._authorities)}  # for a proxy that is itself reached over TLS
        manager = super().proxy_manager_for(proxy, **kwargs, **self._tls, **of_proxy)
        manager.pool_classes_by_scheme = self._pool_classes()
        return manager

    def proxy_headers(self, proxy: str) -> dict[str, str]:
        """Encode the credentials as UTF-8, as proxies ask for (RFC 7617); requests would use Latin-1."""
        user, password = get_auth_from_url(proxy)
        sign_in = base64.b64encode(f"{user}:{password}".encode()).decode()
        return {"Proxy-Authorization": f"Basic {sign_in}"} if user else {}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Do nothing: requests would add certifi's certificates to the system's."""
        conn.cert_reqs = "CERT_REQUIRED"

    def _pool_classes(self) -> dict[str, Any]:
        ready, cancel = self._ready, self._cancel

        class Plain(_Connection):
            response_class = Response

            def connect(self) -> None:
                unless_cancelled(cancel, super().connect, self.close)

            def request(self, *arguments: Any, **named: Any) -> None:
                if self.is_closed:
                    self.connect()
                ready(self)
                try:
                    super().request(*arguments, **named)
                except ssl.SSLEOFError as error:
                    # The server disconnected during sending. urllib3 looks for an early answer only after these:
                    raise BrokenPipeError from error

        class Secure(Plain, HTTPSConnection):
            pass

        class PlainPool(urllib3.HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(urllib3.HTTPSConnectionPool):
            ConnectionCls = Secure

        return {"http": PlainPool, "https": SecurePool}
