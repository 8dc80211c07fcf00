"""Requests, responses before they are sent, and JSON for responses."""

import base64
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

Json = dict[str, object]
_PIECE = 3 << 18  # bytes; a multiple of 3, so that pieces of base64 can be put together


@dataclass(frozen=True)
class Request:
    """`path` and `query` as sent, still percent-encoded; `blocks` is the body, which can be read once."""

    method: str
    path: str
    query: str
    headers: Message
    blocks: Iterator[bytes]


@dataclass(frozen=True)
class Answer:
    """`headers` without those for the body's length; `pieces` is the body, which can be read once."""

    status: int
    headers: Mapping[str, str]
    pieces: Iterable[bytes]

    @classmethod
    def html(cls, status: int, page: str) -> "Answer":
        return cls(status, {"Content-Type": "text/html; charset=utf-8"}, [page.encode()])

    @classmethod
    def json(cls, pieces: Iterable[bytes], status: int = 200) -> "Answer":
        return cls(status, {"Content-Type": "application/json; charset=utf-8"}, pieces)


@dataclass(frozen=True)
class Base64:
    """Bytes, or a file's bytes, sent as base64 text."""

    content: bytes | Path

    def pieces(self) -> Iterator[bytes]:
        """The base64 text."""
        if isinstance(self.content, bytes):
            yield base64.b64encode(self.content)
            return
        with self.content.open("rb") as file:
            while piece := file.read(_PIECE):
                yield base64.b64encode(piece)


def write_json(value: object, indent: int | None = None) -> Iterator[bytes]:
    """The JSON text in pieces. Values may be Base64, whose text is never in memory as a whole."""
    marker = secrets.token_hex(8)
    found: list[Base64] = []

    def mark(item: Base64) -> str:
        found.append(item)
        return marker

    separators = (",", ":") if indent is None else None
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators, default=mark)
    first, *others = text.split(marker)
    yield first.encode()
    for item, rest in zip(found, others, strict=True):
        yield from item.pieces()
        yield rest.encode()
