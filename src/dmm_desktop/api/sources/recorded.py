"""A request that worked, as recorded by an HTTP client: the model of curl commands, HAR files and Postman collections.

Nothing that a request names is opened, fetched or expanded: a file is only a name, and a variable that the source does
not define stays a placeholder.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote, unquote_plus

from ...core.exact_json import MAX_VALUES, Number, TooManyValues, read
from ...core.job import CancelToken
from .multipart_text import read_multipart
from .schemas import JSON, MULTIPART, URL_ENCODED, is_json, media_type

#: The ways in which clients write a variable: {{id}}, {id}, :id, $id, ${id}, $env:id, %id%, <id>.
_VARIABLE = re.compile(
    r"\{\{\s*([\w.$-]+)\s*\}\}|\{([\w.-]+)\}|:([A-Za-z][\w-]*)|\$\{?(?:env:)?([A-Za-z_]\w*)\}?"
    r"|%([A-Za-z_]\w*)%|<([\w -]+)>"
)
_BARE_VARIABLE = re.compile(r"\{\{[^{}\"]*\}\}")
#: A string; one without its end ends with the text, so that the time is linear.
_STRING = re.compile(r'"(?>[^"\\]++|\\.)*+"?', re.DOTALL)
#: The headers of the REST API key and of the one-time token, in lower case.
KEY_HEADER, ONE_TIME_HEADER = "x-dmm-token", "x-dmm-token-otp"
#: The beginning of a value that is a variable outside quotes.
UNQUOTED = "\0"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_MARKED = r'"\\u0000\g<0>"'
#: Longest address of a request, in characters.
_LONGEST_ADDRESS = 100_000
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
#: How many characters the texts of all requests together may have: as many as the largest source.
_MOST_CHARACTERS = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileName:
    """A file that the request sent; only its name and media type are known."""

    name: str = ""
    media: str = ""


@dataclass(frozen=True, slots=True)
class FormPart:
    """A field of a form; ``media`` is the type that a part of a multipart form states."""

    name: str
    value: str | FileName
    media: str = ""


@dataclass(frozen=True, slots=True)
class JsonBody:
    """A JSON body; numbers are :class:`Number`."""

    value: Any
    media: str = JSON


@dataclass(frozen=True, slots=True)
class FormBody:
    """A form; ``media`` is that of multipart or URL-encoded forms."""

    parts: tuple[FormPart, ...]
    media: str


@dataclass(frozen=True, slots=True)
class RawBody:
    """Any other body: a file, or text that is neither JSON nor a form. ``is_unknown``: only a file's name is known, so
    that it could have any content."""

    media: str
    is_unknown: bool = False


Body = JsonBody | FormBody | RawBody | None


@dataclass(frozen=True, slots=True)
class RecordedRequest:
    """A request. ``name`` is the one given to it in a collection; ``origin`` is scheme, host and port, "" if unknown;
    ``segments`` are those of the path, decoded. Headers have lower-case names."""

    name: str
    method: str
    origin: str
    segments: tuple[str, ...]
    query: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    body: Body

    def header(self, name: str) -> str:
        """The value of a header, "" if it was not sent."""
        return next((value for header, value in self.headers if header == name), "")

    @property
    def path(self) -> str:
        return "".join(f"/{segment}" for segment in self.segments)


def bounded(requests: Iterable[RecordedRequest], cancel: CancelToken) -> Iterator[RecordedRequest]:
    """The requests, as they are read. A short source can make many: variables and the words of a command are sent by
    several, and a body can hold more values than the source.

    Raises TooManyValues if they hold more values or characters together than a source may, and Cancelled.
    """
    values = characters = 0
    for request in requests:
        for word in _words(request):
            values += 1
            characters += len(word)
            if values > MAX_VALUES or characters > _MOST_CHARACTERS:
                raise TooManyValues
        cancel.check()
        yield request


def _words(request: RecordedRequest) -> Iterator[str]:
    """What the request sends, piece by piece; a value that is not text counts as empty."""
    yield from request.segments
    for name, value in (*request.query, *request.headers):
        yield name
        yield value
    if isinstance(request.body, FormBody):
        for part in request.body.parts:
            yield part.name
            yield part.value if isinstance(part.value, str) else part.value.name
    elif isinstance(request.body, JsonBody):
        left = [request.body.value]
        while left:
            value = left.pop()
            yield value if isinstance(value, str) else value.literal if isinstance(value, Number) else ""
            if isinstance(value, dict):
                yield from value
                left += value.values()
            elif isinstance(value, list):
                left += value


def variable_name(word: str) -> str | None:
    """The name of a variable if the word is nothing else; None if it is not a variable."""
    match = _VARIABLE.fullmatch(word.strip())
    return next(filter(None, match.groups()), "") if match else None


def has_variable(word: str) -> bool:
    """Whether a variable occurs in the word, so that its value is not known."""
    return _VARIABLE.search(word) is not None


def sign_in(url: str) -> tuple[tuple[str, str], ...]:
    """The header by which clients send the user name and password of an address; none if it has none. A name without a
    password counts as the password."""
    match = _SCHEME.match(url)
    authority = re.split("[/?#]", url[match.end() if match else 0 :][:_LONGEST_ADDRESS], maxsplit=1)[0]
    user, _, password = authority.rpartition("@")[0].partition(":")
    secret = unquote(password or user)
    return (basic(unquote(user), secret),) if secret and not has_variable(secret) else ()


def basic(user: str, password: str) -> tuple[str, str]:
    """The header of a sign-in with Basic authentication."""
    return "authorization", f"Basic {base64.b64encode(f'{user}:{password}'.encode(errors='replace')).decode()}"


def split_url(url: str) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Origin without user info, decoded segments, and decoded query of an address. Half characters, which no address
    can hold, are replaced."""
    url = _HALF_CHARACTER.sub("\ufffd", url.strip()[:_LONGEST_ADDRESS])
    match = _SCHEME.match(url)
    scheme, rest = (url[: match.end()].lower(), url[match.end() :]) if match else ("", url)
    place, _, _ = rest.partition("#")
    place, _, query = place.partition("?")
    authority, slash, path = place.partition("/")
    if not match and (not authority or (slash and variable_name(authority) is None and "." not in authority)):
        authority, path = "", place.lstrip("/")  # only a path
    host = authority.rpartition("@")[2]
    is_known = bool(host) and not has_variable(host)
    origin = f"{scheme or 'https://'}{host.lower()}" if is_known else ""
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=1000) if query else []
    return origin, tuple(unquote(one) for one in path.split("/")) if path else (), tuple(pairs)


def body_of(content: str, content_type: str) -> Body:
    """The body that a text is, by its content first: clients often state no type, or the wrong one."""
    media = media_type(content_type)
    if not content:
        return None
    found = json_in(content)
    if isinstance(found, dict | list) or (is_json(media) and found is not None):
        return JsonBody(found, media if is_json(media) else JSON)
    if media == MULTIPART:
        return FormBody(tuple(_multipart(content, content_type)), MULTIPART)
    if media in (URL_ENCODED, "") and "=" in content:
        return FormBody(tuple(_url_encoded(content)), URL_ENCODED)
    return RawBody(media)


def json_in(content: str) -> Any:
    """Parse JSON in which variables may stand for values; they become texts that begin with :data:`UNQUOTED`. None if
    it is not JSON."""
    for text in (content, _quoted(content)):
        try:
            return read(text)
        except (ValueError, RecursionError):
            continue
    return None


def _quoted(content: str) -> str:
    """The text with the variables outside its strings as strings that begin with the mark."""
    pieces, last = [], 0
    for match in _STRING.finditer(content):
        pieces += [_BARE_VARIABLE.sub(_MARKED, content[last : match.start()]), match[0]]
        last = match.end()
    return "".join([*pieces, _BARE_VARIABLE.sub(_MARKED, content[last:])])


def _url_encoded(content: str) -> Iterator[FormPart]:
    for pair in content.split("&")[:1000]:
        name, _, value = pair.partition("=")
        if name:
            yield FormPart(unquote_plus(name.strip()), unquote_plus(value))


def _multipart(content: str, content_type: str) -> Iterator[FormPart]:
    for part in read_multipart(content, content_type):
        value: str | FileName = part.content
        if part.file_name is not None or part.media in ("application/zip", "application/octet-stream"):
            value = FileName(part.file_name or "", part.media)
        yield FormPart(part.name, value, part.media)


def sent_headers(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Headers with lower-case names, without those of HTTP/2 that begin with a colon."""
    return tuple((name.strip().lower(), value.strip()) for name, value in pairs if not name.startswith(":"))
