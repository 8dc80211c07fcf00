"""The encoding of a data file, and its bytes in an encoding whose separators, quotes and line ends are single bytes."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from ...core.text_encoding import SAMPLE, encoding_of

#: The encodings with a byte order mark, by that mark.
_MARK = codecs.BOM_UTF8
_WIDE = {
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
}
SINGLE_BYTE = "single-byte"


class Encoding:
    """Recognizes the encoding of a file from its beginning, and turns its blocks into UTF-8 if they are wide.

    ``name`` is that of Python's codec, or :data:`SINGLE_BYTE`; it is final when the file has been read. Bytes that are
    neither UTF-8 nor wide are unchanged: in single-byte and East Asian encodings, the characters that matter here
    have the bytes of ASCII [platform].
    """

    def __init__(self) -> None:
        self.name = "utf-8"
        self._is_certain = False

    def readable(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """The blocks without a byte order mark, wide characters as UTF-8. Raises what ``blocks`` raises."""
        start = b""
        while len(start) < SAMPLE and (block := next(blocks, b"")):
            start += block
        self.name = _recognized(start)
        self._is_certain = self.name != "utf-8"
        if self.name == "utf-8-sig":
            start = start[len(_MARK) :]
        elif self.name != "utf-8":
            decoder = codecs.getincrementaldecoder(self.name)("replace")
            yield decoder.decode(start).removeprefix("\ufeff").encode("utf-8", "replace")
            for block in blocks:
                yield decoder.decode(block).encode("utf-8", "replace")
            yield decoder.decode(b"", final=True).encode("utf-8", "replace")
            return
        self._look_at(start)
        yield start
        for block in blocks:
            self._look_at(block)
            yield block

    def _look_at(self, block: bytes) -> None:
        """The first block with non-ASCII bytes distinguishes UTF-8 from single-byte encodings."""
        if self._is_certain or block.isascii():
            return
        self._is_certain = True
        try:
            # A character may be cut at either end.
            codecs.getincrementaldecoder("utf-8")().decode(block.lstrip(bytes(range(0x80, 0xC0))))
        except UnicodeDecodeError:
            self.name = SINGLE_BYTE


def _recognized(start: bytes) -> str:
    name = encoding_of(start[:SAMPLE])
    if name in ("utf-16", "utf-32"):
        return next(wide for mark, wide in reversed(_WIDE.items()) if start.startswith(mark))
    return name


def as_text(value: bytes) -> str:
    """Decode bytes of a data file."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("windows-1252", "replace")
