"""Rate and remaining time of runs, from the server's counts over time; times in seconds."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import pairwise

from PySide6.QtCore import QObject, Slot

from ..services.run_controller import RunController
from .throughput_chart import Sample

#: The rate covers this many seconds; it is unknown until it is based on this many seconds and reports.
_WINDOW, _SHORTEST, _FEWEST = 20.0, 4.0, 3
#: Seconds before the remaining time is estimated.
_FORECAST_AFTER = 8.0
#: The forecast becomes stable when its upper bound is at most this many times its lower one, and stays so up to a
#: larger ratio.
_BECOMES_STABLE, _STAYS_STABLE = 2.0, 3.0
#: Above this number, reports are kept at half the resolution.
_KEPT = 2000
#: The chart averages rates over about this many seconds, more in long runs, because chunks arrive in bursts.
_SMOOTH, _SMOOTH_SHARE = 3.0, 1 / 40


@dataclass(frozen=True, slots=True)
class _Answer:
    second: float
    done: int


class Unit(Enum):
    """The unit in which a remaining time is shown."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Span:
    """An estimated time of ``low`` to ``high`` units; equal for a single number."""

    low: int
    high: int
    unit: Unit


class RateEstimator:
    """Tracks one run. Times are the server's own where it reports them, otherwise local."""

    def __init__(self) -> None:
        self._answers: list[_Answer] = []
        self._outages: list[tuple[float, float]] = []  # times without a response, as start and end
        self._local: float | None = None  # when the last report arrived
        self._lost_for = 0.0
        self._stable = False

    def answer(self, elapsed: float, done: int, local: float) -> None:
        """The server has reported ``done`` records ``elapsed`` seconds after the start (0 if unknown); received at
        ``local``, by a monotonic clock."""
        second = elapsed
        if self._answers and self._local is not None and (elapsed <= 0 or elapsed < self._answers[-1].second):
            second = self._answers[-1].second + (
                local - self._local
            )  # in this order rounding never decreases the value
        if self._lost_for and self._answers:
            begin = self._answers[-1].second
            self._outages.append((begin, max(second, begin)))
        self._lost_for, self._local = 0.0, local
        answer = _Answer(second, done)
        if self._answers and (done <= 0 or done < self._answers[-1].done):
            self._answers.clear()  # the run has not begun, or has started over
        if self._answers and second <= self._answers[-1].second:
            self._answers[-1] = answer
        else:
            self._answers.append(answer)
        if len(self._answers) > _KEPT:
            self._answers[1 : _KEPT // 2] = self._answers[1 : _KEPT // 2 : 2]

    def no_answer(self, local: float) -> None:
        """No response has arrived until ``local``."""
        if self._local is not None:
            self._lost_for = max(0.0, local - self._local)

    @property
    def rate(self) -> float | None:
        """The recent rate in records per second; None while it is unknown."""
        recent = self._recent()
        if recent is None or len(self._answers) < _FEWEST:
            return None
        last = self._answers[-1]
        return (last.done - recent.done) / (last.second - recent.second)

    @property
    def last_rate(self) -> float | None:
        """The rate at the last report, even while no reports arrive."""
        samples = [one.rate for one in self.samples() if one.rate is not None]
        return samples[-1] if samples else None

    @property
    def highest(self) -> float:
        """The highest rate in the chart."""
        return max((one.rate for one in self.samples() if one.rate is not None), default=0.0)

    @property
    def lost_for(self) -> float:
        """The number of seconds without a response since the last report."""
        return self._lost_for

    @property
    def span(self) -> float:
        """The number of seconds that the chart covers."""
        return self._answers[-1].second - self._answers[0].second + self._lost_for if self._answers else 0.0

    def left(self, total: int) -> Span | None:
        """The remaining time, from the recent and the average rate; None while these mean nothing yet."""
        rate = self.rate
        if rate is None or self._lost_for or not self._answers:
            self._stable = False
            return None
        first, last = self._answers[0], self._answers[-1]
        average = (last.done - first.done) / (last.second - first.second)
        if last.second - first.second < _FORECAST_AFTER or rate <= 0 or average <= 0:
            self._stable = False
            return None
        low, high = sorted((total - last.done) / one for one in (rate, average))
        if high > max(low, 1.0) * (_STAYS_STABLE if self._stable else _BECOMES_STABLE):
            self._stable = False
            return None
        self._stable = True
        return rounded(low, high)

    def samples(self) -> list[Sample]:
        """The chart's points; those without a rate mark times without a response."""
        if len(self._answers) < 2:
            return []
        width = max(_SMOOTH, (self._answers[-1].second - self._answers[0].second) * _SMOOTH_SHARE)
        outages = dict(self._outages)
        found = [Sample(self._answers[0].second, 0.0)]
        oldest = 0
        for place, (before, answer) in enumerate(pairwise(self._answers)):
            if before.second in outages:
                found.append(Sample(outages[before.second], None))
                oldest = place
            while self._answers[oldest + 1].second <= answer.second - width and oldest < place:
                oldest += 1
            begin = self._answers[oldest]
            found.append(Sample(answer.second, (answer.done - begin.done) / (answer.second - begin.second)))
        if self._lost_for:
            found.append(Sample(self._answers[-1].second + self._lost_for, None))
        return found

    def _recent(self) -> _Answer | None:
        """The report from which the current rate is calculated."""
        if not self._answers:
            return None
        last = self._answers[-1]
        begin = next((one for one in self._answers if one.second >= last.second - _WINDOW), last)
        return begin if last.second - begin.second >= _SHORTEST else None


def rounded(low: float, high: float) -> Span:
    """A span of seconds in a readable unit and precision."""
    if high <= 90:
        return Span(_tens(low), _tens(high), Unit.SECONDS)
    if high <= 90 * 60:
        return Span(max(1, math.floor(low / 60)), math.ceil(high / 60), Unit.MINUTES)
    return Span(max(1, math.floor(low / 3600)), math.ceil(high / 3600), Unit.HOURS)


def _tens(seconds: float) -> int:
    return max(10, math.ceil(seconds / 10) * 10)


class RateEstimators(QObject):
    """Keeps an estimator for every run and passes it each report; drops those of removed runs."""

    def __init__(self, runs: RunController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._meters: dict[str, RateEstimator] = {}
        self._answered_at: dict[str, datetime | None] = {}
        runs.run_changed.connect(self._read)
        runs.list_changed.connect(self._tidy)

    def of(self, run_id: str) -> RateEstimator:
        """The estimator of a run."""
        return self._meters.setdefault(run_id, RateEstimator())

    def tick(self, run_id: str) -> None:
        """Record that time has passed without a response."""
        view = self._runs.find(run_id)
        if view is not None and view.watch is not None and view.watch.trouble is not None:
            self.of(run_id).no_answer(time.monotonic())

    @Slot(object)
    def _read(self, run_id: str) -> None:
        view = self._runs.find(run_id)
        if view is None or view.watch is None:
            return
        if view.watch.trouble is not None:
            self.of(run_id).no_answer(time.monotonic())
        elif view.watch.run.report is not None and self._answered_at.get(run_id) != view.watch.answered_at:
            # Other changes arrive between two reports, such as new log lines.
            self._answered_at[run_id] = view.watch.answered_at
            report = view.watch.run.report
            if report.elapsed is not None and report.completed_records is not None:
                self.of(run_id).answer(report.elapsed.total_seconds(), report.completed_records, time.monotonic())

    @Slot()
    def _tidy(self) -> None:
        for run_id in [one for one in self._meters if self._runs.find(one) is None]:
            del self._meters[run_id]
            self._answered_at.pop(run_id, None)
