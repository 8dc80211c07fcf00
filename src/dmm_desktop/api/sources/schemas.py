"""Reads the schemas of a description, Swagger 2.0 or OpenAPI 3, into places of values, with references and ``allOf``
resolved.

This module knows nothing about DMM: :mod:`..binding` gives the places their meaning. Anything that a request does not
need is ignored, even if it is invalid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from ...core.address import as_servers_read, leads_elsewhere
from ...core.exact_json import Number
from ...core.names import normal
from ...core.text import Text, shortened, text
from ..contract import Parameter, ParameterIn, ValueKind

#: A ``token``, the syntax of header names (RFC 9110, 5.6.2).
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]+")
#: Headers that an API may not define: credentials for other purposes, and headers of a single connection (RFC 9110,
#: 7.6.1).
_OTHERS_HEADERS = frozenset(
    {
        *("authorization", "cookie", "cookie2", "connection", "expect", "keep-alive", "te", "trailer"),
        *("transfer-encoding", "upgrade", "http2-settings", "forwarded"),
        # Headers from which some servers read the address or method of the request [platform].
        *("x-original-url", "x-rewrite-url", "x-http-method", "x-http-method-override", "x-method-override"),
        *("x-host", "x-original-host", "x-http-host-override"),
    }
)
#: A media type without its parameters: two tokens (RFC 9110).
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")


#: Longest path, operationId, name, enumeration value or body type, in characters: many operations may share one.
MAX_NAME = 1_000
#: The extension of a parameter or property that gives the documented name of its value.
MEANING = "x-dmm-name"
JSON = "application/json"
#: Bodies that are the zip itself.
RAW_TYPES = ("application/zip", "application/octet-stream")
MULTIPART = "multipart/form-data"
URL_ENCODED = "application/x-www-form-urlencoded"
_DEEPEST_REFERENCE = 32
_LONGEST_REFERENCE = 1000  # characters
#: How many items are processed in one document, because even a short one can expand without limit: operations,
#: placeholders in their paths, schemas and members. One takes a few microseconds at most.
_LARGEST = 200_000
#: How many characters count as one more item, where they are decoded and where they are compared.
_DECODED, _COMPARED = 16, 128
#: How many characters of names, values and descriptions are kept of one document: references can repeat them.
_LONGEST = 16 * 1024 * 1024
_LONGEST_DEFAULT = 5_000  # characters
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")


class Unusable(Exception):
    """An operation cannot be used; ``reason`` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


class Document:
    """A document with its references. ``content`` is the whole document."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content
        self._left = _LARGEST
        self._characters_left = _LONGEST

    def resolve(self, schema: object, depth: int = 0) -> Mapping[str, Any]:
        """Follow ``$ref`` within the document and merge ``allOf``. Raises Unusable."""
        if not isinstance(schema, dict):
            raise Unusable(text("its description is damaged"))
        if depth > _DEEPEST_REFERENCE:
            raise Unusable(text("its description refers to itself"))
        self.look_at(1 + _size(schema))
        self.look_at(0, _length(schema))
        self.count_compared([*properties_of(schema), *_required_names(schema), schema.get("name")])
        reference = schema.get("$ref")
        if reference is not None:
            return self.resolve(self._referred(reference), depth + 1)
        parts = schema.get("allOf")
        if not isinstance(parts, list):
            only = self._only_choice(schema)
            if only is None:
                return schema
            self.look_at(len(schema))
            return self.resolve({"allOf": [only], **_without_choices(schema)}, depth + 1)
        merged: dict[str, Any] = {}
        properties: dict[str, Any] = {}
        required: list[str] = []
        for part in (*(self.resolve(part, depth + 1) for part in parts), schema):
            self.look_at(1 + len(part) + _size(part))
            merged |= part
            properties |= properties_of(part)
            required += _required_names(part)
        return merged | {"properties": properties, "required": required}

    def _only_choice(self, schema: Mapping[str, Any]) -> object:
        """The only choice of ``anyOf`` or ``oneOf`` besides null, as some generators write it; None if there is none or
        several."""
        choices = schema.get("anyOf") or schema.get("oneOf")
        if not isinstance(choices, list):
            return None
        self.look_at(len(choices))
        found = [one for one in choices if not (isinstance(one, dict) and one.get("type") == "null")]
        return found[0] if len(found) == 1 else None

    def look_at(self, count: int, characters: int = 0) -> None:
        """Count items about to be processed, and characters about to be kept. Raises Unusable beyond the limits."""
        self._left -= count
        self._characters_left -= characters
        if self._left < 0 or self._characters_left < 0:
            raise Unusable(text("its description is too large"))

    def count_decoded(self, word: str) -> None:
        """Count a reference, path or id about to be decoded. Raises Unusable as :meth:`look_at` does."""
        self.look_at(len(word) // _DECODED)

    def count_compared(self, names: Iterable[object]) -> None:
        """Count the characters of names about to be compared; longer ones than are allowed are not. Raises Unusable as
        :meth:`look_at` does."""
        self.look_at(sum(min(len(name), MAX_NAME) for name in names if isinstance(name, str)) // _COMPARED)

    def _referred(self, reference: object) -> object:
        if not isinstance(reference, str) or len(reference) > _LONGEST_REFERENCE:
            raise Unusable(text("its description is damaged"))
        if not reference.startswith("#/"):
            raise Unusable(text("its description refers to another document ({reference})", reference=reference))
        self.count_decoded(reference)
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


def _without_choices(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name not in ("anyOf", "oneOf")}


def kind_of(schema: Mapping[str, Any]) -> ValueKind:
    """The type in which a value of this schema is written; a string if unspecified."""
    kind = schema.get("type")
    if isinstance(kind, list):  # OpenAPI 3.1: also null
        kind = next((one for one in kind if one != "null"), None)
    if kind == "file":
        return ValueKind.BINARY
    if kind == "string":
        is_base64 = schema.get("format") in ("byte", "binary") or schema.get("contentEncoding") == "base64"
        return ValueKind.BASE64 if is_base64 else ValueKind.STRING
    if kind in ("integer", "number", "boolean", "array", "object"):
        return ValueKind(kind)
    return ValueKind.OBJECT if properties_of(schema) else ValueKind.STRING


def is_described_object(schema: Mapping[str, Any]) -> bool:
    """Whether the schema is an object with described members."""
    return kind_of(schema) is ValueKind.OBJECT and bool(properties_of(schema))


def properties_of(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schemas of an object's members, by name."""
    properties = schema.get("properties")
    return properties if isinstance(properties, dict) else {}


def required_properties(schema: Mapping[str, Any]) -> frozenset[str]:
    """The names of the members that an object must have.

    The platform lists the names used in its studio, whose case may differ from the names in JSON [platform]; names of
    unknown members are ignored.
    """
    properties, names = properties_of(schema), frozenset(_required_names(schema))
    loose = {normal(name) for name in names if name not in properties}
    return frozenset(name for name in properties if name in names or normal(name) in loose)


def _size(schema: Mapping[str, Any]) -> int:
    """How many items are processed each time the schema is used."""
    lists = (schema.get("required"), schema.get("enum"), schema.get("type"))
    return len(properties_of(schema)) + sum(len(one) for one in lists if isinstance(one, list))


def _length(schema: Mapping[str, Any]) -> int:
    """How many characters are kept each time the schema is used. Long texts are shortened or left out."""
    enum = schema.get("enum")
    values = [*(enum if isinstance(enum, list) else ()), *map(schema.get, ("const", "default", "description", MEANING))]
    return sum(
        min(len(word), _LONGEST_DEFAULT) for word in (*properties_of(schema), *filter(None, map(word_of, values)))
    )


def _required_names(schema: Mapping[str, Any]) -> list[str]:
    names = schema.get("required")
    return [one for one in names if isinstance(one, str) and len(one) <= MAX_NAME] if isinstance(names, list) else []


def media_type(given: object) -> str:
    """The media type without its parameters, in lower case; "" if it is not one."""
    if not isinstance(given, str) or len(given) > MAX_NAME:
        return ""
    found = given.split(";")[0].strip().lower()
    return found if _MEDIA_TYPE.fullmatch(found) else ""


def is_json(media: str) -> bool:
    """Whether bodies of this media type are JSON."""
    return media == JSON or media.endswith("+json")


def body_fields(document: Document, name: str, schema: Mapping[str, Any], required: bool) -> Iterator[Parameter]:
    """The fields of a JSON body with this resolved schema."""
    if is_described_object(schema):
        wrapper = field_of(name, ParameterIn.BODY, schema, required, is_wrapper=True)
        yield from object_fields(document, wrapper, schema)
    else:
        yield field_of(name, ParameterIn.BODY, schema, required)


def form_field(name: str, schema: Mapping[str, Any], required: bool) -> Parameter:
    """A field of a form. Binary content is a file there, not base64 as in JSON."""
    found = field_of(name, ParameterIn.FORM, schema, required)
    media = schema.get("contentMediaType")
    is_file = schema.get("format") == "binary" or (
        isinstance(media, str)
        and found.kind is ValueKind.STRING
        and not media.startswith(("text/", "application/json"))
    )
    return replace(found, kind=ValueKind.BINARY) if is_file else found


def object_fields(document: Document, wrapper: Parameter, schema: Mapping[str, Any]) -> Iterator[Parameter]:
    """The object itself, its members and, in the body, the members of its objects: only one level of wrappers is
    followed."""
    yield wrapper
    optional_in = wrapper.optional_in if wrapper.required else wrapper.path
    for name in properties_of(schema):
        require_short(name)
    needed = required_properties(schema)
    document.look_at(0, sum(map(len, wrapper.path)) * len(properties_of(schema)))  # in the path of each member
    for name, member in properties_of(schema).items():
        resolved = document.resolve(member)
        is_wrapper = not wrapper.path and is_described_object(resolved)
        path = (*wrapper.path, name)
        field = field_of(
            name, ParameterIn.BODY, resolved, name in needed, path, is_wrapper=is_wrapper, optional_in=optional_in
        )
        if is_wrapper:
            yield from object_fields(document, field, resolved)
        else:
            yield field


def field_of(
    name: str,
    place: ParameterIn,
    schema: Mapping[str, Any],
    required: bool,
    path: tuple[str, ...] = (),
    *,
    is_wrapper: bool = False,
    optional_in: tuple[str, ...] | None = None,
) -> Parameter:
    """The place that a resolved schema describes."""
    enum, default = schema.get("enum"), word_of(schema.get("default"))
    if "const" in schema:
        enum = [schema["const"]]
    choices = map(word_of, enum) if isinstance(enum, list) else ()
    return Parameter(
        name,
        place,
        kind_of(schema),
        required,
        path,
        tuple(choice for choice in choices if choice is not None and len(choice) <= MAX_NAME),
        description_of(schema),
        schema["default"] if default is not None and len(default) <= _LONGEST_DEFAULT else None,
        schema.get("format") == "password",
        is_wrapper,
        optional_in,
        text_in(schema.get(MEANING))[:MAX_NAME],
    )


def description_of(schema: Mapping[str, Any]) -> str:
    """The words that describe a value, shortened; "" if there are none."""
    return shortened(text_in(schema.get("description")))


def require_short(name: str) -> None:
    """Raise Unusable for a name that is too long to be shown or compared."""
    if len(name) > MAX_NAME:
        raise Unusable(text("one of its values has a name of more than {limit} characters", limit=MAX_NAME))


def header_key(name: str) -> str:
    """The name of a header to compare: in lower case, and with hyphens, because some servers treat underscores as such
    [platform]."""
    return name.lower().replace("_", "-")


def may_be_set(header: str) -> bool:
    """Whether a description may define the header: its name is a token (RFC 9110), and neither HTTP itself nor sign-in
    uses it."""
    plain = header_key(header)
    is_others = plain in _OTHERS_HEADERS or plain.startswith(("proxy-", "x-forwarded-"))
    return bool(_HEADER_NAME.fullmatch(header.lower())) and not is_others


def word_of(value: object) -> str | None:
    """A single value as text; None for anything else."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | Number) else None


def text_in(value: object) -> str:
    """The value if it is a text, else ""."""
    return value if isinstance(value, str) else ""


def with_path_fields(path: str, fields: list[Parameter]) -> list[Parameter]:
    """The fields, with those in the path under the names used there, and the placeholders of the path that no parameter
    declares. The path is checked because it could otherwise lead to another host, or another application on the same
    host."""
    if not path.startswith("/") or any(character in path for character in "?#"):
        raise Unusable(text("its path must begin with / and must not contain ? or #"))
    if leads_elsewhere(path) or set(";?#") & set(as_servers_read(path)):
        raise Unusable(text("its path could point outside the API"))
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
