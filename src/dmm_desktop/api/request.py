"""Builds the HTTP request for a call: puts each value where the contract specifies, encoded for its parameter."""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from ..core.address import Address
from ..core.errors import ContractIncomplete, WrongInput
from ..core.exact_json import Number, read, write, write_each
from ..core.names import is_blank, names_connection, normal
from ..core.text import Text, on_one_line, shortened, text
from .contract import BoundOperation, Operation, Parameter, ParameterIn, ValueKind, operation_at
from .form import FormBuilder
from .inputs import ZIP_FILE

#: An API with one scalar output answers with text/plain, or with 406 if that is not accepted [platform].
_ACCEPTED = "application/json, text/plain;q=0.5, */*;q=0.1"
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110


@dataclass(frozen=True, slots=True)
class Configuration:
    """The JSON configuration of an execution, as text; sent with all of its fields."""

    json_text: str


class ZipContent:
    """A placeholder for the zip among a request's values; the bytes are added while sending."""


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A request ready to send, relative to the API root.

    The body is ``head``, then the zip if ``zip_encoding`` is not None ("base64", "raw", or "form": base64 in a
    URL-encoded form), then ``tail``. ``operation`` is the one that it calls; None for a file.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    content_type: str
    head: bytes = b""
    tail: bytes = b""
    zip_encoding: str | None = None
    operation: Operation | None = None

    def address(self, root: Address) -> str:
        """The whole address, with the query. Raises WrongInput for one that has the name of another operation, because
        of the root or of a value in it."""
        other = operation_at(root.path + self.path)
        if self.operation is not None and other not in (None, self.operation):
            raise WrongInput(
                text("Nothing was sent to {host}.", host=root.host_and_port),
                text(
                    "The request calls {operation}, but its address is that of {other}: {place}.",
                    operation=self.operation,
                    other=other,
                    place=f"{root}{self.path}",
                ),
                text("Check the address of the environment, and have the API description corrected."),
            )
        query = urlencode(self.query, quote_via=quote)
        return f"{root}{self.path}" + (f"?{query}" if query else "")

    @property
    def all_headers(self) -> dict[str, str]:
        """The headers that say what is sent and what is accepted, without tokens."""
        of_body = {"Content-Type": self.content_type} if self.content_type else {}
        return {"Accept": _ACCEPTED, **dict(self.headers), **of_body}


def lay_out(operation: BoundOperation, values: Mapping[str, object]) -> HttpRequest:
    """Put values, by documented name, where the operation's description expects them; None is left out, unless the
    description requires a value.

    Raises ContractIncomplete if a value does not fit, such as a GUID for an integer, and WrongInput for a value that no
    request can carry.
    """
    path, query, headers = operation.path, [], []
    body, form = _Body(), FormBuilder(operation.content_type)
    zip_encoding: str | None = None
    given = [(operation.places[name], value) for name, value in values.items()]
    given += [(operation.places[name], value) for name, value in _required_defaults(operation, values).items()]
    given += [(field, field.enum[0]) for field in operation.constants]
    for field, value in given:
        if value is None:
            continue
        if isinstance(value, ZipContent):
            zip_encoding = "raw" if field.place is ParameterIn.RAW else "base64"
            if field.place is ParameterIn.BODY:
                body.put(field.path, body.mark)
            elif field.place is ParameterIn.FORM:
                zip_encoding = form.put_zip(field)
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
        elif field.place is ParameterIn.FORM:
            form.put(field, plain(value))
        else:
            body.put(field.path, value)
    in_address, in_headers = [path, *(name for name, _ in query)], [name for name, _ in headers]
    if not is_text(in_address) or not all(map(_HEADER_NAME.fullmatch, in_headers)):
        reason = text("Its description contains characters that cannot be sent in an address or a header name.")
        raise ContractIncomplete(operation.operation, reason)
    if form.is_used:
        head, tail = form.split()
        content_type = form.content_type
    else:
        head, tail = body.split(zip_encoding == "base64")
        is_raw = any(field.place is ParameterIn.RAW for field in operation.places.values())
        content_type = operation.content_type if head or zip_encoding or is_raw else ""
    return HttpRequest(
        operation.method,
        path,
        tuple(query),
        tuple(headers),
        content_type,
        head,
        tail,
        zip_encoding,
        operation.operation,
    )


def _required_defaults(operation: BoundOperation, values: Mapping[str, object]) -> dict[str, object]:
    """Defaults for values that the description requires but the call does not have, such as the page of an unwanted
    log, or the zip of an export. The server uses the same default of the type for omitted values [platform]. A raw body
    without the zip stays empty."""
    given = [name for name, value in values.items() if value is not None]
    filled = [operation.places[name] for name in given]
    return {
        name: "" if name == ZIP_FILE.name else False if field.kind is ValueKind.BOOLEAN else 0
        for name, field in operation.places.items()
        if name not in given and field.place is not ParameterIn.RAW and field.is_needed(filled)
    }


def _not_text(field: Parameter) -> WrongInput:
    """The error for a value that is not text. It does not quote the value, which may be a secret."""
    return WrongInput(
        text("{name} cannot be sent.", name=field.name),
        text("It contains invalid or incomplete characters."),
        text("Enter it again, or copy it as text."),
    )


class _Body:
    """A JSON body under construction, with a placeholder for the zip."""

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
        whole = _written(self._root).encode()
        if not around_zip:
            return whole, b""
        head, tail = whole.split(self.mark.encode())
        return head, tail


def _written_configuration(field: Parameter, json_text: str) -> object:
    if field.place is ParameterIn.FORM and field.kind is not ValueKind.BASE64:
        return json_text
    if field.kind is ValueKind.OBJECT:
        return read(json_text)
    raw = json_text if field.place in (ParameterIn.BODY, ParameterIn.FORM) else _ascii_json(json_text)
    return base64.b64encode(raw.encode()).decode() if field.kind is ValueKind.BASE64 else raw


def _ascii_json(json_text: str) -> str:
    """The same JSON on one line of ASCII, which a header or an address can carry."""
    return _written(read(json_text))


def _written(value: object) -> str:
    """JSON without spaces, written in parts so that other threads can run: a configuration may have several
    megabytes."""
    return "".join(write_each([value], separators=(",", ":")))


def connection_values(operation: BoundOperation, given: Mapping[str, object]) -> dict[str, object]:
    """Match the fields of a connection, as the user wrote them, with the places of CreateConnection. White space around
    the connection's name is removed.

    Raises WrongInput, which names unknown, duplicate and missing fields and the values that an enumeration allows. A
    blank text does not count as a value for a required field.
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
            on_one_line(text("It knows: {names}.", names=shortened(", ".join(operation.places)))),
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
    title = on_one_line(text("The connection lacks {names}.", names=shortened(names)))
    return WrongInput(title, None, text("Add what is missing."))


def _check_value(name: str, field: Parameter, value: object) -> None:
    try:
        if value is not None:
            encode_value(field, value)
    except Unfit as error:
        raise WrongInput(
            text("The connection's {name} cannot be used.", name=name), error.reason, text("Correct it and try again.")
        ) from error


class Unfit(ValueError):
    """A value does not fit its place. ``reason`` says why, without quoting the value, which may be a secret."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


def encode_value(field: Parameter, value: object) -> object:
    """Return the value, ready for JSON if its place is in a body, else as a string. Raises Unfit."""
    word = plain(value)
    if field.enum:
        allowed = [choice for choice in field.enum if normal(choice) == normal(word)]
        if not allowed:
            raise Unfit(text("{name} must be one of {values}.", name=field.name, values=", ".join(field.enum)))
        word = allowed[0]
    if field.place is not ParameterIn.BODY:
        _check_outside_body(field, word)
    try:
        typed = _typed(field.kind, value, word)
    except ValueError:
        reason = text("{name} must be of type {kind}.", name=field.name, kind=field.kind.value)
        raise Unfit(reason) from None  # Python's own message repeats the value
    return typed if field.place is ParameterIn.BODY else plain(typed)


def is_of(kind: ValueKind, word: str) -> bool:
    """Whether the word represents a value of this type."""
    try:
        _typed(kind, word, word)
    except ValueError:
        return False
    return True


def is_text(value: object) -> bool:
    """Whether all texts in the value can be sent: lone surrogates, as in an argument that is not UTF-8, cannot."""
    if isinstance(value, str):
        return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)
    if isinstance(value, Mapping):
        return all(is_text(name) and is_text(inner) for name, inner in value.items())
    return all(map(is_text, value)) if isinstance(value, list | tuple) else True


def plain(value: object) -> str:
    """The value as text, or as JSON if it has no plain text form."""
    if isinstance(value, bool | dict | list):
        return write(value)
    return str(value)


def _typed(kind: ValueKind, value: object, word: str) -> object:
    """The value, whose text form is ``word``, as this type; a number keeps its digits. Raises ValueError if it is of
    another type."""
    if kind in (ValueKind.STRING, ValueKind.BASE64, ValueKind.BINARY):
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
    """Raise Unfit for a word that the address or header cannot carry."""
    if field.place is ParameterIn.HEADER and not all(" " <= character <= "~" for character in word):
        raise Unfit(
            text("{name} is sent in a header, which can carry only printable ASCII characters.", name=field.name)
        )
    if field.place is ParameterIn.HEADER and word != word.strip():
        raise Unfit(text("{name} is sent in a header, which cannot carry leading or trailing spaces.", name=field.name))
    if field.place is ParameterIn.PATH and word in ("", ".", ".."):
        raise Unfit(text("{name} is sent in an address, where it would be lost.", name=field.name))
