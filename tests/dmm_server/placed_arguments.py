"""Reads the values of an operation from a request in a layout, and refuses every other layout."""

from collections.abc import Iterator, Mapping
from email.message import Message
from pathlib import Path

from dmm_desktop.demo.api import BYTE, CONFIGURATION, ZIP
from dmm_desktop.demo.arguments import (
    Arguments,
    configuration_in,
    read_members,
    read_query,
    require_content_type,
    require_known,
    require_no_body,
    save_zip,
    typed,
    typed_text,
)
from dmm_desktop.demo.http_messages import Request
from dmm_desktop.demo.refusals import BadRequest
from dmm_desktop.demo.request_body import Upload, decoded_base64, save

from .forms import read_form
from .layouts import FILE, JSON, MULTIPART, URL_ENCODED, Place, PlacedOperation, PlacedParameter


def read_placed_arguments(
    operation: PlacedOperation, path_values: Mapping[str, str], request: Request, directory: Path
) -> Arguments:
    """All values; their files are stored in `directory`. Raises BadRequest."""
    given: dict[Place, Mapping[str, object]] = {
        Place.PATH: path_values,
        Place.QUERY: read_query(request, [parameter.sent_as for parameter in operation.placed(Place.QUERY)]),
        Place.HEADER: dict(_headers(operation, request.headers)),
        **_body(operation, request, directory),
    }
    values: dict[str, object] = {}
    for parameter in operation.parameters:
        value = given.get(parameter.place, {}).get(parameter.sent_as)
        if value is not None:
            values[parameter.name] = _argument(parameter, value, directory)
        elif parameter.required:
            raise BadRequest(f"The parameter '{parameter.sent_as}' is required.")
    return Arguments(values)


def _headers(operation: PlacedOperation, headers: Message) -> Iterator[tuple[str, str]]:
    for parameter in operation.placed(Place.HEADER):
        if parameter.sent_as in headers:
            yield parameter.sent_as, headers[parameter.sent_as].strip()


def _body(operation: PlacedOperation, request: Request, directory: Path) -> dict[Place, Mapping[str, object]]:
    if operation.consumes is None:
        require_no_body(request)
        return {}
    if operation.consumes in (MULTIPART, URL_ENCODED):
        require_content_type(request, operation.consumes)
        fields = read_form(request, operation, directory)
        require_known(fields, [parameter.sent_as for parameter in operation.placed(Place.FORM)], "form")
        return {Place.FORM: fields}
    if operation.consumes != JSON:
        require_content_type(request, operation.consumes)
        upload = save(request.blocks, directory / "upload.zip")
        return {Place.RAW: {parameter.sent_as: upload for parameter in operation.placed(Place.RAW)}}
    body = read_members(request, directory)
    if operation.wrapper is not None:
        inner = body.get(operation.wrapper)
        if not isinstance(inner, dict) or len(body) > 1:
            raise BadRequest(f"The body must be an object with the one member '{operation.wrapper}'.")
        body = inner
    require_known(body, [parameter.sent_as for parameter in operation.placed(Place.BODY)], "body")
    return {Place.BODY: body}


def _argument(parameter: PlacedParameter, value: object, directory: Path) -> object:
    """The value itself: the configuration as an object, the zip as a file, everything else according to its schema."""
    if isinstance(value, Upload):
        return value
    name = parameter.sent_as
    if parameter.name == ZIP:
        return save_zip(name, value, directory)
    if parameter.schema == FILE:
        return configuration_in(name, str(value))
    if parameter.place is Place.BODY:
        value = typed(name, parameter.schema, value)
    else:
        value = typed_text(name, parameter.schema, str(value))
    if parameter.name != CONFIGURATION or isinstance(value, dict):
        return value
    text = str(value)
    if parameter.schema == BYTE:
        try:
            text = b"".join(decoded_base64(text)).decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadRequest(f"'{name}' is not UTF-8.") from error
    return configuration_in(name, text)
