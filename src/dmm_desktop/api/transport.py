"""Sends one request and returns one answer, with time-outs, certificates, proxies and cancellation, but without
redirects, cookies or retries.

Uses an adapter of requests directly. A session would follow redirects or read their whole bodies, keep cookies, read
``.netrc``, and use its own adapters for addresses that it normalizes.

requests and its dependencies take 20 MiB and a tenth of a second to import. They are therefore imported by the first
job that sends, on its own thread.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING

from .. import __version__
from ..core.address import Address, require_below
from ..core.host import is_loopback
from ..core.job import Cancelled, CancelToken
from ..core.network import DIRECT, SYSTEM, SYSTEM_NETWORK, Network, UnusableProxy, checked_proxy, is_excepted
from ..core.network_errors import ProxyUnusable
from ..core.redaction import Redaction
from ..core.token import Token
from .request import HttpRequest
from .tls import issuer_of
from .upload import UploadBody

if TYPE_CHECKING:
    import requests
    from urllib3.connection import HTTPConnection

#: Bytes of an answer that are read at once: if its size is unknown, at least, and at most.
_PIECE, _SMALLEST, _LARGEST = 256 * 1024, 64 * 1024, 1024 * 1024
#: How many pieces a medium-sized answer is read in, so that progress is visible.
_STEPS = 200


@dataclass(frozen=True, slots=True)
class Timeouts:
    """The longest time without data, in seconds; :mod:`.response` ends answers that arrive byte by byte.

    ``connect`` applies to each step of connecting, ``send`` to sending and ``read`` to an answer; ``long_read``
    replaces ``read`` if the server has to work before it answers: StartExecution and GetExecutionOutputs.
    """

    connect: float = 10.0
    send: float = 30.0
    read: float = 30.0
    long_read: float = 300.0


DEFAULT_TIMEOUTS = Timeouts()


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """Status line and headers of an answer, and its decoded body as it arrives; valid inside ``Transport.send``.

    ``status_line`` is the status with version and reason phrase, as received. ``size`` is the number of bytes in
    ``pieces``; None if unknown, as for a compressed answer, and too small if the headers do not say that it is
    compressed. ``shown`` makes the server's texts safe to show: servers may repeat the tokens sent to them.
    """

    status: int
    status_line: str
    headers: Mapping[str, str]
    size: int | None
    pieces: Iterator[bytes] = field(repr=False)
    shown: Redaction = field(repr=False)


@dataclass(slots=True)
class _Call:
    """A request in progress."""

    url: str
    proxy: str
    body: UploadBody
    timeouts: Timeouts
    read_timeout: float
    is_connected: bool = False

    @property
    def time_limit(self) -> float:
        """The longest time without data in the current phase, in seconds."""
        if not self.is_connected:
            return self.timeouts.connect
        return self.read_timeout if self.body.complete or not len(self.body) else self.timeouts.send

    @property
    def is_sent(self) -> bool:
        """Whether the server may have received the whole request."""
        return self.is_connected and (self.body.complete or not len(self.body))

    @property
    def is_leaving(self) -> bool:
        """Whether the last piece is on its way: the whole request may still reach the server, whatever the client
        does."""
        return self.is_connected and (self.body.committed or not len(self.body))

    @property
    def is_at_proxy(self) -> bool:
        """Whether the proxy has not connected to the host yet."""
        return not self.is_connected and bool(self.proxy)


class Transport:
    """A connection to one host. Belongs to one job and one thread; :meth:`close` it after use.

    ``shown`` learns the tokens that are sent, and hides them in the server's texts. The proxy's credentials are also
    hidden in texts that may come from the proxy. ``issuer`` is the issuer of the server's certificate, "" before the
    first request and without TLS.
    """

    def __init__(
        self,
        origin: str,
        cancel: CancelToken,
        timeouts: Timeouts = DEFAULT_TIMEOUTS,
        shown: Redaction | None = None,
        network: Network = SYSTEM_NETWORK,
    ) -> None:
        from .adapter import Adapter

        self._shown = shown or Redaction().within()
        self._shown_of_proxy = self._shown.within()
        self._network = network
        self._cancel = cancel
        self._timeouts = timeouts
        self._place = origin.partition("://")[2]
        self._call: _Call | None = None
        self._connection: HTTPConnection | None = None
        self._socket: socket.socket | None = None
        self._was_cut = False
        self.issuer = ""
        self._adapter = Adapter(self._ready, cancel, network.authorities, secure=origin.startswith("https:"))

    def close(self) -> None:
        self._adapter.close()
        if self._connection is not None:  # the adapter's pool stays open as long as an error refers to it
            self._connection.close()

    @property
    def has_sent(self) -> bool:
        """Whether the server may have received the whole last request."""
        return self._call is not None and self._call.is_sent

    @property
    def may_have_sent(self) -> bool:
        """The same for a request that may still be on its way because it was cancelled."""
        return self._call is not None and self._call.is_leaving

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
        careful: int = 0,
    ) -> Iterator[HttpAnswer]:
        """Send the request once, with the tokens as headers, and yield the answer while the connection is open.

        The first ``careful`` bytes of the body are passed on one by one, so that none are lost if the connection is
        cut.

        Raises the errors listed in :func:`as_dmm_error`, also while the answer is being read, ProxyUnusable and
        Cancelled. A cancelled token cuts a start only until all of it is on its way; an abandoned token always cuts it.
        """
        self._cancel.check()
        body = UploadBody(request, None, self._cancel) if body is None else body
        read_timeout = self._timeouts.long_read if answers_late else self._timeouts.read
        proxy = proxy_for(root, self._network)
        self._shown_of_proxy.add_sign_in(proxy)
        for token in tokens.values():
            self._shown.add(token)
        call = self._call = _Call(request.address(root), proxy, body, self._timeouts, read_timeout)
        guard = body.cut_unless_committed if body.is_start else _always
        with self._cancel.on_cancel(lambda: guard(self._cut)), self._cancel.on_abandon(self._cut):
            response = self._request(root, call, request, tokens)
            size = None if "Content-Encoding" in response.headers else response.raw.length_remaining
            try:
                pieces = self._pieces(call, response, size, careful)
                yield HttpAnswer(
                    response.status_code, _status_line(response), response.headers, size, pieces, self._shown
                )
            finally:
                response.close()

    def _request(
        self, root: Address, call: _Call, request: HttpRequest, tokens: Mapping[str, Token]
    ) -> requests.Response:
        import requests

        headers = {
            "User-Agent": f"DMM-Desktop/{__version__}",
            "Accept-Encoding": "gzip",
            **request.all_headers,
            **{name: token.reveal() for name, token in tokens.items()},
        }
        body = call.body if len(call.body) else None
        timeout = (self._timeouts.connect, call.read_timeout)
        proxies = {"all": call.proxy} if call.proxy else {}
        with self._failures(call):
            prepared = requests.Request(request.method, call.url, headers, data=body).prepare()
            below = requests.Request(request.method, str(root)).prepare()
            require_below(below.url or "", prepared.url or "", root.host_and_port)
            return self._adapter.send(prepared, stream=True, timeout=timeout, proxies=proxies)

    def _pieces(self, call: _Call, response: requests.Response, size: int | None, careful: int) -> Iterator[bytes]:
        from .response import decompressed

        piece = max(_SMALLEST, min(size // _STEPS, _LARGEST)) if size is not None else _PIECE
        with self._failures(call):
            slowly = response.raw.stream(1, decode_content=False)  # kept: dropping it would close the connection
            arriving = chain(islice(slowly, careful), response.raw.stream(piece, decode_content=False))
            yield from decompressed(arriving, response.headers.get("Content-Encoding", ""), self._require_uncut)
        self._require_uncut()  # an answer that ends with the connection looks complete

    def _require_uncut(self) -> None:
        if self._was_cut:
            raise Cancelled

    @contextlib.contextmanager
    def _failures(self, call: _Call) -> Iterator[None]:
        import requests
        import urllib3

        from .failures import as_dmm_error

        try:
            yield
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            if self._was_cut:
                raise Cancelled from error
            raise as_dmm_error(
                error,
                call.url,
                self._place,
                call.time_limit,
                self._shown_of_proxy,
                at_proxy=call.is_at_proxy,
                signs_in="@" in call.proxy,
            ) from error

    def _ready(self, connection: HTTPConnection) -> None:
        """Prepare for a request about to be sent. A cancellation while connecting could not cut the connection."""
        assert self._call is not None
        self._call.is_connected = True
        self._connection = connection
        self._socket = getattr(connection.sock, "socket", connection.sock)  # the outer layer if TLS runs inside TLS
        self.issuer = issuer_of(connection.sock)
        connection.timeout = self._timeouts.send
        if self._was_cut:
            self._cut()
        elif self._call.body.is_start and not len(self._call.body):
            self._call.body.send_nothing()

    def _cut(self) -> None:
        """End a blocked call from another thread, which closing would not do. Bypasses SSLSocket.shutdown, which first
        removes the TLS layer while the reader is using it.

        The cancelling thread calls this, which may be the window's. It cannot block: shutdown marks the connection and
        returns regardless of unsent data, on every system and regardless of SO_LINGER, which affects only close
        [documented]; Python's lock is released meanwhile. The locks taken on the way here are held for only a few
        lines.
        """
        self._was_cut = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


def _status_line(response: requests.Response) -> str:
    version = response.raw.version or 11  # 10 or 11
    return f"HTTP/{version // 10}.{version % 10} {response.status_code} {response.reason or ''}".rstrip()


def _always(cut: Callable[[], None]) -> None:
    cut()


def proxy_for(address: Address, network: Network) -> str:
    """The URL of the proxy, with its credentials, or "": the network's proxy, else the system's. Connections to this
    computer never use a proxy, whatever the settings say.

    If any of the variables HTTPS_PROXY, ALL_PROXY or NO_PROXY is set, in upper or lower case, they replace all settings
    of Windows and macOS, as in other programs that use Python's urllib [documented]. Raises ProxyUnusable.
    """
    if network.proxy == DIRECT or is_loopback(address.host):
        return ""
    if network.proxy != SYSTEM:
        variable, setting = None, network.proxy_url
    else:
        variable, setting = _of_system(address)
    try:
        return checked_proxy(setting) if setting else ""
    except UnusableProxy as error:
        raise ProxyUnusable(address.host, variable, error.reason) from error


def _of_system(address: Address) -> tuple[str, str]:
    """The proxy as configured, and the variable that it comes from ("" for the settings of Windows and macOS)."""
    from urllib.request import getproxies, getproxies_environment

    # Like urllib's, but on Windows without looking up names.
    from requests.utils import proxy_bypass  # type: ignore[attr-defined, unused-ignore]

    if variables := getproxies_environment():
        kind = next((kind for kind in (address.scheme, "all") if kind in variables), None)
        if kind is None or is_excepted(address.host, address.actual_port, variables.get("no", "")):
            return "", ""
        return _variable(f"{kind}_proxy"), variables[kind]
    return "", proxy_in_settings(address, getproxies(), proxy_bypass)


def proxy_in_settings(address: Address, settings: Mapping[str, str], is_bypassed: Callable[[str], bool]) -> str:
    """The proxy in the settings of Windows or macOS, "" if they exempt the host."""
    setting = settings.get(address.scheme) or settings.get("all", "")
    return "" if setting and is_bypassed(address.host) else setting


def _variable(name: str) -> str:
    """The name under which the variable is set. Lower case takes precedence if both are set [documented]."""
    names = list(os.environ)  # Windows ignores the case of variables, and lists them in capitals
    return name if name in names else next((one for one in names if one.lower() == name), name)
