"""When a server that has no time wants to be asked again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

#: Longest time that is believed, in seconds: a week.
_LONGEST = 7 * 24 * 3600.0


def retry_after(headers: Mapping[str, str]) -> float | None:
    """``Retry-After`` of an answer, in seconds from now: it is given so, or as a date. None if it is neither, or 0.

    A date is compared with the server's own clock where the answer has a ``Date``.
    """
    given = headers.get("Retry-After", "").strip()
    if given.isascii() and given.isdecimal():
        seconds = float(given[:20])
    else:
        until, now = _date(given), _date(headers.get("Date", ""))
        if until is None:
            return None
        seconds = (until - (now or datetime.now(UTC))).total_seconds()
    return min(seconds, _LONGEST) if seconds > 0 else None


def _date(given: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(given)
    except (TypeError, ValueError, IndexError):
        return None
    return date if date.tzinfo is not None else date.replace(tzinfo=UTC)
