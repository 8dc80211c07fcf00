"""The form of tracker ids, and where a response without one in its documented place may contain one.

DMM documents a number or a GUID [documented]. The id is kept as text, as received.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from enum import IntEnum
from urllib.parse import unquote, urlsplit

from .names import normal

#: The documented name of an execution's id, and others accepted for it [assumed], best first.
TRACKER_ID_NAMES = ("MainExecutionTrackerId", "ExecutionTrackerId", "ExecutionId", "Id")
#: Maximum number of ids offered, because the user must look up each of them.
MOST_OFFERED = 3

_LONGEST = 100
_NULL_GUID = "0" * 32
#: Characters that mark more than a bare word: JSON, XML, quoted text.
_STRUCTURE = frozenset("{}[]<>\"'`")


def is_null_id(word: str) -> bool:
    """Whether the word means "no id": "", 0 and the null GUID [platform], or -1 [assumed]."""
    if normal(word.strip("{}").replace("-", "")) == _NULL_GUID:
        return True
    try:
        return not word or Decimal(word) in (0, -1)
    except InvalidOperation:
        return False


def is_same_id(one: str, other: str) -> bool:
    """Whether two ids are equal: numbers by value, others ignoring case, GUIDs with or without braces."""
    one, other = (word.strip().strip("{}").casefold() for word in (one, other))
    try:
        return one == other or Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def is_word(text: str) -> bool:
    """Whether the text is one word: printable, without spaces or replacement characters."""
    return text.isprintable() and "\ufffd" not in text and text.split() == [text]


def is_tracker_id(text: str) -> bool:
    """Whether a bare value can be a tracker id [assumed]: one word of at most 100 characters with a digit, not meaning
    "no id"."""
    has_digit = re.search("[0-9]", text) is not None
    is_bare = is_word(text) and not _STRUCTURE & set(text)
    return is_bare and has_digit and len(text) <= _LONGEST and not is_null_id(text)


def possible_tracker_ids(received: str) -> tuple[str, ...]:
    """Possible tracker ids in a response, best first. Offer these; never use one that the user did not choose.

    ``received`` is a response as stored: status line, headers, an empty line and the body, with "…" where more was or
    should have been received. A value next to that mark may be incomplete and is ignored. Every id returned consists of
    letters, digits and ``. _ ~ + = : -`` only.
    """
    head, body = "", received
    if received.startswith("HTTP/"):
        head, _, body = received.partition("\n\n")
    found: dict[str, _Sign] = {}
    for sign, value in (*_in_head(head), *_in_body(body)):
        if is_tracker_id(value) and not _is_other_kind(value, sign):
            found[value] = min(sign, found.get(value, sign))
    return tuple(sorted(found, key=lambda value: found[value])[:MOST_OFFERED])


def names_tracker_id(body: str) -> bool:
    """Whether a text has a value with the documented name of a tracker id, so that it is not a sign-in page."""
    return any(sign is _Sign.DOCUMENTED and is_tracker_id(value) for sign, value in _in_body(body))


class _Sign(IntEnum):
    """Why a value may be the id, in order of decreasing likelihood."""

    DOCUMENTED = 0  # the documented name, or one accepted for it
    EXECUTION_ID = 1  # a name that means an execution's id
    EXECUTION = 2  # a name that means execution, result or id, or no name at all
    OTHER_ID = 3  # the name of another id that may be this one
    SHAPE = 4  # a GUID


_GUID_FORM = r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
_GUID = re.compile(rf"(?<![\w-]){_GUID_FORM}(?![\w-])")
#: A value that does not end where the response was cut.
_VALUE_FORM = r"[0-9A-Za-z](?:[\w.~+=:-]*+)(?!…)"
_LETTERS = r"[^\W\d_]"
_WORDS = rf"(?<!\w){_LETTERS}{{1,40}}+(?:[ _-]{_LETTERS}{{1,40}}+){{0,4}}"

#: ``"name": "value"`` and ``"name": 4711``, also in JSON that is cut off.
_MEMBER = re.compile(r'"([^"\\\n]{1,100})"\s*:\s*(?:"([^"\\\n]{1,300})"|(-?[0-9][0-9.eE+-]*+)(?=[\s,}\]]|\Z))')
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?([\w.-]{1,100})(?:\s[^<>]{0,300})?>\s*+([^<>\s][^<>]{0,299}+)\s*+</")
#: ``tracker id: 4711``, ``id=4711``
_ASSIGNMENT = re.compile(rf"({_WORDS})\s*[=:]\s*[\"'#(]?({_VALUE_FORM})")
#: ``with the id 4711``, ``tracker id is 4711``
_PROSE = re.compile(
    rf"((?:(?<!\w){_LETTERS}{{1,40}}+[ _-])?(?<!\w)(?:id|guid|number|no(?=\.)))"
    rf"\b\.?\s+(?:is\s+|was\s+|#)?[\"'(]?({_VALUE_FORM})",
    re.IGNORECASE,
)
#: ``Import #4711``, ``execution 4711``
_NUMBERED = re.compile(rf"(?<![\w-])(execution|import|job|run)\s+(?:#|no\.?\s+)?({_VALUE_FORM})", re.IGNORECASE)
_SEGMENT = re.compile(r"/(?=([^/?#\s\"'<>…]{1,100})/([^/?#\s\"'<>…]{1,300})(?:[/?#\s\"'<>]|\Z))")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_NAME_PART = re.compile(r"[A-Z]+(?![a-zà-ÿ])|[A-Z]?[a-zà-ÿ]+")

_EXECUTION = frozenset(
    {"execution", "exec", "run", "job", "import", "execução", "execucao", "importação", "importacao"}
)
_TRACKER = frozenset({"tracker", "tracking"})
_ID = frozenset({"id", "guid", "uuid", "identifier", "key", "number", "no", "nr"})
#: Names that only wrap a method's return value.
_WRAPPERS = _EXECUTION | {"result", "value", "output", "out", "response", "return", "returned", "data", "item", "d"}
_WRAPPERS |= {"start", "started", "main", "new", "content", "payload", "body", "string", "int", "long", "guid", "text"}
#: Words for other things with an id or number. A name containing one is not the name of an execution's id.
_OTHERS = frozenset(
    {
        *("request", "correlation", "trace", "traceparent", "span", "session", "cookie", "nonce", "etag", "api", "amz"),
        *("support", "incident", "event", "ray", "reference", "ref", "ticket", "license", "licence", "state"),
        *("client", "user", "tenant", "connection", "environment", "espace", "module", "application", "app", "entity"),
        *("server", "host", "machine", "node", "thread", "pid", "port", "ip", "address", "version", "build", "product"),
        *("error", "exception", "code", "status", "line", "message", "retry", "limit", "max", "min", "page", "next"),
        *("count", "record", "length", "size", "total", "percent", "bytes", "file", "zip", "hash", "chunk", "version"),
        *("date", "time", "timestamp", "at", "on", "duration", "elapsed", "second", "year", "expires", "created"),
    }
)
#: A date, a time, a version or an IP address.
_SOMETHING_ELSE = re.compile(r"\d{4}-\d\d-\d\d.*|\d\d?:\d\d.*|v?\d+(?:\.\d+)+|v\d+", re.IGNORECASE)


def _is_other_kind(value: str, sign: _Sign) -> bool:
    if re.fullmatch(r"[\w.~+=:-]+", value, re.ASCII) is None:
        return True
    if sign is _Sign.DOCUMENTED:
        return False
    is_short_number = len(value) < 2 and sign > _Sign.EXECUTION_ID
    return is_short_number or _SOMETHING_ELSE.fullmatch(value) is not None


def _in_head(head: str) -> Iterator[tuple[_Sign, str]]:
    for line in head.split("\n")[1:]:
        name, _, value = line.partition(":")
        sign = _sign_of(name)
        if sign is not None and sign <= _Sign.EXECUTION_ID:
            yield sign, value.strip(" \t\"'")
        yield from _in_paths(value)
        if name.lower().endswith("location"):
            yield from _at_the_end_of(value.strip())


def _in_body(body: str) -> Iterator[tuple[_Sign, str]]:
    bare = body.strip("\ufeff \t\r\n\"'`()[]{}")
    if len(bare) <= _LONGEST:
        yield _Sign.EXECUTION, bare
    text = body.replace('\\"', '"').replace("\\/", "/").replace("&quot;", '"')
    worst = _Sign.EXECUTION_ID if _PAGE.search(text) else _Sign.SHAPE  # HTML itself contains many ids
    taken: set[int] = set()
    for form in (_MEMBER, _ELEMENT, _ASSIGNMENT, _PROSE, _NUMBERED):
        for match in form.finditer(text):
            group = match.lastindex or 2
            if match.start(group) in taken:
                continue
            taken.add(match.start(group))
            value = match.group(group).strip().rstrip(".:-+")
            sign = _sign_of(match.group(1))
            if sign is None and _GUID.fullmatch(value) and not _names_another(match.group(1)):
                sign = _Sign.SHAPE
            if sign is not None and sign <= worst:
                yield sign, value
    yield from _in_paths(text)
    for match in _GUID.finditer(text) if worst is _Sign.SHAPE else ():
        if match.start() not in taken and not _names_another(text[max(0, match.start() - 25) : match.start()]):
            yield _Sign.SHAPE, match.group()


def _in_paths(text: str) -> Iterator[tuple[_Sign, str]]:
    """``/executions/4711``"""
    for match in _SEGMENT.finditer(text.strip()):
        sign = _sign_of(match.group(1))
        if sign is not None and sign < _Sign.OTHER_ID and not set(_words(match.group(1))) <= _WRAPPERS - _EXECUTION:
            yield sign, unquote(match.group(2))


def _at_the_end_of(address: str) -> Iterator[tuple[_Sign, str]]:
    """The last segment of the path, and the query parameters."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    for match in _ASSIGNMENT.finditer(parts.query):
        sign = _sign_of(match.group(1))
        if sign is not None:
            yield sign, match.group(2)
    *before, last = ["", *parts.path.rstrip("/").split("/")]
    if not _names_another(before[-1]) and (_GUID.fullmatch(last) or re.fullmatch("[0-9]{2,}", last)):
        yield _Sign.OTHER_ID, last


def _sign_of(name: str) -> _Sign | None:
    """What a name implies about its value; None if the value cannot be the id."""
    words = _words(name)
    if normal(name) in map(normal, TRACKER_ID_NAMES[:-1]):
        return _Sign.DOCUMENTED
    if _names_another(name) or not words:
        return None
    if _TRACKER & set(words):
        return _Sign.EXECUTION_ID
    if _EXECUTION & set(words) and _ID & set(words):
        return _Sign.EXECUTION_ID
    if set(words) <= _WRAPPERS or words == ["id"]:
        return _Sign.EXECUTION
    return _Sign.OTHER_ID if _ID & {words[0], words[-1]} else None


def _names_another(name: str) -> bool:
    return bool(_OTHERS & set(_words(name)))


def _words(name: str) -> list[str]:
    """The words of a name, in lower case and singular."""
    words = [part.lower() for part in _NAME_PART.findall(name)]
    return [word if word in _OTHERS else word.removesuffix("s") for word in words]
