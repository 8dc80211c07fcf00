"""Builds API descriptions (Swagger 2.0) for the tests of this folder, and binds them."""

import json
from collections.abc import Mapping
from typing import Any

from dmm_desktop.api.binding import bind
from dmm_desktop.api.contract import BoundOperation, Contract, Operation, Source, UnboundOperation
from dmm_desktop.api.request import Configuration, HttpRequest, ZipContent, lay_out

Json = dict[str, Any]

TRACKER = "MainExecutionTrackerId"
STATUS, OUTPUTS, STOP = Operation.GET_EXECUTION_STATUS, Operation.GET_EXECUTION_OUTPUTS, Operation.STOP_EXECUTION
START, CREATE = Operation.START_EXECUTION, Operation.CREATE_CONNECTION
STRING: Json = {"type": "string"}
BYTE: Json = {"type": "string", "format": "byte"}


def at(place: str, name: str, *, required: bool = False, **schema: Any) -> Json:
    """A parameter outside the body."""
    return {"name": name, "in": place, "required": required, "type": "string", **schema}


def body(schema: Json, *, required: bool = True, name: str = "Request") -> Json:
    """The body parameter with this schema."""
    return {"name": name, "in": "body", "required": required, "schema": schema}


def obj(*required: str, **members: Json) -> Json:
    """An object's schema; members without further description are strings."""
    return {"type": "object", "required": list(required), "properties": members}


def strings(*names: str) -> dict[str, Json]:
    return {name: dict(STRING) for name in names}


def described(operation: Operation, *parameters: Json, method: str = "post", path: str = "", **more: Any) -> Json:
    """The ``paths`` of a document: this operation, at its own name unless a path is given."""
    return {path or f"/{operation}": {method: {"parameters": list(parameters), **more}}}


def document(paths: Mapping[str, Any], **top: Any) -> str:
    return json.dumps({"swagger": "2.0", "info": {"title": "x", "version": "1"}, "paths": paths, **top})


def contract(paths: Mapping[str, Any], **top: Any) -> Contract:
    return bind(document(paths, **top), Source.FILE, "test.json")


def bound(operation: Operation, paths: Mapping[str, Any], **top: Any) -> BoundOperation:
    """Bind the operation; fail with the reason if that is impossible."""
    found = contract(paths, **top).operations[operation]
    assert isinstance(found, BoundOperation), str(found.reason)
    return found


def reason(operation: Operation, paths: Mapping[str, Any], **top: Any) -> str:
    """Why the operation cannot be bound; fail if it can."""
    found = contract(paths, **top).operations[operation]
    assert isinstance(found, UnboundOperation), found
    return str(found.reason)


def asked(operation: Operation, values: Mapping[str, object], paths: Mapping[str, Any], **top: Any) -> HttpRequest:
    """The request for these values."""
    return lay_out(bound(operation, paths, **top), values)


def started(paths: Mapping[str, Any], configuration: str = '{"DataAppendMode": true}', **top: Any) -> HttpRequest:
    """The request that starts an import."""
    values = {"Type": "Import", "Configuration": Configuration(configuration), "ZipFile": ZipContent()}
    return asked(START, values, paths, **top)


def sent_body(request: HttpRequest, zip_text: str = "") -> Any:
    """The JSON of a request's body, with the text in place of the zip."""
    return json.loads(request.head + zip_text.encode() + request.tail)
