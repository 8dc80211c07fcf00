"""A contract: the five documented operations, each bound to a request with its parameters, or missing with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..core.errors import ContractIncomplete
from ..core.names import normal
from ..core.text import Text
from ..core.tracker_ids import TRACKER_ID_NAMES


class ParameterIn(StrEnum):
    """Where in a request a value goes."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    BODY = "body"
    RAW = "raw body"


class ValueKind(StrEnum):
    """What a value is written as; ``base64`` is a string with ``format: byte``."""

    STRING = "string"
    BASE64 = "base64"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    OBJECT = "object"
    ARRAY = "array"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One place for one value. ``path`` leads to it in a JSON body: () the body itself, (a, b) b inside the object a.

    ``is_wrapper`` marks an object whose members are fields of their own, such as most bodies. ``optional_in`` is the
    path of the innermost object around it that may be left out, None if none may: see :meth:`is_needed`.
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

    def is_inside(self, other: Parameter) -> bool:
        """Whether it lies inside the object in the body that the other one is."""
        return other.place is ParameterIn.BODY and self._is_below(other.path)

    def is_needed(self, filled: Iterable[Parameter]) -> bool:
        """Whether a request that fills those fields has to fill this one too."""
        if self.optional_in is None or not self.required:
            return self.required
        return any(other._is_below(self.optional_in) for other in filled)

    def _is_below(self, path: tuple[str, ...]) -> bool:
        return self.place is ParameterIn.BODY and len(self.path) > len(path) and self.path[: len(path)] == path

    @property
    def is_free_body(self) -> bool:
        """Whether it is a whole JSON body whose members are not described."""
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


class Source(StrEnum):
    """Where a contract comes from."""

    BUILT_IN = "built-in contract"
    ENVIRONMENT = "environment's description"
    FILE = "description from a file"


@dataclass(frozen=True, slots=True)
class BoundOperation:
    """An operation with a place for each documented name that it can take.

    ``unplaced`` are the documented optional names for which it has none. ``fields`` are all places of the operation
    that hold a single value: what a form for CreateConnection shows. ``outputs`` are the types of the values in its
    answer by name; an answer that is one value has the name "".
    """

    operation: Operation
    method: str
    path: str
    places: Mapping[str, Parameter]
    fields: tuple[Parameter, ...]
    content_type: str = "application/json"
    unplaced: tuple[str, ...] = ()
    outputs: Mapping[str, ValueKind] = field(default_factory=dict)

    def takes(self, name: str) -> bool:
        return name in self.places


@dataclass(frozen=True, slots=True)
class UnboundOperation:
    """An operation that cannot be used, and why."""

    operation: Operation
    reason: Text


@dataclass(frozen=True, slots=True)
class Contract:
    """All five operations as one description binds them. ``origin`` is the address or file name of the description;
    ``rest`` are sentences about what it names and could not be bound."""

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
        """What the description says a tracker id is: the answer of StartExecution, and what GetExecutionStatus takes. A
        string where the two leave that open."""
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
        """Where it comes from, in words for a report."""
        return f"{self.source} ({self.origin})"

    @property
    def describes_dmm(self) -> bool:
        """Whether at least one operation could be bound."""
        return any(self.has(operation) for operation in Operation)

    @property
    def missing(self) -> tuple[UnboundOperation, ...]:
        return tuple(found for found in self.operations.values() if isinstance(found, UnboundOperation))
