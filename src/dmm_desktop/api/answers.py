"""What an HTTP answer of the DMM API means, before anybody looks at its fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from ..core.errors import (
    DmmError,
    NotDmmAnswer,
    OneTimeTokenRefused,
    RefusedByServer,
    ServerFailed,
    TokenRefused,
    UnreadableAnswer,
)
from ..core.text import text
from .base64_sink import Base64Sink
from .json_splitter import JsonSplitter, UnreadableJson
from .members import Members, Unreadable, answer_members
from .transport import Answer

#: How much of an answer that is no success is read to find its message, in bytes.
MAX_ERROR_TEXT = 64 * 1024
#: How much of a server's message is shown, in characters.
MAX_MESSAGE = 2000

_KNOWN = frozenset(
    {"Status", "Success", "ErrorMessage", "Errors", "Result", "Report", "Logs", "MainExecutionTrackerId", "ErrorReport"}
)
#: [assumed] words by which a server's message tells that it means the one-time token.
_ONE_TIME_WORDS = re.compile(r"\botp\b|one[- ]?time|authentication token", re.IGNORECASE)


def read_members(answer: Answer, host: str, sinks: Mapping[str, Base64Sink]) -> Members:
    """Read a successful answer; its large members go to the sinks.

    Raises NotDmmAnswer for a login page (HTML with status 200 [platform]), UnreadableAnswer for what is no JSON object,
    and what the transport raises while reading.
    """
    splitter = JsonSplitter(sinks)
    beginning = b""
    try:
        for piece in answer.pieces:
            if len(beginning) < 256:
                beginning += piece[:256]
                if beginning.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
                    raise web_page(host, answer.status)
            splitter.feed(piece)
        return answer_members(splitter.finish(), _KNOWN)
    except (UnreadableJson, Unreadable) as error:
        details = f"status {answer.status}: {error}\n{_shown(beginning[:256])}"
        raise UnreadableAnswer(host, str(error), details) from error


def check_status(answer: Answer, host: str, *, key_accepted: bool = False) -> None:
    """Raise what an answer without success means: TokenRefused, OneTimeTokenRefused, RefusedByServer (other 4xx),
    ServerFailed (5xx), NotDmmAnswer (3xx: a redirect to a sign-in page, say).

    ``key_accepted``: the REST API key is known to be good, so that a 401 or 403 is about the one-time token.
    """
    status = answer.status
    if 200 <= status < 300:
        return
    if status < 400:
        where = answer.headers.get("Location", "")
        raise NotDmmAnswer(host, text("It redirects elsewhere, as sign-in pages do."), f"status {status} {where}")
    message, body = _error_message(answer)
    details = f"status {status}\n{body}"
    if status in (401, 403):
        if key_accepted or means_one_time_token(message):
            raise OneTimeTokenRefused(host, details)
        raise TokenRefused(host, details)
    if status >= 500:
        raise ServerFailed(host, status, message, details)
    if status == 413 or "maximum request length" in body.lower() or "404.13" in body:
        message = f"{message or f'status {status}'} (the file is larger than the environment accepts)"
    if status == 407:
        message = "the proxy wants a sign-in"
    raise RefusedByServer(host, message or f"status {status}", details)


def refusal(members: Members, host: str) -> DmmError | None:
    """The refusal in an answer with status 200: Success false, or none next to an ErrorMessage [platform]."""
    message = message_of(members)
    if members.flag("Success") or (not members.has("Success") and not message):
        return None
    if means_one_time_token(message):
        return OneTimeTokenRefused(host, message)
    return RefusedByServer(host, message)


def message_of(members: Members) -> str:
    """What the server says went wrong, "" if nothing; shortened if it is very long."""
    return _cut(members.text("ErrorMessage") or "; ".join(members.texts("Errors")) or members.text("Message"))


def means_one_time_token(message: str) -> bool:
    """Whether a server's message is about the one-time token, by its words [assumed]."""
    return bool(_ONE_TIME_WORDS.search(message))


def web_page(host: str, status: int) -> NotDmmAnswer:
    """The error for a page where JSON should be."""
    return NotDmmAnswer(host, text("It sent a web page, perhaps one to sign in."), f"status {status}, HTML")


def _error_message(answer: Answer) -> tuple[str, str]:
    """The message of an error answer, "" if it has none that can be read, and the text it came in."""
    body = _shown(_first(answer.pieces, MAX_ERROR_TEXT))
    try:
        members = answer_members(json.loads(body), _KNOWN)
        message = message_of(members)
    except (ValueError, RecursionError):
        message = ""
    return message, body


def _first(pieces: Iterator[bytes], limit: int) -> bytes:
    """The beginning of an answer; what arrived counts, even if the rest does not come."""
    data = b""
    try:
        for piece in pieces:
            data += piece[: limit - len(data)]
            if len(data) >= limit:
                break
    except DmmError:
        pass
    return data


def _shown(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")


def _cut(message: str) -> str:
    return message if len(message) <= MAX_MESSAGE else message[:MAX_MESSAGE] + "…"
