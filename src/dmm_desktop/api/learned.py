"""Builds a contract from the sources that the user gives, and the description of it that is stored."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from ..core.errors import WrongInput
from ..core.job import CancelToken
from ..core.text import Text, on_one_line, text
from .binding import BUILT_IN_FILE, bind_operations, built_in_description, named_operations, undocumented_values
from .contract import Contract, Operation, Parameter, Source
from .described import DescribedOperation
from .sources.chosen import (
    BODIES,
    METHODS,
    body_of_operation,
    called_as,
    chosen_operations,
    inputs_of,
    labels_of,
    with_places,
)
from .sources.description import base_path, operations_of, read_document
from .sources.given import Given, SourceKind, read_given
from .sources.learning import Constant, LearningChoices, Lesson, Way, learn, rest_api_key, unrecognised_requests
from .sources.openapi_writer import write_description
from .sources.recognition import Recognised
from .sources.recorded import KEY_HEADER, RecordedRequest
from .sources.sent_values import pattern_of

__all__ = [
    "BODIES",
    "BUILT_IN_FILE",
    "METHODS",
    "Candidate",
    "Constant",
    "Given",
    "Learned",
    "LearningChoices",
    "SourceKind",
    "Way",
    "built_in_description",
    "inputs_of",
    "learned_from",
    "plain_description",
    "read_given",
]


#: How many candidates are offered.
MAX_CANDIDATES = 200
#: Longest description that is learned, in characters; binding a malicious one of this length takes two seconds.
MAX_LEARNED = 1_000_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible call of an operation: a described operation, or the requests with one method and address.

    ``numbers`` are those in :attr:`LearningChoices.operations`, ``operation`` is the operation that they seem to call.
    """

    numbers: tuple[int, ...]
    method: str
    path: str
    operation: Operation | None


@dataclass(frozen=True, slots=True)
class Learned:
    """What the sources show about the API.

    ``contract`` says what each binding is based on, and why an operation is missing. ``description`` is the same as
    OpenAPI 3, without secrets, examples and unconfirmed constants. ``base`` is the path of the API on its host,
    ``origin`` the scheme and host of the requests; "" if not known. ``key`` is the REST API key in the requests, "" if
    there is none: show it only in the field for the key. ``unused`` are sentences about what was not used.
    ``requests`` and ``recognised`` belong together; ``labels`` are the places to choose from for
    :attr:`LearningChoices.places`. ``ways`` are those of the operations, usable or not, with the place of their values.
    """

    kinds: tuple[SourceKind, ...]
    contract: Contract
    description: str
    base: str = ""
    origin: str = ""
    key: str = field(default="", repr=False)
    constants: tuple[Constant, ...] = ()
    ignored: tuple[str, ...] = ()
    unused: tuple[Text, ...] = ()
    requests: tuple[RecordedRequest, ...] = field(default=(), repr=False)
    recognised: tuple[Recognised | None, ...] = ()
    labels: Mapping[Operation, tuple[str, ...]] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()
    ways: Mapping[Operation, Way] = field(default_factory=dict)


def notes_of(learned: Learned) -> tuple[Text, ...]:
    """Sentences about what the sources contain and the contract leaves out."""
    left_out = [
        on_one_line(text("{operation} sent {label}, which is left out.", operation=one.operation, label=one.label))
        for one in learned.constants
        if not one.is_kept
    ]
    options = [text("Options ignored: {names}.", names=", ".join(learned.ignored))] if learned.ignored else []
    return (*learned.unused, *left_out, *options)


def learned_from(
    given: Sequence[Given],
    name: str,
    choices: LearningChoices | None = None,
    root: str = "",
    cancel: CancelToken | None = None,
) -> Learned:
    """The contract of all sources together, called ``name``. ``root`` is the path of the API if the user gave it.
    Raises Cancelled, and WrongInput if the description would be too long."""
    choices = choices or LearningChoices()
    requests = tuple(request for one in given for request in one.requests)
    lesson = learn(requests, choices, root, cancel)
    described = [operation for one in given for operation in one.described]
    chosen = chosen_operations(described, choices, len(requests))
    labels = dict(lesson.labels)
    for operation in Operation:
        added = [label for one in named_operations(operation, chosen) for label in labels_of(one)]
        if added:
            labels[operation] = (*labels.get(operation, ()), *added)
        places = {name: label for (other, name), label in choices.places.items() if other is operation}
        chosen = _changed(chosen, operation, partial(with_places, places=places))
    operations = [*lesson.operations, *chosen]
    for operation, way in choices.ways.items():
        operations = _changed(operations, operation, partial(called_as, operation=operation, way=way))
    base = lesson.base if lesson.operations else next((one.base for one in given if one.base), "")
    source = Source.REQUESTS if requests else Source.FILE
    return Learned(
        tuple(dict.fromkeys(one.kind for one in given)),
        bind_operations(operations, source, name),
        write_description(_documented(operations), base, MAX_LEARNED),
        base,
        lesson.origin,
        rest_api_key([one for one, found in zip(requests, lesson.recognised, strict=True) if found]),
        lesson.constants,
        tuple(dict.fromkeys(option for one in given for option in one.ignored)),
        unrecognised_requests(lesson, requests),
        requests,
        lesson.recognised,
        labels,
        tuple(_candidates(lesson, requests, described, choices)),
        {
            operation: Way(found[0].method, found[0].path, body_of_operation(found[0]))
            for operation in Operation
            if (found := named_operations(operation, operations))
        },
    )


def _changed(
    operations: Sequence[DescribedOperation],
    operation: Operation,
    change: Callable[[DescribedOperation], DescribedOperation],
) -> list[DescribedOperation]:
    """The operations, with ``change`` applied to those that have the name of this documented one."""
    named = {id(one) for one in named_operations(operation, operations)}
    return [change(one) if id(one) in named else one for one in operations]


def _candidates(
    lesson: Lesson,
    requests: Sequence[RecordedRequest],
    described: Sequence[DescribedOperation],
    choices: LearningChoices,
) -> Iterator[Candidate]:
    """The described operations, and the requests by method and address: first those of an operation, then those that
    send the REST API key."""
    ways: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for number, request in enumerate(requests):
        ways.setdefault(pattern_of(request), []).append(number)
    found = []
    for numbers in ways.values():
        first, recognised = requests[numbers[0]], lesson.recognised[numbers[0]]
        rank = 0 if recognised else 1 if first.header(KEY_HEADER) else 2
        operation = recognised.operation if recognised else None
        found.append((rank, Candidate(tuple(numbers), first.method, lesson.secrets.hidden_path(first), operation)))
    for number, one in enumerate(described, len(requests)):
        named = next((operation for operation in Operation if named_operations(operation, [one])), None)
        operation = choices.operations.get(number, named)
        found.append((0 if operation else 1, Candidate((number,), one.method, one.path, operation)))
    yield from islice((one for _, one in sorted(found, key=lambda pair: pair[0])), MAX_CANDIDATES)


def plain_description(content: str, *, with_constants: bool, most: int = sys.maxsize) -> str:
    """A description in JSON as we write it: only the operations that DMM documents, without examples and secrets. It
    is "" if it cannot be read. Single values without a documented meaning are left out unless ``with_constants``, also
    of operations that cannot be used. Raises WrongInput if it would have more than ``most`` characters."""
    try:
        document = read_document(content)
        operations = operations_of(document)
    except WrongInput:
        return ""
    kept = _documented(operations)
    if not with_constants:
        left_out: dict[int, set[Parameter]] = {}
        for _, one, found in undocumented_values(kept):
            left_out.setdefault(id(one), set()).add(found)
        kept = [_without(one, left_out.get(id(one), set())) for one in kept]
    return write_description(kept, base_path(document), most)


def _documented(operations: Sequence[DescribedOperation]) -> list[DescribedOperation]:
    """The operations that have the name of a documented one, once each. Only CreateConnection has the defaults of its
    fields: the others use none, and one can be a value of the author."""
    named = [one for operation in Operation for one in named_operations(operation, operations)]
    form = {id(one) for one in named_operations(Operation.CREATE_CONNECTION, operations)}
    found = {id(one): one if id(one) in form else _without_defaults(one) for one in named}
    return list(found.values())


def _without_defaults(described: DescribedOperation) -> DescribedOperation:
    fields = (one if one.default is None else replace(one, default=None) for one in described.fields)
    return replace(described, fields=tuple(fields))


def _without(described: DescribedOperation, left_out: set[Parameter]) -> DescribedOperation:
    """The operation without these fields, and without the objects that have no others."""
    kept = [one for one in described.fields if one not in left_out]
    emptied = _around(left_out) - _around(one for one in kept if not one.is_wrapper)
    return replace(described, fields=tuple(one for one in kept if not (one.is_wrapper and one.path in emptied)))


def _around(fields: Iterable[Parameter]) -> set[tuple[str, ...]]:
    """The paths of the objects around fields in a JSON body."""
    return {one.path[:length] for one in fields for length in range(len(one.path))}
