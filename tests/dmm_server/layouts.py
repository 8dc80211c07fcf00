"""Request layouts (`--shape`), and their descriptions.

Each is derived from the documented one by specific changes. The names that differ are aliases listed on the page about
the API, so a client that binds by these rules can use all of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import unquote

from dmm_desktop.demo.api import (
    BOOLEAN,
    BYTE,
    CONFIGURATION,
    EXECUTION_TYPES,
    INTEGER,
    OBJECT,
    ONE_TIME_TOKEN_HEADER,
    OPERATIONS,
    TEXT,
    TOKEN_HEADER,
    TRACKER,
    ZIP,
    DemoOperation,
    DemoParameter,
    Schema,
    answer_schema,
    document,
    object_schema,
    schema_of,
    token_headers,
    token_parameters,
)
from dmm_desktop.demo.http_messages import Json

from .answer_styles import camel

JSON = "application/json"
MULTIPART, URL_ENCODED = "multipart/form-data", "application/x-www-form-urlencoded"
BINARY = Schema("string", "binary")
FILE = Schema("file")


class Place(StrEnum):
    """Where a value is sent, in terms of Swagger 2.0, except that `BODY` is a member of the JSON body and `RAW` the
    whole body. `FORM` is a field of a form."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    BODY = "member"
    RAW = "body"
    FORM = "formData"


@dataclass(frozen=True)
class PlacedParameter(DemoParameter):
    """A documented parameter with its name and location in a layout."""

    sent_as: str = ""
    place: Place = Place.BODY


@dataclass(frozen=True)
class PlacedOperation(DemoOperation):
    """A documented operation in a layout. `path` is a template below the API root."""

    parameters: tuple[PlacedParameter, ...]
    operation_id: str | None
    path: str
    consumes: str | None = None
    wrapper: str | None = None

    def placed(self, place: Place) -> tuple[PlacedParameter, ...]:
        """The parameters at a location."""
        return tuple(parameter for parameter in self.parameters if parameter.place is place)

    def match(self, path: str) -> dict[str, str] | None:
        """The values in the path if `path` (below the API root, still percent-encoded) matches this operation."""
        expected, given = self.path.split("/"), path.split("/")
        if len(expected) != len(given):
            return None
        values = {}
        for template, segment in zip(expected, given, strict=True):
            if template.startswith("{") and segment:
                values[template[1:-1]] = unquote(segment)
            elif template != segment:
                return None
        return values


Operations = tuple[PlacedOperation, ...]


@dataclass(frozen=True)
class ApiLayout:
    """A layout of all operations, including the form of its description."""

    operations: Operations
    tokens_as_security: bool = False
    """Whether the description names the tokens under `securityDefinitions` instead of as header parameters."""
    uses_references: bool = False
    """Whether the description names bodies by `$ref`."""

    @property
    def has_integer_ids(self) -> bool:
        parameters = self.operations[-1].parameters
        return any(item.name == TRACKER and item.schema == INTEGER for item in parameters)


def _placed(operation: DemoOperation) -> PlacedOperation:
    """A documented operation as in the demo environment."""
    place = Place.QUERY if operation.method == "GET" else Place.BODY
    return PlacedOperation(
        **(vars(operation) | {"parameters": tuple(_placed_at(place, item) for item in operation.parameters)}),
        operation_id=operation.name,
        path=f"/{operation.name}",
        consumes=None if operation.method == "GET" else JSON,
    )


def _placed_at(place: Place, parameter: DemoParameter) -> PlacedParameter:
    return PlacedParameter(**vars(parameter), sent_as=parameter.name, place=place)


_DOCUMENTED = tuple(map(_placed, OPERATIONS))

Change = Callable[[PlacedParameter], PlacedParameter]


def changed(change: Change, operations: Operations = _DOCUMENTED) -> Operations:
    """The operations with each parameter changed. Only those that still have body members accept JSON."""
    found = []
    for operation in operations:
        parameters = tuple(change(parameter) for parameter in operation.parameters)
        has_members = any(parameter.place is Place.BODY for parameter in parameters)
        found.append(replace(operation, parameters=parameters, consumes=JSON if has_members else None))
    return tuple(found)


def at_paths(paths: Mapping[str, tuple[str, str]], operations: Operations) -> Operations:
    """The operations with other ids and paths, by documented name."""
    return tuple(replace(item, operation_id=paths[item.name][0], path=paths[item.name][1]) for item in operations)


def _named(names: Mapping[str, str]) -> Change:
    return lambda parameter: replace(parameter, sent_as=names.get(parameter.name, parameter.name))


def _typed(name: str, schema: Schema) -> Change:
    return lambda parameter: replace(parameter, schema=schema) if parameter.name == name else parameter


def _all_in_body(names: Mapping[str, str]) -> Operations:
    """Every operation as a POST with a JSON body."""
    operations = changed(lambda parameter: replace(_named(names)(parameter), place=Place.BODY))
    return tuple(replace(operation, method="POST") for operation in operations)


def _snake(name: str) -> str:
    words = "".join(
        f"_{char}" if char.isupper() and not name[max(i - 1, 0)].isupper() else char for i, char in enumerate(name)
    )
    return words.lower().strip("_")


def _all_post() -> ApiLayout:
    operations = _all_in_body({TRACKER: "ExecutionTrackerId", CONFIGURATION: "ConfigurationJson", ZIP: "File"})
    operations = changed(_typed(ZIP, TEXT), operations)
    return ApiLayout(tuple(replace(item, operation_id=None) for item in operations), tokens_as_security=True)


def _nested() -> ApiLayout:
    operations = _all_in_body({TRACKER: "Id", CONFIGURATION: "JSON", ZIP: "Zip"})
    wrapped = tuple(replace(item, wrapper=f"{item.name}Request") for item in operations)
    return ApiLayout(wrapped, uses_references=True)


def _path_ids() -> ApiLayout:
    def in_path(parameter: PlacedParameter) -> PlacedParameter:
        if parameter.name != TRACKER:
            return parameter
        return replace(parameter, sent_as="ExecutionId", place=Place.PATH, required=True)

    paths = {
        "CreateConnection": "/connections",
        "StartExecution": "/executions",
        "StopExecution": "/executions/{ExecutionId}/stop",
        "GetExecutionStatus": "/executions/{ExecutionId}/status",
        "GetExecutionOutputs": "/executions/{ExecutionId}/outputs",
    }
    operations = at_paths({name: (name, path) for name, path in paths.items()}, changed(in_path))
    return ApiLayout(operations, tokens_as_security=True, uses_references=True)


def _raw(consumes: str, configuration: PlacedParameter) -> ApiLayout:
    """StartExecution with the zip as its whole body."""
    start = (
        PlacedParameter("Type", required=True, choices=EXECUTION_TYPES, sent_as="Type", place=Place.QUERY),
        configuration,
        PlacedParameter(ZIP, BINARY, required=True, sent_as="File", place=Place.RAW),
    )
    return ApiLayout(
        tuple(
            replace(item, parameters=start, consumes=consumes) if item.name == "StartExecution" else item
            for item in _DOCUMENTED
        )
    )


def _raw_zip() -> ApiLayout:
    configuration = PlacedParameter(CONFIGURATION, BYTE, required=True, sent_as="ConfigurationJson", place=Place.HEADER)
    return _raw("application/zip", configuration)


def _raw_octet() -> ApiLayout:
    configuration = PlacedParameter(CONFIGURATION, required=True, sent_as=CONFIGURATION, place=Place.QUERY)
    return _raw("application/octet-stream", configuration)


def _in_form(consumes: str, change: Change) -> ApiLayout:
    """Every operation with a body as a form; `change` applies to its parameters."""

    def placed(operation: PlacedOperation) -> PlacedOperation:
        if operation.method == "GET":
            return replace(operation, parameters=tuple(map(change, operation.parameters)))
        parameters = tuple(replace(change(item), place=Place.FORM) for item in operation.parameters)
        has_file = any(item.schema == FILE for item in parameters)
        return replace(operation, parameters=parameters, consumes=consumes if has_file else URL_ENCODED)

    return ApiLayout(tuple(map(placed, _DOCUMENTED)))


def _multipart() -> ApiLayout:
    """The zip as a file of a multipart form, everything else as text."""
    return _in_form(MULTIPART, _typed(ZIP, FILE))


def _multipart_files() -> ApiLayout:
    """The configuration as a file too, under other names."""
    named = _named({TRACKER: "ExecutionId", CONFIGURATION: "ConfigurationJson", ZIP: "File"})
    return _in_form(MULTIPART, lambda item: _typed(ZIP, FILE)(_typed(CONFIGURATION, FILE)(named(item))))


def _cased(case: Callable[[str], str], names: Mapping[str, str]) -> Operations:
    operations = changed(lambda parameter: replace(parameter, sent_as=names.get(parameter.name, case(parameter.name))))
    return at_paths({item.name: (case(item.name), "/" + case(item.name)) for item in operations}, operations)


def _object_config() -> ApiLayout:
    names = {TRACKER: "execution_id", CONFIGURATION: "json_configuration", ZIP: "file_content"}
    return ApiLayout(changed(_typed(CONFIGURATION, OBJECT), _cased(_snake, names)))


def _byte_config() -> ApiLayout:
    operations = changed(_named({CONFIGURATION: "JSONConfiguration", ZIP: "FileContent"}))
    return ApiLayout(changed(_typed(CONFIGURATION, BYTE), operations), uses_references=True)


def _headers() -> ApiLayout:
    """Everything that needs no JSON body is sent in headers."""

    def in_header(parameter: PlacedParameter) -> PlacedParameter:
        moves = parameter.name == TRACKER or parameter.schema in (BOOLEAN, INTEGER)
        return replace(parameter, place=Place.HEADER) if moves else parameter

    return ApiLayout(changed(in_header))


LAYOUTS = {
    "documented": ApiLayout(_DOCUMENTED),
    "all-post": _all_post(),
    "nested": _nested(),
    "path-ids": _path_ids(),
    "raw-zip": _raw_zip(),
    "raw-octet": _raw_octet(),
    "camel": ApiLayout(_cased(camel, {}), tokens_as_security=True),
    "object-config": _object_config(),
    "byte-config": _byte_config(),
    "integer-ids": ApiLayout(changed(_typed(TRACKER, INTEGER))),
    "headers": _headers(),
    "multipart": _multipart(),
    "multipart-files": _multipart_files(),
    "form": _in_form(URL_ENCODED, lambda item: item),
}


def describe(layout: ApiLayout, name: Callable[[str], str]) -> Json:
    """The layout as Swagger 2.0; `name` derives a response member's name from the documented one."""
    definitions: Json = {}
    paths: dict[str, Json] = {}
    for operation in layout.operations:
        described = _described(operation, layout, name, definitions)
        paths.setdefault(operation.path, {})[operation.method.lower()] = described
    described_api = document(dict(paths))
    if layout.tokens_as_security:
        described_api["securityDefinitions"] = {
            header: {"type": "apiKey", "in": "header", "name": header}
            for header in (TOKEN_HEADER, ONE_TIME_TOKEN_HEADER)
        }
    if definitions:
        described_api["definitions"] = definitions
    return described_api


def _described(operation: PlacedOperation, layout: ApiLayout, name: Callable[[str], str], definitions: Json) -> Json:
    def placed(definition: str, schema: Json) -> Json:
        if not layout.uses_references:
            return schema
        definitions[definition] = schema
        return {"$ref": f"#/definitions/{definition}"}

    parameters = [_described_parameter(item) for item in operation.parameters if item.place is not Place.BODY]
    if members := operation.placed(Place.BODY):
        schema = object_schema({member.sent_as: schema_of(member) for member in members}, members)
        schema = placed(f"{operation.name}Body", schema)
        if wrapper := operation.wrapper:
            schema = {"type": "object", "required": [wrapper], "properties": {wrapper: schema}}
            schema = placed(f"{operation.name}Wrapper", schema)
        parameters.append({"name": "Request", "in": "body", "required": True, "schema": schema})
    answer = placed(f"{operation.name}Answer", renamed(answer_schema(operation), name))
    described: Json = {
        "parameters": parameters,
        "produces": [JSON],
        "responses": {"200": {"description": "The answer", "schema": answer}},
    }
    if layout.tokens_as_security:
        described["security"] = [{header: [] for header in token_headers(operation)}]
    else:
        parameters += token_parameters(operation)
    if operation.operation_id:
        described["operationId"] = operation.operation_id
    if operation.consumes:
        described["consumes"] = [operation.consumes]
    return described


def renamed(schema: Json, name: Callable[[str], str]) -> Json:
    """A record whose members have the names that `name` derives from the documented ones."""
    properties = schema["properties"]
    assert isinstance(properties, dict)
    return {**schema, "properties": {name(member): kind for member, kind in properties.items()}}


def _described_parameter(parameter: PlacedParameter) -> Json:
    head: Json = {"name": parameter.sent_as, "in": str(parameter.place), "required": parameter.required}
    return head | ({"schema": schema_of(parameter)} if parameter.place is Place.RAW else schema_of(parameter))
