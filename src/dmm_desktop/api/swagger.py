"""Reads a Swagger 2.0 document into operations and the places in which their values stand.

Nothing here knows DMM: :mod:`.binding` gives the places their meaning. ``host``, ``schemes`` and ``basePath`` are not
read: the base is where the document was found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.errors import WrongInput
from ..core.text import Text, text
from .field import Field, Kind, Place
from .schema import Unusable, is_described_object, kind_of, properties_of, required_names, resolve

#: Those that can carry a call; gateways add an ``options`` for browsers to every path.
_METHODS = ("get", "post", "put", "patch", "delete")
_JSON = "application/json"
_RAW_TYPES = ("application/zip", "application/octet-stream")


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
    consumes = _consumes(operation.get("consumes", document.get("consumes")))
    identity = operation.get("operationId")
    fields: list[Field] = []
    problem: Text | None = None
    try:
        for parameter in _parameters(document, item, operation):
            fields += _parameter_fields(document, parameter, consumes)
        fields += _undeclared_path_fields(path, fields)
    except Unusable as error:
        problem = error.reason
    content_type = _content_type(consumes, any(field.place is Place.RAW for field in fields))
    return DescribedOperation(
        identity if isinstance(identity, str) else "", method, path, tuple(fields), content_type, problem
    )


def _consumes(given: object) -> list[str]:
    return [str(media).split(";")[0].strip().lower() for media in given] if isinstance(given, list) else []


def _is_json(media: str) -> bool:
    return media == _JSON or media.endswith("+json")


def _content_type(consumes: list[str], is_raw: bool) -> str:
    if is_raw:
        return next(media for media in consumes if media in _RAW_TYPES)
    return _JSON if _JSON in consumes else next(filter(_is_json, consumes), _JSON)


def _parameters(
    document: dict[str, Any], item: Mapping[str, Any], operation: Mapping[str, Any]
) -> Sequence[Mapping[str, Any]]:
    """Parameters of the path item, overridden by those of the operation with the same name and place."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for group in (item.get("parameters"), operation.get("parameters")):
        for parameter in group if isinstance(group, list) else ():
            resolved = resolve(document, parameter)
            found[str(resolved.get("name")), str(resolved.get("in"))] = resolved
    if sum(parameter.get("in") == "body" for parameter in found.values()) > 1:
        raise Unusable(text("it describes more than one body"))
    return tuple(found.values())


def _parameter_fields(document: dict[str, Any], parameter: Mapping[str, Any], consumes: list[str]) -> Iterator[Field]:
    name, where = parameter.get("name"), parameter.get("in")
    required = parameter.get("required") is True
    if not isinstance(name, str):
        raise Unusable(text("one of its parameters has no name"))
    if where == "body":
        yield from _body_fields(document, name, parameter.get("schema"), required, consumes)
    elif where in ("path", "query", "header"):
        yield _field(name, Place(where), parameter, required or where == "path")
    elif where == "formData":
        raise Unusable(text("it wants a form, which is not supported"))
    else:
        raise Unusable(text("the place of its parameter {name} is not known", name=name))


def _body_fields(
    document: dict[str, Any], name: str, schema: object, required: bool, consumes: list[str]
) -> Iterator[Field]:
    resolved = resolve(document, schema)
    json_accepted = not consumes or any(map(_is_json, consumes))
    raw_accepted = any(media in _RAW_TYPES for media in consumes)
    if raw_accepted and (not json_accepted or kind_of(resolved) not in (Kind.OBJECT, Kind.ARRAY)):
        yield Field(name, Place.RAW, Kind.STRING, required, description=str(resolved.get("description", "")))
    elif not json_accepted:
        raise Unusable(text("it wants a body of type {types}", types=", ".join(consumes)))
    elif is_described_object(resolved):
        yield from _object_fields(document, _field(name, Place.BODY, resolved, required, is_wrapper=True), resolved)
    else:
        yield _field(name, Place.BODY, resolved, required)


def _object_fields(document: dict[str, Any], wrapper: Field, schema: Mapping[str, Any]) -> Iterator[Field]:
    """The object itself, its members and, in the body, those of the objects in it: one wrapper is followed, no more."""
    yield wrapper
    optional_in = wrapper.optional_in if wrapper.required else wrapper.path
    for name, member in properties_of(schema).items():
        resolved = resolve(document, member)
        is_wrapper = not wrapper.path and is_described_object(resolved)
        path, required = (*wrapper.path, name), name in required_names(schema)
        field = _field(name, Place.BODY, resolved, required, path, is_wrapper=is_wrapper, optional_in=optional_in)
        if is_wrapper:
            yield from _object_fields(document, field, resolved)
        else:
            yield field


def _field(
    name: str,
    place: Place,
    schema: Mapping[str, Any],
    required: bool,
    path: tuple[str, ...] = (),
    *,
    is_wrapper: bool = False,
    optional_in: tuple[str, ...] | None = None,
) -> Field:
    enum = schema.get("enum")
    return Field(
        name,
        place,
        kind_of(schema),
        required,
        path,
        tuple(str(value) for value in enum) if isinstance(enum, list) else (),
        str(schema.get("description", "")),
        schema.get("default"),
        schema.get("format") == "password",
        is_wrapper,
        optional_in,
    )


def _undeclared_path_fields(path: str, fields: list[Field]) -> Iterator[Field]:
    """The parts of the path that no parameter declares. What follows a host unchecked could name another one."""
    if not path.startswith("/") or any(character in path for character in "?#"):
        raise Unusable(text("its path has to begin with / and must not contain ? or #"))
    names = re.findall(r"{([^{}]*)}", path)
    declared = [field.name for field in fields if field.place is Place.PATH]
    for name in declared:
        if name not in names:
            raise Unusable(text("its path has no place for its parameter {name}", name=name))
    for name in names:
        if name not in declared:
            yield Field(name, Place.PATH, Kind.STRING, True)
