"""Writes operations as an OpenAPI 3.0 document; reading it returns the same operations.

It contains what a request needs and nothing else of its source: no examples, no answers beyond the types of single
values, no host, and no defaults of secrets. A value whose place is not evident from its name carries its documented
name in an extension. A constant is a required value of which only one is allowed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...core.exact_json import TooLong, write_at_most
from ...core.text import text
from ..contract import Parameter, ParameterIn, ValueKind
from ..described import DescribedOperation
from .description import PROBLEM, unusable_description
from .openapi import BODY_NAME
from .schemas import JSON, MEANING
from .sent_values import names_secret

_TITLE = "DMM API"
_SCHEMAS: dict[ValueKind, dict[str, Any]] = {
    ValueKind.STRING: {"type": "string"},
    ValueKind.BASE64: {"type": "string", "format": "byte"},
    ValueKind.BINARY: {"type": "string", "format": "binary"},
    **{
        kind: {"type": kind.value}
        for kind in (ValueKind.INTEGER, ValueKind.NUMBER, ValueKind.BOOLEAN, ValueKind.OBJECT)
    },
    ValueKind.ARRAY: {"type": "array", "items": {}},
}
#: Headers that are sent anyway, or not set by descriptions.
_NOT_WRITTEN = frozenset({"x-dmm-token", "x-dmm-token-otp", "content-type", "accept", "content-length", "host"})


def write_description(operations: Iterable[DescribedOperation], base: str = "", most: int = sys.maxsize) -> str:
    """The document, as JSON. ``base`` is the path of the API on its host, "" if it is not known. Raises WrongInput if
    the document would have more than ``most`` characters."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    document: dict[str, Any] = {"openapi": "3.0.3", "info": {"title": _TITLE, "version": "1"}}
    if base:
        document["servers"] = [{"url": base}]
    try:
        return write_at_most(most - 1, document | {"paths": paths}, indent=1, ensure_ascii=False) + "\n"
    except TooLong as error:
        reason = text("With all references resolved, it has more than {limit} characters.", limit=most)
        raise unusable_description(reason) from error


def _operation(operation: DescribedOperation) -> dict[str, Any]:
    described: dict[str, Any] = {"operationId": operation.operation_id} if operation.operation_id else {}
    if operation.problem is not None:
        return described | {PROBLEM: str(operation.problem), "responses": _responses(operation)}
    outside = [_parameter(field) for field in operation.fields if _is_outside(field)]
    if outside:
        described["parameters"] = outside
    body = _body(operation)
    if body:
        described["requestBody"] = body
    return described | {"responses": _responses(operation)}


def _is_outside(field: Parameter) -> bool:
    if field.place is ParameterIn.HEADER:
        return field.name.lower() not in _NOT_WRITTEN
    return field.place in (ParameterIn.PATH, ParameterIn.QUERY)


def _parameter(field: Parameter) -> dict[str, Any]:
    schema = _schema(field)
    described: dict[str, Any] = {"name": field.name, "in": field.place.value, "required": field.required}
    if "description" in schema:
        described["description"] = schema.pop("description")
    return described | {"schema": schema}


def _schema(field: Parameter) -> dict[str, Any]:
    schema = dict(_SCHEMAS[field.kind])
    if field.is_secret:
        schema["format"] = "password"
    if field.means and field.means != field.name:
        schema[MEANING] = field.means
    if field.enum:
        schema["enum"] = list(field.enum)
    if field.description:
        schema["description"] = field.description
    if field.default is not None and not field.is_secret and not names_secret(field.name):
        schema["default"] = field.default
    return schema


def _body(operation: DescribedOperation) -> dict[str, Any]:
    fields = operation.fields
    raw = next((field for field in fields if field.place is ParameterIn.RAW), None)
    root = next((field for field in fields if field.place is ParameterIn.BODY and not field.path), None)
    forms = [field for field in fields if field.place is ParameterIn.FORM]
    if raw is not None:
        return _described_body(operation.content_type, dict(_SCHEMAS[ValueKind.BINARY]), raw)
    if forms:
        return _described_body(operation.content_type, _object([(field, _schema(field)) for field in forms]), None)
    if root is None:
        return {}
    members: dict[tuple[str, ...], list[Parameter]] = {}
    for field in fields:
        if field.place is ParameterIn.BODY and field.path:
            members.setdefault(field.path[:-1], []).append(field)
    schema = _members(root, members) if root.is_wrapper else _schema(root)
    return _described_body(operation.content_type or JSON, schema, root)


def _described_body(media: str, schema: dict[str, Any], body: Parameter | None) -> dict[str, Any]:
    name = {BODY_NAME: body.name} if body is not None and body.name != "body" else {}
    return {"required": body is None or body.required, "content": {media: {"schema": schema}}, **name}


def _members(wrapper: Parameter, members: Mapping[tuple[str, ...], Sequence[Parameter]]) -> dict[str, Any]:
    """The schema of a wrapper object, nested wrappers included. ``members`` are those of the object at each path."""
    inside = members.get(wrapper.path, ())
    return _object([(one, _members(one, members) if one.is_wrapper else _schema(one)) for one in inside])


def _object(members: Sequence[tuple[Parameter, dict[str, Any]]]) -> dict[str, Any]:
    required = [field.name for field, _ in members if field.required]
    schema: dict[str, Any] = {"type": "object", "properties": {field.name: schema for field, schema in members}}
    return schema | ({"required": required} if required else {})


def _responses(operation: DescribedOperation) -> dict[str, Any]:
    """The types of the answer's values, under the names by which they are compared."""
    answer: dict[str, Any] = {"description": ""}
    if operation.outputs:
        scalar = operation.outputs.get("")
        members = {name: _SCHEMAS[kind] for name, kind in operation.outputs.items() if name}
        schema = _SCHEMAS[scalar] if scalar is not None else {"type": "object", "properties": members}
        answer["content"] = {JSON: {"schema": schema}}
    return {"200": answer}
