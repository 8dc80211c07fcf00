"""Learns operations from recorded requests: which operation a request calls, and where each value goes.

What a request shows is stated with its reason. What is missing or ambiguous is left to the user, as
:class:`LearningChoices`; nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from ...core.job import CancelToken
from ...core.text import Text, on_one_line, shortened, text
from ..contract import Operation, operation_at
from ..described import DescribedOperation
from .learned_operation import OperationLesson
from .recognition import Recognised, recognise
from .recorded import KEY_HEADER, RecordedRequest, has_variable, variable_name
from .sent_secrets import SentSecrets
from .sent_values import is_id

_NONE: Mapping[int, Operation | None] = MappingProxyType({})
_NO_PLACES: Mapping[tuple[Operation, str], str] = MappingProxyType({})
_NO_WAYS: Mapping[Operation, Way] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Way:
    """How an operation is called: method, path below the root of the API, and where its values go: "query", or the
    media type of the body; "" for the place that the source shows."""

    method: str
    path: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class LearningChoices:
    """What the user decided: the operations of requests and, after them, of described operations, by number; the places
    of values by operation and documented name, as labels; the constants to keep, as operation and label; and how
    operations are called."""

    operations: Mapping[int, Operation | None] = field(default_factory=lambda: _NONE)
    places: Mapping[tuple[Operation, str], str] = field(default_factory=lambda: _NO_PLACES)
    constants: frozenset[tuple[Operation, str]] = frozenset()
    ways: Mapping[Operation, Way] = field(default_factory=lambda: _NO_WAYS)


@dataclass(frozen=True, slots=True)
class Constant:
    """A value without a known meaning that every request of an operation sends; kept only if the user confirms it."""

    operation: Operation
    label: str
    value: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Lesson:
    """What requests show. ``recognised`` has an entry for each request: its operation and the reason, or None.

    ``base`` is the path of the API's root. ``origin`` is the scheme and host of all recognised requests, "" if they
    differ or are not known. ``labels`` are the places that the user can choose from, by operation. ``secrets`` are
    those that the requests send.
    """

    operations: tuple[DescribedOperation, ...]
    recognised: tuple[Recognised | None, ...]
    base: str
    origin: str
    constants: tuple[Constant, ...]
    labels: Mapping[Operation, tuple[str, ...]]
    secrets: SentSecrets


def learn(
    requests: Sequence[RecordedRequest],
    choices: LearningChoices | None = None,
    root: str = "",
    cancel: CancelToken | None = None,
) -> Lesson:
    """Learn from the requests. ``root`` is the path of the API's root if the user gave it; it is used if all recognised
    requests are below it. Raises Cancelled."""
    choices, cancel = choices or LearningChoices(), cancel or CancelToken()
    recognised = []
    for number, request in enumerate(requests):
        cancel.check()
        is_chosen = number in choices.operations
        recognised.append(_chosen(choices.operations[number]) if is_chosen else recognise(request))
    used = {
        operation: [
            one for one, found in zip(requests, recognised, strict=True) if found and found.operation is operation
        ]
        for operation in Operation
    }
    reasons = {found.operation: found.basis for found in reversed(recognised) if found}
    all_used = [request for those in used.values() for request in those]
    secrets = SentSecrets(requests)
    base = _base(all_used, root, secrets)
    lessons = {
        operation: OperationLesson(
            operation,
            those,
            base,
            {name: label for (one, name), label in choices.places.items() if one is operation},
            frozenset(label for one, label in choices.constants if one is operation),
            secrets,
            cancel,
        )
        for operation, those in used.items()
        if those
    }
    known = frozenset(value for lesson in lessons.values() for value in lesson.certain_ids())
    origins = {request.origin for request in all_used}
    return Lesson(
        tuple(lesson.described(known, reasons[operation]) for operation, lesson in lessons.items()),
        tuple(recognised),
        "".join(f"/{segment}" for segment in base),
        origins.pop() if len(origins) == 1 else "",
        tuple(
            Constant(operation, label, value, (operation, label) in choices.constants)
            for operation, lesson in lessons.items()
            for label, value in lesson.constants(known)
        ),
        {operation: lesson.labels for operation, lesson in lessons.items()},
        secrets,
    )


def rest_api_key(requests: Sequence[RecordedRequest]) -> str:
    """The REST API key that most of these requests send; "" if there is none, if it is a variable, or if the requests
    go to several hosts: it must not reach another one."""
    if len({request.origin for request in requests}) > 1:
        return ""
    keys = [key for request in requests if (key := request.header(KEY_HEADER)) and not _is_placeholder(key)]
    return Counter(keys).most_common(1)[0][0] if keys else ""


def _is_placeholder(word: str) -> bool:
    return variable_name(word) is not None or has_variable(word)


def _chosen(operation: Operation | None) -> Recognised | None:
    return None if operation is None else Recognised(operation, text("chosen by the user"))


def _base(requests: Sequence[RecordedRequest], root: str, secrets: SentSecrets) -> tuple[str, ...]:
    """The segments of the API's root: the given path, the path that the platform gives to an API (/Module/rest/Name
    [platform]), or what all addresses have in common before the last segment of each."""
    paths = [request.segments for request in requests]
    if not paths:
        return ()
    given = tuple(filter(None, root.split("/")))
    if given and all(_is_below(path, given) for path in paths):
        return given
    platform = {_of_platform(path) for path in paths}
    if len(platform) == 1 and (found := platform.pop()) and not any(map(secrets.are_in, found)):
        return found
    common = 0
    while all(len(path) > common + 1 for path in paths) and len({path[common] for path in paths}) == 1:
        segment = paths[0][common]
        if not segment or is_id(segment) or _is_placeholder(segment) or operation_at(segment) is not None:
            break
        if secrets.are_in(segment):
            break
        common += 1
    return paths[0][:common]


def _is_below(path: Sequence[str], root: Sequence[str]) -> bool:
    return len(path) > len(root) and [*map(str.casefold, path[: len(root)])] == [*map(str.casefold, root)]


def _of_platform(path: Sequence[str]) -> tuple[str, ...]:
    for at, segment in enumerate(path[:-2]):
        if segment.casefold() == "rest" and at > 0:
            return tuple(path[: at + 2])
    return ()


def unrecognised_requests(lesson: Lesson, requests: Sequence[RecordedRequest]) -> tuple[Text, ...]:
    """A sentence for each of the first requests that send the REST API key but call no operation that we know. Secrets
    in their paths are hidden."""
    missed = [
        request
        for request, found in zip(requests, lesson.recognised, strict=True)
        if found is None and request.header(KEY_HEADER)
    ]
    return tuple(
        on_one_line(
            text(
                "{method} {path} was not recognised.",
                method=one.method,
                path=shortened(lesson.secrets.hidden_path(one)),
            )
        )
        for one in missed[:5]
    )
