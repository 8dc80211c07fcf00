"""Parses the JSON of an answer, as leniently as can be without taking anything for something else."""

from __future__ import annotations

from typing import Any

from ..core.exact_json import read
from ..core.text_encoding import decoded

#: How many values of a name are kept that contradict each other.
_MOST_KEPT = 10


class Contradiction(list[Any]):
    """The first values of a name that an object has more than once: which of them counts, nobody knows."""


def agreed(one: Any, other: Any) -> Any:
    """What two values of one name come to: null is none, and two that differ are a Contradiction."""
    if one is None or one == other:
        return other
    if other is None:
        return one
    return Contradiction([*(one if isinstance(one, Contradiction) else [one]), other][:_MOST_KEPT])


def parsed(content: str | bytes | bytearray) -> Any:
    """The value of the JSON text, with or without a byte order mark; numbers keep the digits they were written with:
    an id of 9007199254740993 or 2e3 is not the same after it was a float. Raises ValueError if it is not JSON.

    Line ends may stand in its texts as they are, and NaN and Infinity are texts. What is wrong with the encoding of a
    text must not hide the others: bytes that are not UTF-8 are read as Windows-1252. Names that an object has twice
    have the value that both agree on, see :func:`agreed`.
    """
    written = content if isinstance(content, str) else decoded(bytes(content))
    try:
        return read(written.removeprefix("\ufeff"), **LENIENT)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def agreed_members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for name, value in pairs:
        members[name] = agreed(members[name], value) if name in members else value
    return members


#: How the JSON of an answer is read, as arguments of json.JSONDecoder.
LENIENT: dict[str, Any] = {"strict": False, "parse_constant": str, "object_pairs_hook": agreed_members}
