"""Reads forms, multipart and URL-encoded, and refuses anything that is not exactly right."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl

from dmm_desktop.demo.http_messages import Request
from dmm_desktop.demo.refusals import BadRequest
from dmm_desktop.demo.request_body import save

from .layouts import FILE, MULTIPART, Place, PlacedOperation

_DISPOSITION = re.compile(rb'form-data; name="([^"]*)"(?:; filename="([^"]*)")?')


def read_form(request: Request, operation: PlacedOperation, directory: Path) -> dict[str, object]:
    """The fields by name: texts, and zips that are stored in `directory`. Raises BadRequest."""
    body = b"".join(request.blocks)
    pairs = _url_encoded(body) if operation.consumes != MULTIPART else list(_parts(body, request, operation, directory))
    if len({name for name, _ in pairs}) < len(pairs):
        raise BadRequest("A field of the form was given twice.")
    return dict(pairs)


def _url_encoded(body: bytes) -> list[tuple[str, object]]:
    try:
        return [*parse_qsl(body.decode("ascii"), keep_blank_values=True, strict_parsing=True, errors="strict")]
    except ValueError as error:
        raise BadRequest("The form of the request cannot be read.") from error


def _parts(body: bytes, request: Request, operation: PlacedOperation, directory: Path) -> Iterator[tuple[str, object]]:
    boundary = request.headers.get_param("boundary")
    if not isinstance(boundary, str):
        raise BadRequest("The form has no boundary.")
    files = {item.sent_as for item in operation.placed(Place.FORM) if item.schema == FILE}
    first, *pieces, last = (b"\r\n" + body).split(b"\r\n--" + boundary.encode())
    if first or last != b"--\r\n":
        raise BadRequest("The form does not begin and end with its boundary.")
    for piece in pieces:
        head, separator, content = piece.partition(b"\r\n\r\n")
        headers = dict(_headers(head))
        match = _DISPOSITION.fullmatch(headers.get(b"content-disposition", b""))
        if not separator or match is None:
            raise BadRequest("A part of the form cannot be read.")
        name, media = match[1].decode(), headers.get(b"content-type")
        if (match[2] is not None) != (name in files):
            raise BadRequest(f"'{name}' must {'be' if name in files else 'not be'} a file.")
        if media == b"application/zip":
            yield name, save([content], directory / "upload.zip")
        else:
            yield name, _text(name, content, media, b"application/json" if name in files else None)


def _text(name: str, content: bytes, media: bytes | None, expected: bytes | None) -> str:
    if media != expected:
        raise BadRequest(f"'{name}' has the wrong type.", 415)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise BadRequest(f"'{name}' is not UTF-8.") from error


def _headers(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        yield name.lower(), value.strip()
