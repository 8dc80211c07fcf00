"""Times of the past, the way people say them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

_CONTEXT = "Moments"


def moment(at: datetime, now: datetime | None = None) -> str:
    """ "today at 10:31", "yesterday at 17:05", or the date, in the person's zone and language; ``at`` has a zone."""
    local = at.astimezone()
    today = (now or datetime.now().astimezone()).astimezone().date()
    time = QLocale().toString(QTime(local.hour, local.minute), "HH:mm")
    match (today - local.date()).days:
        case 0:
            return QCoreApplication.translate(_CONTEXT, "today at {time}").format(time=time)
        case 1:
            return QCoreApplication.translate(_CONTEXT, "yesterday at {time}").format(time=time)
        case _:
            return QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.ShortFormat)
