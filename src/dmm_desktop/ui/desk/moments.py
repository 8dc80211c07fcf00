"""Times of the past, the way people say them."""

from __future__ import annotations

from datetime import datetime

from ...core.text import text
from .messages import shown
from .numbers import clock, day


def moment(at: datetime, now: datetime | None = None) -> str:
    """ "today at 10:31", "yesterday at 17:05", or the date, in the person's zone and language; ``at`` has a zone."""
    today = (now or datetime.now().astimezone()).astimezone().date()
    match (today - at.astimezone().date()).days:
        case 0:
            return shown(text("today at {time}", time=clock(at)))
        case 1:
            return shown(text("yesterday at {time}", time=clock(at)))
        case _:
            return shown(text("on {date}", date=day(at)))
