"""What requests does for us, bent where imports need it: certificates, time limits, early and interim answers,
cancelling."""

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

from ..core.blocking import unless_cancelled
from ..core.host import is_loopback
from ..core.job import CancelToken
from ..core.network_errors import ElsewhereConnected
from .response import Response
from .tls import trust

#: Where localhost is looked for, in this order: few programs listen at ::1 alone, and a refusal takes seconds on
#: Windows [platform].
_LOCALHOST = ("127.0.0.1", "::1")


class _Connection(HTTPConnection):
    """A connection that leads to this computer where it says so: what is sent there may lack TLS."""

    def _new_conn(self) -> socket.socket:
        """Name resolution has no say in where localhost is. Raises ElsewhereConnected."""
        if not is_loopback(host := self.host):
            return super()._new_conn()
        refusal = None
        try:
            for self.host in _LOCALHOST if host == "localhost" else (host,):
                try:
                    return connected_here(super()._new_conn())
                except NewConnectionError as error:
                    refusal = refusal or error
        finally:
            self.host = host
        assert refusal is not None
        raise refusal


def connected_here(connected: socket.socket) -> socket.socket:
    """The socket, which was connected to an address of this computer. Raises ElsewhereConnected if its peer has another
    address; the socket is closed then."""
    try:
        peer = connected.getpeername()[0]
    except OSError:  # the server has left already, and nothing can be sent
        return connected
    if is_loopback(peer):
        return connected
    connected.close()
    raise ElsewhereConnected(peer)


class Adapter(HTTPAdapter):
    """Verifies against the operating system's certificates, and ``authorities`` (PEM) besides if there are any, and
    hands out each connection before it is used.

    ``ready`` gets the connection when it is made, right before a request is sent on it; what it sets as the
    connection's ``timeout`` holds for sending. Connecting ends with Cancelled as soon as ``cancel`` is cancelled.
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
        """The sign-in in UTF-8, as proxies say that they want it (RFC 7617); requests would write Latin-1."""
        user, password = get_auth_from_url(proxy)
        sign_in = base64.b64encode(f"{user}:{password}".encode()).decode()
        return {"Proxy-Authorization": f"Basic {sign_in}"} if user else {}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leave the context alone: requests would add the certificates of certifi to those of the system."""
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
                    # The server left while we sent. urllib3 then looks for an early answer, but knows this only as:
                    raise BrokenPipeError from error

        class Secure(Plain, HTTPSConnection):
            pass

        class PlainPool(urllib3.HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(urllib3.HTTPSConnectionPool):
            ConnectionCls = Secure

        return {"http": PlainPool, "https": SecurePool}
