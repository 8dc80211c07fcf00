"""Reads the schemas of a Swagger 2.0 document: references, ``allOf``, and what a value is written as."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from ..core.text import Text, text
from .field import Kind

_DEEPEST_REFERENCE = 32


class Unusable(Exception):
    """An operation cannot be used; ``reason`` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


def resolve(document: dict[str, Any], schema: object, depth: int = 0) -> Mapping[str, Any]:
    """Follow ``$ref`` inside the document and merge ``allOf``. Raises Unusable."""
    if not isinstance(schema, dict):
        raise Unusable(text("its description is damaged"))
    if depth > _DEEPEST_REFERENCE:
        raise Unusable(text("its description refers to itself"))
    reference = schema.get("$ref")
    if reference is not None:
        return resolve(document, _referred(document, str(reference)), depth + 1)
    parts = schema.get("allOf")
    if not isinstance(parts, list):
        return schema
    merged: dict[str, Any] = {}
    properties: dict[str, Any] = {}
    required: list[Any] = []
    for part in (*(resolve(document, part, depth + 1) for part in parts), schema):
        merged |= part
        properties |= properties_of(part)
        required += required_names(part)
    return merged | {"properties": properties, "required": required}


def _referred(document: dict[str, Any], reference: str) -> object:
    if not reference.startswith("#/"):
        raise Unusable(text("its description refers to another document ({reference})", reference=reference))
    target: object = document
    for step in unquote(reference[2:]).split("/"):
        step = step.replace("~1", "/").replace("~0", "~")
        if isinstance(target, list) and step.isdecimal() and int(step) < len(target):
            target = target[int(step)]
        elif isinstance(target, dict) and step in target:
            target = target[step]
        else:
            raise Unusable(text("its description refers to {reference}, which is missing", reference=reference))
    return target


def kind_of(schema: Mapping[str, Any]) -> Kind:
    """What a value of this schema is written as; a string where it does not say."""
    kind = schema.get("type")
    if kind == "string":
        return Kind.BASE64 if schema.get("format") in ("byte", "binary") else Kind.STRING
    if kind in ("integer", "number", "boolean", "array", "object"):
        return Kind(kind)
    return Kind.OBJECT if properties_of(schema) else Kind.STRING


def is_described_object(schema: Mapping[str, Any]) -> bool:
    """Whether it is an object that says which members it has."""
    return kind_of(schema) is Kind.OBJECT and bool(properties_of(schema))


def properties_of(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schemas of an object's members, by name."""
    properties = schema.get("properties")
    return properties if isinstance(properties, dict) else {}


def required_names(schema: Mapping[str, Any]) -> list[Any]:
    """The names of the members that an object must have."""
    names = schema.get("required")
    return names if isinstance(names, list) else []
