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
from ..core.job import BytesProgress, Report, nobody
from ..core.text import text
from .answer_json import Number, parsed
from .base64_sink import Base64Sink
from .json_splitter import JsonSplitter, UnreadableJson
from .members import Members, Unreadable, answer_members
from .transport import Answer

#: Largest answer that is read, in bytes; a page of log lines is the most that it has to hold.
MAX_ANSWER = 512 * 1024 * 1024
#: Largest answer with files in it, such as the log files of an execution. Where they go, the disk ends before.
MAX_FILES_ANSWER = 32 * 1024 * 1024 * 1024
#: How much of an answer that is no success is read to find its message, in bytes.
MAX_ERROR_TEXT = 64 * 1024
#: How much of an answer is looked at to tell what it is, in bytes; the white space before it may be longer.
_BEGINNING = 256
#: How much of a server's message is shown, in characters.
MAX_MESSAGE = 2000

#: The names that tell the answer itself from a wrapper around it.
KNOWN_NAMES = frozenset(
    {"Status", "Success", "ErrorMessage", "Errors", "Result", "Report", "Logs", "MainExecutionTrackerId", "ErrorReport"}
)
_KINDS = {dict: "object", list: "list", bool: "truth value"}
#: [assumed] words by which a server's message tells that it means the one-time token.
_ONE_TIME_WORDS = re.compile(r"\botp\b|one[- ]?time|authentication token", re.IGNORECASE)


def read_members(
    answer: Answer, host: str, sinks: Mapping[str, Base64Sink], report: Report = nobody, largest: int = MAX_ANSWER
) -> Members:
    """Read a successful answer of at most ``largest`` bytes; its large members go to the sinks. Reports BytesProgress.

    Raises NotDmmAnswer for a login page (HTML with status 200 [platform]), UnreadableAnswer for what is no JSON object,
    and what the transport raises while reading.
    """
    splitter = JsonSplitter(sinks)
    beginning = b""
    done = 0
    try:
        for piece in answer.pieces:
            if len(beginning) < _BEGINNING:
                beginning = without_blanks(beginning + piece)[:_BEGINNING]
                if beginning.startswith(b"<"):
                    raise NotDmmAnswer(
                        host, text("It sent a web page, perhaps one to sign in."), f"status {answer.status}, HTML"
                    )
            splitter.feed(piece)
            done += len(piece)
            if done > largest:
                raise UnreadableJson(f"it is larger than {largest // 1024 // 1024} MiB, or has no end")
            report(BytesProgress(done, answer.size))
        members = answer_members(splitter.finish(), KNOWN_NAMES, answer.shown)
    except (UnreadableJson, Unreadable) as error:
        details = f"status {answer.status}: {error}\n{answer.shown(_decoded(beginning))}"
        raise UnreadableAnswer(host, str(error), details) from error
    for name, sink in sinks.items():
        value = members.raw(name)
        if isinstance(value, Number) and value.is_zero:
            continue  # [platform] as an empty list, it may stand for nothing
        if value and type(value) is not str:
            sink.fail(f"{name} is a JSON {_KINDS.get(type(value), 'number')} instead of base64 text")
    return members


def check_status(answer: Answer, host: str, *, key_accepted: bool | None = None) -> None:
    """Raise what an answer without success means: TokenRefused, OneTimeTokenRefused, RefusedByServer (other 4xx),
    ServerFailed (5xx), NotDmmAnswer (3xx: a redirect to a sign-in page, say), UnreadableAnswer (1xx).

    ``key_accepted`` is None where no one-time token was sent. Otherwise it says whether the REST API key is known to be
    good, so that a 401 or 403 is about the one-time token.
    """
    status = answer.status
    if 200 <= status < 300:
        return
    if status < 200:
        raise UnreadableAnswer(host, "it is provisional", f"status {status}")
    if status < 400:
        where = answer.shown(answer.headers.get("Location", ""))
        raise NotDmmAnswer(host, text("It redirects elsewhere, as sign-in pages do."), f"status {status} {where}")
    message, body = _error_message(answer)
    details = f"status {status}\n{body}"
    if status >= 500:
        raise ServerFailed(host, status, message, details)
    if status == 413 or "maximum request length" in body.lower() or "404.13" in body:
        raise RefusedByServer(
            host,
            message,
            details,
            text("The file is larger than the environment accepts. The server says: {message}", message=message)
            if message
            else text("The file is larger than the environment accepts."),
            text("Import the data in several files, or have the environment's request limit raised."),
        )
    raise _refused(host, status, message, details, key_accepted)


def refusal(members: Members, answer: Answer, host: str, *, key_accepted: bool | None = None) -> DmmError | None:
    """The refusal in an answer with status 200: Success false, or none next to an ErrorMessage [platform].

    ``key_accepted`` as for :func:`check_status`.
    """
    message = message_of(members)
    if members.flag("Success") or (not members.has("Success") and not message):
        return None
    return _refused(host, answer.status, message, message, key_accepted)


def _refused(host: str, status: int, message: str, details: str, key_accepted: bool | None) -> DmmError:
    is_about_a_token = status in (401, 403)
    if key_accepted is not None and (_ONE_TIME_WORDS.search(message) or (key_accepted and is_about_a_token)):
        return OneTimeTokenRefused(host, details)
    if is_about_a_token:
        return TokenRefused(host, details)
    no_words = text("It answered with status {status} and gave no reason.", status=status)
    return RefusedByServer(host, message, details, None if message else no_words)


def message_of(members: Members) -> str:
    """What the server says went wrong, "" if nothing; shortened if it is very long."""
    message = members.text("ErrorMessage") or "; ".join(members.texts("Errors")) or members.text("Message")
    return message if len(message) <= MAX_MESSAGE else message[:MAX_MESSAGE] + "…"


def _error_message(answer: Answer) -> tuple[str, str]:
    """The message of an error answer, "" if it has none that can be read, and the text it came in."""
    body = _decoded(_first(answer.pieces, MAX_ERROR_TEXT))
    try:
        message = message_of(answer_members(parsed(body), KNOWN_NAMES, answer.shown))
    except ValueError:
        message = ""
    return message, answer.shown(body)


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


def without_blanks(data: bytes) -> bytes:
    """The beginning of an answer without byte order mark and white space: it tells a web page from JSON."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()


def _decoded(data: bytes) -> str:
    return data.decode(json.detect_encoding(data), "replace")
