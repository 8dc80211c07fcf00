"""A day that ends during a test."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from not_on_windows import TIME_ZONE
from ui.sample_runs import SampleServices

_LATE, _MIDNIGHT = 22 * 60 + 30, 24 * 60


@pytest.fixture
def next_day(services: SampleServices, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """It is half past ten in the evening; when called, half past midnight, and the window has noticed. What was an hour
    ago is of today first, then of yesterday: not the clock is changed but the time zone."""
    if sys.platform == "win32":
        pytest.skip(TIME_ZONE)
    now = datetime.now(UTC)
    of_day = now.hour * 60 + now.minute
    ahead = _LATE - of_day - (_MIDNIGHT if of_day < _MIDNIGHT // 2 else 0)  # never a whole day: no zone is that far

    def move(minutes: int) -> None:
        behind = -minutes  # as POSIX counts it
        sign = "-" if behind < 0 else ""
        monkeypatch.setenv("TZ", f"AAA{sign}{abs(behind) // 60:02}:{abs(behind) % 60:02}")
        time.tzset()
        services.day_change.look()

    move(ahead)
    yield lambda: move(ahead + 120)
    monkeypatch.undo()
    time.tzset()
