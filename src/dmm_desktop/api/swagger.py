"""Reads a Swagger 2.0 document into operations and their parameters, with references and ``allOf`` resolved.

Nothing here knows DMM: :mod:`.binding` gives the places their meaning. ``host``, ``schemes`` and ``basePath`` are not
read: the base is where the document was found. Of the answers nothing is read but the types of single values, and
anything that a request does not need is ignored, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from ..core.address import leads_elsewhere
from ..core.errors import WrongInput
from ..core.exact_json import MAX_VALUES, Number, TooManyValues, read
from ..core.names import normal
from ..core.text import Text, shortened, text
from .contract import Parameter, ParameterIn, ValueKind

#: How many operations a description may have. An API has hundreds, the DMM API five.
MAX_OPERATIONS = 5_000
#: Those that can carry a call; gateways add an ``options`` for browsers to every path.
_METHODS = ("get", "post", "put", "patch", "delete")
_REMEDY = text("Give the swagger.json of the DMM API, in Swagger 2.0 and JSON.")
_JSON = "application/json"
_RAW_TYPES = ("application/zip", "application/octet-stream")
#: A ``token``, which every header's name is (RFC 9110, 5.6.2).
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]+")
#: Headers that are not for an API to set: those that sign in elsewhere, and those of one connection (RFC 9110, 7.6.1).
_OTHERS_HEADERS = frozenset(
    {
        *("authorization", "cookie", "connection", "expect", "keep-alive", "te", "trailer", "transfer-encoding"),
        *("upgrade", "forwarded"),
        # Some servers take the address or the method of the request from these [platform].
        *("x-original-url", "x-rewrite-url", "x-http-method", "x-http-method-override", "x-method-override"),
    }
)
#: A media type without its parameters: two tokens (RFC 9110).
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")


@dataclass(frozen=True)
class DescribedOperation:
    """An operation of the document; ``problem`` says why it cannot be used, if so.

    ``outputs`` are the types of the values in its successful answer by name, also of those in one object inside it; an
    answer that is one value has the name "".
    """

    operation_id: str
    method: str
    path: str
    fields: tuple[Parameter, ...]
    content_type: str
    outputs: Mapping[str, ValueKind]
    problem: Text | None = None

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """The segments of the path that hold no parameter."""
        return tuple(part for part in self.path.split("/") if part and "{" not in part)

    @property
    def last_segment(self) -> str:
        """The last literal segment of the path, "" if there is none."""
        return self.literals[-1] if self.literals else ""


def read_description(content: str) -> tuple[DescribedOperation, ...]:
    """Parse a Swagger 2.0 document in JSON. Raises WrongInput that says what else it is."""
    try:
        document = read(content)
    except TooManyValues as error:
        raise _unusable(text("It has more than {limit} values.", limit=MAX_VALUES)) from error
    except (ValueError, RecursionError) as error:
        title = text("The API description cannot be read.")
        raise WrongInput(title, text("It is not JSON."), _REMEDY) from error
    if isinstance(document, dict) and "openapi" in document:
        raise _unusable(text("It is OpenAPI {version}.", version=(_word(document["openapi"]) or "")[:20]))
    if not isinstance(document, dict) or _word(document.get("swagger")) != "2.0":
        raise _unusable(text("It is not Swagger 2.0."))
    return tuple(_operations(Document(document), Document(document)))


def _unusable(what: Text) -> WrongInput:
    return WrongInput(text("The API description cannot be used."), what, _REMEDY)


def _operations(document: Document, answers: Document) -> Iterator[DescribedOperation]:
    """``answers`` is the same document: what its answers unfold to does not count towards the limit of requests."""
    count = 0
    paths = document.content.get("paths")
    for path, item in (paths if isinstance(paths, dict) else {}).items():
        if not isinstance(item, dict):
            continue
        for method, operation in item.items():
            if method.lower() in _METHODS and isinstance(operation, dict):
                count += 1
                if count > MAX_OPERATIONS:
                    raise _unusable(text("It has more than {limit} operations.", limit=MAX_OPERATIONS))
                yield _operation(document, answers, path, item, method.upper(), operation)


def _operation(
    document: Document,
    answers: Document,
    path: str,
    item: Mapping[str, Any],
    method: str,
    operation: Mapping[str, Any],
) -> DescribedOperation:
    identity = _text(operation.get("operationId"))
    if max(len(path), len(identity)) > MAX_NAME:
        raise _unusable(
            text("One of its operations has a path or an operationId of more than {limit} characters.", limit=MAX_NAME)
        )
    consumes: list[str] = []
    fields: list[Parameter] = []
    problem: Text | None = None
    try:
        consumes = _consumes(document, operation)
        for parameter in _parameters(document, item, operation):
            fields += _parameter_fields(document, parameter, consumes)
        fields = _with_path_fields(path, fields)
    except Unusable as error:
        problem = error.reason
    content_type = _content_type(consumes, any(field.place is ParameterIn.RAW for field in fields))
    return DescribedOperation(
        identity, method, path, tuple(fields), content_type, _outputs(answers, operation), problem
    )


def _outputs(document: Document, operation: Mapping[str, Any]) -> dict[str, ValueKind]:
    """Empty where the description of the answer cannot be read."""
    responses = operation.get("responses")
    try:
        success = document.resolve(responses.get("200") if isinstance(responses, dict) else None)
        schema = document.resolve(success.get("schema"))
        if not is_described_object(schema):
            return {"": kind_of(schema)}
        found: dict[str, ValueKind] = {}
        for name, member in properties_of(schema).items():
            _require_short(name)
            resolved = document.resolve(member)
            found[normal(name)] = kind_of(resolved)
            inner = properties_of(resolved) if is_described_object(resolved) else {}
            for inner_name, value in inner.items():
                _require_short(inner_name)
                found.setdefault(normal(inner_name), kind_of(document.resolve(value)))
    except Unusable:
        return {}
    return found


def _consumes(document: Document, operation: Mapping[str, Any]) -> list[str]:
    given = operation.get("consumes", document.content.get("consumes"))
    media = given if isinstance(given, list) else []
    document.look_at(len(media))
    found = [one.split(";")[0].strip().lower() for one in media if isinstance(one, str) and len(one) <= MAX_NAME]
    return [one for one in found if _MEDIA_TYPE.fullmatch(one)]


def _is_json(media: str) -> bool:
    return media == _JSON or media.endswith("+json")


def _content_type(consumes: list[str], is_raw: bool) -> str:
    if is_raw:
        return next(media for media in consumes if media in _RAW_TYPES)
    return _JSON if _JSON in consumes else next(filter(_is_json, consumes), _JSON)


def _parameters(
    document: Document, item: Mapping[str, Any], operation: Mapping[str, Any]
) -> Sequence[Mapping[str, Any]]:
    """Parameters of the path item, overridden by those of the operation with the same name and place."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for group in (item.get("parameters"), operation.get("parameters")):
        for parameter in group if isinstance(group, list) else ():
            resolved = document.resolve(parameter)
            name, where = resolved.get("name"), resolved.get("in")
            if not isinstance(name, str) or not isinstance(where, str):
                raise Unusable(text("one of its parameters has no name or no place"))
            _require_short(name)
            found[name, where] = resolved
    if sum(parameter.get("in") == "body" for parameter in found.values()) > 1:
        raise Unusable(text("it describes more than one body"))
    return tuple(found.values())


def _parameter_fields(document: Document, parameter: Mapping[str, Any], consumes: list[str]) -> Iterator[Parameter]:
    name, where = parameter["name"], parameter["in"]
    required = parameter.get("required") is True
    if where == "body":
        yield from _body_fields(document, name, parameter.get("schema"), required, consumes)
    elif where == "header" and not _may_be_set(name):
        if required:
            raise Unusable(text("it requires the header {name}, which a description cannot set", name=name))
    elif where in ("path", "query", "header"):
        yield _field(name, ParameterIn(where), parameter, required or where == "path")
    elif where == "formData":
        raise Unusable(text("it wants a form, which is not supported"))
    else:
        raise Unusable(text("the place of its parameter {name} is not known", name=name))


def _require_short(name: str) -> None:
    if len(name) > MAX_NAME:
        raise Unusable(text("one of its values has a name of more than {limit} characters", limit=MAX_NAME))


def _may_be_set(header: str) -> bool:
    """Whether a description may name the header: a token (RFC 9110) that is neither HTTP's own nor a way to sign in."""
    name = header.lower()
    plain = name.replace("_", "-")  # some servers take one for the other [platform]
    is_others = plain in _OTHERS_HEADERS or plain.startswith(("proxy-", "x-forwarded-"))
    return bool(_HEADER_NAME.fullmatch(name)) and not is_others


def _body_fields(
    document: Document, name: str, schema: object, required: bool, consumes: list[str]
) -> Iterator[Parameter]:
    resolved = document.resolve(schema)
    json_accepted = not consumes or any(map(_is_json, consumes))
    raw_accepted = any(media in _RAW_TYPES for media in consumes)
    if raw_accepted and (not json_accepted or kind_of(resolved) not in (ValueKind.OBJECT, ValueKind.ARRAY)):
        yield Parameter(
            name, ParameterIn.RAW, ValueKind.STRING, required, description=_text(resolved.get("description"))
        )
    elif not json_accepted:
        raise Unusable(text("it wants a body of type {types}", types=shortened(", ".join(consumes))))
    elif is_described_object(resolved):
        yield from _object_fields(
            document, _field(name, ParameterIn.BODY, resolved, required, is_wrapper=True), resolved
        )
    else:
        yield _field(name, ParameterIn.BODY, resolved, required)


def _object_fields(document: Document, wrapper: Parameter, schema: Mapping[str, Any]) -> Iterator[Parameter]:
    """The object itself, its members and, in the body, those of the objects in it: one wrapper is followed, no more."""
    yield wrapper
    optional_in = wrapper.optional_in if wrapper.required else wrapper.path
    for name in properties_of(schema):
        _require_short(name)
    needed = required_properties(schema)
    for name, member in properties_of(schema).items():
        resolved = document.resolve(member)
        is_wrapper = not wrapper.path and is_described_object(resolved)
        path = (*wrapper.path, name)
        field = _field(
            name, ParameterIn.BODY, resolved, name in needed, path, is_wrapper=is_wrapper, optional_in=optional_in
        )
        if is_wrapper:
            yield from _object_fields(document, field, resolved)
        else:
            yield field


def _field(
    name: str,
    place: ParameterIn,
    schema: Mapping[str, Any],
    required: bool,
    path: tuple[str, ...] = (),
    *,
    is_wrapper: bool = False,
    optional_in: tuple[str, ...] | None = None,
) -> Parameter:
    enum, default = schema.get("enum"), schema.get("default")
    choices = map(_word, enum) if isinstance(enum, list) else ()
    return Parameter(
        name,
        place,
        kind_of(schema),
        required,
        path,
        tuple(choice for choice in choices if choice is not None and len(choice) <= MAX_NAME),
        _text(schema.get("description")),
        default if isinstance(default, str | bool | Number) else None,
        schema.get("format") == "password",
        is_wrapper,
        optional_in,
    )


def _word(value: object) -> str | None:
    """A single value as text, None for what is not one."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | Number) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _with_path_fields(path: str, fields: list[Parameter]) -> list[Parameter]:
    """The fields, those in the path under the names that they have there, and the parts of the path that no parameter
    declares. What follows a host unchecked could name another one, or another application of the same host."""
    if not path.startswith("/") or any(character in path for character in "?#"):
        raise Unusable(text("its path has to begin with / and must not contain ? or #"))
    if leads_elsewhere(path) or ";" in unquote(path):
        raise Unusable(text("its path leads out of the API"))
    names = dict.fromkeys(re.findall(r"{([^{}]*)}", path))
    loose = {normal(name): name for name in names}
    found: list[Parameter] = []
    for field in fields:
        if field.place is ParameterIn.PATH and field.name not in names:
            if normal(field.name) not in loose:
                raise Unusable(text("its path has no place for its parameter {name}", name=field.name))
            field = replace(field, name=loose[normal(field.name)])
        found.append(field)
    declared = {field.name for field in found if field.place is ParameterIn.PATH}
    return [
        *found,
        *(Parameter(name, ParameterIn.PATH, ValueKind.STRING, True) for name in names if name not in declared),
    ]


#: Longest path, operationId, name, choice or type of a body, in characters: many operations may use the same one.
MAX_NAME = 1_000
_DEEPEST_REFERENCE = 32
_LONGEST_REFERENCE = 1000  # characters
#: How many schemas, members and references are looked at in one document: a short one can unfold to any number.
_LARGEST = 200_000
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")


class Unusable(Exception):
    """An operation cannot be used; ``reason`` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


class Document:
    """The document to whose parts references lead. ``content`` is all of it."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content
        self._left = _LARGEST

    def resolve(self, schema: object, depth: int = 0) -> Mapping[str, Any]:
        """Follow ``$ref`` inside the document and merge ``allOf``. Raises Unusable."""
        if not isinstance(schema, dict):
            raise Unusable(text("its description is damaged"))
        if depth > _DEEPEST_REFERENCE:
            raise Unusable(text("its description refers to itself"))
        self.look_at(1 + _size(schema))
        reference = schema.get("$ref")
        if reference is not None:
            return self.resolve(self._referred(reference), depth + 1)
        parts = schema.get("allOf")
        if not isinstance(parts, list):
            return schema
        merged: dict[str, Any] = {}
        properties: dict[str, Any] = {}
        required: list[str] = []
        for part in (*(self.resolve(part, depth + 1) for part in parts), schema):
            self.look_at(len(part) + _size(part))
            merged |= part
            properties |= properties_of(part)
            required += _required_names(part)
        return merged | {"properties": properties, "required": required}

    def look_at(self, count: int) -> None:
        """Count what is about to be looked at. Raises Unusable where it has become too much."""
        self._left -= count
        if self._left < 0:
            raise Unusable(text("its description is too large"))

    def _referred(self, reference: object) -> object:
        if not isinstance(reference, str) or len(reference) > _LONGEST_REFERENCE:
            raise Unusable(text("its description is damaged"))
        if not reference.startswith("#/"):
            raise Unusable(text("its description refers to another document ({reference})", reference=reference))
        target: object = self.content
        for step in unquote(reference[2:]).split("/"):
            step = step.replace("~1", "/").replace("~0", "~")
            if isinstance(target, list) and _INDEX.fullmatch(step) and int(step) < len(target):
                target = target[int(step)]
            elif isinstance(target, dict) and step in target:
                target = target[step]
            else:
                raise Unusable(text("its description refers to {reference}, which is missing", reference=reference))
        return target


def kind_of(schema: Mapping[str, Any]) -> ValueKind:
    """What a value of this schema is written as; a string where it does not say."""
    kind = schema.get("type")
    if kind == "string":
        return ValueKind.BASE64 if schema.get("format") in ("byte", "binary") else ValueKind.STRING
    if kind in ("integer", "number", "boolean", "array", "object"):
        return ValueKind(kind)
    return ValueKind.OBJECT if properties_of(schema) else ValueKind.STRING


def is_described_object(schema: Mapping[str, Any]) -> bool:
    """Whether it is an object that says which members it has."""
    return kind_of(schema) is ValueKind.OBJECT and bool(properties_of(schema))


def properties_of(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schemas of an object's members, by name."""
    properties = schema.get("properties")
    return properties if isinstance(properties, dict) else {}


def required_properties(schema: Mapping[str, Any]) -> frozenset[str]:
    """The names of the members that an object must have.

    The platform lists them as they are called in its studio, which may differ in case from the names in JSON
    [platform]; names that are no member's are ignored.
    """
    properties, names = properties_of(schema), frozenset(_required_names(schema))
    loose = {normal(name) for name in names if name not in properties}
    return frozenset(name for name in properties if name in names or normal(name) in loose)


def _size(schema: Mapping[str, Any]) -> int:
    """How much there is to look at wherever it is used."""
    lists = (schema.get("required"), schema.get("enum"))
    return len(properties_of(schema)) + sum(len(one) for one in lists if isinstance(one, list))


def _required_names(schema: Mapping[str, Any]) -> list[str]:
    names = schema.get("required")
    return [one for one in names if isinstance(one, str) and len(one) <= MAX_NAME] if isinstance(names, list) else []
