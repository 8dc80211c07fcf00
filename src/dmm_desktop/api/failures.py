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


def as_dmm_error(error: Exception, host: str, connect_timeout: float, silence: float) -> DmmError:
    """Return the error that fits, mostly one below Unreachable; the library's own words become its details.

    ``connect_timeout`` and ``silence`` (for sending or reading, whichever it was) are the time limits, in seconds.
    """
    causes = list(_causes(error))
    details = f"{type(error).__name__}: {error}"

    def came_from(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    if came_from(requests.exceptions.ProxyError, urllib3.exceptions.ProxyError, requests.exceptions.InvalidProxyURL):
        return ProxyFailed(host, details)
    if came_from(requests.exceptions.InvalidSchema):  # a kind of proxy that requests cannot speak to, such as SOCKS
        return ProxyFailed(host, details)
    if came_from(requests.exceptions.SSLError, urllib3.exceptions.SSLError):
        return TlsFailed(host, _tls_cause(causes), details)
    if came_from(urllib3.exceptions.NameResolutionError, requests.exceptions.InvalidURL):
        return NameNotFound(host, details)
    if came_from(requests.exceptions.ConnectTimeout, urllib3.exceptions.ConnectTimeoutError):
        return TimedOut(host, connect_timeout, details)
    if came_from(requests.exceptions.Timeout, urllib3.exceptions.TimeoutError, TimeoutError):
        return TimedOut(host, silence, details)
    if came_from(urllib3.exceptions.DecodeError, requests.exceptions.ContentDecodingError):
        return UnreadableAnswer(host, "its compression is damaged", details)
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
    for cause in causes:
        message = getattr(cause, "verify_message", "")
        if message:
            return f"the certificate was not accepted: {message}"
    return "the server does not speak TLS as expected"
