"""Reads the schemas of a Swagger 2.0 document: references, ``allOf``, and what a value is written as."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from ..core.names import normal
from ..core.text import Text, text
from .field import Kind

#: Longest path, operationId, name, choice or type of a body, in characters: many operations may use the same one.
MAX_NAME = 1_000
_DEEPEST_REFERENCE = 32
_LONGEST_REFERENCE = 1000  # characters
#: How many schemas, members and references are looked at in one document: a short one can unfold to any number.
_LARGEST = 200_000
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")


class Unusable(Exception):
    """An operation cannot be used; ``reason`` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


class Document:
    """The document to whose parts references lead. ``content`` is all of it."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content
        self._left = _LARGEST

    def resolve(self, schema: object, depth: int = 0) -> Mapping[str, Any]:
        """Follow ``$ref`` inside the document and merge ``allOf``. Raises Unusable."""
        if not isinstance(schema, dict):
            raise Unusable(text("its description is damaged"))
        if depth > _DEEPEST_REFERENCE:
            raise Unusable(text("its description refers to itself"))
        self.look_at(1 + _size(schema))
        reference = schema.get("$ref")
        if reference is not None:
            return self.resolve(self._referred(reference), depth + 1)
        parts = schema.get("allOf")
        if not isinstance(parts, list):
            return schema
        merged: dict[str, Any] = {}
        properties: dict[str, Any] = {}
        required: list[str] = []
        for part in (*(self.resolve(part, depth + 1) for part in parts), schema):
            self.look_at(len(part) + _size(part))
            merged |= part
            properties |= properties_of(part)
            required += _required_names(part)
        return merged | {"properties": properties, "required": required}

    def look_at(self, count: int) -> None:
        """Count what is about to be looked at. Raises Unusable where it has become too much."""
        self._left -= count
        if self._left < 0:
            raise Unusable(text("its description is too large"))

    def _referred(self, reference: object) -> object:
        if not isinstance(reference, str) or len(reference) > _LONGEST_REFERENCE:
            raise Unusable(text("its description is damaged"))
        if not reference.startswith("#/"):
            raise Unusable(text("its description refers to another document ({reference})", reference=reference))
        target: object = self.content
        for step in unquote(reference[2:]).split("/"):
            step = step.replace("~1", "/").replace("~0", "~")
            if isinstance(target, list) and _INDEX.fullmatch(step) and int(step) < len(target):
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


def required_properties(schema: Mapping[str, Any]) -> frozenset[str]:
    """The names of the members that an object must have.

    The platform lists them as they are called in its studio, which may differ in case from the names in JSON
    [platform]; names that are no member's are ignored.
    """
    properties, names = properties_of(schema), frozenset(_required_names(schema))
    loose = {normal(name) for name in names if name not in properties}
    return frozenset(name for name in properties if name in names or normal(name) in loose)


def _size(schema: Mapping[str, Any]) -> int:
    """How much there is to look at wherever it is used."""
    lists = (schema.get("required"), schema.get("enum"))
    return len(properties_of(schema)) + sum(len(one) for one in lists if isinstance(one, list))


def _required_names(schema: Mapping[str, Any]) -> list[str]:
    names = schema.get("required")
    return [one for one in names if isinstance(one, str) and len(one) <= MAX_NAME] if isinstance(names, list) else []
