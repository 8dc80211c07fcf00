"""The values that recorded requests send, each with its place, and what their form says about them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...core.exact_json import Number
from ...core.execution_type import ExecutionType
from ...core.names import normal
from ..contract import Parameter, ParameterIn, ValueKind
from ..inputs import CONFIGURATION_MARKS
from .recorded import (
    UNQUOTED,
    FileName,
    FormBody,
    JsonBody,
    RawBody,
    RecordedRequest,
    has_variable,
    json_in,
    variable_name,
)
from .schemas import MAX_NAME, is_json, may_be_set

_GUID = re.compile(r"\{?[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\}?")
_NUMBER = re.compile(r"[0-9]{1,40}")
#: How the base64 of every zip begins: the bytes P, K, 3.
_ZIP_BEGINNING = "UEsDB"
_SECRET_NAMES = ("key", "token", "password", "passwd", "pwd", "secret", "credential", "auth", "session", "cookie")
#: Longest value that is decoded to see whether it is a configuration, in characters.
_LONGEST_CONFIGURATION = 10_000_000


@dataclass(frozen=True, slots=True)
class Sent:
    """A place that requests fill, with the value of each request. ``segment`` is the number of the path's segment."""

    place: Parameter
    values: list[object] = field(default_factory=list)
    segment: int = -1

    @property
    def label(self) -> str:
        """The place in words, which is unique within an operation."""
        return label_of(self.place) if self.segment < 0 else f"path:{self.segment + 1}"

    @property
    def name(self) -> str:
        return self.place.name


_LABELS = {
    ParameterIn.PATH: "path",
    ParameterIn.QUERY: "query",
    ParameterIn.HEADER: "header",
    ParameterIn.BODY: "body",
    ParameterIn.FORM: "form",
    ParameterIn.RAW: "body",
}


def label_of(place: Parameter) -> str:
    """A described place in words, which is unique within an operation."""
    return f"{_LABELS[place.place]}:{'.'.join(place.path) or place.name}"


def values_of(requests: Sequence[RecordedRequest], start: int) -> list[Sent]:
    """The places that the requests fill, in the order of their occurrence. ``start`` is the number of segments of the
    API's root."""
    found: dict[tuple[ParameterIn, str, tuple[str, ...], int], Sent] = {}
    for request in requests:
        for place, value, segment in _places(request, start):
            key = (place.place, place.name, place.path, segment)
            found.setdefault(key, Sent(place, segment=segment)).values.append(value)
    return list(found.values())


def _places(request: RecordedRequest, start: int) -> Iterator[tuple[Parameter, object, int]]:
    for number, segment in enumerate(request.segments[start:], start):
        name = variable_name(segment)
        if name is not None or is_id(segment):
            yield Parameter(name or "", ParameterIn.PATH, ValueKind.STRING, True), segment, number
    for name, value in request.query:
        yield _field(name, ParameterIn.QUERY, value), value, -1
    for name, value in request.headers:
        if may_be_set(name):
            yield _field(name, ParameterIn.HEADER, value), value, -1
    body = request.body
    if isinstance(body, JsonBody):
        yield from ((place, value, -1) for place, value in _members(body.value, ()))
    elif isinstance(body, FormBody):
        for part in body.parts:
            yield _field(part.name, ParameterIn.FORM, part.value), part.value, -1
    elif isinstance(body, RawBody) and not is_unread(body):
        yield Parameter("body", ParameterIn.RAW, ValueKind.STRING, True), FileName("", body.media), -1


def pattern_of(request: RecordedRequest) -> tuple[str, tuple[str, ...]]:
    """Method and path without ids and variables: requests with the same pattern call the same operation."""
    segments = ("" if is_id(part) or variable_name(part) is not None else part for part in request.segments)
    return request.method, tuple(segments)


def is_unread(body: object) -> bool:
    """Whether the body is a text in a file, which is not read."""
    return isinstance(body, RawBody) and body.is_unknown and (is_json(body.media) or "form" in body.media)


def _members(value: object, path: tuple[str, ...]) -> Iterator[tuple[Parameter, object]]:
    """The members of a body and, of its objects other than configurations, their members."""
    if not isinstance(value, dict):
        return
    if not path and is_configuration(value):
        yield Parameter("Configuration", ParameterIn.BODY, ValueKind.OBJECT, True), value
        return
    for name, member in value.items():
        if len(name) > MAX_NAME:
            continue
        inner = (*path, name)
        if isinstance(member, dict) and not path and member and not is_configuration(member) and not _is_named(name):
            yield from _members(member, inner)
        else:
            yield _field(name, ParameterIn.BODY, member, inner), member


def _is_named(name: str) -> bool:
    return normal(name) in ("configuration", "configurationjson", "jsonconfiguration", "json")


def _field(name: str, place: ParameterIn, value: object, path: tuple[str, ...] = ()) -> Parameter:
    return Parameter(name[:MAX_NAME], place, kind_of_value(value), path=path)


def kind_of_value(value: object) -> ValueKind:
    """The type of a value in JSON or in a form."""
    if isinstance(value, bool):
        return ValueKind.BOOLEAN
    if isinstance(value, Number):
        return ValueKind.INTEGER if value.is_whole else ValueKind.NUMBER
    if isinstance(value, FileName):
        return ValueKind.BINARY
    return (
        ValueKind.OBJECT
        if isinstance(value, dict)
        else ValueKind.ARRAY
        if isinstance(value, list)
        else ValueKind.STRING
    )


def is_id(value: object) -> bool:
    """Whether the value has the form of a tracker id [documented]: a GUID or a number."""
    word = str(value) if isinstance(value, str | Number) and not isinstance(value, bool) else ""
    return is_guid(value) or _NUMBER.fullmatch(word) is not None


def is_guid(value: object) -> bool:
    """Whether the value is a GUID, with or without braces."""
    return isinstance(value, str) and _GUID.fullmatch(value) is not None


def is_unknown(value: object) -> bool:
    """Whether the value is a variable that the source does not define."""
    return isinstance(value, str) and (value.startswith(UNQUOTED) or variable_name(value) is not None)


def is_unquoted(value: object) -> bool:
    """Whether the value is a variable outside quotes, and therefore not text."""
    return isinstance(value, str) and value.startswith(UNQUOTED)


def is_type(value: object) -> bool:
    """Whether the value is a documented type of execution."""
    return isinstance(value, str) and normal(value) in [normal(kind) for kind in ExecutionType]


def is_zip(value: object) -> bool:
    """Whether the value is a file that may be a zip, or the base64 of a zip."""
    if isinstance(value, FileName):
        return not (is_json(value.media) or value.name.lower().endswith(".json") or value.media.startswith("text/"))
    return isinstance(value, str) and value.startswith(_ZIP_BEGINNING)


def is_configuration(value: object) -> bool:
    """Whether an object has a field of a configuration [documented]."""
    return isinstance(value, dict) and any(normal(name) in CONFIGURATION_MARKS for name in value)


def configuration_kind(value: object) -> ValueKind | None:
    """How the value contains a configuration: as an object, as JSON text, as its base64, or as a file; None if it does
    not."""
    if isinstance(value, dict):
        return ValueKind.OBJECT if is_configuration(value) else None
    if isinstance(value, FileName):
        is_text = is_json(value.media) or value.name.lower().endswith(".json")
        return ValueKind.BINARY if is_text else None
    if not isinstance(value, str) or len(value) > _LONGEST_CONFIGURATION:
        return None
    if value.lstrip().startswith("{"):
        return ValueKind.STRING if isinstance(json_in(value), dict) else None
    if value.startswith(("ey", "ew")):  # the base64 of { and of what may follow it
        try:
            decoded = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            return None
        return ValueKind.BASE64 if isinstance(json_in(decoded), dict) else None
    return None


def names_secret(name: str) -> bool:
    """Whether a name says that its value is a secret."""
    return any(word in normal(name).replace("-", "") for word in _SECRET_NAMES)


def may_be_constant(sent: Sent) -> bool:
    """Whether a value without a known meaning may be offered as a constant if it is not a secret: one short value, the
    same in every request, that is not a variable."""
    if sent.place.place not in (ParameterIn.QUERY, ParameterIn.BODY, ParameterIn.FORM) or not sent.place.name:
        return False
    if any(map(names_secret, (sent.name, *sent.place.path))):
        return False
    value = sent.values[0]
    if not isinstance(value, str | bool | Number) or any(other != value for other in sent.values):
        return False
    word = str(value)
    is_short = len(word) <= MAX_NAME and not word.startswith(_ZIP_BEGINNING)
    return is_short and not has_variable(word) and not is_unquoted(value)
