"""Binds the operations of any source to the documented ones by name and names those that cannot be bound."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from ..core.address import segments_of
from ..core.execution_type import ExecutionType
from ..core.names import normal
from ..core.text import Text, joined, on_one_line, shortened, text
from ..resources import resource
from .contract import (
    BoundOperation,
    Contract,
    Operation,
    Parameter,
    ParameterIn,
    Source,
    UnboundOperation,
    ValueKind,
    operation_at,
)
from .described import DescribedOperation, without_names
from .inputs import CONFIGURATION, CONFIGURATION_FIELDS, INPUTS, LONGEST_NAME, TYPE, ZIP_FILE, Input, has_words
from .sources.description import read_description
from .sources.schemas import MULTIPART, header_key

BUILT_IN_FILE = "dmm-api.swagger.json"

#: Headers that are sent with every request, so a description may require them.
_SENT_ANYWAY = frozenset({"x-dmm-token", "x-dmm-token-otp", "content-type", "accept", "content-length", "host"})

#: The operations that only ask.
_ASKING = (Operation.GET_EXECUTION_STATUS, Operation.GET_EXECUTION_OUTPUTS)
#: The other operations by the verbs of their names.
_BY_VERB = {re.findall("[A-Z][a-z]+", one)[0].lower(): one for one in Operation if one not in _ASKING}


def built_in_contract() -> Contract:
    """The contract that ships with the application: our best interpretation of the documentation, with assumptions
    marked [assumed]."""
    return bind(built_in_description(), Source.BUILT_IN, BUILT_IN_FILE)


def built_in_description() -> str:
    """The text of the description that ships with the application."""
    return resource(BUILT_IN_FILE).read_text("utf-8")


def bind(content: str, source: Source, origin: str) -> Contract:
    """Bind a description in JSON. Raises WrongInput if it is not one."""
    return bind_operations(read_description(content), source, origin)


def bind_operations(described: Sequence[DescribedOperation], source: Source, origin: str) -> Contract:
    """Bind operations from any source. What it quotes from the source is on one line each."""
    named = {operation: named_operations(operation, described) for operation in Operation}
    taken = {id(one) for candidates in named.values() for one in candidates}
    others = [one for one in described if id(one) not in taken]
    operations = _distinct(
        {operation: _bind(operation, candidates, others, source) for operation, candidates in named.items()}
    )
    told = [
        text("{operation} cannot be used. {reason}", operation=operation, reason=found.reason)
        for operation, found in operations.items()
        if named[operation] and isinstance(found, UnboundOperation)
    ]
    alike = [sentence for operation in Operation for sentence in similar_operations(operation, others)]
    shown = {
        operation: replace(found, reason=on_one_line(found.reason)) if isinstance(found, UnboundOperation) else found
        for operation, found in operations.items()
    }
    return Contract(source, origin, shown, tuple(map(on_one_line, (*told, *(alike or listed(others))))))


def _distinct(
    operations: dict[Operation, BoundOperation | UnboundOperation],
) -> dict[Operation, BoundOperation | UnboundOperation]:
    """The operations without those that share method and address: the server could not tell which one is meant."""
    ways: dict[tuple[str, tuple[str, ...]], list[BoundOperation]] = {}
    for found in operations.values():
        if isinstance(found, BoundOperation):
            ways.setdefault((found.method, segments_of(without_names(found.path))), []).append(found)
    shared = {
        one.operation: UnboundOperation(
            one.operation,
            text(
                "It has the same method and address as {other}: {way}.",
                other=", ".join(other.operation for other in those if other is not one),
                way=f"{one.method} {without_names(one.path)}",
            ),
        )
        for those in ways.values()
        for one in those
        if len(those) > 1
    }
    return operations | shared


def named_operations(operation: Operation, described: Sequence[DescribedOperation]) -> list[DescribedOperation]:
    """The described operations with the name of this documented operation."""
    by_id = [one for one in described if normal(one.operation_id) == normal(operation)]
    return by_id or [one for one in described if normal(one.last_segment) == normal(operation)]


def _bind(
    operation: Operation,
    candidates: Sequence[DescribedOperation],
    others: Sequence[DescribedOperation],
    source: Source,
) -> BoundOperation | UnboundOperation:
    """Bind the operation to its only candidate; ``others`` are the described operations without a documented name."""
    if not candidates:
        instead = similar_operations(operation, others) or listed(others)
        missing = (
            text("No request was recognised as this operation.")
            if source is Source.REQUESTS
            else text("The API description does not name it.")
        )
        return UnboundOperation(operation, joined(missing, *instead))
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
    # A description from someone else could give it the address of another: to ask for a status would stop the import.
    named = operation_at(without_names(described.path))
    if named not in (None, operation):
        return missing(text("its address is that of {other}", other=named))
    if named is None and operation in _ASKING:
        if described.method.upper() not in ("GET", "POST"):
            return missing(text("an operation that only asks must be called with GET or POST"))
        if verbs := [verb for verb in map(normal, described.literals) if verb in _BY_VERB]:
            return missing(text("its address is that of {other}", other=_BY_VERB[verbs[-1]]))
    single = tuple(field for field in described.fields if not field.is_wrapper and not _sent_anyway(field))
    if operation is Operation.CREATE_CONNECTION:
        reason = _not_for_connections(single)
        places = {field.name: field for field in single}
        return missing(reason) if reason else _bound(operation, described, places, single, ())
    places = _places(operation, described.fields)
    unplaced: list[str] = []
    for wanted in INPUTS[operation]:
        found = places.get(wanted.name)
        if found is not None:
            reason = _unsuitable(wanted, found, described.content_type)
            if reason is not None:
                return missing(reason)
        elif wanted.optional:
            unplaced.append(wanted.name)
        else:
            return missing(text("it has no place for {name}", name=wanted.name))
    constants = _constants(single, places.values())
    filled = [*places.values(), *constants]
    reason = _filled_twice(operation, places, constants) or _unfilled(described.fields, filled)
    return missing(reason) if reason else _bound(operation, described, places, single, tuple(unplaced), constants)


def _places(operation: Operation, fields: Sequence[Parameter]) -> dict[str, Parameter]:
    """The best place of each documented value that has one, by documented name."""
    places: dict[str, Parameter] = {}
    named: dict[str, list[Parameter]] = {}
    for field in fields:
        named.setdefault(normal(field.name), []).append(field)
    for wanted in INPUTS[operation]:
        found = _find(wanted, fields, named, places.values())
        if found is not None:
            places[wanted.name] = found
    return places


def undocumented_values(
    described: Sequence[DescribedOperation],
) -> Iterator[tuple[Operation, DescribedOperation, Parameter]]:
    """The places that allow one value only and are not those of documented ones, whether or not the operation can be
    used and the value is sent. The fields of CreateConnection are all for values of the user."""
    for operation in Operation:
        if operation is Operation.CREATE_CONNECTION:
            continue
        for one in named_operations(operation, described):
            documented = _places(operation, one.fields).values()
            yield from (
                (operation, one, field) for field in one.fields if len(field.enum) == 1 and field not in documented
            )


def _constants(fields: Sequence[Parameter], used: Iterable[Parameter]) -> tuple[Parameter, ...]:
    """The places that a request must fill and that allow only one value. Headers are not filled by descriptions."""
    filled = list(used)
    return tuple(
        field
        for field in fields
        if len(field.enum) == 1
        and field.place in (ParameterIn.QUERY, ParameterIn.BODY, ParameterIn.FORM)
        and field not in filled
        and not _overlaps(field, filled)
        and field.is_needed(filled)
    )


def _filled_twice(operation: Operation, places: Mapping[str, Parameter], constants: Sequence[Parameter]) -> Text | None:
    """Name a value that a request would contain twice to a server that compares names as we do; None if there is none.

    A constant with an accepted name of a value, or in an object with such a name, is sent after the value and could
    replace it. So could one with the name of a field of the configuration. An object around a value may have its name,
    unless servers can read that value from an object.
    """
    inputs = [wanted for wanted in INPUTS[operation] if wanted.name in places]
    documented = {normal(name): wanted for wanted in inputs for name in (wanted.name, *wanted.aliases)}
    fields = CONFIGURATION_FIELDS if CONFIGURATION in inputs else frozenset[str]()
    around = {outer for field in places.values() for outer in _outer(field.path)}
    for constant in constants:
        is_in_body = constant.place is ParameterIn.BODY
        names = [(way[-1], is_in_body and way in around) for way in _ways(constant)]
        for name, is_around in (*names, (constant.means, False)):
            wanted = documented.get(normal(name))
            if wanted is not None and not (is_around and ValueKind.OBJECT not in wanted.kinds):
                return text("it has more than one place for {name}", name=wanted.name)
            if normal(name) in fields:
                return text("it has more than one place for {name}", name=name)
    spelled: dict[tuple[ParameterIn, tuple[str, ...]], tuple[str, ...]] = {}
    for field in (*places.values(), *constants):
        for way in _ways(field):
            if spelled.setdefault((field.place, tuple(map(normal, way))), way) != way:
                return text("it has more than one place for {name}", name=way[-1])
    return None


def _ways(field: Parameter) -> tuple[tuple[str, ...], ...]:
    """The paths of the objects around a place below the body itself, and its own; only its name outside a JSON body."""
    return (*islice(_outer(field.path), 1, None), field.path or (field.name,))


def _bound(
    operation: Operation,
    described: DescribedOperation,
    places: dict[str, Parameter],
    fields: tuple[Parameter, ...],
    unplaced: tuple[str, ...],
    constants: tuple[Parameter, ...] = (),
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
        constants,
        described.basis or _basis(operation, described),
        {name: _basis_of_place(name, field) for name, field in places.items()},
    )


def _basis(operation: Operation, described: DescribedOperation) -> Text:
    if normal(described.operation_id) == normal(operation):
        return text("its operationId")
    return text("its path")


def _basis_of_place(name: str, field: Parameter) -> Text:
    if field.basis is not None:
        return field.basis
    if field.means:
        return text("stated in the description")
    if field.place is ParameterIn.RAW:
        return text("the whole body")
    if normal(field.name) == normal(name):
        return text("its name")
    return text("the name {name}, which is accepted for it", name=field.name)


def _find(
    wanted: Input,
    fields: Sequence[Parameter],
    named: Mapping[str, Sequence[Parameter]],
    taken: Iterable[Parameter],
) -> Parameter | None:
    """The best place: the documented name takes precedence over aliases, the top of the body over the inside of a
    wrapper. ``named`` are the fields by name, as compared."""
    if wanted is ZIP_FILE:
        for field in fields:
            if field.place is ParameterIn.RAW:
                return field
    used = list(taken)

    def suits(field: Parameter, means: str) -> bool:
        return field.means == means and _can_be_one_value(field, wanted) and not _overlaps(field, used)

    stated = next((field for field in fields if suits(field, wanted.name)), None)
    if stated is not None:
        return stated
    for name in (wanted.name, *wanted.aliases):
        matching = [field for field in named.get(normal(name), ()) if suits(field, "")]
        if matching:
            return min(matching, key=lambda field: len(field.path))
    return None


def _can_be_one_value(field: Parameter, wanted: Input) -> bool:
    """Whether the field can hold one value: not if it is a body that is the zip itself, nor if it is a wrapper, unless
    the wrapper is inside the body and the value is an object."""
    if field.is_wrapper:
        return bool(field.path) and ValueKind.OBJECT in wanted.kinds
    return field.place is not ParameterIn.RAW


def _overlaps(field: Parameter, used: Sequence[Parameter]) -> bool:
    """Whether the field is inside a value that is sent whole, such as an object-typed configuration, or contains
    one."""
    return any(field.is_inside(other) or other.is_inside(field) for other in used)


def _unsuitable(wanted: Input, field: Parameter, content_type: str) -> Text | None:
    """Why a field cannot hold the wanted value; None if it can."""
    is_part = field.place is ParameterIn.FORM and content_type == MULTIPART
    in_body = field.place in (ParameterIn.BODY, ParameterIn.RAW, ParameterIn.FORM)
    if wanted is ZIP_FILE and not in_body:
        return text("it expects {name} outside the body", name=field.name)
    needs_part = field.kind is ValueKind.BINARY or (
        field.kind is ValueKind.OBJECT and field.place is not ParameterIn.BODY
    )
    if field.kind not in wanted.kinds or (needs_part and not is_part):
        return text("it expects {name} as {kind}", name=field.name, kind=field.kind.value)
    if wanted is TYPE and field.enum and normal(ExecutionType.IMPORT) not in map(normal, field.enum):
        return text("its {name} does not allow Import", name=field.name)
    return None


def _not_for_connections(fields: Sequence[Parameter]) -> Text | None:
    """Why the fields of a connection cannot be sent by name; None if they can."""
    names = Counter(normal(field.name) for field in fields)
    for field in fields:
        is_whole_body = field.place is ParameterIn.RAW or (field.place is ParameterIn.BODY and not field.path)
        if is_whole_body and not field.is_free_body:
            return text("its body has no fields")
        if names[normal(field.name)] > 1:
            return text("it has more than one place for {name}", name=field.name)
    return None if fields else text("it takes no fields")


def _unfilled(fields: Sequence[Parameter], used: Iterable[Parameter]) -> Text | None:
    """Name the required parameters without a value."""
    filled = set(used)
    paths = {field.path for field in filled if field.place is ParameterIn.BODY}
    above = {outer for path in paths for outer in _outer(path)}

    def is_needed(field: Parameter) -> bool:
        return field.required and (field.optional_in is None or field.optional_in in above)

    def is_filled(field: Parameter) -> bool:
        if field.place is not ParameterIn.BODY:
            return field in filled
        is_inside = any(outer in paths for outer in _outer(field.path))
        return field in filled or is_inside or (field.is_wrapper and field.path in above)

    names = [field.name for field in fields if is_needed(field) and not _sent_anyway(field) and not is_filled(field)]
    if not names:
        return None
    return text("it requires {names}, for which there is no value", names=shortened(", ".join(names)))


def _outer(path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The paths of the objects around a place in the body."""
    return (path[:length] for length in range(len(path)))


def _sent_anyway(field: Parameter) -> bool:
    return field.place is ParameterIn.HEADER and header_key(field.name) in _SENT_ANYWAY


#: How many names are listed.
_MOST = 5
_SUBJECTS = re.compile("execution|connection", re.IGNORECASE)


def similar_operations(operation: Operation, described: Sequence[DescribedOperation]) -> list[Text]:
    """A sentence for each of the first few described operations that contain the words of this operation's name."""
    alike = islice(filter(None, (_alike(operation, one) for one in described)), _MOST)
    return [text("{name} looks like {operation}.", name=_shown(name), operation=operation) for name in alike]


def listed(described: Sequence[DescribedOperation]) -> list[Text]:
    """A sentence that lists the first few names, those about executions and connections first; empty if there are
    none."""
    names = [one.operation_id or _way(one) for one in described]
    names.sort(key=lambda name: _SUBJECTS.search(name) is None)
    first, more = ", ".join(map(_shown, names[:_MOST])), len(names) - _MOST
    if more > 0:
        return [text("It names {names} and {more} more.", names=first, more=more)]
    return [text("It names {names}.", names=first)] if names else []


def _alike(operation: Operation, described: DescribedOperation) -> str:
    """The operationId if it contains the words, else the method and path if they do, else "". In a resource-oriented
    API the method may be the verb: GET /executions/{Id}/status."""
    path = "".join(described.literals)
    if has_words(described.operation_id, operation):
        return described.operation_id
    if has_words(path, operation) or has_words(described.method + path, operation):
        return _way(described)
    return ""


def _way(described: DescribedOperation) -> str:
    return f"{described.method} {described.path}"


def _shown(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"
