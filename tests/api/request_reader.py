"""Reads a request like a server that knows only the API description; shares no code with the product."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from dmm_desktop.api.request import HttpRequest

#: The position of a value: the parameter location and the names that lead to it.
Spot = tuple[str, ...]


def read_request(content: str, request: HttpRequest, zip_text: str) -> dict[Spot, Any]:
    """Every value in the request, by its position. Asserts that the description has each of them and its type."""
    document = json.loads(content)
    template, item = _called(document, request)
    operation = item[request.method.lower()]
    parameters = [_resolved(document, p) for p in item.get("parameters", []) + operation["parameters"]]
    described = {(p["in"], p["name"]): p for p in parameters}
    values: dict[Spot, Any] = {}
    parts = list(zip(template.split("/"), request.path.split("/"), strict=True))
    found = {name[1:-1]: unquote(part) for name, part in parts if name.startswith("{")}
    for place, pairs in (("path", found.items()), ("query", request.query), ("header", request.headers)):
        for name, word in pairs:
            assert (place, name) not in values, "sent twice"
            values[place, name] = _typed(described[place, name]["type"], word)
    body = next((p for p in parameters if p["in"] == "body"), None)
    if request.zip_encoding == "raw":
        assert request.content_type in operation["consumes"] and (request.head, request.tail) == (b"", b"")
        assert body is not None
        values["raw body", body["name"]] = zip_text
    elif request.head:
        assert request.content_type == "application/json" and body is not None
        sent = json.loads(request.head + (zip_text.encode() if request.zip_encoding else b"") + request.tail)
        values |= dict(_members(document, body["schema"], sent, ("body",)))
    return values


def _called(document: Any, request: HttpRequest) -> tuple[str, Any]:
    """The description's only path that matches the request."""
    matching = []
    for template, item in document["paths"].items():
        pattern = "/".join("[^/]+" if part.startswith("{") else re.escape(part) for part in template.split("/"))
        if re.fullmatch(pattern, request.path) and request.method.lower() in item:
            matching.append((template, item))
    (only,) = matching
    return only


def _resolved(document: Any, node: Any) -> Any:
    while "$ref" in node:
        _, group, name = node["$ref"].split("/")
        node = document[group][name]
    return node


def _members(document: Any, schema: Any, sent: Any, path: Spot) -> Iterator[tuple[Spot, Any]]:
    node = _resolved(document, schema)
    properties = node.get("properties")
    if properties is None:
        kinds = {"string": str, "integer": int, "number": int | float, "boolean": bool, "object": dict, "array": list}
        assert isinstance(sent, kinds[node["type"]]) and (node["type"] == "boolean") == isinstance(sent, bool)
        yield path, sent
        return
    assert set(node.get("required", [])) <= set(sent) <= set(properties)
    for name, value in sent.items():
        yield from _members(document, properties[name], value, (*path, name))


def _typed(kind: str, word: str) -> Any:
    if kind == "boolean":
        return {"true": True, "false": False}[word]
    return json.loads(word) if kind in ("integer", "number") else word
