"""Rate and chart of a run that was not watched for a while: nothing is claimed about that time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QWidget

from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.progress_view.rate_estimator import RateEstimator
from ui.sample_runs import SampleServices, report, sample_run

Show = Callable[..., QWidget]
_BEGAN = datetime.now(UTC) - timedelta(hours=1)


class _Seen:
    """A run whose server counts 21 records in each second."""

    def __init__(self, services: SampleServices, shown: Show) -> None:
        self._services = services
        self.view = ProgressView(services)
        shown(self.view, 1200, 740)

    def counted(self, second: int, **changes: object) -> Run:
        answered = _BEGAN + timedelta(seconds=second)
        counts = report(21 * second, seconds=second)
        return replace(sample_run("r", RunState.RUNNING, report=counts, answered_at=answered), **changes)  # type: ignore[arg-type]

    def answers(self, *seconds: int, **changes: object) -> None:
        for second in seconds:
            run = self.counted(second, **changes)
            self._services.put(run, WatchProgress(run, run.answered_at))
        self.view.show_run("r")

    def leave(self) -> None:
        """End the watching."""
        self._services.view("r").end_watching()
        self._services.runs.run_changed.emit("r")

    def begin(self, second: int, **changes: object) -> None:
        """Begin to watch, again or after a restart: log lines come before the first answer, with the run as it was last
        seen."""
        run = self.counted(second, **changes)
        self._services.put(run)
        self._services.view("r").is_unwatched = False
        self._services.put(run, WatchProgress(run, None, log_lines=1))

    @property
    def meter(self) -> RateEstimator:
        return self.view._meters.of(self._services.view("r"))

    @property
    def gaps(self) -> list[float]:
        return [sample.second for sample in self.meter.samples() if sample.rate is None]


@pytest.fixture
def seen(services: SampleServices, shown: Show) -> _Seen:
    return _Seen(services, shown)


def test_what_was_last_seen_is_no_answer(seen: _Seen) -> None:
    seen.answers(*range(10, 32, 2))
    before = seen.meter.samples()
    seen.leave()
    seen.begin(29)
    assert seen.meter.samples() == before
    seen.answers(*range(70, 80, 2))
    assert seen.gaps == [70]
    assert seen.meter.rate == pytest.approx(21) and seen.meter.highest == pytest.approx(21)


def test_nor_is_what_an_earlier_window_has_stored(seen: _Seen) -> None:
    seen.begin(29)
    seen.answers(70, 72, 74)
    assert seen.meter.span == 4 and seen.gaps == []


def test_a_computer_that_was_asleep_did_not_watch(seen: _Seen) -> None:
    seen.answers(10, 12, 14, 16, 900, 902, 904, 906)
    assert seen.gaps == [900]


def test_a_run_in_the_background_or_at_a_slow_server_is_watched(seen: _Seen) -> None:
    seen.answers(10, 20, 32, 42, 51, 95)
    assert seen.gaps == []


def test_another_tracker_id_is_another_execution(seen: _Seen) -> None:
    seen.answers(*range(10, 32, 2))
    seen.leave()
    seen.begin(31, tracker_id="48214")
    seen.answers(40, 42, tracker_id="48214")
    assert seen.meter.span == 2 and seen.gaps == []
