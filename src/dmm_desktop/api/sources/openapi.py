"""Reads the operations of an OpenAPI document, version 3.0 or 3.1.

``servers`` that name a host are not read, as the base is the place where the document was found, or the address that
the user gave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...core.text import shortened, text
from ..contract import Parameter, ParameterIn, ValueKind
from .schemas import (
    JSON,
    MAX_NAME,
    MULTIPART,
    RAW_TYPES,
    URL_ENCODED,
    Document,
    Unusable,
    body_fields,
    form_field,
    is_described_object,
    is_json,
    media_type,
    properties_of,
    require_short,
    required_properties,
    text_in,
)
from .swagger import described_parameters, outside_body

#: The extension of a request body that gives its name; code generators use it too.
BODY_NAME = "x-body-name"
_ANY = ("*/*", "application/*")


def openapi_fields(
    document: Document, item: Mapping[str, Any], operation: Mapping[str, Any]
) -> tuple[list[Parameter], str]:
    """The places of an operation's values, and the media type of its body. Raises Unusable."""
    fields: list[Parameter] = []
    for parameter in described_parameters(document, item, operation):
        if parameter["in"] != "cookie" or parameter.get("required") is True:
            fields += outside_body(parameter, _schema_of(document, parameter))
    if operation.get("requestBody") is None:
        return fields, JSON
    body = document.resolve(operation["requestBody"])
    media, found = _body(document, body)
    return [*fields, *found], media


def openapi_answer(document: Document, operation: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of the successful answer. Raises Unusable."""
    responses = operation.get("responses")
    success = document.resolve(responses.get("200") if isinstance(responses, dict) else None)
    content = _content(document, success)
    media = next(filter(is_json, content), next(iter(content), ""))
    return document.resolve(content.get(media))


def server_path(document: Mapping[str, Any]) -> str:
    """The path in the first of ``servers`` if that is only a path, such as /DMMAPI/rest/v1; otherwise ""."""
    servers = document.get("servers")
    first = servers[0] if isinstance(servers, list) and servers else None
    url = text_in(first.get("url")) if isinstance(first, dict) else ""
    is_path = url.startswith("/") and not url.startswith("//") and not set("{}?#\\;%") & set(url)
    return url.rstrip("/") if is_path and len(url) <= MAX_NAME and ".." not in url else ""


def _schema_of(document: Document, parameter: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of a parameter; its own description takes precedence."""
    given = parameter.get("schema")
    if given is None:
        given = next(iter(_content(document, parameter).values()), {})
    schema = document.resolve(given)
    document.look_at(len(schema))
    return dict(schema) | {name: parameter[name] for name in ("description",) if name in parameter}


def _content(document: Document, holder: Mapping[str, Any]) -> dict[str, Any]:
    """The schemas of a body by media type."""
    content = holder.get("content")
    found: dict[str, Any] = {}
    for given, described in content.items() if isinstance(content, dict) else ():
        document.look_at(1)
        document.count_compared([given])
        media = JSON if given in _ANY else media_type(given)
        if media:
            found.setdefault(media, described.get("schema", {}) if isinstance(described, dict) else {})
    return found


def _body(document: Document, body: Mapping[str, Any]) -> tuple[str, list[Parameter]]:
    """The media type and the fields of a body: JSON where that is accepted and described, otherwise the zip itself, or
    a form."""
    name, required = text_in(body.get(BODY_NAME)) or "body", body.get("required") is True
    require_short(name)
    content = _content(document, body)
    json = next(filter(is_json, content), "")
    schema = document.resolve(content[json]) if json else {}
    raw = next((media for media in content if media in RAW_TYPES), "")
    if json and (is_described_object(schema) or not raw):
        return json, list(body_fields(document, name, schema, required))
    if raw:
        return raw, [Parameter(name, ParameterIn.RAW, ValueKind.STRING, required)]
    for form in (MULTIPART, URL_ENCODED):
        if form in content:
            return form, list(_form_fields(document, document.resolve(content[form])))
    raise Unusable(text("it expects a body of type {types}", types=shortened(", ".join(content))))


def _form_fields(document: Document, schema: Mapping[str, Any]) -> Iterator[Parameter]:
    needed = required_properties(schema)
    for name, member in properties_of(schema).items():
        require_short(name)
        yield form_field(name, document.resolve(member), name in needed)
