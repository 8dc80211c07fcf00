"""How answers are written: the JSON styles that an OutSystems server and what stands before it may use.

Values are plain JSON values, `NULL_DATE`, and `Base64` for what is sent as base64 text.
"""

import base64
import json
import random
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

Json = dict[str, object]
JSON = "application/json; charset=utf-8"
_HTML = "text/html; charset=utf-8"

STYLES = (
    "camel",
    "omit-defaults",
    "numbers-as-strings",
    "escaped-base64",
    "gzip",
    "chunked",
    "bom",
    "guid-ids",
    "shuffled",
    "pretty",
)
_PIECE = 3 << 18  # bytes; a multiple of 3, so that pieces of base64 can be put together


class _NullDate:
    """A date that is not there."""


NULL_DATE = _NullDate()


@dataclass(frozen=True)
class Answer:
    """An answer, before the styles that change how it travels. One without a content type has no body. `follows_hints`:
    an interim answer goes before it."""

    status: int
    content_type: str
    pieces: Iterable[bytes]
    follows_hints: bool = False

    @classmethod
    def html(cls, status: int, page: str) -> "Answer":
        return cls(status, _HTML, [page.encode()])

    @classmethod
    def plain_json(cls, value: Json, status: int = 200) -> "Answer":
        """JSON that no style of the API's own answers applies to."""
        return cls(status, JSON, [json.dumps(value).encode()])


@dataclass(frozen=True)
class Base64:
    """Bytes, or the bytes of a file, that are sent as base64 text."""

    content: bytes | Path

    def text(self) -> Iterator[bytes]:
        """The base64 text in pieces."""
        if isinstance(self.content, bytes):
            yield base64.b64encode(self.content)
            return
        with self.content.open("rb") as file:
            while piece := file.read(_PIECE):
                yield base64.b64encode(piece)


_DEFAULTS: tuple[object, ...] = ("", 0, False, [], {}, Base64(b""))


class Writer:
    """Writes answers in the chosen styles."""

    def __init__(self, styles: frozenset[str]) -> None:
        self.styles = styles
        self._random = random.Random(2)  # an order of its own for each answer, the same in each process

    def name(self, documented: str) -> str:
        """A documented name as it stands in answers."""
        return documented[0].lower() + documented[1:] if "camel" in self.styles else documented

    def write(self, answer: Json) -> Iterator[bytes]:
        """The JSON text of an answer in pieces."""
        marker = secrets.token_hex(8)
        encoded: list[Base64] = []
        text = self._text(self._styled(answer, marker, encoded))
        for number, part in enumerate(text.split(marker)):
            if number:
                yield from map(self._escaped, encoded[int(part[: part.index(".")])].text())
                part = part[part.index(".") + 1 :]
            yield part.encode()

    def inner(self, rows: list[Json]) -> Base64:
        """A list in the same style, as the base64 of its text; an empty list is left empty."""
        return Base64(self._text(self._styled(rows, "", [])).encode() if rows else b"")

    def _text(self, value: object) -> str:
        if "pretty" in self.styles:
            return json.dumps(value, indent=4, ensure_ascii=False)
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False)

    def _escaped(self, text: bytes) -> bytes:
        if "escaped-base64" not in self.styles:
            return text
        return text.replace(b"/", b"\\/").replace(b"+", b"\\u002B").replace(b"=", b"\\u003D")

    def _styled(self, value: object, marker: str, encoded: list[Base64]) -> object:
        """`value` in the chosen styles; a Base64 becomes the marker and its number, and is added to `encoded`."""
        if isinstance(value, dict):
            members = [
                (self.name(name), self._styled(item, marker, encoded))
                for name, item in value.items()
                if "omit-defaults" not in self.styles or item not in _DEFAULTS
            ]
            if "shuffled" in self.styles:
                self._random.shuffle(members)
            return dict(members)
        if isinstance(value, list):
            return [self._styled(item, marker, encoded) for item in value]
        if isinstance(value, Base64):
            if value.content == b"":
                return ""
            encoded.append(value)
            return f"{marker}{len(encoded) - 1}."
        if value is NULL_DATE:
            return "1900-01-01 00:00:00" if "omit-defaults" in self.styles else ""
        if "numbers-as-strings" in self.styles and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return value
