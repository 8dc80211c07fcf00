"""A published release of the application."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .address import page_place


@dataclass(frozen=True, slots=True)
class Release:
    """``page`` is the https address where the release can be downloaded, as :func:`page_address` returns it."""

    version: str
    page: str

    @property
    def host(self) -> str:
        """The host of the page, with the port if it is not the default."""
        return page_place(self.page).host_and_port

    def is_newer_than(self, version: str) -> bool:
        """Whether this release is newer than a version; versions are compared by number, so `1.10` is newer than
        `1.9.2`."""
        return _numbers(self.version) > _numbers(version)


def _numbers(version: str) -> tuple[int, ...]:
    """The leading numbers, without trailing zeros."""
    found = re.match(r"\d{1,9}(?:\.\d{1,9})*", version)
    numbers = [int(number) for number in found[0].split(".")] if found else []
    while numbers and not numbers[-1]:
        del numbers[-1]
    return tuple(numbers)
