"""Sends one request and hands out one answer: time-outs, certificates, proxies, cancelling, and nothing automatic.

Requests go straight to an adapter of requests. A session would follow redirects or read their bodies whole, keep
cookies, look into ``.netrc``, and use its own adapters for addresses that it spells otherwise.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import requests
import truststore
import urllib3
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3.connection import HTTPConnection, HTTPSConnection

from .. import __version__
from ..core.address import Address, is_loopback
from ..core.cancel import Cancelled, CancelToken
from ..core.errors import DmmError
from ..core.redaction import hide
from ..core.token import Token
from .failures import as_dmm_error
from .request import HttpRequest
from .upload import UploadBody

#: Bytes of an answer that are read at once.
PIECE = 256 * 1024


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long nothing may come or go, in seconds.

    ``connect`` holds for each step until the connection is there, ``send`` for sending, ``read`` for an answer;
    ``long_read`` for those that the server works for first: StartExecution and GetExecutionOutputs.
    """

    connect: float = 10.0
    send: float = 30.0
    read: float = 30.0
    long_read: float = 300.0


DEFAULT_TIMEOUTS = Timeouts()


@dataclass(frozen=True, slots=True)
class Answer:
    """Status line and headers of an answer, and its decoded body as it arrives; valid inside ``Transport.send``.

    ``shown`` makes what the server says fit to be shown: servers may repeat the tokens that they were sent.
    """

    status: int
    headers: Mapping[str, str]
    pieces: Iterator[bytes] = field(repr=False)
    shown: Callable[[str], str] = field(repr=False)


class Transport:
    """A connection to one host. Belongs to one job and one thread; :meth:`close` it."""

    def __init__(self, origin: str, cancel: CancelToken, timeouts: Timeouts = DEFAULT_TIMEOUTS) -> None:
        self._cancel = cancel
        self._timeouts = timeouts
        self._host = urlsplit(origin).hostname or origin
        self._connection: HTTPConnection | None = None
        self._was_cut = False
        self._adapter = _Adapter(self._connected, secure=origin.startswith("https:"))

    def close(self) -> None:
        self._adapter.close()
        if self._connection is not None:  # the adapter leaves its pool open as long as an error refers to it
            self._connection.close()

    def __enter__(self) -> Transport:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def send(
        self,
        root: Address,
        request: HttpRequest,
        tokens: Mapping[str, Token],
        body: UploadBody | None = None,
        *,
        answers_late: bool = False,
    ) -> Iterator[Answer]:
        """Send the request once, with the tokens as headers, and give the answer while it is open.

        Raises what :func:`as_dmm_error` names, also while the answer is read, and Cancelled. A cancelled token cuts a
        request that carries a zip only until all of it is on its way; an abandoned one cuts always.
        """
        self._cancel.check()
        body = body or UploadBody(request, None, self._cancel)
        guard = body.cut_unless_committed if request.zip_encoding else _always
        read_timeout = self._timeouts.long_read if answers_late else self._timeouts.read
        with self._cancel.on_cancel(lambda: guard(self._cut)), self._cancel.on_abandon(self._cut):
            with self._failures(read_timeout, body):
                response = self._request(root, request, tokens, body, read_timeout)
            try:
                yield Answer(
                    response.status_code,
                    response.headers,
                    self._pieces(response, read_timeout, body),
                    lambda line: hide(line, *tokens.values()),
                )
            finally:
                response.close()

    def _request(
        self,
        root: Address,
        request: HttpRequest,
        tokens: Mapping[str, Token],
        body: UploadBody,
        read_timeout: float,
    ) -> requests.Response:
        url = str(root) + request.path + ("?" + urlencode(request.query, quote_via=quote) if request.query else "")
        headers = _headers(request) | {name: token.reveal() for name, token in tokens.items()}
        prepared = requests.Request(request.method, url, headers, data=body if len(body) else None).prepare()
        timeout = (self._timeouts.connect, read_timeout)
        return self._adapter.send(prepared, stream=True, timeout=timeout, proxies=_proxies(url))

    def _pieces(self, response: requests.Response, read_timeout: float, body: UploadBody) -> Iterator[bytes]:
        with self._failures(read_timeout, body):
            yield from response.raw.stream(PIECE, decode_content=True)
        if self._was_cut:  # an answer that ends with its connection seems complete
            raise Cancelled

    @contextlib.contextmanager
    def _failures(self, read_timeout: float, body: UploadBody) -> Iterator[None]:
        try:
            yield
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            if self._was_cut:
                raise Cancelled from error
            silence = read_timeout if body.complete or not len(body) else self._timeouts.send
            raise as_dmm_error(error, self._host, self._timeouts.connect, silence) from error

    def _connected(self, connection: HTTPConnection) -> None:
        """A connection was made; a cancel that came before could not cut it."""
        self._connection = connection
        if connection.sock is not None:
            connection.sock.settimeout(self._timeouts.send)  # urllib3 would use the time-out for connecting
        if self._was_cut:
            self._cut()

    def _cut(self) -> None:
        """End a blocked call from another thread, which closing would not. Goes past SSLSocket.shutdown, which first
        takes the TLS layer away from under the reader."""
        self._was_cut = True
        connected = getattr(self._connection, "sock", None)
        connected = getattr(connected, "socket", connected)  # the outer one of TLS inside the TLS of a proxy
        if connected is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(connected, socket.SHUT_RDWR)


def _always(cut: Callable[[], None]) -> None:
    cut()


def _headers(request: HttpRequest) -> dict[str, str]:
    headers = {
        "User-Agent": f"DMM-Desktop/{__version__}",
        "Accept": "application/json",
        "Accept-Encoding": "gzip",
        **dict(request.headers),
    }
    if request.content_type:
        headers["Content-Type"] = request.content_type
    return headers


def _proxies(url: str) -> dict[str, str]:
    """The system's proxies; none for this computer itself, whatever the settings say."""
    if is_loopback(urlsplit(url).hostname or ""):
        return {}
    return dict(get_environ_proxies(url))


class _Adapter(HTTPAdapter):
    """Verifies against the operating system's certificates and tells which connections are opened."""

    def __init__(self, opened: Callable[[HTTPConnection], None], *, secure: bool) -> None:
        self._connected = opened
        self._tls = {"ssl_context": truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)} if secure else {}
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        super().init_poolmanager(connections, maxsize, block, **kwargs, **self._tls)
        self.poolmanager.pool_classes_by_scheme = self._pool_classes()

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs, **self._tls)
        manager.pool_classes_by_scheme = self._pool_classes()
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leave the context alone: requests would add the certificates of certifi to those of the system."""
        conn.cert_reqs = "CERT_REQUIRED"

    def _pool_classes(self) -> dict[str, Any]:
        """Pools whose connections report themselves, so that a cancel can reach their sockets."""
        connected = self._connected

        class Plain(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                connected(self)

        class Secure(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                connected(self)

        class PlainPool(urllib3.HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(urllib3.HTTPSConnectionPool):
            ConnectionCls = Secure

        return {"http": PlainPool, "https": SecurePool}
