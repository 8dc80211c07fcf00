"""Binds the operations of a Swagger description to the documented ones, by name; what cannot be bound is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, permutations

from ..core.execution_type import ExecutionType
from ..core.names import normal
from ..core.text import Text, escape_controls, joined, shortened, text
from ..core.tracker_ids import TRACKER_ID_NAMES
from ..resources import resource
from .contract import BoundOperation, Contract, Operation, Parameter, ParameterIn, Source, UnboundOperation, ValueKind
from .swagger import DescribedOperation, read_description

BUILT_IN_FILE = "dmm-api.swagger.json"

#: Headers that every request carries by itself, so that a description may require them.
_SENT_ANYWAY = frozenset({"x-dmm-token", "x-dmm-token-otp", "content-type", "accept", "content-length", "host"})

_TEXT = (ValueKind.STRING, ValueKind.INTEGER, ValueKind.NUMBER)
_FLAG = (ValueKind.BOOLEAN, ValueKind.STRING, ValueKind.INTEGER)


@dataclass(frozen=True, slots=True)
class _Input:
    """A documented name [documented] with the other names under which it is accepted [assumed], best first.

    ``kinds`` are those that can hold its value.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kinds: tuple[ValueKind, ...] = _TEXT
    optional: bool = False


_TYPE = _Input("Type", kinds=(ValueKind.STRING,))
_CONFIGURATION = _Input(
    "Configuration",
    ("ConfigurationJson", "JSONConfiguration", "JSON"),
    (ValueKind.STRING, ValueKind.BASE64, ValueKind.OBJECT),
)
_ZIP_FILE = _Input("ZipFile", ("File", "FileContent", "Zip"), (ValueKind.STRING, ValueKind.BASE64))
_TRACKER_ID = _Input(TRACKER_ID_NAMES[0], TRACKER_ID_NAMES[1:])


def _flags(*names: str) -> tuple[_Input, ...]:
    return tuple(_Input(name, kinds=_FLAG, optional=True) for name in names)


_INPUTS: dict[Operation, tuple[_Input, ...]] = {
    Operation.CREATE_CONNECTION: (),
    Operation.START_EXECUTION: (_TYPE, _CONFIGURATION, _ZIP_FILE),
    Operation.STOP_EXECUTION: (_TRACKER_ID,),
    Operation.GET_EXECUTION_STATUS: (
        _TRACKER_ID,
        *_flags("IncludeReports", "IncludeLogs"),
        *(_Input(name, optional=True) for name in ("LogRecords", "LogPage")),
    ),
    Operation.GET_EXECUTION_OUTPUTS: (
        _TRACKER_ID,
        *_flags("IncludeReports", "IncludeLogs", "IncludeFiles", "IncludeErrorReport"),
    ),
}


def built_in_contract() -> Contract:
    """The contract that ships with the application: our best reading, its assumptions marked [assumed]."""
    return bind(resource(BUILT_IN_FILE).read_text("utf-8"), Source.BUILT_IN, BUILT_IN_FILE)


def bind(content: str, source: Source, origin: str) -> Contract:
    """Bind a Swagger 2.0 document. Raises WrongInput if it is something else."""
    described = read_description(content)
    named = {operation: _named(operation, described) for operation in Operation}
    taken = {id(one) for candidates in named.values() for one in candidates}
    others = [one for one in described if id(one) not in taken]
    operations = {operation: _bind(operation, candidates, others) for operation, candidates in named.items()}
    told = [
        text("{operation} cannot be used. {reason}", operation=operation, reason=found.reason)
        for operation, found in operations.items()
        if named[operation] and isinstance(found, UnboundOperation)
    ]
    alike = [sentence for operation in Operation for sentence in lookalikes(operation, others)]
    return Contract(source, origin, operations, (*told, *(alike or listed(others))))


def _named(operation: Operation, described: Sequence[DescribedOperation]) -> list[DescribedOperation]:
    """Those that have the name of a documented operation."""
    by_id = [one for one in described if normal(one.operation_id) == normal(operation)]
    return by_id or [one for one in described if normal(one.last_segment) == normal(operation)]


def _bind(
    operation: Operation, candidates: Sequence[DescribedOperation], others: Sequence[DescribedOperation]
) -> BoundOperation | UnboundOperation:
    """``others`` are those that no documented operation is named by."""
    if not candidates:
        instead = lookalikes(operation, others) or listed(others)
        return UnboundOperation(operation, joined(text("The API description does not name it."), *instead))
    results = [_bind_to(operation, candidate) for candidate in candidates]
    bound = [result for result in results if isinstance(result, BoundOperation)]
    if len(bound) > 1:
        ways = shortened(", ".join(f"{result.method} {result.path}" for result in bound))
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
        reason = _not_for_connections(single)
        places = {field.name: field for field in single}
        return missing(reason) if reason else _bound(operation, described, places, single, ())
    places = {}
    unplaced: list[str] = []
    for wanted in _INPUTS[operation]:
        found = _find(wanted, described.fields, places.values())
        if found is not None:
            reason = _unsuitable(wanted, found)
            if reason is not None:
                return missing(reason)
            places[wanted.name] = found
        elif wanted.optional:
            unplaced.append(wanted.name)
        else:
            return missing(text("it has no place for {name}", name=wanted.name))
    reason = _unfilled(described.fields, places.values())
    return missing(reason) if reason else _bound(operation, described, places, single, tuple(unplaced))


def _bound(
    operation: Operation,
    described: DescribedOperation,
    places: dict[str, Parameter],
    fields: tuple[Parameter, ...],
    unplaced: tuple[str, ...],
) -> BoundOperation:
    return BoundOperation(
        operation,
        described.method,
        described.path,
        places,
        fields,
        described.content_type,
        unplaced,
        described.outputs,
    )


def _find(wanted: _Input, fields: Sequence[Parameter], taken: Iterable[Parameter]) -> Parameter | None:
    """The best place: the documented name before its aliases, the top of the body before a wrapper's inside."""
    if wanted is _ZIP_FILE:
        for field in fields:
            if field.place is ParameterIn.RAW:
                return field
    used = list(taken)
    candidates = [field for field in fields if _can_be_one_value(field, wanted) and not _overlaps(field, used)]
    for name in (wanted.name, *wanted.aliases):
        matching = [field for field in candidates if normal(field.name) == normal(name)]
        if matching:
            return min(matching, key=lambda field: len(field.path))
    return None


def _can_be_one_value(field: Parameter, wanted: _Input) -> bool:
    """Not the zip's own body; no wrapper, unless it is one inside the body and the value an object."""
    if field.is_wrapper:
        return bool(field.path) and ValueKind.OBJECT in wanted.kinds
    return field.place is not ParameterIn.RAW


def _overlaps(field: Parameter, used: Sequence[Parameter]) -> bool:
    """Whether it lies inside a value that is sent whole, such as an object-typed configuration, or holds one."""
    return any(field.is_inside(other) or other.is_inside(field) for other in used)


def _unsuitable(wanted: _Input, field: Parameter) -> Text | None:
    """Why a place cannot hold what it is for."""
    in_body = field.place in (ParameterIn.BODY, ParameterIn.RAW)
    if wanted is _ZIP_FILE and not in_body:
        return text("it wants {name} outside the body", name=field.name)
    if field.kind not in wanted.kinds or (field.kind is ValueKind.OBJECT and not in_body):
        return text("it wants {name} as {kind}", name=field.name, kind=field.kind.value)
    if wanted is _TYPE and field.enum and normal(ExecutionType.IMPORT) not in map(normal, field.enum):
        return text("its {name} does not allow Import", name=field.name)
    return None


def _not_for_connections(fields: Sequence[Parameter]) -> Text | None:
    """Why the fields of a connection cannot be handed over by name."""
    names = Counter(normal(field.name) for field in fields)
    for field in fields:
        is_whole_body = field.place is ParameterIn.RAW or (field.place is ParameterIn.BODY and not field.path)
        if is_whole_body and not field.is_free_body:
            return text("its body has no fields")
        if names[normal(field.name)] > 1:
            return text("it has more than one place for {name}", name=field.name)
    return None if fields else text("it takes no fields")


def _unfilled(fields: Sequence[Parameter], used: Iterable[Parameter]) -> Text | None:
    """Name the required parameters for which there is no value."""
    filled = list(used)
    names = [
        field.name
        for field in fields
        if field.is_needed(filled)
        and not _sent_anyway(field)
        and not any(field == other or field.is_inside(other) for other in filled)
        and not (field.is_wrapper and any(other.is_inside(field) for other in filled))
    ]
    if not names:
        return None
    return text("it requires {names}, for which there is no value", names=shortened(", ".join(names)))


def _sent_anyway(field: Parameter) -> bool:
    return field.place is ParameterIn.HEADER and field.name.lower() in _SENT_ANYWAY


#: How many names are told, and how much of each, in characters; longer ones look like no documented one.
_MOST, _LONGEST = 5, 60
_SUBJECTS = re.compile("execution|connection", re.IGNORECASE)


def lookalikes(operation: Operation, described: Sequence[DescribedOperation]) -> list[Text]:
    """A sentence for each of the first few that have the words of the operation's name."""
    alike = islice(filter(None, (_alike(operation, one) for one in described)), _MOST)
    return [text("{name} looks like {operation}.", name=_shown(name), operation=operation) for name in alike]


def listed(described: Sequence[DescribedOperation]) -> list[Text]:
    """A sentence that tells the first few names, those about executions and connections before others; none if there
    are none."""
    names = [one.operation_id or _way(one) for one in described]
    names.sort(key=lambda name: _SUBJECTS.search(name) is None)
    first, more = ", ".join(map(_shown, names[:_MOST])), len(names) - _MOST
    if more > 0:
        return [text("It names {names} and {more} more.", names=first, more=more)]
    return [text("It names {names}.", names=first)] if names else []


def _alike(operation: Operation, described: DescribedOperation) -> str:
    """The operation's id if that has the words, else its method and path if those have them, else "". In an API of
    resources the method may be the verb: GET /executions/{Id}/status."""
    path = "".join(described.literals)
    if _has_words(described.operation_id, operation):
        return described.operation_id
    if _has_words(path, operation) or _has_words(described.method + path, operation):
        return _way(described)
    return ""


def _has_words(name: str, operation: Operation) -> bool:
    return len(name) <= _LONGEST and _pattern(operation).fullmatch(re.sub(r"[\W_]", "", name)) is not None


@cache
def _pattern(operation: Operation) -> re.Pattern[str]:
    """The words of a name in every order, each in the singular or the plural. So it does not matter where a word of the
    other name ends, which in lower case cannot be told."""
    words = [word.removesuffix("s") + "(?:s?es|s)?" for word in re.findall("[A-Z][a-z]*", operation)]
    return re.compile("|".join("".join(order) for order in permutations(words)), re.IGNORECASE)


def _way(described: DescribedOperation) -> str:
    return f"{described.method} {described.path}"


def _shown(name: str) -> str:
    return escape_controls(name) if len(name) <= _LONGEST else escape_controls(name[:_LONGEST]) + "…"
