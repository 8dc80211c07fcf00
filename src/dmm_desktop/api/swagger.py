"""Reads a Swagger 2.0 document into operations and the places in which their values stand.

Nothing here knows DMM: :mod:`.binding` gives the places their meaning. ``host``, ``schemes`` and ``basePath`` are not
read: the base is where the document was found.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..core.errors import WrongInput
from ..core.text import Text, text

_METHODS = ("get", "post", "put", "patch", "delete")
_RAW_TYPES = ("application/zip", "application/octet-stream")
_DEEPEST_REFERENCE = 32


class Place(StrEnum):
    """Where in a request a value stands."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    BODY = "body"
    RAW = "raw body"


class Kind(StrEnum):
    """What a value is written as; ``base64`` is a string with ``format: byte``."""

    STRING = "string"
    BASE64 = "base64"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    OBJECT = "object"
    ARRAY = "array"


@dataclass(frozen=True, slots=True)
class Field:
    """One place for one value. ``path`` leads to it in a JSON body: () the body itself, (a, b) b inside the object a.

    ``is_wrapper`` marks an object whose members are fields of their own.
    """

    name: str
    place: Place
    kind: Kind
    required: bool = False
    path: tuple[str, ...] = ()
    enum: tuple[str, ...] = ()
    description: str = ""
    default: object = None
    is_secret: bool = False
    is_wrapper: bool = False

    @property
    def is_free_body(self) -> bool:
        """Whether it is a whole JSON body whose members are not described."""
        return self.place is Place.BODY and not self.path and self.kind is Kind.OBJECT


@dataclass(frozen=True, slots=True)
class DescribedOperation:
    """An operation of the document; ``problem`` says why it cannot be used, if so."""

    operation_id: str
    method: str
    path: str
    fields: tuple[Field, ...]
    content_type: str
    problem: Text | None = None

    @property
    def last_segment(self) -> str:
        """The last literal segment of the path, "" if there is none."""
        literal = [part for part in self.path.split("/") if part and "{" not in part]
        return literal[-1] if literal else ""


class _Unusable(Exception):
    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


def read_description(content: bytes) -> tuple[DescribedOperation, ...]:
    """Parse a Swagger 2.0 document in JSON. Raises WrongInput that says what else it is."""
    remedy = text("Give the swagger.json of the DMM API, in Swagger 2.0 and JSON.")
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise WrongInput(text("The API description cannot be read."), text("It is no JSON."), remedy) from error
    if isinstance(document, dict) and "openapi" in document:
        what = text("It is OpenAPI {version}.", version=str(document["openapi"])[:20])
        raise WrongInput(text("The API description cannot be used."), what, remedy)
    if not isinstance(document, dict) or str(document.get("swagger")) != "2.0":
        raise WrongInput(text("The API description cannot be used."), text("It is no Swagger 2.0."), remedy)
    return tuple(_operations(document))


def _operations(document: dict[str, Any]) -> Iterator[DescribedOperation]:
    paths = document.get("paths")
    for path, item in (paths if isinstance(paths, dict) else {}).items():
        if not isinstance(item, dict):
            continue
        for method, operation in item.items():
            if method.lower() in _METHODS and isinstance(operation, dict):
                yield _operation(document, str(path), item, method.upper(), operation)


def _operation(
    document: dict[str, Any], path: str, item: Mapping[str, Any], method: str, operation: Mapping[str, Any]
) -> DescribedOperation:
    consumes = [str(t).split(";")[0].strip().lower() for t in operation.get("consumes", document.get("consumes")) or ()]
    identity = operation.get("operationId")
    content_type = "application/json"
    fields: list[Field] = []
    problem: Text | None = None
    try:
        for parameter in _parameters(document, item, operation):
            found = list(_parameter_fields(document, parameter, consumes))
            if any(field.place is Place.RAW for field in found):
                content_type = next((t for t in consumes if t in _RAW_TYPES), _RAW_TYPES[1])
            fields += found
        fields += _undeclared_path_fields(path, fields)
    except _Unusable as error:
        problem = error.reason
    return DescribedOperation(
        identity if isinstance(identity, str) else "", method, path, tuple(fields), content_type, problem
    )


def _parameters(
    document: dict[str, Any], item: Mapping[str, Any], operation: Mapping[str, Any]
) -> Iterator[Mapping[str, Any]]:
    """Parameters of the path item, overridden by those of the operation with the same name and place."""
    found: dict[tuple[object, object], Mapping[str, Any]] = {}
    for group in (item.get("parameters"), operation.get("parameters")):
        for parameter in group if isinstance(group, list) else ():
            resolved = _resolve(document, parameter)
            found[str(resolved.get("name")), str(resolved.get("in"))] = resolved
    yield from found.values()


def _parameter_fields(document: dict[str, Any], parameter: Mapping[str, Any], consumes: list[str]) -> Iterator[Field]:
    name, where = str(parameter.get("name", "")), parameter.get("in")
    required = parameter.get("required") is True
    if where == "body":
        yield from _body_fields(document, name, parameter.get("schema", {}), required, consumes)
    elif where in ("path", "query", "header"):
        yield _field(name, Place(where), parameter, required or where == "path", ())
    elif where == "formData":
        raise _Unusable(text("it wants a form, which is not supported"))
    else:
        raise _Unusable(text("the place of its parameter {name} is not known", name=name))


def _body_fields(
    document: dict[str, Any], name: str, schema: object, required: bool, consumes: list[str]
) -> Iterator[Field]:
    resolved = _resolve(document, schema)
    json_accepted = not consumes or any(t == "application/json" or t.endswith("+json") for t in consumes)
    raw_accepted = any(t in _RAW_TYPES for t in consumes)
    if raw_accepted and (not json_accepted or _kind(resolved) not in (Kind.OBJECT, Kind.ARRAY)):
        yield Field(name, Place.RAW, Kind.STRING, required, description=str(resolved.get("description", "")))
    elif not json_accepted:
        raise _Unusable(text("it wants a body of type {types}", types=", ".join(consumes)))
    elif _kind(resolved) is not Kind.OBJECT or not _properties(resolved):
        yield _field(name, Place.BODY, resolved, required, ())
    else:
        yield from _members(document, resolved, (), required)


def _members(
    document: dict[str, Any], schema: Mapping[str, Any], path: tuple[str, ...], container_required: bool
) -> Iterator[Field]:
    """The members of an object and, one level down, of the objects in it: one wrapper is followed, no more."""
    required = schema.get("required")
    required_names = required if isinstance(required, list) else []
    for name, member in _properties(schema).items():
        resolved = _resolve(document, member)
        here = (*path, name)
        needed = container_required and name in required_names
        is_wrapper = not path and _kind(resolved) is Kind.OBJECT and bool(_properties(resolved))
        yield _field(name, Place.BODY, resolved, needed, here, is_wrapper)
        if is_wrapper:
            yield from _members(document, resolved, here, True)


def _field(
    name: str,
    place: Place,
    schema: Mapping[str, Any],
    required: bool,
    path: tuple[str, ...],
    is_wrapper: bool = False,
) -> Field:
    enum = schema.get("enum")
    return Field(
        name,
        place,
        _kind(schema),
        required,
        path,
        tuple(str(value) for value in enum) if isinstance(enum, list) else (),
        str(schema.get("description", "")),
        schema.get("default"),
        schema.get("format") == "password",
        is_wrapper,
    )


def _kind(schema: Mapping[str, Any]) -> Kind:
    kind = schema.get("type")
    if kind == "string":
        return Kind.BASE64 if schema.get("format") in ("byte", "binary") else Kind.STRING
    if kind in ("integer", "number", "boolean", "array", "object"):
        return Kind(kind)
    return Kind.OBJECT if _properties(schema) else Kind.STRING


def _properties(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = schema.get("properties")
    return properties if isinstance(properties, dict) else {}


def _undeclared_path_fields(path: str, fields: list[Field]) -> Iterator[Field]:
    declared = {field.name for field in fields if field.place is Place.PATH}
    for part in path.split("{")[1:]:
        name = part.split("}")[0]
        if name not in declared:
            yield Field(name, Place.PATH, Kind.STRING, True)


def _resolve(document: dict[str, Any], schema: object, depth: int = 0) -> Mapping[str, Any]:
    """Follow ``$ref`` inside the document and merge ``allOf``."""
    if not isinstance(schema, dict):
        raise _Unusable(text("its description is damaged"))
    if depth > _DEEPEST_REFERENCE:
        raise _Unusable(text("its description refers to itself"))
    reference = schema.get("$ref")
    if reference is not None:
        return _resolve(document, _referred(document, str(reference)), depth + 1)
    parts = schema.get("allOf")
    if not isinstance(parts, list):
        return schema
    merged: dict[str, Any] = {"type": "object", **schema, "properties": dict(_properties(schema))}
    merged["required"] = list(schema.get("required") or ())
    for part in parts:
        resolved = _resolve(document, part, depth + 1)
        merged["properties"].update(_properties(resolved))
        merged["required"] += resolved.get("required") or ()
    return merged


def _referred(document: dict[str, Any], reference: str) -> object:
    if not reference.startswith("#/"):
        raise _Unusable(text("its description refers to another document ({reference})", reference=reference))
    target: object = document
    for step in reference[2:].split("/"):
        step = step.replace("~1", "/").replace("~0", "~")
        if not isinstance(target, dict) or step not in target:
            raise _Unusable(text("its description refers to {reference}, which is missing", reference=reference))
        target = target[step]
    return target
