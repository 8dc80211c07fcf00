"""Reads a multipart form that a client recorded as text; the content of files may be missing or damaged there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .schemas import media_type

_BOUNDARY = re.compile(r'boundary="?([^";\s]{1,200})"?', re.IGNORECASE)
_NAME = re.compile(r'[;\s]name="((?>[^"\\]++|\\.)*+)"', re.IGNORECASE)
_FILE_NAME = re.compile(r'[;\s]filename\*?="?((?>[^"\\]++|\\.)*+)"?', re.IGNORECASE)
#: How many parts are read.
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a form; ``file_name`` is None if it is not a file."""

    name: str
    content: str
    file_name: str | None = None
    media: str = ""


def read_multipart(content: str, content_type: str) -> Iterator[Part]:
    """The parts with a name. The boundary is that of the media type, otherwise that of the first line."""
    match = _BOUNDARY.search(content_type)
    first = content.lstrip().split("\n", 1)[0].strip()
    boundary = f"--{match[1]}" if match else first
    if not boundary.startswith("--"):
        return
    for piece in content.split(boundary, _MOST)[1:]:
        head, separator, value = piece.replace("\r\n", "\n").lstrip("\n").partition("\n\n")
        if not separator or piece.startswith("--"):
            continue
        headers = dict(_headers(head))
        disposition = headers.get("content-disposition", "")
        name, file_name = _NAME.search(disposition), _FILE_NAME.search(disposition)
        if name:
            media = media_type(headers.get("content-type", ""))
            yield Part(name[1], value.removesuffix("\n"), file_name[1] if file_name else None, media)


def _headers(head: str) -> Iterator[tuple[str, str]]:
    for line in head.split("\n"):
        name, _, value = line.partition(":")
        yield name.strip().lower(), value.strip()
