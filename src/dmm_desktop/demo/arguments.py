"""Reads the values of an operation from a request, and refuses anything that is not exactly right."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from .api import CONFIGURATION, EXPORT, ZIP, DemoOperation, DemoParameter, Schema
from .http_messages import Request
from .refusals import BadRequest
from .request_body import LongText, Upload, decoded_base64, read_json, save

_TYPES: Mapping[str, type] = {"string": str, "integer": int, "boolean": bool, "object": dict}


@dataclass(frozen=True)
class Arguments:
    """The values of an operation by documented name, without those missing from the request."""

    values: Mapping[str, object]

    def text(self, name: str) -> str:
        return str(self.values.get(name, ""))

    def flag(self, name: str) -> bool:
        return bool(self.values.get(name, False))

    def number(self, name: str) -> int | None:
        value = self.values.get(name)
        return value if isinstance(value, int) else None

    @property
    def configuration(self) -> dict[str, object]:
        value = self.values.get(CONFIGURATION)
        return value if isinstance(value, dict) else {}

    @property
    def connection(self) -> str:
        """The destination of an import, or the source of an export, as named in the configuration; "" if there is
        none."""
        value = self.configuration.get("DBConnection" if self.text("Type") == EXPORT else "DestinationDBConnection")
        return value if isinstance(value, str) else ""

    @property
    def upload(self) -> Upload | None:
        value = self.values.get(ZIP)
        return value if isinstance(value, Upload) else None


def read_arguments(operation: DemoOperation, request: Request, directory: Path) -> Arguments:
    """All values of a request; its zip is stored in `directory`. Raises BadRequest."""
    names = [parameter.name for parameter in operation.parameters]
    given: Mapping[str, object]
    if operation.method == "GET":
        require_no_body(request)
        given = read_query(request, names)
    else:
        read_query(request, ())
        given = read_members(request, directory)
        require_known(given, names, "body")
    values: dict[str, object] = {}
    for parameter in operation.parameters:
        value = given.get(parameter.name)
        if value is not None:
            values[parameter.name] = _argument(parameter, value, operation.method == "GET", directory)
        elif parameter.required:
            raise BadRequest(f"The parameter '{parameter.name}' is required.")
    return Arguments(values)


def _argument(parameter: DemoParameter, value: object, is_text: bool, directory: Path) -> object:
    if parameter.name == ZIP:
        return save_zip(parameter.name, value, directory)
    if is_text:
        return typed_text(parameter.name, parameter.schema, str(value))
    value = typed(parameter.name, parameter.schema, value)
    return configuration_in(parameter.name, str(value)) if parameter.name == CONFIGURATION else value


def require_no_body(request: Request) -> None:
    """Raises BadRequest if the request has a body."""
    if any(request.blocks):
        raise BadRequest("The operation takes no body.")


def require_content_type(request: Request, wanted: str) -> None:
    """Raises BadRequest for a content type other than `wanted`, or an encoding other than UTF-8."""
    given = request.headers.get_content_type() if "Content-Type" in request.headers else "none"
    if given != wanted or request.headers.get_content_charset("utf-8") != "utf-8":
        raise BadRequest(f"The content type must be {wanted}, not {given}.", 415)


def require_known(names: Iterable[str], known: Collection[str], where: str) -> None:
    """Refuse values unknown to the operation. A real server would ignore them; this one raises BadRequest, so that a
    misplaced value is noticed."""
    for name in names:
        if name not in known:
            raise BadRequest(f"'{name}' is not a {where} parameter of the operation.")


def read_query(request: Request, known: Collection[str]) -> dict[str, str]:
    """The values of the query. Raises BadRequest."""
    try:
        pairs = parse_qsl(request.query, keep_blank_values=True, strict_parsing=bool(request.query), errors="strict")
    except ValueError as error:
        raise BadRequest("The query of the request cannot be read.") from error
    require_known([name for name, _ in pairs], known, "query")
    values: dict[str, str] = {}
    for name, value in pairs:
        if name in values:
            raise BadRequest(f"The parameter '{name}' was given twice.")
        values[name] = value
    return values


def read_members(request: Request, directory: Path) -> dict[str, object]:
    """The members of a JSON body; long texts are stored as files in `directory`. Raises BadRequest."""
    require_content_type(request, "application/json")
    body = read_json(request.blocks, directory)
    if not isinstance(body, dict):
        raise BadRequest("The body must be a JSON object.")
    return body


def typed_text(name: str, schema: Schema, text: str) -> object:
    """A value given as text in a path, query or header. Raises BadRequest."""
    if schema.type == "integer":
        if not text.removeprefix("-").isdecimal():
            raise BadRequest(f"'{name}' must be an integer.")
        return int(text)
    if schema.type == "boolean":
        if text.lower() not in ("true", "false"):
            raise BadRequest(f"'{name}' must be true or false.")
        return text.lower() == "true"
    return text


def typed(name: str, schema: Schema, value: object) -> object:
    """A JSON value of the right type, with its long texts loaded. Raises BadRequest."""
    wanted = _TYPES[schema.type]
    value = _loaded(value)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise BadRequest(f"'{name}' must be of the type {schema.type}.")
    return value


def _loaded(value: object) -> object:
    if isinstance(value, LongText):
        return value.load()
    if isinstance(value, dict):
        return {name: _loaded(item) for name, item in value.items()}
    return [_loaded(item) for item in value] if isinstance(value, list) else value


def save_zip(name: str, value: object, directory: Path) -> Upload:
    """Write a zip sent as base64 text to `directory`. Raises BadRequest."""
    if not isinstance(value, str | LongText):
        raise BadRequest(f"'{name}' must be a text.")
    return save(decoded_base64(value), directory / "upload.zip")


def configuration_in(name: str, text: str) -> dict[str, object]:
    """The configuration in a text. Raises BadRequest."""
    try:
        configuration = json.loads(text)
    except ValueError as error:
        raise BadRequest(f"'{name}' is not valid JSON.") from error
    if not isinstance(configuration, dict):
        raise BadRequest(f"'{name}' must hold a JSON object.")
    return configuration
