"""The one place where exceptions of requests and urllib3 become errors that a person understands."""

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
from ..core.unpacking import MAX_RATIO
from .response import Excessive, TooSlow
from .tls import unusable_variable

#: Exceptions of http.client that mean a connection that ended too early; all others mean an answer that is not HTTP.
_CUT = (http.client.RemoteDisconnected, http.client.IncompleteRead)
#: How urllib3 words a line without an end in a chunked answer.
_ENDLESS_LINE = re.compile(r"line exceeded maximum allowed length")

#: What OpenSSL calls an answer that is no TLS, such as plain HTTP.
_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST", "UNEXPECTED_EOF_WHILE_READING"})

#: Why a certificate was not accepted, by the codes of OpenSSL [documented], Windows (CERT_E_…) and macOS (errSec…)
#: [platform].
_DISTRUST = {
    **dict.fromkeys((10, 0x800B0101, -67818), Distrust.EXPIRED),
    **dict.fromkeys((9, -67819), Distrust.NOT_YET_VALID),
    **dict.fromkeys((62, 64, 0x800B010F, -67602), Distrust.OTHER_HOST),
    **dict.fromkeys((2, 18, 19, 20, 21, 0x800B0109, 0x800B010A, -67843, -25318), Distrust.UNKNOWN_ISSUER),
}

#: How http.client words a 407 in answer to CONNECT.
_WANTS_SIGN_IN = re.compile(r"Tunnel connection failed: 407\b")


def as_dmm_error(
    error: Exception,
    place: str,
    time_limit: float,
    shown: Callable[[str], str],
    *,
    at_proxy: bool,
    signs_in: bool = False,
) -> DmmError:
    """Return the error that fits, mostly one below Unreachable; the library's own words become its details.

    ``place`` is the host, with its port where that is not the one of the scheme. ``time_limit`` is what held when the
    error came, in seconds; ``at_proxy``: a proxy had not led to the host yet; ``signs_in``: it is given a user name.
    """
    causes = list(_causes(error))
    details = shown(f"{type(error).__name__}: {error}")  # it may quote what the server sent

    def came_from(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    # urllib3 forgets that the proxy was passed when the server cuts the connection, and blames the proxy for that too.
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
        return ConnectionFailed(place, details)  # urllib3 counts it among its own time-outs
    for cause in causes:
        if isinstance(cause, TooSlow):
            return AnswerTooSlow(place, cause.seconds, details)
    if came_from(urllib3.exceptions.TimeoutError, TimeoutError):
        return TimedOut(place, time_limit, details)
    if isinstance(error, Excessive):
        return UnreadableAnswer(place, f"unpacked it is more than {MAX_RATIO} times as large", details)
    if came_from(urllib3.exceptions.DecodeError):
        return UnreadableAnswer(place, "its compression is damaged", details)
    if any(map(_is_not_http, causes)):
        return UnreadableAnswer(place, "it is not valid HTTP", details)
    return ConnectionFailed(place, details)


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
        return TlsFailed(host, "the server does not speak TLS (https) there", details)
    return TlsFailed(host, f"the secure connection broke: {reasons[0].replace('_', ' ').lower()}", details)
