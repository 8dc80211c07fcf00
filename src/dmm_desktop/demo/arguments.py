"""Reads the values of an operation from a request that is laid out exactly as the shape says, and refuses any other."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import parse_qsl

from .layout import Kind, Operation, Parameter, Place
from .refusals import BadRequest
from .request import Request
from .request_body import LongText, read_json
from .shapes import CONFIGURATION, JSON, ZIP
from .uploads import Upload, decoded, save


@dataclass(frozen=True)
class Arguments:
    """The values of an operation by documented name; what was left out is not in it."""

    values: Mapping[str, object]

    def text(self, name: str) -> str:
        return str(self.values.get(name, ""))

    def flag(self, name: str) -> bool:
        return bool(self.values.get(name, False))

    def number(self, name: str) -> int | None:
        value = self.values.get(name)
        return value if isinstance(value, int) else None

    @property
    def configuration(self) -> dict[str, object] | None:
        value = self.values.get(CONFIGURATION)
        return value if isinstance(value, dict) else None

    @property
    def upload(self) -> Upload | None:
        value = self.values.get(ZIP)
        return value if isinstance(value, Upload) else None


def read_arguments(
    operation: Operation, path_values: Mapping[str, str], request: Request, directory: Path
) -> Arguments:
    """All values, their files in `directory`. Raises BadRequest."""
    given: dict[Place, Mapping[str, object]] = {
        Place.PATH: path_values,
        Place.QUERY: _query(operation, request.query),
        Place.HEADER: {parameter.name: value for parameter, value in _headers(operation, request.headers)},
        **_body(operation, request, directory),
    }
    values: dict[str, object] = {}
    for parameter in operation.parameters:
        value = given.get(parameter.place, {}).get(parameter.name)
        if value is None:
            if parameter.required:
                raise BadRequest(f"The parameter '{parameter.name}' is required.")
            continue
        values[parameter.documented] = _meaning(parameter, value, directory)
    return Arguments(values)


def _query(operation: Operation, query: str) -> dict[str, object]:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query), errors="strict")
    except ValueError as error:
        raise BadRequest("The query of the request cannot be read.") from error
    _check_names([name for name, _ in pairs], operation, Place.QUERY, "query")
    return dict(pairs)


def _headers(operation: Operation, headers: Message) -> Iterator[tuple[Parameter, str]]:
    for parameter in operation.parameters:
        if parameter.place is Place.HEADER and parameter.name in headers:
            yield parameter, headers[parameter.name].strip()


def _body(operation: Operation, request: Request, directory: Path) -> dict[Place, Mapping[str, object]]:
    if operation.consumes is None:
        if any(request.blocks):
            raise BadRequest("The operation takes no body.")
        return {}
    kind = request.headers.get_content_type() if "Content-Type" in request.headers else "none"
    if kind != operation.consumes or request.headers.get_content_charset("utf-8") != "utf-8":
        raise BadRequest(f"The content type must be {operation.consumes}, not {kind}.", 415)
    if operation.consumes != JSON:
        upload = save(request.blocks, directory / "upload.zip")
        return {Place.RAW: {parameter.name: upload for parameter in operation.parameters}}
    body = read_json(request.blocks, directory)
    if operation.wrapper is not None:
        if not isinstance(body, dict) or list(body) != [operation.wrapper]:
            raise BadRequest(f"The body must be an object with the one member '{operation.wrapper}'.")
        body = body[operation.wrapper]
    if not isinstance(body, dict):
        raise BadRequest("The body must be a JSON object.")
    _check_names(list(body), operation, Place.BODY, "body")
    return {Place.BODY: body}


def _check_names(names: list[str], operation: Operation, place: Place, where: str) -> None:
    """A real server would overlook what it does not know. This one refuses, so that a misplaced value is noticed."""
    known = {parameter.name for parameter in operation.parameters if parameter.place is place}
    for name in names:
        if name not in known:
            raise BadRequest(f"'{name}' is no {where} parameter of the operation.")
        if names.count(name) > 1:
            raise BadRequest(f"The parameter '{name}' was given twice.")


def _meaning(parameter: Parameter, value: object, directory: Path) -> object:
    """The value itself: the configuration as an object, the zip as a file, everything else as its kind says."""
    if parameter.kind is Kind.BINARY:
        return value
    if parameter.documented == ZIP:
        if not isinstance(value, str | LongText):
            raise BadRequest(f"'{parameter.name}' must be a text.")
        return save(decoded(value), directory / "upload.zip")
    value = _plain(parameter, _whole(value))
    if parameter.documented == CONFIGURATION:
        return _configuration(parameter, value)
    return value


def _whole(value: object) -> object:
    if isinstance(value, LongText):
        return value.load()
    if isinstance(value, dict):
        return {name: _whole(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return value


def _plain(parameter: Parameter, value: object) -> object:
    in_text = parameter.place is not Place.BODY
    match parameter.kind:
        case Kind.INTEGER if in_text:
            text = str(value)
            if not text.removeprefix("-").isdecimal():
                raise BadRequest(f"'{parameter.name}' must be an integer.")
            return int(text)
        case Kind.BOOLEAN if in_text:
            if str(value).lower() not in ("true", "false"):
                raise BadRequest(f"'{parameter.name}' must be true or false.")
            return str(value).lower() == "true"
        case Kind.INTEGER:
            fits = isinstance(value, int) and not isinstance(value, bool)
        case Kind.BOOLEAN:
            fits = isinstance(value, bool)
        case Kind.OBJECT:
            fits = isinstance(value, dict)
        case _:
            fits = isinstance(value, str)
    if not fits:
        raise BadRequest(f"'{parameter.name}' must be of the type {parameter.kind}.")
    return value


def _configuration(parameter: Parameter, value: object) -> object:
    if isinstance(value, dict):
        return value
    text = str(value)
    if parameter.kind is Kind.BYTE:
        try:
            text = b"".join(decoded(text)).decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadRequest(f"'{parameter.name}' is not UTF-8.") from error
    try:
        configuration = json.loads(text)
    except ValueError as error:
        raise BadRequest(f"'{parameter.name}' holds no valid JSON.") from error
    if not isinstance(configuration, dict):
        raise BadRequest(f"'{parameter.name}' must hold a JSON object.")
    return configuration
