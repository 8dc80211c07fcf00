"""Converts exceptions of requests and urllib3 to errors that users understand. No other module does."""

from __future__ import annotations

import http.client
import re
import ssl
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import urllib3.exceptions

from ..core.errors import (
    AnswerTooSlow,
    ConnectionFailed,
    DmmError,
    NameNotFound,
    TimedOut,
    UnreadableAnswer,
)
from ..core.network_errors import CertificateRefused, Distrust, ProxyFailed, ProxySignInNeeded, TlsFailed
from ..core.text import text
from ..core.unpacking import MAX_RATIO
from .response import Excessive, TooSlow
from .tls import unusable_variable

#: Exceptions of http.client that mean that the connection ended too early; all others mean that the answer is not HTTP.
_CUT = (http.client.RemoteDisconnected, http.client.IncompleteRead)
#: urllib3's message for an endless line in a chunked answer.
_ENDLESS_LINE = re.compile(r"line exceeded maximum allowed length")

#: OpenSSL's reasons for an answer that is not TLS, such as plain HTTP.
_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST", "UNEXPECTED_EOF_WHILE_READING"})

#: Why a certificate was rejected, by the codes of OpenSSL [documented], Windows (CERT_E_…) and macOS (errSec…)
#: [platform].
_DISTRUST = {
    **dict.fromkeys((10, 0x800B0101, -67818), Distrust.EXPIRED),
    **dict.fromkeys((9, -67819), Distrust.NOT_YET_VALID),
    **dict.fromkeys((62, 64, 0x800B010F, -67602), Distrust.OTHER_HOST),
    **dict.fromkeys((2, 18, 19, 20, 21, 0x800B0109, 0x800B010A, -67843, -25318), Distrust.UNKNOWN_ISSUER),
}

#: http.client's message for a 407 response to CONNECT.
_WANTS_SIGN_IN = re.compile(r"Tunnel connection failed: 407\b")


def as_dmm_error(
    error: Exception,
    address: str,
    place: str,
    time_limit: float,
    shown: Callable[[str], str],
    *,
    at_proxy: bool,
    signs_in: bool = False,
) -> DmmError:
    """Return the matching error, mostly a subclass of Unreachable; the library's own message becomes its details,
    without the query of ``address``, that of the request.

    ``place`` is the host, with the port if it is not the default of the scheme. ``time_limit`` is the limit in force
    when the error occurred, in seconds. ``at_proxy``: the proxy had not connected to the host yet. ``signs_in``: a user
    name is sent to the proxy.
    """
    causes = list(_causes(error))
    details = shown(_without_query(f"{type(error).__name__}: {error}", address))  # it may quote what the server sent

    def came_from(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    # urllib3 blames the proxy even if the server cuts the connection after the proxy was passed.
    if at_proxy and came_from(urllib3.exceptions.ProxyError):
        if any(_WANTS_SIGN_IN.search(str(cause)) for cause in causes):
            return ProxySignInNeeded(place, details, was_given=signs_in)
        return ProxyFailed(place, details)
    if came_from(urllib3.exceptions.SSLError):
        return _tls_failure(place, causes, details)
    if at_proxy:
        return ProxyFailed(place, details)
    if came_from(urllib3.exceptions.NameResolutionError):
        return NameNotFound(urlsplit(f"//{place}").hostname or place, details)
    if came_from(urllib3.exceptions.NewConnectionError) and not came_from(TimeoutError):
        return ConnectionFailed(place, details)  # urllib3 treats it as one of its own time-outs
    for cause in causes:
        if isinstance(cause, TooSlow):
            return AnswerTooSlow(place, cause.seconds, details)
    if came_from(urllib3.exceptions.TimeoutError, TimeoutError):
        return TimedOut(place, time_limit, details)
    if isinstance(error, Excessive):
        return UnreadableAnswer(place, text("unpacked it is more than {n} times as large", n=MAX_RATIO), details)
    if came_from(urllib3.exceptions.DecodeError):
        return UnreadableAnswer(place, text("its compression is damaged"), details)
    if any(map(_is_not_http, causes)):
        return UnreadableAnswer(place, text("it is not valid HTTP"), details)
    return ConnectionFailed(place, details)


def _without_query(message: str, address: str) -> str:
    """The message without the query, which can contain a key under a name that does not tell, and is in details that
    users pass on."""
    query = urlsplit(address).query
    return message.replace(f"?{query}", "") if query else message


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything behind it: causes, contexts, urllib3's ``reason``, exceptions among the arguments.

    Stops at errors of this application: they were being handled when this one occurred, but did not cause it.
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


def _is_not_http(cause: BaseException) -> bool:
    if isinstance(cause, urllib3.exceptions.InvalidChunkLength) or _ENDLESS_LINE.search(str(cause)):
        return True
    return isinstance(cause, http.client.HTTPException) and not isinstance(cause, _CUT)


def _tls_failure(host: str, causes: list[BaseException], details: str) -> TlsFailed:
    for cause in causes:
        if message := getattr(cause, "verify_message", ""):
            distrust = _DISTRUST.get(getattr(cause, "verify_code", 0))
            if distrust is Distrust.UNKNOWN_ISSUER and getattr(cause, "issuer_not_sent", False):
                distrust = Distrust.ISSUER_NOT_SENT
            return CertificateRefused(host, distrust, message, details, unusable_variable())
    reasons = [cause.reason for cause in causes if isinstance(cause, ssl.SSLError) and cause.reason]
    if not reasons or reasons[0] in _NO_TLS:
        return TlsFailed(host, text("The server does not speak TLS (https) there."), details)
    said = reasons[0].replace("_", " ").lower()
    return TlsFailed(host, text("The secure connection broke: {cause}.", cause=said), details)
