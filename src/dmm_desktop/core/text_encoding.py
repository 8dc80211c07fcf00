"""Decodes text whose encoding is unstated or misstated: Unicode if recognized, otherwise Windows-1252.

The encoding of DMM's log files is not documented. Windows programs write UTF-8 with or without a byte order mark,
UTF-16, as ``>`` in PowerShell 5 does, and the Western European code page [platform].
"""

from __future__ import annotations

import codecs
import itertools
from collections.abc import Iterable, Iterator

#: Number of bytes that determine a file's encoding.
SAMPLE = 4096

#: A text with more non-UTF-8 bytes than this is read entirely as Windows-1252: each of them costs a call of the error
#: handler, and a small compressed response can have millions.
MAX_FOREIGN = 100_000

_FALLBACK = "dmm-desktop.windows-1252"  # name of the error handler below
_FOREIGN = "windows-1252"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(sample: bytes) -> str:
    """The encoding of a file that begins with ``sample``: the one of its byte order mark, which decoding removes; or
    else UTF-16 if many bytes are NUL, nearly all at even or nearly all at odd positions; otherwise UTF-8."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    pairs = len(sample) // 2
    first, second = (sample[place : pairs * 2 : 2].count(0) for place in (0, 1))
    many = max(
        1, pairs / 8
    )  # more than one in 8 characters of a log is an ASCII character such as a digit or space [assumed]
    if second > many and first < second / 8:
        return "utf-16-le"
    if first > many and second < first / 8:
        return "utf-16-be"
    return "utf-8"


def decoded(data: bytes, *, is_whole: bool = True) -> str:
    """Decode as :func:`decoded_blocks` does. If ``data`` is not whole, a truncated character at its end is dropped."""
    encoding = encoding_of(data[:SAMPLE])
    if _is_foreign(data, encoding):
        encoding = _FOREIGN
    return codecs.getincrementaldecoder(encoding)(_errors(encoding)).decode(data, final=is_whole)


def decoded_blocks(blocks: Iterable[bytes]) -> Iterator[str]:
    """Decode a file in pieces, without a byte order mark. The result does not depend on where the blocks are cut.

    Non-UTF-8 bytes in a UTF-8 file are read as Windows-1252, the Western European code page and a superset of Latin-1's
    printable characters. Undefined bytes and a truncated character at the end become U+FFFD. Exceptions of ``blocks``
    are raised after the text before them.
    """
    blocks = iter(blocks)
    sample, failure = b"", None
    try:
        while len(sample) < SAMPLE and (block := next(blocks, b"")):
            sample += block
    except Exception as error:  # the text before it is still valid
        failure = error
    encoding = encoding_of(sample[:SAMPLE])
    decoder = codecs.getincrementaldecoder(encoding)(_errors(encoding))
    for block in itertools.chain([sample], [] if failure else blocks):
        if _is_foreign(block, encoding):
            encoding = _FOREIGN  # also for the rest
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
    """Whether the data has too many non-UTF-8 bytes. Counts them without calling the error handler."""
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
