"""What requests does for us, bent where imports need it: certificates, time limits, early answers, cancelling."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from typing import Any

import truststore
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection


class Adapter(HTTPAdapter):
    """Verifies against the operating system's certificates and hands out each connection before it is used.

    ``ready`` gets the connection when it is made, right before a request is sent on it; what it sets as the
    connection's ``timeout`` holds for sending.
    """

    def __init__(self, ready: Callable[[HTTPConnection], None], *, secure: bool) -> None:
        self._ready = ready
        self._tls = {"ssl_context": truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)} if secure else {}
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        super().init_poolmanager(connections, maxsize, block, **kwargs, **self._tls)
        self.poolmanager.pool_classes_by_scheme = self._pool_classes()

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # for a proxy that is itself reached over TLS
        manager = super().proxy_manager_for(proxy, **kwargs, **self._tls, proxy_ssl_context=context)
        manager.pool_classes_by_scheme = self._pool_classes()
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leave the context alone: requests would add the certificates of certifi to those of the system."""
        conn.cert_reqs = "CERT_REQUIRED"

    def _pool_classes(self) -> dict[str, Any]:
        ready = self._ready

        class Plain(HTTPConnection):
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
