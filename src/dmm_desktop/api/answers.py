"""Interprets an HTTP answer of the DMM API before its members are read: its status, the wording of a refusal, and when
to ask again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeAlias

from ..core.errors import (
    DmmError,
    NotDmmAnswer,
    OneTimeTokenRefused,
    RefusedByServer,
    ServerBusy,
    ServerFailed,
    TokenRefused,
    UnreadableAnswer,
)
from ..core.exact_json import Number
from ..core.job import OnProgress, ignore_progress
from ..core.runs import has_ended, has_failed, is_forgotten
from ..core.text import Text, joined, shortened, text, whole
from ..core.text_encoding import decoded
from .answer_body import BEGINNING, AnswerBody
from .answer_object import AnswerObject, UnreadableValue, answer_members, parsed
from .json_splitter import JsonSplitter, UnreadableJson
from .payload_sinks import Base64Sink
from .transport import HttpAnswer
from .unreadable import Unreadable

#: Largest answer that is read, in bytes; the longest is a page of log lines.
MAX_ANSWER = 512 * 1024 * 1024
#: Largest answer containing files, such as the log files of an execution, in bytes. The disk will be full before that.
MAX_FILES_ANSWER = 32 * 1024 * 1024 * 1024
#: How much of an unsuccessful answer is read to find its message, in bytes.
MAX_ERROR_TEXT = 64 * 1024

#: Names that distinguish the answer itself from a wrapper around it.
KNOWN_NAMES = frozenset(
    {"Status", "Success", "ErrorMessage", "Errors", "Result", "Report", "Logs", "MainExecutionTrackerId", "ErrorReport"}
)
#: Members in which gateways and frameworks describe an error, the most precise first: RFC 9457, OAuth, and common
#: names.
_OTHER_MESSAGES = ("detail", "error_description", "error", "title", "reason")
_KINDS = {dict: "object", list: "list", bool: "truth value"}
#: Outputs that are taken from the headers [platform] if the body lacks them. ``Status`` is not one of them: many
#: gateways send a header of that name with another meaning.
_OUTSIDE = ("Success", "ErrorMessage")

_NAME = r"[A-Za-z0-9!#$&^_.+-]{1,60}"
_METHODS = re.compile(rf"{_NAME}(?:\s*,\s*{_NAME}){{0,9}}")
_MEDIA = re.compile(
    r"\b(?:application/(?:json|octet-stream|zip|x-zip-compressed|x-www-form-urlencoded)|multipart/form-data)\b",
    re.IGNORECASE,
)
#: Headers in which a 415 names what is accepted (RFC 9110, RFC 7694 and Linked Data Platform).
_ACCEPTING = ("Accept", "Accept-Post", "Accept-Patch")


#: Base64 too long for anything but a file.
_PACKED = re.compile(r"(?:[A-Za-z0-9+/=_-]|\\/){100,}")
#: Called with an answer that is a file.
TakeFile: TypeAlias = Callable[[AnswerBody], object]


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a successful answer.

    ``members`` are the members of its object. ``bare`` is the value of an answer without an object, as sent by an API
    with one scalar output [platform]: the text as received, "" for an answer without a body. ``is_file`` marks a file,
    as sent by an API with one binary output [platform]. ``beginning`` is the start of the answer, safe to show.
    """

    members: AnswerObject
    beginning: str
    bare: str | None = None
    is_file: bool = False


def read_content(
    answer: HttpAnswer,
    host: str,
    sinks: Mapping[str, Base64Sink],
    report: OnProgress = ignore_progress,
    largest: int = MAX_ANSWER,
    file: TakeFile | None = None,
) -> Content:
    """Read a successful answer of at most ``largest`` bytes; its large members go to the sinks. Reports BytesProgress.

    An answer that is a file and nothing else is passed to ``file``, which need not read it; without ``file`` such an
    answer is unreadable.

    Raises NotDmmAnswer for a login page (HTML with status 200 [platform]), UnreadableAnswer for anything that is
    neither an object nor a bare value, and the transport's errors while reading.
    """
    body = AnswerBody(answer, report, largest)
    outside = {name: answer.headers[name] for name in _OUTSIDE if name in answer.headers}
    try:
        if body.is_page:
            details = f"status {answer.status}, HTML"
            raise NotDmmAnswer(host, text("It returned a web page, possibly a sign-in page."), details)
        if file is not None and body.is_file:
            file(body)
            return Content(AnswerObject(outside, answer.shown), "", is_file=True)
        value = _value(body, sinks)
        beginning = _beginning(answer, body, sinks)
        if isinstance(value, str):
            return Content(AnswerObject(outside, answer.shown), beginning, bare=value.strip())
        members = answer_members(value, KNOWN_NAMES, answer.shown, outside)
    except Unreadable as error:
        details = f"status {answer.status}: {error}\n{_beginning(answer, body, sinks)}"
        raise UnreadableAnswer(host, error.problem, details) from error
    for name, sink in sinks.items():
        given = members.raw(name)
        is_nothing = not given or (isinstance(given, Number) and given.is_zero)  # [platform] as [] may be
        if not is_nothing and not isinstance(given, str):
            kind = _KINDS.get(type(given), "number")
            sink.fail(text("{name} is a JSON {kind} instead of base64 text", name=name, kind=kind))
    return Content(members, beginning)


def _beginning(answer: HttpAnswer, body: AnswerBody, sinks: Mapping[str, Base64Sink]) -> str:
    """The start of the answer, safe to show: without what may be files where the answer may have some."""
    shown = answer.shown.of_beginning(decoded(body.beginning))
    return _PACKED.sub("(base64)", shown) if sinks else shown


def _value(body: AnswerBody, sinks: Mapping[str, Base64Sink]) -> object:
    """The value of the body: parsed JSON, or plain text. Raises UnreadableJson."""
    if body.is_markup:
        raise UnreadableJson(text("it is XML"))
    if not body.is_json:
        return _plain(body.look(BEGINNING + 1))
    value = _split(body, sinks)
    if isinstance(value, str) and value.lstrip().startswith("{"):  # an object that was encoded as a JSON string
        return _split([value.encode(errors="surrogatepass")], sinks)
    return value


def _split(pieces: Iterable[bytes], sinks: Mapping[str, Base64Sink]) -> object:
    splitter = JsonSplitter(sinks)
    for piece in pieces:
        splitter.feed(piece)
    return splitter.finish()


def _plain(body: bytes) -> str:
    """A JSON number, boolean or null as text, else the plain text itself. Raises UnreadableJson."""
    try:
        written = body.decode()
    except UnicodeDecodeError:
        written = "\0"  # Python's own error would hold the bytes
    if not all(character.isprintable() or character in "\r\n\t" for character in written):
        raise UnreadableJson(text("it is neither JSON nor text"))
    if len(body) > BEGINNING:
        raise UnreadableJson(text("it is a long text instead of JSON"))
    return "" if written.strip() == "null" else written


def check_status(answer: HttpAnswer, host: str, *, key_accepted: bool | None = None) -> None:
    """Raise the error for an unsuccessful status: TokenRefused, OneTimeTokenRefused, ServerBusy (429, 503),
    RefusedByServer (other 4xx), ServerFailed (other 5xx), NotDmmAnswer (3xx, such as a redirect to a sign-in page),
    UnreadableAnswer (101).

    ``key_accepted`` is None if no one-time token was sent. Otherwise it says whether the REST API key is known to be
    valid, so that a 401 or 403 concerns the one-time token.
    """
    status = answer.status
    if 200 <= status < 300:
        return
    if status < 200:
        raise UnreadableAnswer(host, text("it changes the protocol"), f"status {status}")
    if status < 400:
        where = answer.shown(answer.headers.get("Location", ""))
        raise NotDmmAnswer(host, text("It redirects elsewhere, as sign-in pages do."), f"status {status} {where}")
    message, body = _error_message(answer)
    details = f"status {status}\n{body}"
    wait = retry_after(answer.headers)
    if status in (429, 503):
        raise ServerBusy(host, status, message, details, wait)
    if status >= 500:
        raise ServerFailed(host, status, message, details, wait)
    if status == 413 or "maximum request length" in body.lower() or "404.13" in body:
        raise RefusedByServer(
            host,
            message,
            details,
            text("The file is larger than the environment accepts. The server says: {message}", message=whole(message))
            if message
            else text("The file is larger than the environment accepts."),
            text("Import the data in several files, or have the environment's request limit raised."),
        )
    accepted = _accepted_instead(answer, message)
    if accepted is not None:
        raise RefusedByServer(host, message, details, *accepted)
    raise _refused(host, status, message, details, key_accepted)


def _accepted_instead(answer: HttpAnswer, message: str) -> tuple[Text, Text] | None:
    """Cause and remedy if the answer says which method (405) or media type (415) the server accepts; otherwise None.
    The user decides whether to change the API description; nothing is tried."""
    said = (text("The server says: {message}", message=whole(message)),) if message else ()
    if answer.status == 405 and (allowed := _METHODS.fullmatch(answer.headers.get("Allow", "").strip())):
        reason = text("This address accepts only the method {methods}.", methods=allowed[0])
        advice = text("In the API description, change the method of this operation to {methods}.", methods=allowed[0])
        return joined(reason, *said), advice
    if answer.status == 415:
        named = ", ".join(answer.headers.get(name, "") for name in _ACCEPTING) + " " + message
        accepted = shortened(", ".join(dict.fromkeys(found.lower() for found in _MEDIA.findall(named))))
        if accepted:
            reason = text("The server does not accept a body of the type sent. It names {types}.", types=accepted)
            advice = text("In the API description, change the body of this operation to {types}.", types=accepted)
            return joined(reason, *said), advice
    return None


def refusal(
    members: AnswerObject,
    answer: HttpAnswer,
    host: str,
    *,
    key_accepted: bool | None = None,
    status_decides: bool = False,
) -> DmmError | None:
    """The refusal in an answer with status 200: Success is false, or missing next to an ErrorMessage [platform].

    ``key_accepted`` as for :func:`check_status`. Raises UnreadableValue if the deciding ErrorMessage is not a text, or
    Success is both true and false. With ``status_decides``, neither of them decides.
    """
    if members.is_contradictory("Success") and not status_decides:
        raise UnreadableValue(text("{name} has more than one value", name="Success"))
    if members.flag("Success"):
        return None
    message = message_of(members)
    odd = "" if members.is_text("ErrorMessage") else members.string("ErrorMessage")
    if not members.has("Success") and not message:
        if odd and not status_decides:
            raise UnreadableValue(text("{name} is not a text", name="ErrorMessage"))
        return None
    message = message or odd
    return _refused(host, answer.status, message, message, key_accepted)


def answers_anyway(members: AnswerObject) -> bool:
    """Whether a refusal still reports the status of the execution. A failed execution has failed whatever Success says,
    but Complete contradicts a Success of false and is not accepted."""
    status = members.exact("Status")
    if is_forgotten(status) or has_failed(status):
        return True
    return has_ended(status) and not members.has("Success")


def refusal_in(message: str, answer: HttpAnswer, host: str) -> DmmError:
    """The error for an answer that consists only of this message."""
    return _refused(host, answer.status, message, message, None)


def _refused(host: str, status: int, message: str, details: str, key_accepted: bool | None) -> DmmError:
    is_about_licence = status == 403 and names_licence(message)
    is_about_a_token = status in (401, 403) and not is_about_licence
    names_key = names_key_header(message)
    is_a_token_refused = is_about_a_token or (not names_key and refuses_a_token(message))
    if key_accepted is not None and (names_one_time_token(message) or (key_accepted and is_a_token_refused)):
        return OneTimeTokenRefused(host, details)
    if is_about_a_token or names_key or (key_accepted is None and is_a_token_refused):
        return TokenRefused(host, details)
    no_words = text("The server responded with HTTP status {status} and gave no reason.", status=status)
    return RefusedByServer(host, message, details, None if message else no_words)


def message_of(members: AnswerObject) -> str:
    """The server's error message, "" if there is none; shortened if very long."""
    said = {name: members.string(name) for name in ("ErrorMessage", "Message") if members.is_text(name)}
    return shortened(said.get("ErrorMessage") or "; ".join(members.strings("Errors")) or said.get("Message", ""))


def _error_message(answer: HttpAnswer) -> tuple[str, str]:
    """The message of an error answer, "" if none is readable, and the text that contained it."""
    body = decoded(_first(answer.pieces, MAX_ERROR_TEXT))
    try:
        value = parsed(body)
        if isinstance(value, str):
            message = _plain_message(value, answer)
        else:
            members = answer_members(value, KNOWN_NAMES, answer.shown)
            others = (members.string(name) for name in _OTHER_MESSAGES if members.is_text(name))
            message = message_of(members) or next(filter(None, others), "")
    except ValueError:
        message = _plain_message(body, answer)
    return message, answer.shown.of_beginning(body)


def _plain_message(body: str, answer: HttpAnswer) -> str:
    """The text if it is human-readable: neither markup nor possibly truncated JSON."""
    words = " ".join(body.split())
    is_text = words[:1] not in ("<", "{", "[") and words.isprintable() and any(map(str.isalpha, words))
    return shortened(answer.shown.of_beginning(words)) if is_text else ""


def _first(pieces: Iterator[bytes], limit: int) -> bytes:
    """The beginning of an answer; what arrived is returned even if the connection is then cut."""
    data = b""
    try:
        for piece in pieces:
            data += piece[: limit - len(data)]
            if len(data) >= limit:
                break
    except DmmError:
        pass
    return data


_ONE_TIME = re.compile(r"\botp\b|one[- ]?time|authentication token", re.IGNORECASE)
_LICENCE = re.compile(r"\blicen[cs]e", re.IGNORECASE)

_GIVEN = r"(?:given|provided|supplied|specified|sent|found|set|present)"
_WRONG = (
    r"(?:missing|wrong|invalid|incorrect|unknown|expired|revoked|required|empty|absent|refused|rejected|unauthori[sz]ed"
    rf"|not (?:valid|correct|known|accepted|allowed|authori[sz]ed|recogni[sz]ed|{_GIVEN}))"
)
_WRONGS = rf"{_WRONG}(?:(?:,| or| and)+ {_WRONG})*"
_KEY = r"(?:(?:DMM|REST|access|auth|security) )*(?:API[- ]?key|(?:API[- ]?)?token)(?: header| value)?"
#: Sentences that only say that the key is wrong. The word token has other meanings too, for example in JSON.
_KEY_IS_WRONG = re.compile(
    rf"(?:(?:the |your |an? )?(?:{_WRONGS} {_KEY}|{_KEY} (?:(?:is|was|has|been) )*{_WRONGS})"
    rf"|no {_KEY}(?: (?:is|was))?(?: {_GIVEN})?)",
    re.IGNORECASE,
)
_KEY_HEADER = re.compile(r"\bX-DMM-Token\b(?!-)", re.IGNORECASE)
_IS_WRONG = re.compile(rf"\b(?:{_WRONG}|no|without)\b", re.IGNORECASE)
#: Looked for once in a run of marks: the text may have megabytes of them.
_SENTENCE_END = re.compile(r"(?<![.;!])[.;!\n]+(?:\s+|$)")
_CLAUSE_END = re.compile(r"(?<![.;!:])[.;!\n:]+(?:\s+|$)")


def names_one_time_token(message: str) -> bool:
    """Whether the message is about the one-time token."""
    return bool(_ONE_TIME.search(message))


def names_licence(message: str) -> bool:
    """Whether the message is about the DMM licence."""
    return bool(_LICENCE.search(message))


def names_key_header(message: str) -> bool:
    """Whether the message says that ``X-DMM-Token`` is missing or wrong."""
    return any(_KEY_HEADER.search(sentence) and _IS_WRONG.search(sentence) for sentence in _SENTENCE_END.split(message))


def refuses_a_token(message: str) -> bool:
    """Whether a sentence of the message only says that a key or token is missing or wrong. If a one-time token was
    sent, the sentence may refer to it."""
    return any(_KEY_IS_WRONG.fullmatch(clause.strip()) for clause in _CLAUSE_END.split(message))


#: Longest time accepted, in seconds: a week.
_LONGEST = 7 * 24 * 3600.0


def retry_after(headers: Mapping[str, str]) -> float | None:
    """``Retry-After`` of an answer in seconds from now, whether given in seconds or as a date. None if it is neither,
    or 0.

    A date is compared with the server's own clock if the answer has a ``Date``.
    """
    given = headers.get("Retry-After", "").strip()
    if given.isascii() and given.isdecimal():
        seconds = float(given[:20])
    else:
        until, now = _date(given), _date(headers.get("Date", ""))
        if until is None:
            return None
        seconds = (until - (now or datetime.now(UTC))).total_seconds()
    return min(seconds, _LONGEST) if seconds > 0 else None


def _date(given: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(given)
    except (TypeError, ValueError, IndexError):
        return None
    return date if date.tzinfo is not None else date.replace(tzinfo=UTC)
