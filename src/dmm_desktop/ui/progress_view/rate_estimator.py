"""Rate and remaining time of runs, from the server's counts over time; times in seconds."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from itertools import pairwise

from PySide6.QtCore import QObject, Slot

from ..services.poll_priority import FAR
from ..services.run_controller import RunController
from ..services.tracked_run import TrackedRun
from .throughput_chart import Sample

#: The rate covers this many seconds; it is unknown until it is based on this many seconds and reports.
_WINDOW, _SHORTEST, _FEWEST = 20.0, 4.0, 3
#: Seconds before the remaining time is estimated.
_FORECAST_AFTER = 8.0
#: The forecast becomes stable when its upper bound is at most this many times its lower one, and stays so up to a
#: larger ratio.
_BECOMES_STABLE, _STAYS_STABLE = 2.0, 3.0
#: Above this number, reports are kept at a lower resolution.
_KEPT = 2000
#: The chart averages rates over about this many seconds, more in long runs, because chunks arrive in bursts.
_SMOOTH, _SMOOTH_SHARE = 3.0, 1 / 40
#: The longest time between two answers of a server that is asked: FAR, then 30 s of silence and a few more to connect.
#: If it was longer, nobody asked, for example because the computer was asleep.
_LONGEST_PAUSE = timedelta(seconds=FAR + 60)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The server's count at a time; ``is_after_gap``: nothing is known of the time since the answer before."""

    second: float
    done: int
    is_after_gap: bool = False


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
        self._local: float | None = None  # when the last report arrived
        self._lost_for = 0.0
        self._is_interrupted = False
        self._stable = False

    def answer(self, elapsed: float, done: int, local: float) -> None:
        """The server has reported ``done`` records ``elapsed`` seconds after the start (0 if unknown); received at
        ``local``, by a monotonic clock."""
        second = elapsed
        if self._answers and self._local is not None and (elapsed <= 0 or elapsed < self._answers[-1].second):
            second = self._answers[-1].second + (
                local - self._local
            )  # in this order rounding never decreases the value
        if self._answers and (done <= 0 or done < self._answers[-1].done):
            self._answers.clear()  # the run has not begun, or has started over
        if self._answers and second <= self._answers[-1].second:
            self._answers[-1] = replace(self._answers[-1], second=second, done=done)
        else:
            self._answers.append(_Answer(second, done, self._is_interrupted and bool(self._answers)))
        self._lost_for, self._local, self._is_interrupted = 0.0, local, False
        if len(self._answers) > _KEPT:
            self._thin_out()

    def no_answer(self, local: float) -> None:
        """No response has arrived until ``local``."""
        if self._local is not None:
            self._lost_for = max(0.0, local - self._local)
        self._is_interrupted = True

    def interrupt(self) -> None:
        """The run was not watched between the last answer and the next one."""
        self._is_interrupted = True

    @property
    def rate(self) -> float | None:
        """The recent rate in records per second; None while it is unknown."""
        since = self._since_gap()
        if len(since) < _FEWEST:
            return None
        last = since[-1]
        begin = next(one for one in since if one.second >= last.second - _WINDOW)
        if last.second - begin.second < _SHORTEST:
            return None
        return (last.done - begin.done) / (last.second - begin.second)

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
        found = [Sample(self._answers[0].second, 0.0)]
        oldest = 0
        for place, (before, answer) in enumerate(pairwise(self._answers)):
            if answer.is_after_gap:
                found.append(Sample(answer.second, None))
                oldest = place + 1
                continue
            while self._answers[oldest + 1].second <= answer.second - width and oldest < place:
                oldest += 1
            begin = self._answers[oldest]
            rate = (answer.done - begin.done) / (answer.second - begin.second)
            if before.is_after_gap:
                found.append(Sample(before.second, rate))  # the line begins where the gap ends
            found.append(Sample(answer.second, rate))
        if self._lost_for:
            found.append(Sample(self._answers[-1].second + self._lost_for, None))
        return found

    def _thin_out(self) -> None:
        """Halve the resolution; the recent answers stay, for the rate, and gaps do."""
        first, last = self._answers[0], self._answers[-1]
        step = (last.second - first.second) / (_KEPT // 2)
        kept, is_after_gap = [first], False
        for one in self._answers[1:]:
            is_after_gap = is_after_gap or one.is_after_gap
            if one.second - kept[-1].second >= step or one.second >= last.second - _WINDOW:
                kept.append(replace(one, is_after_gap=is_after_gap))
                is_after_gap = False
        self._answers = kept

    def _since_gap(self) -> list[_Answer]:
        """The answers from which a rate can be calculated: those since the last gap."""
        places = (place for place in range(len(self._answers) - 1, 0, -1) if self._answers[place].is_after_gap)
        return self._answers[next(places, 0) :]


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
    """Keeps an estimator for every execution and passes it each report; drops those of removed runs."""

    def __init__(self, runs: RunController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._meters: dict[tuple[str, str], RateEstimator] = {}  # by run and tracker id, which a user may correct
        self._answered_at: dict[tuple[str, str], datetime] = {}
        runs.run_changed.connect(self._read)
        runs.list_changed.connect(self._tidy)

    def of(self, view: TrackedRun) -> RateEstimator:
        """The estimator of a run."""
        return self._meters.setdefault(_key(view), RateEstimator())

    def tick(self, run_id: str) -> None:
        """Record that time has passed without a response. Once the end is reported, there is no status to wait for."""
        view = self._runs.find(run_id)
        if view is None or view.watch is None or view.run.is_over:
            return
        if view.watch.trouble is not None:
            self.of(view).no_answer(time.monotonic())

    @Slot(object)
    def _read(self, run_id: str) -> None:
        view = self._runs.find(run_id)
        if view is None or view.watch is None:
            return
        if view.is_unwatched:
            self.of(view).interrupt()
        self.tick(run_id)
        # Until the first answer, the report is that of an earlier watching.
        if view.watch.trouble is None and view.watch.answered_at is not None:
            self._take(view, view.watch.answered_at)

    def _take(self, view: TrackedRun, answered_at: datetime) -> None:
        report, before = view.run.report, self._answered_at.get(_key(view))
        if report is None or before == answered_at:  # other changes arrive between two reports, such as new log lines
            return
        self._answered_at[_key(view)] = answered_at
        if before is not None and answered_at - before > _LONGEST_PAUSE:
            self.of(view).interrupt()
        if report.elapsed is not None and report.completed_records is not None:
            self.of(view).answer(report.elapsed.total_seconds(), report.completed_records, time.monotonic())

    @Slot()
    def _tidy(self) -> None:
        for key in [key for key in self._meters if (view := self._runs.find(key[0])) is None or _key(view) != key]:
            del self._meters[key]
            self._answered_at.pop(key, None)


def _key(view: TrackedRun) -> tuple[str, str]:
    return view.run.id, view.run.tracker_id
