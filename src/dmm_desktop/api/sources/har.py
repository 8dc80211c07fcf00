"""Reads the requests of a recorded browser session: HAR 1.2, as Chrome, Firefox and Edge write it. Recorded answers,
cookies and timings are not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .recorded import Body, FileName, FormBody, FormPart, RecordedRequest, body_of, sent_headers, sign_in, split_url
from .schemas import MULTIPART, URL_ENCODED, media_type, text_in

#: How many requests are read.
MAX_REQUESTS = 20_000
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def is_har(document: object) -> bool:
    """Whether the parsed JSON is a HAR file."""
    return isinstance(document, dict) and isinstance(document.get("log"), dict) and "entries" in document["log"]


def har_requests(document: dict[str, Any]) -> Iterator[RecordedRequest]:
    """The requests, in the order in which they were sent."""
    entries = document["log"]["entries"]
    for entry in entries[:MAX_REQUESTS] if isinstance(entries, list) else ():
        request = entry.get("request") if isinstance(entry, dict) else None
        if isinstance(request, dict) and text_in(request.get("method")).upper() in _METHODS:
            yield _request(request)


def _request(request: dict[str, Any]) -> RecordedRequest:
    url = text_in(request.get("url"))
    origin, segments, query = split_url(url)
    headers = sent_headers(
        [(text_in(one.get("name")), text_in(one.get("value"))) for one in _objects(request, "headers")]
    )
    body = _body(request["postData"]) if isinstance(request.get("postData"), dict) else None
    headers = (*sign_in(url), *headers)
    return RecordedRequest("", text_in(request["method"]).upper(), origin, segments, query, headers, body)


def _body(data: dict[str, Any]) -> Body:
    """A form's fields are recorded as ``params``, or only as text [platform]: Chrome does both, with empty values for
    files."""
    content_type, content = text_in(data.get("mimeType")), text_in(data.get("text"))
    found = body_of(content, content_type)
    media = media_type(content_type)
    params = tuple(_part(one) for one in _objects(data, "params"))
    is_read = isinstance(found, FormBody) and found.parts
    if media in (MULTIPART, URL_ENCODED) and params and not is_read:
        return FormBody(params, media)
    return found


def _part(param: dict[str, Any]) -> FormPart:
    media, file_name = media_type(param.get("contentType")), param.get("fileName")
    is_file = isinstance(file_name, str) and file_name != ""
    value = FileName(text_in(file_name), media) if is_file else text_in(param.get("value"))
    return FormPart(text_in(param.get("name")), value, media)


def _objects(holder: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    found = holder.get(name)
    for one in found[:1000] if isinstance(found, list) else ():
        if isinstance(one, dict):
            yield one
