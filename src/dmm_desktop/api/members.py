"""Reads JSON answers the way the platform writes them: names in any case, defaults left out, numbers as strings."""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from ..core.names import normal
from .answer_json import Number

_SPAN = re.compile(r"(?:(\d+)\.)?(\d+):(\d+):(\d+(?:\.\d+)?)")
_NULL_DATE_YEAR = 1900  # [platform] a null date is 1900-01-01 00:00:00


class Unreadable(ValueError):
    """A member has a value that cannot be what the API documents."""


class Members:
    """An object of an answer. Every getter returns the default where the member is missing or null [platform].

    ``shown`` makes what the server says fit to be shown and stored: it goes over every text that is read here.
    """

    def __init__(self, values: Mapping[str, Any], shown: Callable[[str], str]) -> None:
        self._values = {normal(str(name)): value for name, value in values.items()}
        self._shown = shown

    def has(self, name: str) -> bool:
        return self._values.get(normal(name)) is not None

    def text(self, name: str) -> str:
        return self._shown(self.exact(name))

    def exact(self, name: str) -> str:
        """The text as it came, for what is sent back to the server; a number with the digits it was written with."""
        value = self._values.get(normal(name))
        if value is None:
            return ""
        if isinstance(value, bool | dict | list):
            raise Unreadable(f"{name} is no text")
        return str(value)

    def flag(self, name: str) -> bool:
        value = self._values.get(normal(name))
        if isinstance(value, Number):
            return not value.is_zero
        if isinstance(value, str):
            return value.strip().lower() in ("true", "1")
        return bool(value)

    def number(self, name: str) -> float:
        value = self._values.get(normal(name))
        if value is None or value == "":
            return 0.0
        try:
            number = float(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise Unreadable(f"{name} is no number") from error
        if not math.isfinite(number):
            raise Unreadable(f"{name} is no number")
        return number

    def count(self, name: str) -> int:
        """A whole number of 64 bits, the platform's longest; given as one, or as a string or a fraction that stands for
        one."""
        try:
            count = int(str(self._values.get(normal(name))))
        except ValueError:
            count = round(self.number(name))
        if not -(2**63) <= count < 2**63:  # nobody could count on with it
            raise Unreadable(f"{name} is too large a number")
        return count

    def moment(self, name: str) -> datetime | None:
        """A date and time without a zone, "yyyy-MM-dd HH:mm:ss"; None for the platform's null date and for what is no
        date: nothing depends on it, so that it must not spoil the answer."""
        with contextlib.suppress(ValueError):
            moment = datetime.fromisoformat(self.exact(name).strip())
            return moment.replace(tzinfo=None) if moment.year > _NULL_DATE_YEAR else None
        return None

    def span(self, name: str) -> timedelta:
        """A duration "HH:mm:ss" [documented], more than 24 hours included, or "d.HH:mm:ss" as .NET writes those
        [platform]; zero for what is none, as with :meth:`moment`."""
        with contextlib.suppress(ValueError, OverflowError):
            if match := _SPAN.fullmatch(self.exact(name).strip()):
                days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
                return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return timedelta()

    def child(self, name: str) -> Members | None:
        value = self._values.get(normal(name))
        if value is None:
            return None
        if not isinstance(value, dict):
            raise Unreadable(f"{name} is no object")
        return Members(value, self._shown)

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._values.get(normal(name))
        return tuple(self._shown(str(item)) for item in value if item is not None) if isinstance(value, list) else ()

    def raw(self, name: str) -> Any:
        return self._values.get(normal(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)


def answer_members(parsed: object, known: frozenset[str], shown: Callable[[str], str]) -> Members:
    """The members of an answer: those of its object, or of the only object inside it if none of ``known`` is outside.

    Raises Unreadable if it is no object.
    """
    if not isinstance(parsed, dict):
        raise Unreadable("the answer is no JSON object")
    outer = Members(parsed, shown)
    names = {normal(name) for name in known}
    if len(parsed) == 1 and not names & set(outer):
        inner = next(iter(parsed.values()))
        if isinstance(inner, dict):
            return Members(inner, shown)
    return outer
