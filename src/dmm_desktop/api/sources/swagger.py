"""Reads the operations of a Swagger 2.0 document.

``host``, ``schemes`` and ``basePath`` are not read, as the base is the place where the document was found. Only the
types of single values are read from the answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...core.text import shortened, text
from ..contract import Parameter, ParameterIn, ValueKind
from .schemas import (
    JSON,
    MULTIPART,
    RAW_TYPES,
    URL_ENCODED,
    Document,
    Unusable,
    body_fields,
    description_of,
    field_of,
    form_field,
    is_json,
    kind_of,
    may_be_set,
    media_type,
    require_short,
)


def swagger_fields(
    document: Document, item: Mapping[str, Any], operation: Mapping[str, Any]
) -> tuple[list[Parameter], str]:
    """The places of an operation's values, and the media type of its body. Raises Unusable."""
    consumes = _consumes(document, operation)
    fields: list[Parameter] = []
    for parameter in described_parameters(document, item, operation):
        fields += _parameter_fields(document, parameter, consumes)
    return fields, _content_type(consumes, fields)


def swagger_answer(document: Document, operation: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of the successful answer. Raises Unusable."""
    responses = operation.get("responses")
    success = document.resolve(responses.get("200") if isinstance(responses, dict) else None)
    return document.resolve(success.get("schema"))


def described_parameters(
    document: Document, item: Mapping[str, Any], operation: Mapping[str, Any]
) -> Sequence[Mapping[str, Any]]:
    """The parameters of the path item, overridden by the operation's parameters with the same name and place. Raises
    Unusable."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for group in (item.get("parameters"), operation.get("parameters")):
        for parameter in group if isinstance(group, list) else ():
            resolved = document.resolve(parameter)
            name, where = resolved.get("name"), resolved.get("in")
            if not isinstance(name, str) or not isinstance(where, str):
                raise Unusable(text("one of its parameters has no name or no place"))
            require_short(name)
            found[name, where] = resolved
    if sum(parameter.get("in") == "body" for parameter in found.values()) > 1:
        raise Unusable(text("it describes more than one body"))
    return tuple(found.values())


def outside_body(parameter: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[Parameter]:
    """The place of a parameter in the path, the query or a header. Raises Unusable."""
    name, where, required = parameter["name"], parameter["in"], parameter.get("required") is True
    if where == "header" and not may_be_set(name):
        if required:
            raise Unusable(text("it requires the header {name}, which a description cannot set", name=name))
    elif where in ("path", "query", "header"):
        yield field_of(name, ParameterIn(where), schema, required or where == "path")
    else:
        raise Unusable(text("its parameter {name} is in an unknown location", name=name))


def _consumes(document: Document, operation: Mapping[str, Any]) -> list[str]:
    given = operation.get("consumes", document.content.get("consumes"))
    media = given if isinstance(given, list) else []
    document.look_at(len(media))
    document.count_compared(media)
    return [one for one in map(media_type, media) if one]


def _content_type(consumes: list[str], fields: Sequence[Parameter]) -> str:
    if any(field.place is ParameterIn.RAW for field in fields):
        return next(media for media in consumes if media in RAW_TYPES)
    forms = [field for field in fields if field.place is ParameterIn.FORM]
    if forms:
        has_file = any(field.kind is ValueKind.BINARY for field in forms)
        return MULTIPART if has_file or (MULTIPART in consumes and URL_ENCODED not in consumes) else URL_ENCODED
    return JSON if JSON in consumes else next(filter(is_json, consumes), JSON)


def _parameter_fields(document: Document, parameter: Mapping[str, Any], consumes: list[str]) -> Iterator[Parameter]:
    name, where = parameter["name"], parameter["in"]
    required = parameter.get("required") is True
    if where == "body":
        yield from _body_fields(document, name, parameter.get("schema"), required, consumes)
    elif where == "formData":
        yield form_field(name, parameter, required)
    else:
        yield from outside_body(parameter, parameter)


def _body_fields(
    document: Document, name: str, schema: object, required: bool, consumes: list[str]
) -> Iterator[Parameter]:
    resolved = document.resolve(schema)
    json_accepted = not consumes or any(map(is_json, consumes))
    raw_accepted = any(media in RAW_TYPES for media in consumes)
    if raw_accepted and (not json_accepted or kind_of(resolved) not in (ValueKind.OBJECT, ValueKind.ARRAY)):
        yield Parameter(name, ParameterIn.RAW, ValueKind.STRING, required, description=description_of(resolved))
    elif not json_accepted:
        raise Unusable(text("it expects a body of type {types}", types=shortened(", ".join(consumes))))
    else:
        yield from body_fields(document, name, resolved, required)
