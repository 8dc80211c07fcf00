"""Numbers, sizes and times as the window writes them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from ...core.text import text
from .messages import shown

_UNITS = ("bytes", "KB", "MB", "GB", "TB")


def number(value: int) -> str:
    """A whole number with its groups apart: 50,000."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        return f"{value:,}"
    return locale.toString(value)


def _in_unit(size: int, unit: int) -> str:
    if not unit:
        return number(size)
    value = size / 1000**unit
    return QLocale().toString(value, "f", 1) if value < 100 else number(round(value))


def _unit_of(size: int) -> int:
    unit = 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size //= 1000
        unit += 1
    return unit


def file_size(size: int) -> str:
    """A number of bytes for a person: 18.4 MB."""
    unit = _unit_of(size)
    return f"{_in_unit(size, unit)} {_UNITS[unit]}"


def size_done(done: int, total: int) -> str:
    """How much of a file is done, both in one unit: 120 of 300 MB."""
    unit = _unit_of(total)
    return shown(
        text("{done} of {total} {unit}", done=_in_unit(done, unit), total=_in_unit(total, unit), unit=_UNITS[unit])
    )


def percent(fraction: float) -> str:
    """A share from 0 to 1: 42 %. Never rounded up, so that 100 % means all."""
    return shown(text("{percent} %", percent=int(fraction * 100)))


def duration(value: timedelta) -> str:
    """A duration by the clock: 00:02:31."""
    seconds = int(value.total_seconds())
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def clock(moment: datetime) -> str:
    """The time of day on this workstation: 10:42."""
    return moment.astimezone().strftime("%H:%M")


def day(moment: datetime) -> str:
    """The day on this workstation, short: 3 Jun."""
    local = moment.astimezone().date()
    return QLocale().toString(_qdate(local), "d MMM")


def day_and_time(moment: datetime) -> str:
    """Day and time in full, with the year: 3 Jun 2026, 10:42."""
    local = moment.astimezone().date()
    return f"{QLocale().toString(_qdate(local), 'd MMM yyyy')}, {clock(moment)}"


def _qdate(value: date) -> QDate:
    return QDate(value.year, value.month, value.day)
