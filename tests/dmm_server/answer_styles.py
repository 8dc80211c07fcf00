"""Response styles: the JSON variants that an OutSystems server and gateways in front of it may use."""

import json
import random
import zlib
from collections.abc import Iterable, Iterator

from dmm_desktop.demo.http_messages import Base64, Json, write_json

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
_DEFAULTS: tuple[object, ...] = ("", 0, False, [], {}, Base64(b""))
_DATES = ("StartedAt", "EndedAt")
_NULL_DATE = "1900-01-01 00:00:00"


def camel(name: str) -> str:
    """A documented name in camel case."""
    return name[0].lower() + name[1:]


class _EscapedBase64(Base64):
    def pieces(self) -> Iterator[bytes]:
        for piece in super().pieces():
            yield piece.replace(b"/", b"\\/").replace(b"+", b"\\u002B").replace(b"=", b"\\u003D")


class StyledWriter:
    """Writes responses in the chosen styles."""

    def __init__(self, styles: frozenset[str]) -> None:
        self._styles = styles
        self._random = random.Random(2)  # another order for each response, the same in each process

    def name(self, documented: str) -> str:
        """A documented name as written in responses."""
        return camel(documented) if "camel" in self._styles else documented

    def write(self, record: Json) -> Iterator[bytes]:
        """The JSON text of a response in pieces."""
        return self._write(self._styled(record))

    def _write(self, value: object) -> Iterator[bytes]:
        return write_json(value, indent=4 if "pretty" in self._styles else None)

    def _styled(self, value: object, name: str = "") -> object:
        """A value in the chosen styles; `name` is the documented name of its member."""
        match value:
            case dict():
                members = [
                    (self.name(key), self._styled(item, key)) for key, item in value.items() if self._is_sent(key, item)
                ]
                if "shuffled" in self._styles:
                    self._random.shuffle(members)
                return dict(members)
            case list():
                return [self._styled(item) for item in value]
            case Base64(content=bytes(text)) if name == "ErrorReport":  # itself JSON
                return self._base64(Base64(b"".join(self._write(self._styled(json.loads(text))))))
            case Base64():
                return self._base64(value)
            case "" if name in _DATES and "omit-defaults" in self._styles:
                return _NULL_DATE
            case int() if "numbers-as-strings" in self._styles and not isinstance(value, bool):
                return str(value)
        return value

    def _is_sent(self, name: str, value: object) -> bool:
        return "omit-defaults" not in self._styles or name in _DATES or value not in _DEFAULTS

    def _base64(self, value: Base64) -> Base64:
        return _EscapedBase64(value.content) if "escaped-base64" in self._styles else value


def gzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of a body, compressed."""
    packer = zlib.compressobj(wbits=31)  # 31: with the header and trailer of gzip
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()
