"""Applies the user's choices to described operations: which operation one is, where its values go, and how it is
called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...core.names import normal
from ...core.text import text
from ..contract import Operation, Parameter, ParameterIn, ValueKind
from ..described import DescribedOperation
from ..inputs import INPUTS, ZIP_FILE
from .learning import LearningChoices, Way
from .schemas import JSON, MULTIPART, RAW_TYPES, URL_ENCODED, Unusable, with_path_fields
from .sent_values import label_of

#: The place of the values if a request has no body.
QUERY = "query"
#: The places from which the user can choose for the values of an operation: the query, or a body of this type.
BODIES = (QUERY, JSON, MULTIPART, URL_ENCODED, *reversed(RAW_TYPES))
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def chosen_operations(
    described: Sequence[DescribedOperation], choices: LearningChoices, first: int
) -> list[DescribedOperation]:
    """The operations, those that the user chose under their documented names. ``first`` is the number of the first one
    in :attr:`LearningChoices.operations`."""
    found = []
    for number, one in enumerate(described, first):
        if number not in choices.operations:
            found.append(one)
        elif (operation := choices.operations[number]) is not None:
            found.append(replace(one, operation_id=str(operation), basis=text("chosen by the user")))
    return found


def with_places(described: DescribedOperation, places: Mapping[str, str]) -> DescribedOperation:
    """The operation with the chosen places of its values, as labels by documented name."""
    return replace(described, fields=tuple(_placed(field, places) for field in described.fields))


def labels_of(described: DescribedOperation) -> tuple[str, ...]:
    """The places of a described operation from which the user can choose."""
    return tuple(label_of(field) for field in described.fields if not field.is_wrapper)


def _placed(field: Parameter, places: Mapping[str, str]) -> Parameter:
    label = label_of(field)
    for name, chosen in places.items():
        if label == chosen and not field.is_wrapper:
            return replace(field, means=name, basis=text("chosen by the user"))
        if field.means == name:
            return replace(field, means="")
    return field


def called_as(described: DescribedOperation, operation: Operation, way: Way) -> DescribedOperation:
    """The operation, called as the user chose. A path that cannot be used makes it unusable."""
    sent = _sent_in(described, operation, way.body) if way.body not in ("", body_of_operation(described)) else described
    problem = sent.problem
    fields = list(sent.fields)
    try:
        fields = with_path_fields(way.path, fields)
    except Unusable as error:
        problem = error.reason
    return replace(
        sent,
        operation_id=str(operation),
        method=way.method,
        path=way.path,
        fields=tuple(fields),
        problem=problem,
        basis=text("chosen by the user"),
    )


def body_of_operation(described: DescribedOperation) -> str:
    """Where the values of an operation go: :data:`QUERY`, or the type of its body."""
    in_body = (ParameterIn.BODY, ParameterIn.FORM, ParameterIn.RAW)
    return described.content_type if any(field.place in in_body for field in described.fields) else QUERY


def _sent_in(described: DescribedOperation, operation: Operation, body: str) -> DescribedOperation:
    """The operation with all values outside path and headers in another body, or in the query. Objects around them are
    dropped: only the documented names are known to the new place."""
    stay = (ParameterIn.PATH, ParameterIn.HEADER)
    fields = [field for field in described.fields if field.place in stay]
    values = [field for field in described.fields if field.place not in stay and not field.is_wrapper]
    moved = [_moved(field, operation, body) for field in values]
    if body == JSON and moved:
        fields.append(Parameter("Request", ParameterIn.BODY, ValueKind.OBJECT, True, is_wrapper=True))
    return replace(described, fields=(*fields, *moved), content_type=JSON if body == QUERY else body)


def _moved(field: Parameter, operation: Operation, body: str) -> Parameter:
    is_zip = operation is Operation.START_EXECUTION and _is_zip(field)
    if is_zip and body in RAW_TYPES:
        return replace(field, name="body", place=ParameterIn.RAW, path=(), kind=ValueKind.STRING, optional_in=None)
    name = ZIP_FILE.name if field.place is ParameterIn.RAW else field.path[-1] if field.path else field.name
    kind = field.kind
    if is_zip:
        kind = ValueKind.BINARY if body == MULTIPART else ValueKind.BASE64
    elif kind is ValueKind.BINARY or (kind is ValueKind.OBJECT and body != JSON):
        kind = ValueKind.STRING
    place = ParameterIn.BODY if body == JSON else ParameterIn.QUERY if body in (QUERY, *RAW_TYPES) else ParameterIn.FORM
    path = (name,) if body == JSON else ()
    return replace(field, name=name, place=place, path=path, kind=kind, optional_in=None)


def _is_zip(field: Parameter) -> bool:
    if field.means or field.place is ParameterIn.RAW:
        return field.means in ("", ZIP_FILE.name)
    return normal(field.name) in map(normal, (ZIP_FILE.name, *ZIP_FILE.aliases))


def inputs_of(operation: Operation) -> tuple[str, ...]:
    """The documented names of the values whose places can be chosen."""
    return tuple(one.name for one in INPUTS[operation])
