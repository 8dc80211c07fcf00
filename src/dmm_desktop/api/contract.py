"""A contract: the five documented operations, each bound to a request with its parameters, or missing for a stated
reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..core.address import segments_of
from ..core.errors import ContractIncomplete
from ..core.names import normal
from ..core.text import Text
from ..core.tracker_ids import TRACKER_ID_NAMES


class ParameterIn(StrEnum):
    """The part of a request that holds a value."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    BODY = "body"
    RAW = "raw body"
    FORM = "form"


class ValueKind(StrEnum):
    """The type in which a value is written; ``base64`` is a string with ``format: byte``, ``file`` a file in a form."""

    STRING = "string"
    BASE64 = "base64"
    BINARY = "file"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    OBJECT = "object"
    ARRAY = "array"


@dataclass(frozen=True, slots=True)
class Parameter:
    """The place of one value in a request. ``path`` locates it in a JSON body: () is the body itself, (a, b) is b
    inside the object a.

    ``is_wrapper`` marks an object whose members are fields themselves, as in most bodies. ``optional_in`` is the path
    of the innermost enclosing object that may be left out; None if there is none. See :meth:`is_needed`. ``means`` is
    the documented name of the value if the description states it, otherwise ""; ``basis`` says why, if it was learned
    from a recorded request.
    """

    name: str
    place: ParameterIn
    kind: ValueKind
    required: bool = False
    path: tuple[str, ...] = ()
    enum: tuple[str, ...] = ()
    description: str = ""
    default: object = None
    is_secret: bool = False
    is_wrapper: bool = False
    optional_in: tuple[str, ...] | None = None
    means: str = ""
    basis: Text | None = field(default=None, compare=False)

    def is_inside(self, other: Parameter) -> bool:
        """Whether this place is inside the other one, an object in the body."""
        return other.place is ParameterIn.BODY and self._is_below(other.path)

    def is_needed(self, filled: Iterable[Parameter]) -> bool:
        """Whether a request that fills those fields must fill this one too."""
        if self.optional_in is None or not self.required:
            return self.required
        return any(other._is_below(self.optional_in) for other in filled)

    def _is_below(self, path: tuple[str, ...]) -> bool:
        return self.place is ParameterIn.BODY and len(self.path) > len(path) and self.path[: len(path)] == path

    @property
    def is_free_body(self) -> bool:
        """Whether this is a whole JSON body whose members are not described."""
        return (
            self.place is ParameterIn.BODY and not self.path and self.kind is ValueKind.OBJECT and not self.is_wrapper
        )


class Operation(StrEnum):
    """The documented operations."""

    CREATE_CONNECTION = "CreateConnection"
    START_EXECUTION = "StartExecution"
    STOP_EXECUTION = "StopExecution"
    GET_EXECUTION_STATUS = "GetExecutionStatus"
    GET_EXECUTION_OUTPUTS = "GetExecutionOutputs"


_BY_NAME = {normal(operation): operation for operation in Operation}


def operation_at(path: str) -> Operation | None:
    """The operation that the path names last, however the path is written; None if it names none."""
    return next((_BY_NAME[name] for name in map(normal, reversed(segments_of(path))) if name in _BY_NAME), None)


class Source(StrEnum):
    """The origin of a contract."""

    BUILT_IN = "built-in contract"
    ENVIRONMENT = "environment's description"
    FILE = "description from a file"
    REQUESTS = "learned from requests"


@dataclass(frozen=True, slots=True)
class BoundOperation:
    """An operation with a place for each documented name that it accepts.

    ``unplaced`` lists the documented optional names without a place. ``fields`` are all places that hold a single
    value, as shown in the form for CreateConnection. ``outputs`` maps the names of the values in its answer to their
    types; an answer that is a single value has the name "". ``constants`` are places without a documented meaning that
    are always filled with the only value that they allow. ``basis`` and ``bases`` say what the binding of the operation
    and of each documented name rests on.
    """

    operation: Operation
    method: str
    path: str
    places: Mapping[str, Parameter]
    fields: tuple[Parameter, ...]
    content_type: str = "application/json"
    unplaced: tuple[str, ...] = ()
    outputs: Mapping[str, ValueKind] = field(default_factory=dict)
    constants: tuple[Parameter, ...] = ()
    basis: Text | None = field(default=None, compare=False)
    bases: Mapping[str, Text] = field(default_factory=dict, compare=False)

    def takes(self, name: str) -> bool:
        return name in self.places


@dataclass(frozen=True, slots=True)
class UnboundOperation:
    """An operation that cannot be used, and the reason."""

    operation: Operation
    reason: Text


@dataclass(frozen=True, slots=True)
class Contract:
    """All five operations as bound by one description. ``origin`` is the address or file name of the description;
    ``rest`` are sentences about its operations that could not be bound."""

    source: Source
    origin: str
    operations: Mapping[Operation, BoundOperation | UnboundOperation]
    rest: tuple[Text, ...] = ()

    def bound(self, operation: Operation) -> BoundOperation:
        """Return the operation. Raises ContractIncomplete with the reason if it is not bound."""
        found = self.operations[operation]
        if isinstance(found, UnboundOperation):
            raise ContractIncomplete(operation, found.reason)
        return found

    def has(self, operation: Operation) -> bool:
        return isinstance(self.operations[operation], BoundOperation)

    def type_of_tracker_ids(self) -> ValueKind:
        """The type of tracker ids according to the description: that of the output of StartExecution or the input of
        GetExecutionStatus. A string if neither is a number."""
        kinds: list[ValueKind | None] = []
        start, status = (
            self.operations[operation] for operation in (Operation.START_EXECUTION, Operation.GET_EXECUTION_STATUS)
        )
        if isinstance(start, BoundOperation):
            kinds += [start.outputs.get(normal(name)) for name in (*TRACKER_ID_NAMES, "")]
        if isinstance(status, BoundOperation):
            kinds.append(status.places[TRACKER_ID_NAMES[0]].kind)
        return next((kind for kind in kinds if kind in (ValueKind.INTEGER, ValueKind.NUMBER)), ValueKind.STRING)

    @property
    def named(self) -> str:
        """The origin in words, for a report."""
        return f"{self.source} ({self.origin})"

    @property
    def describes_dmm(self) -> bool:
        """Whether at least one operation could be bound."""
        return any(self.has(operation) for operation in Operation)

    @property
    def missing(self) -> tuple[UnboundOperation, ...]:
        return tuple(found for found in self.operations.values() if isinstance(found, UnboundOperation))
