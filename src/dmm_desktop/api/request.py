"""Lays the values of one call out as an HTTP request, as the contract says, each encoded as its parameter wants it."""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ..core.errors import ContractIncomplete, WrongInput
from ..core.exact_json import Number, read, write
from ..core.names import is_blank, names_connection, normal
from ..core.text import Text, text
from .contract import BoundOperation, Parameter, ParameterIn, ValueKind

_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110


@dataclass(frozen=True, slots=True)
class Configuration:
    """The JSON configuration of an execution, as text; sent with every field that it has."""

    json_text: str


class ZipContent:
    """Stands for the zip where a request's values are put together; its bytes are added while sending."""


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A request as it goes out, relative to the API root.

    The body is ``head``, then the zip if ``zip_encoding`` is not None ("base64" or "raw"), then ``tail``.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    content_type: str
    head: bytes = b""
    tail: bytes = b""
    zip_encoding: str | None = None


def lay_out(operation: BoundOperation, values: Mapping[str, object]) -> HttpRequest:
    """Put values, by documented name, where the operation's description wants them; None is left out, unless the
    description requires something.

    Raises ContractIncomplete where one does not fit, such as a GUID where an integer is asked for, and WrongInput for a
    value that no request can carry.
    """
    path, query, headers = operation.path, [], []
    body = _Body()
    zip_encoding: str | None = None
    for name, value in {**values, **_required_defaults(operation, values)}.items():
        field = operation.places[name]
        if value is None:
            continue
        if isinstance(value, ZipContent):
            zip_encoding = "raw" if field.place is ParameterIn.RAW else "base64"
            if field.place is ParameterIn.BODY:
                body.put(field.path, body.mark)
            continue
        if not is_text(value.json_text if isinstance(value, Configuration) else value):
            raise _not_text(field)
        try:
            if isinstance(value, Configuration):
                value = _written_configuration(field, value.json_text)
            else:
                value = encode_value(field, value)
        except Unfit as error:
            raise ContractIncomplete(operation.operation, error.reason) from error
        if field.place is ParameterIn.PATH:
            path = path.replace(f"{{{field.name}}}", quote(plain(value), safe=""))
        elif field.place is ParameterIn.QUERY:
            query.append((field.name, plain(value)))
        elif field.place is ParameterIn.HEADER:
            headers.append((field.name, plain(value)))
        else:
            body.put(field.path, value)
    in_address, in_headers = [path, *(name for name, _ in query)], [name for name, _ in headers]
    if not is_text(in_address) or not all(map(_HEADER_NAME.fullmatch, in_headers)):
        reason = text("Its description contains characters that cannot be sent in an address or the name of a header.")
        raise ContractIncomplete(operation.operation, reason)
    head, tail = body.split(zip_encoding == "base64")
    content_type = operation.content_type if head or zip_encoding else ""
    return HttpRequest(operation.method, path, tuple(query), tuple(headers), content_type, head, tail, zip_encoding)


def _required_defaults(operation: BoundOperation, values: Mapping[str, object]) -> dict[str, object]:
    """What the description requires although it has no value here, such as the page of a log that is not wanted: the
    default of its type, which is what the server takes for what is left out [platform]."""
    given = [name for name, value in values.items() if value is not None]
    filled = [operation.places[name] for name in given]
    return {
        name: False if field.kind is ValueKind.BOOLEAN else 0
        for name, field in operation.places.items()
        if name not in given and field.is_needed(filled)
    }


def _not_text(field: Parameter) -> WrongInput:
    """The message does not repeat the value: it may be a secret."""
    return WrongInput(
        text("{name} cannot be sent.", name=field.name),
        text("It contains bytes that are not UTF-8, or half a character."),
        text("Enter it again, or copy it as text."),
    )


class _Body:
    """A JSON body under construction, with a mark where the zip will be."""

    def __init__(self) -> None:
        self.mark = f"zip-{secrets.token_hex(16)}"
        self._root: Any = None

    def put(self, path: Sequence[str], value: object) -> None:
        if not path:
            self._root = value
            return
        if self._root is None:
            self._root = {}
        target = self._root
        for step in path[:-1]:
            target = target.setdefault(step, {})
        target[path[-1]] = value

    def split(self, around_zip: bool) -> tuple[bytes, bytes]:
        if self._root is None:
            return b"", b""
        whole = write(self._root, separators=(",", ":")).encode()
        if not around_zip:
            return whole, b""
        head, tail = whole.split(self.mark.encode())
        return head, tail


def _written_configuration(field: Parameter, json_text: str) -> object:
    if field.kind is ValueKind.OBJECT:
        return read(json_text)
    raw = json_text if field.place is ParameterIn.BODY else _ascii_json(json_text)
    return base64.b64encode(raw.encode()).decode() if field.kind is ValueKind.BASE64 else raw


def _ascii_json(json_text: str) -> str:
    """The same JSON on one line of ASCII: what a header or an address can carry."""
    return write(read(json_text), separators=(",", ":"))


def connection_values(operation: BoundOperation, given: Mapping[str, object]) -> dict[str, object]:
    """Match the fields of a connection, as the user wrote them, with the places of CreateConnection. White space around
    the connection's name means nothing.

    Raises WrongInput that names unknown, doubled and missing fields and the values that an enumeration allows. A blank
    text fills no field that is required.
    """
    given = {name: _trimmed_name(name, value) for name, value in given.items()}
    if all(field.is_free_body for field in operation.places.values()):
        return {name: dict(given) for name in operation.places}
    known = {normal(name): name for name in operation.places}
    unknown = [name for name in given if normal(name) not in known]
    if unknown:
        raise WrongInput(
            text("The connection has fields that this environment does not know: {names}.", names=", ".join(unknown)),
            None,
            text("It knows: {names}.", names=", ".join(operation.places)),
        )
    values: dict[str, object] = {}
    for name, value in given.items():
        documented = known[normal(name)]
        if documented in values:
            raise WrongInput(
                text("The connection has {name} twice.", name=documented), None, text("Remove one of them.")
            )
        values[documented] = value
    filled = {name: operation.places[name] for name, value in values.items() if not is_blank(value)}
    missing = [
        name for name, field in operation.places.items() if name not in filled and field.is_needed(filled.values())
    ]
    if missing:
        raise _lacking(", ".join(missing))
    for name, value in values.items():
        _check_value(name, operation.places[name], value)
    return values


def _trimmed_name(name: str, value: object) -> object:
    if not isinstance(value, str) or not names_connection(name):
        return value
    if is_blank(value):
        raise _lacking(name)
    return value.strip()


def _lacking(names: str) -> WrongInput:
    return WrongInput(text("The connection lacks {names}.", names=names), None, text("Add what is missing."))


def _check_value(name: str, field: Parameter, value: object) -> None:
    try:
        if value is not None:
            encode_value(field, value)
    except Unfit as error:
        raise WrongInput(
            text("The connection's {name} cannot be used.", name=name), error.reason, text("Correct it and try again.")
        ) from error


class Unfit(ValueError):
    """A value cannot be put in its place; ``reason`` says why, without the value: it may be a secret."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


def encode_value(field: Parameter, value: object) -> object:
    """Return the value ready for JSON in a body, as a string for any other place. Raises Unfit."""
    word = plain(value)
    if field.enum:
        allowed = [choice for choice in field.enum if normal(choice) == normal(word)]
        if not allowed:
            raise Unfit(text("{name} has to be one of {values}.", name=field.name, values=", ".join(field.enum)))
        word = allowed[0]
    if field.place is not ParameterIn.BODY:
        _check_outside_body(field, word)
    try:
        typed = _typed(field.kind, value, word)
    except ValueError:
        reason = text("{name} has to be of type {kind}.", name=field.name, kind=field.kind.value)
        raise Unfit(reason) from None  # Python's own words repeat the value
    return typed if field.place is ParameterIn.BODY else plain(typed)


def is_of(kind: ValueKind, word: str) -> bool:
    """Whether the word can stand for a value of this type."""
    try:
        _typed(kind, word, word)
    except ValueError:
        return False
    return True


def is_text(value: object) -> bool:
    """Whether all texts in it can be sent: halves of surrogate pairs, as in an argument that is not UTF-8, cannot."""
    if isinstance(value, str):
        return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)
    if isinstance(value, Mapping):
        return all(is_text(name) and is_text(inner) for name, inner in value.items())
    return all(map(is_text, value)) if isinstance(value, list | tuple) else True


def plain(value: object) -> str:
    """The value as text; what has no text of its own as JSON."""
    if isinstance(value, bool | dict | list):
        return write(value)
    return str(value)


def _typed(kind: ValueKind, value: object, word: str) -> object:
    """The value, which is ``word`` as text, as this kind, a number digit by digit. Raises ValueError if it is not of
    it."""
    if kind in (ValueKind.STRING, ValueKind.BASE64):
        return word
    if isinstance(value, {ValueKind.OBJECT: dict, ValueKind.ARRAY: list}.get(kind, ())):
        return value
    if kind is ValueKind.BOOLEAN and word.lower() in ("true", "false"):
        return word.lower() == "true"
    if kind is ValueKind.INTEGER and isinstance(value, bool):
        return int(value)
    if kind in (ValueKind.INTEGER, ValueKind.NUMBER):
        number = Number(word)
        if number.is_whole or kind is ValueKind.NUMBER:
            return number
    raise ValueError(f"not of type {kind}")


def _check_outside_body(field: Parameter, word: str) -> None:
    """Raise Unfit for what neither an address nor a header can carry."""
    if field.place is ParameterIn.HEADER and not all(" " <= character <= "~" for character in word):
        raise Unfit(text("{name} is sent in a header, which holds plain ASCII characters only.", name=field.name))
    if field.place is ParameterIn.HEADER and word != word.strip():
        raise Unfit(text("{name} is sent in a header, which loses the blanks around it.", name=field.name))
    if field.place is ParameterIn.PATH and word in ("", ".", ".."):
        raise Unfit(text("{name} is sent in an address, in which it would be lost.", name=field.name))
