"""Parses the JSON of an answer; a number keeps the digits it was written with."""

from __future__ import annotations

import json
from typing import Any


class Number(str):
    """A number as the answer writes it: an id of 9007199254740993 or 2e3 is not the same after it was a float."""

    __slots__ = ()

    @property
    def is_zero(self) -> bool:
        """Whether it is 0, however that is written."""
        return not self.lower().partition("e")[0].strip("-0.")


def parsed(content: str | bytes | bytearray) -> Any:
    """The value of the JSON text, with or without a byte order mark. Raises ValueError if it is not JSON; line ends may
    stand in its texts as they are."""
    try:
        return json.loads(content, strict=False, parse_int=Number, parse_float=Number, parse_constant=Number)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
