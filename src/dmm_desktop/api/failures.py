"""The one place where exceptions of requests and urllib3 become errors that a person understands."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator

import requests
import urllib3.exceptions

from ..core.errors import (
    ConnectionFailed,
    DmmError,
    NameNotFound,
    ProxyFailed,
    TimedOut,
    TlsFailed,
    UnreadableAnswer,
)

#: What http.client calls an answer that has no proper head. A connection that ends before it counts among them too.
_NO_HTTP = (http.client.BadStatusLine, http.client.LineTooLong, http.client.UnknownProtocol)

#: What OpenSSL calls an answer that is no TLS, such as plain HTTP.
_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST", "UNEXPECTED_EOF_WHILE_READING"})


def as_dmm_error(error: Exception, host: str, time_limit: float, *, at_proxy: bool) -> DmmError:
    """Return the error that fits, mostly one below Unreachable; the library's own words become its details.

    ``time_limit`` is what held when the error came, in seconds; ``at_proxy``: a proxy had not led to the host yet.
    """
    causes = list(_causes(error))
    details = f"{type(error).__name__}: {error}"

    def came_from(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    if came_from(urllib3.exceptions.ProxyError):
        return ProxyFailed(host, details)
    if came_from(urllib3.exceptions.SSLError):
        return TlsFailed(host, _tls_cause(causes), details)
    if at_proxy:
        return ProxyFailed(host, details)
    if came_from(
        urllib3.exceptions.NameResolutionError, urllib3.exceptions.LocationParseError, requests.exceptions.InvalidURL
    ):
        return NameNotFound(host, details)
    if came_from(urllib3.exceptions.NewConnectionError) and not came_from(TimeoutError):
        return ConnectionFailed(host, details)  # urllib3 counts it among its own time-outs
    if came_from(urllib3.exceptions.TimeoutError, TimeoutError):
        return TimedOut(host, time_limit, details)
    if came_from(urllib3.exceptions.DecodeError):
        return UnreadableAnswer(host, "its compression is damaged", details)
    if came_from(*_NO_HTTP) and not came_from(http.client.RemoteDisconnected):
        return UnreadableAnswer(host, "it is no HTTP", details)
    return ConnectionFailed(host, details)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all behind it: causes, contexts, the ``reason`` of urllib3, exceptions among the arguments.

    Ends at errors of ours: they were being handled when this one came, and are not its cause.
    """
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        current = waiting.pop(0)
        if not isinstance(current, BaseException) or isinstance(current, DmmError) or id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        waiting += [current.__cause__, current.__context__, getattr(current, "reason", None), *current.args]


def _tls_cause(causes: list[BaseException]) -> str:
    messages = [message for cause in causes if (message := getattr(cause, "verify_message", ""))]
    if messages:
        return f"the certificate was not accepted: {messages[0]}"
    reasons = [cause.reason for cause in causes if isinstance(cause, ssl.SSLError) and cause.reason]
    if not reasons or reasons[0] in _NO_TLS:
        return "the server does not speak TLS (https) there"
    return f"the secure connection broke: {reasons[0].replace('_', ' ').lower()}"
