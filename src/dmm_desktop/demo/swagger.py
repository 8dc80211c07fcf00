"""The description of a shape as Swagger 2.0, made from the same data that requests are read by."""

from collections.abc import Iterable

from .answers import Json, Writer
from .environment import ONE_TIME_TOKEN_HEADER, TOKEN_HEADER
from .layout import TRACKER, Kind, Operation, Parameter, Place, Shape

_TYPES: dict[Kind, Json] = {
    Kind.TEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer", "format": "int64"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.OBJECT: {"type": "object"},
    Kind.BYTE: {"type": "string", "format": "byte"},
    Kind.BINARY: {"type": "string", "format": "binary"},
}
_STATE = ("Status", "Result")
_ANSWERS: dict[str, tuple[str, ...]] = {
    "CreateConnection": (),
    "StartExecution": (TRACKER,),
    "StopExecution": (),
    "GetExecutionStatus": (*_STATE, "Logs", "LogNumPages", "Report"),
    "GetExecutionOutputs": (*_STATE, "Logs", "ZipFile", "ErrorReport", "Report"),
}
_ANSWER_KINDS = {
    "LogNumPages": Kind.INTEGER,
    "Report": Kind.OBJECT,
    "Logs": Kind.BYTE,
    "ZipFile": Kind.BYTE,
    "Success": Kind.BOOLEAN,
}


def describe(shape: Shape, writer: Writer) -> Json:
    """The whole document. Host and base path are those of a machine behind the load balancer, as they often are."""
    definitions: Json = {}
    paths: dict[str, Json] = {}
    for operation in shape.operations:
        described = _operation(operation, shape, writer, definitions)
        paths.setdefault(operation.path, {})[operation.method.lower()] = described
    document: Json = {
        "swagger": "2.0",
        "info": {"title": "DMM API", "version": "1.0", "description": "Demo environment"},
        "host": "osfe01.internal.example",
        "basePath": "/internal/rest/api",
        "schemes": ["http"],
        "paths": paths,
    }
    if shape.tokens_as_security:
        document["securityDefinitions"] = {
            name: {"type": "apiKey", "in": "header", "name": name} for name in (TOKEN_HEADER, ONE_TIME_TOKEN_HEADER)
        }
    if definitions:
        document["definitions"] = definitions
    return document


def _operation(operation: Operation, shape: Shape, writer: Writer, definitions: Json) -> Json:
    def placed(name: str, schema: Json) -> Json:
        if not shape.uses_references:
            return schema
        definitions[name] = schema
        return {"$ref": f"#/definitions/{name}"}

    tokens = (TOKEN_HEADER, ONE_TIME_TOKEN_HEADER) if operation.needs_one_time_token else (TOKEN_HEADER,)
    parameters = [_parameter(item) for item in operation.parameters if item.place is not Place.BODY]
    if members := operation.members:
        schema = placed(f"{operation.documented}Body", _object(members))
        if operation.wrapper:
            schema = {"type": "object", "required": [operation.wrapper], "properties": {operation.wrapper: schema}}
            schema = placed(f"{operation.documented}Wrapper", schema)
        parameters.append({"name": "Request", "in": "body", "required": True, "schema": schema})
    answer = placed(f"{operation.documented}Answer", answer_of(operation, writer))
    described: Json = {
        "parameters": parameters,
        "produces": ["application/json"],
        "responses": {"200": {"description": "The answer", "schema": answer}},
    }
    if shape.tokens_as_security:
        described["security"] = [{name: [] for name in tokens}]
    else:
        parameters += [{"name": name, "in": "header", "required": True, "type": "string"} for name in tokens]
    if operation.operation_id:
        described["operationId"] = operation.operation_id
    if operation.consumes:
        described["consumes"] = [operation.consumes]
    return described


def _parameter(parameter: Parameter) -> Json:
    head: Json = {"name": parameter.name, "in": str(parameter.place), "required": parameter.required}
    return head | ({"schema": _schema(parameter)} if parameter.place is Place.RAW else _schema(parameter))


def _object(members: Iterable[Parameter]) -> Json:
    schema: Json = {"type": "object", "properties": {member.name: _schema(member) for member in members}}
    required = [member.name for member in members if member.required]
    return schema | ({"required": required} if required else {})


def _schema(parameter: Parameter) -> Json:
    return schema_of(parameter.kind) | ({"enum": list(parameter.choices)} if parameter.choices else {})


def schema_of(kind: Kind) -> Json:
    """How a value of this kind is described."""
    return dict(_TYPES[kind])


def answer_of(operation: Operation, writer: Writer) -> Json:
    """The record that an operation answers with."""
    names = (*_ANSWERS[operation.documented], "Success", "ErrorMessage")
    properties: Json = {writer.name(name): schema_of(_ANSWER_KINDS.get(name, Kind.TEXT)) for name in names}
    return {"type": "object", "properties": properties}
