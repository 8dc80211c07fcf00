"""Binds the operations of a Swagger description to the documented ones, by name; what cannot be bound is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..core.models import ExecutionType
from ..core.text import Text, text
from ..resources import resource
from .contract import BoundOperation, Contract, Operation, Source, UnboundOperation
from .names import normal
from .swagger import DescribedOperation, Field, Kind, Place, read_description

BUILT_IN_FILE = "dmm-api.swagger.json"

#: Headers that every request carries by itself, so that a description may require them.
_SENT_ANYWAY = frozenset({"x-dmm-token", "x-dmm-token-otp", "content-type", "accept", "content-length", "host"})


@dataclass(frozen=True, slots=True)
class _Input:
    """A documented name [documented] with the other names under which it is accepted [assumed], best first."""

    name: str
    aliases: tuple[str, ...] = ()
    optional: bool = False


_TRACKER_ID = _Input("MainExecutionTrackerId", ("ExecutionTrackerId", "ExecutionId", "Id"))
_INPUTS: dict[Operation, tuple[_Input, ...]] = {
    Operation.CREATE_CONNECTION: (),
    Operation.START_EXECUTION: (
        _Input("Type"),
        _Input("Configuration", ("ConfigurationJson", "JSONConfiguration", "JSON")),
        _Input("ZipFile", ("File", "FileContent", "Zip")),
    ),
    Operation.STOP_EXECUTION: (_TRACKER_ID,),
    Operation.GET_EXECUTION_STATUS: (
        _TRACKER_ID,
        *(_Input(name, optional=True) for name in ("IncludeReports", "IncludeLogs", "LogRecords", "LogPage")),
    ),
    Operation.GET_EXECUTION_OUTPUTS: (
        _TRACKER_ID,
        *(
            _Input(name, optional=True)
            for name in ("IncludeReports", "IncludeLogs", "IncludeFiles", "IncludeErrorReport")
        ),
    ),
}


def built_in_contract() -> Contract:
    """The contract that ships with the application: our best reading, its assumptions marked [A]."""
    return bind(resource(BUILT_IN_FILE).read_bytes(), Source.BUILT_IN, BUILT_IN_FILE)


def bind(content: bytes, source: Source, origin: str) -> Contract:
    """Bind a Swagger 2.0 document. Raises WrongInput if it is none."""
    described = read_description(content)
    return Contract(source, origin, {operation: _bind(operation, described) for operation in Operation})


def _bind(operation: Operation, described: Sequence[DescribedOperation]) -> BoundOperation | UnboundOperation:
    candidates = [d for d in described if normal(d.operation_id) == normal(operation)]
    if not candidates:
        candidates = [d for d in described if normal(d.last_segment) == normal(operation)]
    if not candidates:
        return UnboundOperation(operation, text("The API description does not name it."))
    results = [_bind_to(operation, candidate) for candidate in candidates]
    bound = [result for result in results if isinstance(result, BoundOperation)]
    if len(bound) > 1:
        ways = ", ".join(f"{result.method} {result.path}" for result in bound)
        return UnboundOperation(operation, text("The API description names it more than once: {ways}.", ways=ways))
    return bound[0] if bound else results[0]


def _bind_to(operation: Operation, described: DescribedOperation) -> BoundOperation | UnboundOperation:
    def missing(reason: Text) -> UnboundOperation:
        where = f"{described.method} {described.path}"
        return UnboundOperation(operation, text("{where}: {reason}.", where=where, reason=reason))

    if described.problem is not None:
        return missing(described.problem)
    single = tuple(field for field in described.fields if not field.is_wrapper and not _sent_anyway(field))
    if operation is Operation.CREATE_CONNECTION:
        if not single:
            return missing(text("it takes no fields"))
        names = {field.name: field for field in reversed(single)}
        return _bound(operation, described, {name: names[name] for name in (f.name for f in single)}, single, ())
    places: dict[str, Field] = {}
    unplaced: list[str] = []
    for wanted in _INPUTS[operation]:
        found = _find(wanted, described.fields, places.values())
        if found is not None:
            places[wanted.name] = found
        elif wanted.optional:
            unplaced.append(wanted.name)
        else:
            return missing(text("it has no place for {name}", name=wanted.name))
    reason = _unsuitable(places) or _unfilled(described.fields, places.values())
    return missing(reason) if reason else _bound(operation, described, places, single, tuple(unplaced))


def _bound(
    operation: Operation,
    described: DescribedOperation,
    places: dict[str, Field],
    fields: tuple[Field, ...],
    unplaced: tuple[str, ...],
) -> BoundOperation:
    return BoundOperation(operation, described.method, described.path, places, fields, described.content_type, unplaced)


def _find(wanted: _Input, fields: Sequence[Field], taken: Iterable[Field]) -> Field | None:
    """The best place: the documented name before its aliases, the top of the body before a wrapper's inside."""
    used = list(taken)
    if wanted.name == "ZipFile":
        raw = [field for field in fields if field.place is Place.RAW]
        if raw:
            return raw[0]
    for name in (wanted.name, *wanted.aliases):
        matching = [
            field
            for field in fields
            if normal(field.name) == normal(name) and field not in used and not _inside(field, used)
        ]
        if matching:
            return min(matching, key=lambda field: len(field.path))
    return None


def _inside(field: Field, used: Sequence[Field]) -> bool:
    """Whether the field lies inside a value that is sent whole, such as an object-typed configuration."""
    return field.place is Place.BODY and any(
        other.place is Place.BODY and len(other.path) < len(field.path) and field.path[: len(other.path)] == other.path
        for other in used
    )


def _unsuitable(places: dict[str, Field]) -> Text | None:
    """Why a place cannot hold what it is for."""
    for name, field in places.items():
        allowed: tuple[Kind, ...] = (Kind.STRING, Kind.INTEGER, Kind.NUMBER)
        if name == "Configuration":
            in_body = field.place is Place.BODY
            allowed = (Kind.STRING, Kind.BASE64, Kind.OBJECT) if in_body else (Kind.STRING, Kind.BASE64)
        elif name == "ZipFile":
            if field.place not in (Place.BODY, Place.RAW):
                return text("it wants {name} outside the body", name=field.name)
            allowed = (Kind.STRING, Kind.BASE64)
        elif name == "Type":
            allowed = (Kind.STRING,)
            if field.enum and normal(ExecutionType.IMPORT) not in map(normal, field.enum):
                return text("its {name} does not allow Import", name=field.name)
        elif name.startswith("Include"):
            allowed = (Kind.BOOLEAN, Kind.STRING, Kind.INTEGER)
        if field.kind not in allowed:
            return text("it wants {name} as {kind}", name=field.name, kind=field.kind.value)
    return None


def _unfilled(fields: Sequence[Field], used: Iterable[Field]) -> Text | None:
    """Name the required parameters for which there is no value."""
    filled = list(used)
    names = [
        field.name
        for field in fields
        if field.required
        and field not in filled
        and not _sent_anyway(field)
        and not _inside(field, filled)
        and not (field.is_wrapper and any(_inside(other, [field]) for other in filled))
        and not _in_unused_optional_wrapper(field, fields, filled)
    ]
    if not names:
        return None
    return text("it requires {names}, for which there is no value", names=", ".join(names))


def _in_unused_optional_wrapper(field: Field, fields: Sequence[Field], filled: Sequence[Field]) -> bool:
    for wrapper in _wrappers_of(field, fields):
        if not wrapper.required and not any(_inside(other, [wrapper]) for other in filled):
            return True
    return False


def _wrappers_of(field: Field, fields: Sequence[Field]) -> Iterator[Field]:
    return (other for other in fields if other.is_wrapper and _inside(field, [other]))


def _sent_anyway(field: Field) -> bool:
    return field.place is Place.HEADER and field.name.lower() in _SENT_ANYWAY
