"""Decodes text whose encoding is not stated, or wrongly: Unicode where it can be recognised, else Windows-1252.

How DMM encodes its log files is not documented. Windows programs write UTF-8 with or without a byte order mark, UTF-16,
which ``>`` of PowerShell 5 produces, and the code page of Western Europe [platform].
"""

from __future__ import annotations

import codecs
import itertools
from collections.abc import Iterable, Iterator

#: How much of a file decides about its encoding, in bytes.
SAMPLE = 4096

#: A text with more bytes than this that are not UTF-8 is read as Windows-1252 as a whole: each of them costs a call of
#: the error handler, and a small compressed answer can have millions.
MAX_FOREIGN = 100_000

_FALLBACK = "dmm-desktop.windows-1252"  # the name of the error handler below
_FOREIGN = "windows-1252"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(sample: bytes) -> str:
    """The name of the encoding of a file that begins with ``sample``: what its byte order mark says, UTF-16 where
    many bytes are NUL, nearly all of them the same one of a pair, else UTF-8. Decoding with it removes the mark."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    pairs = len(sample) // 2
    first, second = (sample[place : pairs * 2 : 2].count(0) for place in (0, 1))
    many = max(1, pairs / 8)  # of 8 characters in a log more than one is a digit, a blank or another of ASCII [assumed]
    if second > many and first < second / 8:
        return "utf-16-le"
    if first > many and second < first / 8:
        return "utf-16-be"
    return "utf-8"


def decoded(data: bytes, *, is_whole: bool = True) -> str:
    """The text as :func:`decoded_blocks` gives it. Where it is not whole, a character that is cut off at its end is
    dropped."""
    encoding = encoding_of(data[:SAMPLE])
    if _is_foreign(data, encoding):
        encoding = _FOREIGN
    return codecs.getincrementaldecoder(encoding)(_errors(encoding)).decode(data, final=is_whole)


def decoded_blocks(blocks: Iterable[bytes]) -> Iterator[str]:
    """The text of a file, in pieces, without a byte order mark. Wherever the blocks are cut, the text is the same.

    What is not UTF-8 in a file that should be is read as Windows-1252, the code page of Western Europe and a superset
    of what is printable in Latin-1. Bytes that are not a character in any of these, and a character that the end of the
    file cuts off, become U+FFFD. What ``blocks`` raises is raised after the text that came before it.
    """
    blocks = iter(blocks)
    sample, failure = b"", None
    try:
        while len(sample) < SAMPLE and (block := next(blocks, b"")):
            sample += block
    except Exception as error:  # what came before it is text all the same
        failure = error
    encoding = encoding_of(sample[:SAMPLE])
    decoder = codecs.getincrementaldecoder(encoding)(_errors(encoding))
    for block in itertools.chain([sample], [] if failure else blocks):
        if _is_foreign(block, encoding):
            encoding = _FOREIGN  # for the rest, too
            held, _ = decoder.getstate()
            decoder = codecs.getincrementaldecoder(encoding)("replace")
            block = held + block
        if piece := decoder.decode(block):
            yield piece
    if piece := decoder.decode(b"", final=True):
        yield piece
    if failure:
        raise failure


def _is_foreign(data: bytes, encoding: str) -> bool:
    """Whether there are too many bytes in it that are not UTF-8; counted without calling the error handler."""
    if not encoding.startswith("utf-8") or len(data) <= MAX_FOREIGN:
        return False
    return len(data) - len(data.decode("utf-8", "ignore").encode("utf-8", "surrogatepass")) > MAX_FOREIGN


def _errors(encoding: str) -> str:
    return _FALLBACK if encoding.startswith("utf-8") else "replace"


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    if error.reason == "unexpected end of data":
        return "\ufffd", error.end
    return error.object[error.start : error.end].decode("windows-1252", "replace"), error.end


codecs.register_error(_FALLBACK, _as_windows_1252)
