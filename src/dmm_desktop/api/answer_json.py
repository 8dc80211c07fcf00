"""Parses the JSON of an answer, as leniently as can be without taking anything for something else."""

from __future__ import annotations

from typing import Any

from ..core.exact_json import read
from ..core.text_encoding import decoded


def parsed(content: str | bytes | bytearray) -> Any:
    """The value of the JSON text, with or without a byte order mark; numbers keep the digits they were written with:
    an id of 9007199254740993 or 2e3 is not the same after it was a float. Raises ValueError if it is not JSON.

    Line ends may stand in its texts as they are, and NaN and Infinity are texts. What is wrong with the encoding of a
    text must not hide the others: bytes that are not UTF-8 are read as Windows-1252.
    """
    written = content if isinstance(content, str) else decoded(bytes(content))
    try:
        return read(written.removeprefix("\ufeff"), strict=False, parse_constant=str)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
