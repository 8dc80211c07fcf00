"""Formats numbers, sizes and times for the window, in the locale set by `ui/languages.py`."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from ..core.text import counted, text
from .messages import localized, tr, tr_text

_UNITS = ("B", "KB", "MB", "GB", "TB")


def number(value: int | float | None) -> str:
    """A number with grouped digits, 50,000; fractions have one decimal. None reads "unknown"."""
    return _unknown() if value is None else localized(value)


def _unknown() -> str:
    return tr("unknown")


def _in_unit(size: int, unit: int) -> str:
    value = size / 1000**unit
    return number(value) if unit and value < 100 else number(round(value))


def _unit_of(size: int) -> int:
    unit = 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size //= 1000
        unit += 1
    return unit


def file_size(size: int) -> str:
    """A number of bytes in a readable unit: 18.4 MB."""
    unit = _unit_of(size)
    return f"{_in_unit(size, unit)} {_UNITS[unit]}" if unit else tr_text(counted("1 byte", "{n} bytes", size))


def csv_separator() -> str:
    """What separates the cells of a CSV file: where a comma is the decimal sign, spreadsheets expect a semicolon."""
    return ";" if QLocale().decimalPoint() == "," else ","


def short_number(value: float) -> str:
    """A number in compact form: 783, 14.5k, 1.2M."""
    for limit, size, unit in ((999_950, 1_000_000, "M"), (999.5, 1000, "k")):
        if value >= limit:
            parts = round(value / size, 1)
            return f"{number(int(parts) if parts.is_integer() else parts)}{unit}"
    return number(round(value))


def size_done(done: int, total: int) -> str:
    """How much of a file is done, both numbers in one unit: 120 of 300 MB."""
    unit = _unit_of(total)
    if unit == 0:
        return tr_text(counted("{done} of 1 byte", "{done} of {n} bytes", total, done=done))
    values = {"done": _in_unit(done, unit), "total": _in_unit(total, unit), "unit": _UNITS[unit]}
    return tr_text(text("{done} of {total} {unit}", **values))


def percent(fraction: float) -> str:
    """A share from 0 to 1: 42 %. Never rounded up, so that 100 % means all."""
    return tr_text(text("{percent} %", percent=int(fraction * 100)))


def duration(value: timedelta | None) -> str:
    """A duration as hours, minutes and seconds: 00:02:31. None reads "unknown"."""
    if value is None:
        return _unknown()
    seconds = int(value.total_seconds())
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def here_and_now() -> datetime:
    """The local time."""
    return datetime.now().astimezone()


def clock(moment: datetime) -> str:
    """The local time of day: 10:42."""
    return moment.astimezone().strftime("%H:%M")


def short_day(moment: datetime) -> str:
    """The local day without the year: 3 Jun."""
    return _date(moment, "d MMM")


def near_day(moment: datetime, now: datetime | None = None) -> str:
    """The local day, with the year if it is not the present one: 3 Jun; 3 Jun 2025."""
    is_this_year = moment.astimezone().year == (now or here_and_now()).astimezone().year
    return short_day(moment) if is_this_year else day(moment)


def day(moment: datetime) -> str:
    """The local day: 3 Jun 2026."""
    return _date(moment, "d MMM yyyy")


def day_and_time(moment: datetime) -> str:
    """The local day with year, and time: 3 Jun 2026, 10:42."""
    return f"{day(moment)}, {clock(moment)}"


def _date(moment: datetime, form: str) -> str:
    local = moment.astimezone().date()
    return QLocale().toString(QDate(local.year, local.month, local.day), form)


def short_moment(at: datetime, now: datetime | None = None) -> str:
    """ "today, 10:31", "yesterday, 17:05", or the date, as :func:`moment`, but worded for use in brackets."""
    match _days_ago(at, now):
        case 0:
            return tr_text(text("today, {time}", time=clock(at)))
        case 1:
            return tr_text(text("yesterday, {time}", time=clock(at)))
        case _:
            return day(at)


def is_today(at: datetime) -> bool:
    """Whether a time is today in the user's zone."""
    return _days_ago(at, None) == 0


def _days_ago(at: datetime, now: datetime | None) -> int:
    today = (now or here_and_now()).astimezone().date()
    return (today - at.astimezone().date()).days


def moment(at: datetime, now: datetime | None = None) -> str:
    """ "today at 10:31", "yesterday at 17:05", or the date, in the user's zone and language; ``at`` has a zone."""
    match _days_ago(at, now):
        case 0:
            return tr_text(text("today at {time}", time=clock(at)))
        case 1:
            return tr_text(text("yesterday at {time}", time=clock(at)))
        case _:
            return tr_text(text("on {date}", date=day(at)))
