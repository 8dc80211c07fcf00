"""How the platform's own generator describes an API, and how an API that is made with it answers."""

import itertools
from collections.abc import Iterable
from email.message import Message

from .answers import JSON, Answer, Json, Writer
from .layout import TRACKER, Kind, Operation, Parameter, Place, Shape
from .refusals import BadRequest
from .swagger import answer_of, schema_of

_TEXT = "text/plain; charset=utf-8"
_DEFAULTS: dict[Kind, object] = {Kind.TEXT: "", Kind.INTEGER: 0, Kind.BOOLEAN: False}


class Platform:
    """What the operations answer: a number as plain text, nothing at all, or a record."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._empty = itertools.cycle((202, 204, 200))

    def require_accepted(self, operation: Operation, headers: Message) -> None:
        """Raises BadRequest where the client does not take what the operation answers."""
        if operation.documented == "StartExecution" and not _takes_text(headers.get("Accept", "*/*")):
            raise BadRequest("Not Acceptable", 406)

    def answer(self, operation: Operation, values: Json) -> Answer:
        """What an operation that succeeded has to say."""
        match operation.documented:
            case "StartExecution":
                return Answer(200, _TEXT, [str(values[TRACKER]).encode()])
            case "CreateConnection" | "StopExecution":
                return Answer(next(self._empty), "", [])
            case _:
                return Answer(200, JSON, self._writer.write(values))


def _takes_text(accept: str) -> bool:
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        is_refused = any(one.replace(" ", "").rstrip("0") in ("q=", "q=0.") for one in parameters)
        if media in ("text/plain", "text/*", "*/*") and not is_refused:
            return True
    return False


def describe(shape: Shape, writer: Writer, root: str) -> Json:
    """The whole document: without a host, and without the headers that are read at authentication."""
    definitions: Json = {}
    paths: dict[str, Json] = {}
    for operation in shape.operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, writer, definitions)
    return {
        "swagger": "2.0",
        "info": {"title": "v1", "description": "The &quot;DMM&quot; API &amp; its **executions**.", "version": "1.0.0"},
        "basePath": root,
        "schemes": ["https"],
        "paths": paths,
        "definitions": definitions,
        "tags": [{"name": "v1", "description": ""}],
    }


def _operation(operation: Operation, writer: Writer, definitions: Json) -> Json:
    parameters = [_parameter(item) for item in operation.parameters if item.place is not Place.BODY]
    if members := operation.members:
        name = "".join(member.documented for member in members) + "Record"
        definitions[name] = _record((member.name, member) for member in members)
        parameters.append(
            {
                "name": "Request",
                "in": "body",
                "description": "",
                "required": True,
                "schema": {"$ref": f"#/definitions/{name}"},
            }
        )
    response: Json = {"description": "Success"}
    if operation.documented == "StartExecution":
        response["schema"] = schema_of(Kind.INTEGER)
    elif operation.documented.startswith("Get"):
        name = f"{operation.documented}Result"
        definitions[name] = answer_of(operation, writer)
        response["schema"] = {"$ref": f"#/definitions/{name}"}
    return {
        "operationId": operation.operation_id,
        "tags": ["v1"],
        "summary": "",
        "description": f"See &quot;{operation.documented}&quot; in **DMM**.",
        "parameters": parameters,
        "responses": {"200": response},
    }


def _parameter(parameter: Parameter) -> Json:
    head: Json = {
        "name": parameter.name,
        "in": str(parameter.place),
        "description": "",
        "required": parameter.required,
    }
    return head | _typed(parameter)


def _record(members: Iterable[tuple[str, Parameter]]) -> Json:
    """The members are called as in JSON, those that are required as in the studio."""
    listed = list(members)
    properties = {name: _typed(member) for name, member in listed}
    required = [member.documented for _, member in listed if member.required]
    return {"type": "object", "required": required, "properties": properties}


def _typed(parameter: Parameter) -> Json:
    described: Json = {**schema_of(parameter.kind), "description": f"The &quot;{parameter.documented}&quot;"}
    default = _DEFAULTS.get(parameter.kind)
    return described if default is None else {**described, "default": default}
