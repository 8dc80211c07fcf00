"""The DMM API as implemented by this server, and its description.

Names are documented. Methods, paths and parameter locations are assumed: GET takes its values from the query, POST from
the members of a JSON body.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .http_messages import Json

TOKEN_HEADER = "X-DMM-Token"
ONE_TIME_TOKEN_HEADER = "X-DMM-Token-OTP"

TRACKER = "MainExecutionTrackerId"
CONFIGURATION = "Configuration"
ZIP = "ZipFile"
EXECUTION_TYPES = ("Import", "Export", "Migration", "Delete", "Scramble")
IMPORT, EXPORT = EXECUTION_TYPES[:2]
CONNECTION_TYPES = ("DataSource", "DataDestination")
DATABASE_TYPES = ("SQLServer", "Oracle", "MySQL", "DMMREST")


@dataclass(frozen=True)
class Schema:
    """The type of a value, in terms of Swagger 2.0."""

    type: str
    format: str = ""

    def describe(self) -> Json:
        return {"type": self.type, "format": self.format} if self.format else {"type": self.type}


TEXT = Schema("string")
INTEGER = Schema("integer", "int64")
BOOLEAN = Schema("boolean")
OBJECT = Schema("object")
BYTE = Schema("string", "byte")  # base64


@dataclass(frozen=True)
class DemoParameter:
    """A parameter of an operation."""

    name: str
    schema: Schema = TEXT
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoOperation:
    """An operation of the demo API. ``answer``: the members of the response other than ``Success`` and
    ``ErrorMessage``."""

    name: str
    method: str
    parameters: tuple[DemoParameter, ...]
    answer: Mapping[str, Schema]

    @property
    def needs_one_time_token(self) -> bool:
        return self.name == "StartExecution"


_STATE = {"Status": TEXT, "Result": TEXT}
_TRACKER = DemoParameter(TRACKER, required=True)

OPERATIONS = (
    DemoOperation(
        "CreateConnection",
        "POST",
        (
            DemoParameter("ConnectionName", required=True),
            DemoParameter("ConnectionType", required=True, choices=CONNECTION_TYPES),
            DemoParameter("DatabaseType", required=True, choices=DATABASE_TYPES),
            *(DemoParameter(name) for name in ("ConnectionString", "EnvironmentURL", "RestAPIKey")),
        ),
        {},
    ),
    DemoOperation(
        "StartExecution",
        "POST",
        (
            DemoParameter("Type", required=True, choices=EXECUTION_TYPES),
            DemoParameter(CONFIGURATION, required=True),
            DemoParameter(ZIP, BYTE),
        ),
        {TRACKER: TEXT},
    ),
    DemoOperation("StopExecution", "POST", (_TRACKER,), {}),
    DemoOperation(
        "GetExecutionStatus",
        "GET",
        (
            _TRACKER,
            *(DemoParameter(name, BOOLEAN) for name in ("IncludeReports", "IncludeLogs")),
            *(DemoParameter(name, INTEGER) for name in ("LogRecords", "LogPage")),
        ),
        {**_STATE, "Logs": BYTE, "LogNumPages": INTEGER, "Report": OBJECT},
    ),
    DemoOperation(
        "GetExecutionOutputs",
        "GET",
        (
            _TRACKER,
            *(
                DemoParameter(name, BOOLEAN)
                for name in ("IncludeReports", "IncludeLogs", "IncludeFiles", "IncludeErrorReport")
            ),
        ),
        {**_STATE, "Logs": BYTE, "ZipFile": BYTE, "ErrorReport": TEXT, "Report": OBJECT},
    ),
)


def describe() -> Json:
    """The API as Swagger 2.0."""
    return document(
        {f"/{operation.name}": {operation.method.lower(): _described(operation)} for operation in OPERATIONS}
    )


def document(paths: Json) -> Json:
    """A description of `paths`. As is common, host and base path are those of a machine behind a load balancer."""
    return {
        "swagger": "2.0",
        "info": {"title": "DMM API", "version": "1.0", "description": "Demo environment"},
        "host": "osfe01.internal.example",
        "basePath": "/internal/rest/api",
        "schemes": ["http"],
        "paths": paths,
    }


def _described(operation: DemoOperation) -> Json:
    values: list[Json]
    if operation.method == "GET":
        values = [
            {"name": item.name, "in": "query", "required": item.required, **schema_of(item)}
            for item in operation.parameters
        ]
    else:
        schema = object_schema({item.name: schema_of(item) for item in operation.parameters}, operation.parameters)
        values = [{"name": "Request", "in": "body", "required": True, "schema": schema}]
    described: Json = {
        "operationId": operation.name,
        "parameters": [*values, *token_parameters(operation)],
        "produces": ["application/json"],
        "responses": {"200": {"description": "The answer", "schema": answer_schema(operation)}},
    }
    return described if operation.method == "GET" else {**described, "consumes": ["application/json"]}


def schema_of(parameter: DemoParameter) -> Json:
    """The schema of a parameter, with its allowed values."""
    return {**parameter.schema.describe(), **({"enum": list(parameter.choices)} if parameter.choices else {})}


def object_schema(properties: Mapping[str, Json], parameters: Iterable[DemoParameter]) -> Json:
    """The schema of an object with these properties; a property is required if its parameter is."""
    names = [name for name, parameter in zip(properties, parameters, strict=True) if parameter.required]
    return {"type": "object", "properties": dict(properties), **({"required": names} if names else {})}


def token_headers(operation: DemoOperation) -> tuple[str, ...]:
    """The headers of an operation's tokens."""
    return (TOKEN_HEADER, ONE_TIME_TOKEN_HEADER) if operation.needs_one_time_token else (TOKEN_HEADER,)


def token_parameters(operation: DemoOperation) -> list[Json]:
    """The tokens of an operation as header parameters."""
    return [{"name": name, "in": "header", "required": True, "type": "string"} for name in token_headers(operation)]


def answer_schema(operation: DemoOperation) -> Json:
    """The schema of an operation's response."""
    members = {**operation.answer, "Success": BOOLEAN, "ErrorMessage": TEXT}
    return {"type": "object", "properties": {name: schema.describe() for name, schema in members.items()}}
