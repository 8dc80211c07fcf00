"""A version of the application that is there to be had."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Release:
    """``page`` is where a person gets it."""

    version: str
    page: str

    def is_newer_than(self, version: str) -> bool:
        """Whether it comes after a version; of both the numbers count, `1.10` comes after `1.9.2`."""
        return _numbers(self.version) > _numbers(version)


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers at the beginning; zeros at their end say nothing."""
    found = re.match(r"\d{1,9}(?:\.\d{1,9})*", version)
    numbers = [int(number) for number in found[0].split(".")] if found else []
    while numbers and not numbers[-1]:
        del numbers[-1]
    return tuple(numbers)
