"""A contract: the five documented operations, each bound to a request or missing with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..core.errors import ContractIncomplete
from ..core.names import normal
from ..core.text import Text
from ..core.tracker_ids import TRACKER_ID_NAMES
from .field import Field, Kind


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
    places: Mapping[str, Field]
    fields: tuple[Field, ...]
    content_type: str = "application/json"
    unplaced: tuple[str, ...] = ()
    outputs: Mapping[str, Kind] = field(default_factory=dict)

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

    def type_of_tracker_ids(self) -> Kind:
        """What the description says a tracker id is: the answer of StartExecution, and what GetExecutionStatus takes. A
        string where the two leave that open."""
        kinds: list[Kind | None] = []
        start, status = (
            self.operations[operation] for operation in (Operation.START_EXECUTION, Operation.GET_EXECUTION_STATUS)
        )
        if isinstance(start, BoundOperation):
            kinds += [start.outputs.get(normal(name)) for name in (*TRACKER_ID_NAMES, "")]
        if isinstance(status, BoundOperation):
            kinds.append(status.places[TRACKER_ID_NAMES[0]].kind)
        return next((kind for kind in kinds if kind in (Kind.INTEGER, Kind.NUMBER)), Kind.STRING)

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
