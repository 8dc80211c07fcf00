"""The layouts that the demo environment can have (`--shape`).

Each is made from the documented one by the changes that it is about. The names that differ are aliases that the page
about the API lists, so a client that binds by these rules can speak to all of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from .layout import TRACKER, Kind, Operation, Parameter, Place, Shape

JSON = "application/json"
CONFIGURATION = "Configuration"
ZIP = "ZipFile"
EXECUTION_TYPES = ("Import", "Export", "Migration", "Delete", "Scramble")
CONNECTION_TYPES = ("DataSource", "DataDestination")
DATABASE_TYPES = ("SQLServer", "Oracle", "MySQL", "DMMREST")


def _of(place: Place, *, kind: Kind = Kind.TEXT, names: tuple[str, ...], required: bool = False) -> list[Parameter]:
    return [Parameter(name, name, place, kind, required) for name in names]


_TRACKER_IN_QUERY = Parameter(TRACKER, TRACKER, Place.QUERY, required=True)

# Our best reading of the API: method, path and places are assumed, names are documented.
_DOCUMENTED = (
    Operation(
        "CreateConnection",
        "CreateConnection",
        "POST",
        "/CreateConnection",
        (
            Parameter("ConnectionName", "ConnectionName", Place.BODY, required=True),
            Parameter("ConnectionType", "ConnectionType", Place.BODY, required=True, choices=CONNECTION_TYPES),
            Parameter("DatabaseType", "DatabaseType", Place.BODY, required=True, choices=DATABASE_TYPES),
            *_of(Place.BODY, names=("ConnectionString", "EnvironmentURL", "RestAPIKey")),
        ),
        consumes=JSON,
    ),
    Operation(
        "StartExecution",
        "StartExecution",
        "POST",
        "/StartExecution",
        (
            Parameter("Type", "Type", Place.BODY, required=True, choices=EXECUTION_TYPES),
            Parameter(CONFIGURATION, CONFIGURATION, Place.BODY, required=True),
            Parameter(ZIP, ZIP, Place.BODY, Kind.BYTE),
        ),
        consumes=JSON,
    ),
    Operation(
        "StopExecution",
        "StopExecution",
        "POST",
        "/StopExecution",
        (Parameter(TRACKER, TRACKER, Place.BODY, required=True),),
        consumes=JSON,
    ),
    Operation(
        "GetExecutionStatus",
        "GetExecutionStatus",
        "GET",
        "/GetExecutionStatus",
        (
            _TRACKER_IN_QUERY,
            *_of(Place.QUERY, kind=Kind.BOOLEAN, names=("IncludeReports", "IncludeLogs")),
            *_of(Place.QUERY, kind=Kind.INTEGER, names=("LogRecords", "LogPage")),
        ),
    ),
    Operation(
        "GetExecutionOutputs",
        "GetExecutionOutputs",
        "GET",
        "/GetExecutionOutputs",
        (
            _TRACKER_IN_QUERY,
            *_of(
                Place.QUERY,
                kind=Kind.BOOLEAN,
                names=("IncludeReports", "IncludeLogs", "IncludeFiles", "IncludeErrorReport"),
            ),
        ),
    ),
)


def _changed(
    change: Callable[[Parameter], Parameter], operations: tuple[Operation, ...] = _DOCUMENTED
) -> tuple[Operation, ...]:
    """The operations with each parameter changed."""
    return tuple(
        replace(operation, parameters=tuple(change(parameter) for parameter in operation.parameters))
        for operation in operations
    )


def _named(names: Mapping[str, str]) -> Callable[[Parameter], Parameter]:
    return lambda parameter: replace(parameter, name=names.get(parameter.documented, parameter.documented))


def _kind(documented: str, kind: Kind) -> Callable[[Parameter], Parameter]:
    return lambda parameter: replace(parameter, kind=kind) if parameter.documented == documented else parameter


def _all_in_body(names: Mapping[str, str]) -> tuple[Operation, ...]:
    """Every operation as a POST with a JSON body."""
    operations = _changed(lambda parameter: replace(_named(names)(parameter), place=Place.BODY))
    return tuple(replace(operation, method="POST", consumes=JSON) for operation in operations)


def _camel(name: str) -> str:
    return name[0].lower() + name[1:]


def _snake(name: str) -> str:
    words = "".join(
        f"_{char}" if char.isupper() and not name[max(i - 1, 0)].isupper() else char for i, char in enumerate(name)
    )
    return words.lower().strip("_")


def _all_post() -> Shape:
    names = {TRACKER: "ExecutionTrackerId", CONFIGURATION: "ConfigurationJson", ZIP: "File"}
    operations = _changed(_kind(ZIP, Kind.TEXT), _all_in_body(names))
    return Shape("all-post", tuple(replace(item, operation_id=None) for item in operations), tokens_as_security=True)


def _nested() -> Shape:
    operations = _all_in_body({TRACKER: "Id", CONFIGURATION: "JSON", ZIP: "Zip"})
    return Shape(
        "nested",
        tuple(replace(item, wrapper=f"{item.documented}Request") for item in operations),
        uses_references=True,
    )


def _path_ids() -> Shape:
    def in_path(parameter: Parameter) -> Parameter:
        if parameter.documented != TRACKER:
            return parameter
        return replace(parameter, name="ExecutionId", place=Place.PATH, required=True)

    paths = {
        "CreateConnection": "/connections",
        "StartExecution": "/executions",
        "StopExecution": "/executions/{ExecutionId}/stop",
        "GetExecutionStatus": "/executions/{ExecutionId}/status",
        "GetExecutionOutputs": "/executions/{ExecutionId}/outputs",
    }
    operations = tuple(replace(item, path=paths[item.documented]) for item in _changed(in_path))
    return Shape(
        "path-ids",
        tuple(replace(item, consumes=JSON if item.members else None) for item in operations),
        tokens_as_security=True,
        uses_references=True,
    )


def _raw(name: str, consumes: str, configuration: Parameter) -> Shape:
    """StartExecution with the zip as its whole body."""
    start = (
        Parameter("Type", "Type", Place.QUERY, required=True, choices=EXECUTION_TYPES),
        configuration,
        Parameter(ZIP, "File", Place.RAW, Kind.BINARY, required=True),
    )
    return Shape(
        name,
        tuple(
            replace(item, parameters=start, consumes=consumes) if item.documented == "StartExecution" else item
            for item in _DOCUMENTED
        ),
    )


def _cased(case: Callable[[str], str], names: Mapping[str, str]) -> tuple[Operation, ...]:
    operations = _changed(
        lambda parameter: replace(parameter, name=names.get(parameter.documented, case(parameter.documented)))
    )
    return tuple(
        replace(item, operation_id=case(item.documented), path="/" + case(item.documented)) for item in operations
    )


def _object_config() -> Shape:
    names = {TRACKER: "execution_id", CONFIGURATION: "json_configuration", ZIP: "file_content"}
    return Shape("object-config", _changed(_kind(CONFIGURATION, Kind.OBJECT), _cased(_snake, names)))


def _byte_config() -> Shape:
    operations = _changed(_named({CONFIGURATION: "JSONConfiguration", ZIP: "FileContent"}))
    return Shape("byte-config", _changed(_kind(CONFIGURATION, Kind.BYTE), operations), uses_references=True)


def _headers() -> Shape:
    """What is no part of a JSON body by nature travels in headers."""

    def in_header(parameter: Parameter) -> Parameter:
        moves = parameter.documented == TRACKER or parameter.kind in (Kind.BOOLEAN, Kind.INTEGER)
        return replace(parameter, place=Place.HEADER) if moves else parameter

    operations = _changed(in_header)
    return Shape("headers", tuple(replace(item, consumes=JSON if item.members else None) for item in operations))


def _platform() -> Shape:
    """Paths that end with a slash, two parameters that follow each other, names in JSON that are not the studio's."""
    in_path = {TRACKER: Kind.INTEGER, "LogPage": Kind.INTEGER}

    def written(parameter: Parameter) -> Parameter:
        if parameter.documented in in_path:
            return replace(parameter, place=Place.PATH, kind=in_path[parameter.documented], required=True)
        named = _camel(parameter.name) if parameter.place is Place.BODY else parameter.name
        return replace(parameter, name=named, kind=Kind.BYTE if parameter.documented == ZIP else parameter.kind)

    paths = {
        "CreateConnection": ("CreateConnection", "/connections/"),
        "StartExecution": ("Start_Execution", "/executions/"),
        "StopExecution": ("Stop_Execution", "/executions/{MainExecutionTrackerId}/stop/"),
        "GetExecutionStatus": ("Get_Execution_Status", "/status/{MainExecutionTrackerId}/{LogPage}/"),
        "GetExecutionOutputs": ("Get_Execution_Outputs", "/outputs/{MainExecutionTrackerId}/"),
    }
    operations = tuple(
        replace(item, operation_id=paths[item.documented][0], path=paths[item.documented][1])
        for item in _changed(written)
    )
    return Shape(
        "platform",
        tuple(replace(item, consumes=JSON if item.members else None) for item in operations),
        is_platform=True,
    )


_ALL = (
    Shape("documented", _DOCUMENTED),
    _all_post(),
    _nested(),
    _path_ids(),
    _raw(
        "raw-zip",
        "application/zip",
        Parameter(CONFIGURATION, "ConfigurationJson", Place.HEADER, Kind.BYTE, required=True),
    ),
    _raw("raw-octet", "application/octet-stream", Parameter(CONFIGURATION, CONFIGURATION, Place.QUERY, required=True)),
    Shape("camel", _cased(_camel, {}), tokens_as_security=True),
    _object_config(),
    _byte_config(),
    Shape("integer-ids", _changed(_kind(TRACKER, Kind.INTEGER))),
    _headers(),
    _platform(),
)
SHAPES = {shape.name: shape for shape in _ALL}
