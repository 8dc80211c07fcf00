"""Times of the past, the way people say them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from .numbers import clock, day

_CONTEXT = "Moments"


def moment(at: datetime, now: datetime | None = None) -> str:
    """ "today at 10:31", "yesterday at 17:05", or the date, in the person's zone and language; ``at`` has a zone."""
    today = (now or datetime.now().astimezone()).astimezone().date()
    match (today - at.astimezone().date()).days:
        case 0:
            return QCoreApplication.translate(_CONTEXT, "today at {time}").format(time=clock(at))
        case 1:
            return QCoreApplication.translate(_CONTEXT, "yesterday at {time}").format(time=clock(at))
        case _:
            return QCoreApplication.translate(_CONTEXT, "on {date}").format(date=day(at))
