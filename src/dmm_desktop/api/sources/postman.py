"""Reads the requests of a Postman collection, version 2.0 or 2.1, with its folders and variables. Scripts and saved
answers are not read."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from .recorded import (
    Body,
    FileName,
    FormBody,
    FormPart,
    RawBody,
    RecordedRequest,
    basic,
    body_of,
    sent_headers,
    sign_in,
    split_url,
)
from .schemas import JSON, MULTIPART, URL_ENCODED, media_type, text_in

#: How many requests are read, and how deep folders may be nested.
MAX_REQUESTS, MAX_DEPTH = 5_000, 50
#: How often variables in the values of variables are replaced, the longest text made in this way, and all such texts
#: of a collection together, in characters.
_ROUNDS, _LONGEST, _ALL = 8, 1_000_000, 16_000_000
#: What other work costs, in characters added: 1 for every 16 searched, 64 for each replacement.
_SEARCHED, _REPLACED = 16, 64
_VARIABLE = re.compile(r"\{\{([^{}]{1,200})\}\}")
_LANGUAGES = {"json": JSON, "xml": "application/xml"}


@dataclass
class _Room:
    """How many characters the values of variables may still add to the texts of a collection. A text that would become
    too long counts as one of the longest; searching and replacing count too, because variables may be empty."""

    left: int = _ALL


@dataclass(frozen=True)
class Variables:
    """The variables of a folder by name. ``room`` limits the characters that filling in may add; all folders of a
    collection share it."""

    values: ChainMap[str, str] = field(default_factory=ChainMap)
    room: _Room = field(default_factory=_Room)

    def extended(self, given: object) -> Variables:
        """These variables and those of a folder inside, which take precedence."""
        return replace(self, values=self.values.new_child(dict(_variables(given))))

    def fill(self, text: str) -> str:
        """The text with the variables that the collection defines; the others stay as they are, and so do those whose
        values would make too long a text."""
        for _ in range(_ROUNDS):
            if len(text) > _LONGEST or self.room.left <= 0:
                return text
            pieces, at, added = [], 0, 0
            self.room.left -= len(text) // _SEARCHED
            for match in _VARIABLE.finditer(text):
                value = self.values.get(match[1].strip())
                if value is None:
                    continue
                added += len(value) - len(match[0])
                if len(text) + added > _LONGEST:
                    self.room.left -= _LONGEST
                    return text
                pieces += [text[at : match.start()], value]
                at = match.end()
            self.room.left -= max(0, added) + len(pieces) // 2 * _REPLACED
            if not pieces:
                return text
            text = "".join([*pieces, text[at:]])
        return text


def is_postman(document: object) -> bool:
    """Whether the parsed JSON is a collection, also inside the object in which Postman's API returns it."""
    return _collection(document) is not None


def postman_requests(document: object) -> Iterator[RecordedRequest]:
    """The requests of all folders, in their order."""
    collection = _collection(document)
    assert collection is not None
    yield from islice(_items(collection, Variables(), [], 0), MAX_REQUESTS)


def _collection(document: object) -> dict[str, Any] | None:
    if not isinstance(document, dict):
        return None
    inner = document.get("collection")
    found = inner if isinstance(inner, dict) and "item" in inner else document
    return found if "item" in found and isinstance(found.get("info"), dict) else None


def _items(
    folder: dict[str, Any], variables: Variables, auth: list[dict[str, Any]], depth: int
) -> Iterator[RecordedRequest]:
    """The requests of a folder; those inside it inherit its variables and its authorization."""
    if depth > MAX_DEPTH:
        return
    variables = variables.extended(folder.get("variable"))
    auth = [folder["auth"]] if isinstance(folder.get("auth"), dict) else auth
    for item in _objects(folder.get("item")):
        if "item" in item:
            yield from _items(item, variables, auth, depth + 1)
            continue
        request = item.get("request")
        if isinstance(request, str):
            request = {"method": "GET", "url": request}
        if isinstance(request, dict):
            yield _request(text_in(item.get("name")), request, variables, auth)


def _variables(given: object) -> Iterator[tuple[str, str]]:
    for one in _objects(given):
        if not one.get("disabled") and isinstance(one.get("value"), str):
            yield text_in(one.get("key")) or text_in(one.get("id")), one["value"]


def _request(name: str, request: dict[str, Any], variables: Variables, auth: list[dict[str, Any]]) -> RecordedRequest:
    given = request.get("url")
    url = given if isinstance(given, str) else _written_url(given if isinstance(given, dict) else {})
    own = dict(_variables(given.get("variable"))) if isinstance(given, dict) else {}
    url = variables.fill(url)
    origin, segments, query = split_url(url)
    segments = tuple(_path_segment(one, own, variables) for one in segments)
    headers = [
        (variables.fill(text_in(one.get("key"))), variables.fill(text_in(one.get("value"))))
        for one in _enabled(request.get("header"))
    ]
    headers += _key_headers([request["auth"]] if isinstance(request.get("auth"), dict) else auth, variables)
    body = request.get("body")
    content_type = next((value for header, value in headers if header.lower() == "content-type"), "")
    found = _body(body, content_type, variables) if isinstance(body, dict) and not body.get("disabled") else None
    method = (text_in(request.get("method")) or "GET").upper()
    return RecordedRequest(name, method, origin, segments, query, (*sign_in(url), *sent_headers(headers)), found)


def _written_url(url: dict[str, Any]) -> str:
    """The address of its parts; ``raw`` also contains the parts of the query that are disabled."""
    host, path = url.get("host"), url.get("path")
    if host is None and path is None:
        return text_in(url.get("raw"))
    name = ".".join(map(text_in, host)) if isinstance(host, list) else text_in(host)
    place = "/".join(map(_segment_text, path)) if isinstance(path, list) else text_in(path).lstrip("/")
    port = f":{text_in(url.get('port'))}" if url.get("port") else ""
    scheme = f"{text_in(url.get('protocol'))}://" if url.get("protocol") else ""
    pairs = "&".join(f"{_quoted(one.get('key'))}={_quoted(one.get('value'))}" for one in _enabled(url.get("query")))
    return f"{scheme}{name}{port}/{place}" + (f"?{pairs}" if pairs else "")


def _segment_text(segment: object) -> str:
    return text_in(segment.get("value")) if isinstance(segment, dict) else text_in(segment)


def _quoted(value: object) -> str:
    """A part of a query with what would end it escaped; the rest is written as in ``raw``."""
    return text_in(value).replace("&", "%26").replace("#", "%23").replace("+", "%2B")


def _path_segment(segment: str, own: dict[str, str], variables: Variables) -> str:
    """A path variable, :name, stays a placeholder even if it has an example value."""
    if segment.startswith(":") and segment[1:] in own:
        return segment
    return variables.fill(segment)


def _key_headers(auth: list[dict[str, Any]], variables: Variables) -> list[tuple[str, str]]:
    """The header that *API Key* authorization adds, or a sign-in."""
    for one in auth:
        kind = text_in(one.get("type"))
        given = one.get(kind)
        pairs = dict(_variables(given)) if isinstance(given, list) else given if isinstance(given, dict) else {}
        filled = {name: variables.fill(text_in(value)) for name, value in pairs.items()}
        if kind == "apikey" and filled.get("in", "header") == "header":
            return [(text_in(pairs.get("key")), filled.get("value", ""))]
        if kind == "bearer":
            return [("authorization", f"Bearer {filled.get('token', '')}")]
        if kind == "basic":
            return [basic(filled.get("username", ""), filled.get("password", ""))]
    return []


def _body(body: dict[str, Any], content_type: str, variables: Variables) -> Body:
    mode = body.get("mode")
    if mode == "raw":
        options = body.get("options")
        raw = options.get("raw") if isinstance(options, dict) else None
        language = text_in(raw.get("language")) if isinstance(raw, dict) else ""
        return body_of(variables.fill(text_in(body.get("raw"))), content_type or _LANGUAGES.get(language, ""))
    if mode == "urlencoded":
        return FormBody(tuple(_part(one, variables) for one in _enabled(body.get("urlencoded"))), URL_ENCODED)
    if mode == "formdata":
        return FormBody(tuple(_part(one, variables) for one in _enabled(body.get("formdata"))), MULTIPART)
    if mode == "file":
        return RawBody(media_type(content_type), is_unknown=True)
    return None


def _part(given: dict[str, Any], variables: Variables) -> FormPart:
    name, media = variables.fill(text_in(given.get("key"))), media_type(given.get("contentType"))
    if given.get("type") == "file":
        source = given.get("src")
        names = source if isinstance(source, list) else [source]
        return FormPart(name, FileName(text_in(names[0]) if names else "", media), media)
    return FormPart(name, variables.fill(text_in(given.get("value"))), media)


def _enabled(given: object) -> Iterator[dict[str, Any]]:
    return (one for one in _objects(given) if not one.get("disabled"))


def _objects(given: object) -> Iterator[dict[str, Any]]:
    for one in given[:10_000] if isinstance(given, list) else ():
        if isinstance(one, dict):
            yield one
