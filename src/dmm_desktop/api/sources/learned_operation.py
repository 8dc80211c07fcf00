"""Learns one operation from its recorded requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from ...core.job import CancelToken
from ...core.names import normal
from ...core.text import Text, shortened, text
from ...core.tracker_ids import TRACKER_ID_NAMES
from ..contract import Operation, Parameter, ParameterIn, ValueKind
from ..described import DescribedOperation
from ..inputs import CONFIGURATION, INPUTS, TRACKER_ID, TYPE, ZIP_FILE, Input
from .recorded import FormBody, JsonBody, RawBody, RecordedRequest, variable_name
from .schemas import JSON, RAW_TYPES, URL_ENCODED, Unusable, word_of
from .sent_secrets import SentSecrets
from .sent_values import (
    Sent,
    configuration_kind,
    is_guid,
    is_id,
    is_type,
    is_unknown,
    is_unquoted,
    is_unread,
    is_zip,
    may_be_constant,
    names_secret,
    pattern_of,
    values_of,
)

_FLAGS = (ValueKind.BOOLEAN, ValueKind.STRING, ValueKind.INTEGER)
#: The operations for which constants may be kept.
_WITH_CONSTANTS = frozenset(Operation) - {Operation.CREATE_CONNECTION}


class OperationLesson:
    """What the requests of one operation show.

    ``base`` are the segments of the API's root. ``chosen`` are the labels of places that the user chose, by documented
    name, ``kept`` the labels of confirmed constants. ``secrets`` are never kept or shown. Methods raise Cancelled.
    """

    def __init__(
        self,
        operation: Operation,
        requests: Sequence[RecordedRequest],
        base: Sequence[str],
        chosen: Mapping[str, str],
        kept: frozenset[str],
        secrets: SentSecrets,
        cancel: CancelToken,
    ) -> None:
        self._operation = operation
        self._requests = requests
        self._start = len(base)
        self._chosen = chosen
        self._kept = kept
        self._secrets = secrets
        self._cancel = cancel
        self._sent = [  # also names may contain secrets
            one
            for one in values_of(requests, self._start)
            if not any(map(secrets.are_in, one.place.path or (one.name,)))
        ]

    @property
    def labels(self) -> tuple[str, ...]:
        """The places that the requests fill."""
        return tuple(one.label for one in self._sent)

    def certain_ids(self) -> Iterator[str]:
        """The tracker ids, as far as their place is evident."""
        try:
            found = self._find(TRACKER_ID, frozenset(), ()) if TRACKER_ID in INPUTS[self._operation] else None
        except Unusable:
            return
        if found is not None:
            yield from (str(value) for value in found[0].values if is_id(value))

    def constants(self, known: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Label and value of what could be kept as a constant."""
        if self._operation not in _WITH_CONSTANTS:
            return
        try:
            used = [sent for sent, _, _ in self._places(known)]
        except Unusable:
            return
        for one in self._others(used):
            yield one.label, word_of(one.values[0]) or ""

    def described(self, known: frozenset[str], basis: Text) -> DescribedOperation:
        """The operation. ``known`` are tracker ids found in other operations, ``basis`` says why it is this one."""
        first = self._requests[0]
        path = self._path(first, {})
        fields: list[Parameter] = []
        content_type, problem = JSON, None
        try:
            self._require_no_secret()
            self._require_one_way()
            content_type = self._content_type()
            found = self._places(known)
            names = {sent.segment: field.name for sent, _, field in found if sent.segment >= 0}
            self._name_variables(names)
            path = self._path(first, names)
            fields = self._with_wrappers(self._fields(found))
        except Unusable as error:
            problem = error.reason
        return DescribedOperation(
            str(self._operation), first.method, path, tuple(fields), content_type, {}, problem, basis
        )

    def _require_no_secret(self) -> None:
        """Raise Unusable for a key or token in the path, which would be stored and shown with it."""
        if any(map(self._secrets.are_in, {segment for request in self._requests for segment in request.segments})):
            raise Unusable(text("its path contains a key or a token"))

    def _require_one_way(self) -> None:
        """Raise Unusable if the requests differ in more than ids."""
        ways = {pattern_of(one): one for one in self._requests}
        if len(ways) > 1:
            named = shortened(", ".join(f"{one.method} {one.path}" for one in ways.values()))
            raise Unusable(text("the requests differ: {ways}", ways=named))

    def _content_type(self) -> str:
        bodies = [one.body for one in self._requests if one.body is not None]
        kinds = {(type(body), body.media) for body in bodies}
        if len(kinds) > 1:
            raise Unusable(text("the requests send bodies of different types"))
        body = bodies[0] if bodies else None
        if is_unread(body):
            raise Unusable(text("its body is in a file, which is not read"))
        if isinstance(body, RawBody):
            if body.media in RAW_TYPES:
                return body.media
            if body.media in ("", URL_ENCODED):
                return RAW_TYPES[1]
            raise Unusable(text("it expects a body of type {types}", types=body.media))
        return body.media if isinstance(body, JsonBody | FormBody) else JSON

    def _places(self, known: frozenset[str]) -> list[tuple[Sent, Input, Parameter]]:
        """The place of each documented name that has one. Raises Unusable if there are several for one name."""
        found: list[tuple[Sent, Input, Parameter]] = []
        for wanted in INPUTS[self._operation]:
            place = self._find(wanted, known, [sent for sent, _, _ in found])
            if place is not None:
                sent, basis = place
                found.append((sent, wanted, self._parameter(sent, wanted, basis)))
        return found

    def _find(self, wanted: Input, known: frozenset[str], used: Sequence[Sent]) -> tuple[Sent, Text] | None:
        left = [one for one in self._sent if not any(one is other for other in used)]
        if wanted.name in self._chosen:
            return next(
                ((one, text("chosen by the user")) for one in left if one.label == self._chosen[wanted.name]), None
            )
        if wanted is ZIP_FILE and (raw := [one for one in left if one.place.place is ParameterIn.RAW]):
            return raw[0], text("the whole body")
        for name in (wanted.name, *wanted.aliases):
            named = [one for one in left if normal(one.name) == normal(name) and self._suits(wanted, one)]
            if named:
                basis = (
                    text("its name")
                    if name == wanted.name
                    else text("the name {name}, which is accepted for it", name=named[0].name)
                )
                return self._only(wanted, named), basis
        for test, basis in self._signs(wanted, known):
            fitting = [one for one in left if one.place.place is not ParameterIn.HEADER and all(map(test, one.values))]
            if fitting:
                return self._only(wanted, fitting), basis
        if wanted is CONFIGURATION:
            in_header = [one for one in left if all(configuration_kind(value) for value in one.values)]
            if in_header:
                return self._only(wanted, in_header), text("it contains JSON")
        return None

    def _suits(self, wanted: Input, sent: Sent) -> bool:
        """Whether a field with a fitting name can be meant: not a file for the configuration, say."""
        value = sent.values[0]
        if wanted is CONFIGURATION and is_zip(value):
            return False
        return not (wanted is ZIP_FILE and (configuration_kind(value) is not None or sent.segment >= 0))

    @staticmethod
    def _only(wanted: Input, found: Sequence[Sent]) -> Sent:
        if len(found) > 1:
            raise Unusable(
                text(
                    "{name} could be any of {places}",
                    name=wanted.name,
                    places=shortened(", ".join(one.label for one in found)),
                )
            )
        return found[0]

    def _signs(self, wanted: Input, known: frozenset[str]) -> Iterator[tuple[Callable[[object], bool], Text]]:
        """Tests of a value, best first, each with what it says."""
        if wanted is ZIP_FILE:
            yield is_zip, text("it contains a zip")
        elif wanted is CONFIGURATION:
            yield lambda value: configuration_kind(value) is not None, text("it contains JSON")
        elif wanted is TYPE:
            yield is_type, text("it contains a type of execution")
        elif wanted is TRACKER_ID:
            yield lambda value: str(value) in known, text("it contains the tracker id of another request")
            yield is_guid, text("it contains a GUID")
            yield _names_tracker, text("the name of its variable")
            yield lambda value: is_id(value) or is_unknown(value), text("it contains a number or a variable")

    def _parameter(self, sent: Sent, wanted: Input, basis: Text) -> Parameter:
        """The place with the type in which the value is sent."""
        place, value = sent.place, sent.values[0]
        kind = place.kind
        if is_unquoted(value):
            kind = {CONFIGURATION: ValueKind.OBJECT, TRACKER_ID: ValueKind.INTEGER}.get(wanted) or (
                ValueKind.BOOLEAN if wanted.kinds == _FLAGS else ValueKind.INTEGER if wanted.optional else kind
            )
        elif wanted is CONFIGURATION:
            kind = configuration_kind(value) or kind
        elif wanted is ZIP_FILE and place.place is not ParameterIn.RAW and kind is ValueKind.STRING:
            kind = ValueKind.BASE64
        elif wanted.optional and place.place is not ParameterIn.BODY:
            kind = _kind_of_word(str(value), is_flag=wanted.kinds == _FLAGS)
        name = place.name or TRACKER_ID_NAMES[0] if place.place is ParameterIn.PATH else place.name
        is_required = place.place in (ParameterIn.PATH, ParameterIn.RAW) or not wanted.optional
        return replace(place, name=name, kind=kind, required=is_required, means=wanted.name, basis=basis)

    def _fields(self, found: Sequence[tuple[Sent, Input, Parameter]]) -> list[Parameter]:
        used = [sent for sent, _, _ in found]
        fields = [parameter for _, _, parameter in found]
        if self._operation is Operation.CREATE_CONNECTION:
            return [
                replace(one.place, is_secret=names_secret(one.name) or normal(one.name) == "connectionstring")
                for one in self._sent
                if one.place.place in (ParameterIn.BODY, ParameterIn.FORM, ParameterIn.QUERY)
            ]
        fields += [
            replace(one.place, required=True, enum=(word_of(one.values[0]) or "",))
            for one in self._others(used)
            if one.label in self._kept
        ]
        return fields

    def _others(self, used: Iterable[Sent]) -> list[Sent]:
        """The values to offer as constants. Those inside a value that is sent as a whole are left out."""
        taken = [*used]
        return [
            one
            for one in self._sent
            if not any(one is other or one.place.is_inside(other.place) for other in taken)
            and len(one.values) == len(self._requests)
            and may_be_constant(one)
            and not self._holds_secret(one)
        ]

    def _holds_secret(self, sent: Sent) -> bool:
        """Whether a value may be a secret; where there are too many to look for, it may."""
        self._cancel.check()
        return not self._secrets.are_few or self._secrets.are_in(word_of(sent.values[0]) or "")

    def _name_variables(self, names: dict[int, str]) -> None:
        """Give the variables of the path other than documented values their names; the ids there stay as they are."""
        for one in self._sent:
            if one.segment < 0 or one.segment in names:
                continue
            if one.name:
                names[one.segment] = one.name
            elif any(value != one.values[0] for value in one.values):
                raise Unusable(text("the meaning of {value} in its path is not known", value=str(one.values[0])))

    def _path(self, request: RecordedRequest, names: Mapping[int, str]) -> str:
        return "".join(
            f"/{{{names[number]}}}" if number in names else f"/{quote(self._secrets.hidden(segment), safe=_IN_SEGMENT)}"
            for number, segment in enumerate(request.segments)
            if number >= self._start
        )

    @staticmethod
    def _with_wrappers(fields: Sequence[Parameter]) -> list[Parameter]:
        """The fields with the objects around them."""
        in_body = [one for one in fields if one.place is ParameterIn.BODY and one.path]
        if not in_body:
            return list(fields)
        paths = dict.fromkeys(one.path[:-1] for one in in_body if len(one.path) > 1)
        return [
            Parameter("Request", ParameterIn.BODY, ValueKind.OBJECT, True, is_wrapper=True),
            *(Parameter(path[-1], ParameterIn.BODY, ValueKind.OBJECT, True, path, is_wrapper=True) for path in paths),
            *fields,
        ]


#: What a segment may contain unescaped, in addition to letters, digits and ``_.-~`` (RFC 3986), without braces.
_IN_SEGMENT = "!$&'()*+,=:@"


def _names_tracker(value: object) -> bool:
    name = normal(variable_name(value) or "") if isinstance(value, str) else ""
    return "tracker" in name or name in map(normal, TRACKER_ID_NAMES)


def _kind_of_word(word: str, *, is_flag: bool) -> ValueKind:
    """The type of an optional value outside a JSON body, where everything is text."""
    if not is_flag:
        return ValueKind.INTEGER
    return ValueKind.INTEGER if word in ("0", "1") else ValueKind.BOOLEAN
