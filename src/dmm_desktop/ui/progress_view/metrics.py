"""The numbers of a run and its chart: six while it is running, and six in one row once it has ended.

The errors in the log are shown throughout; which entities failed is known only at the end.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from ...core.log_counts import Accuracy
from ...core.runs import Run
from ...core.text import text
from ..formats import clock, duration, number, short_number
from ..messages import tr_text
from ..theme.tokens import Tone
from ..widgets.metric_tile import MetricTile
from .rate_estimator import RateEstimator, Span, Unit
from .throughput_chart import ThroughputChart

_NOTHING = "\N{EN DASH}"
#: Minimum widths of the columns during a run and after its end.
_LIVE, _FINAL = (136, 112, 112), (136, 96, 96, 112, 72, 88)
_GAP, _TIGHT, _CHART_MIN, _CHART_MAX, _NARROWEST = 16, 12, 160, 272, 240


class Metrics(QWidget):
    """Shows numbers and chart. As the width shrinks, the chart is hidden first; then the numbers form two columns.

    ``log_errors_wanted``: the user wants to see the lines that look like errors.
    """

    log_errors_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._records = MetricTile("records", self.tr("Records"), self)
        self._instructions = MetricTile("instructions", self.tr("Instructions"), self)
        self._failing = MetricTile("failing_count", self.tr("Failing entities"), self)
        self._log_errors = MetricTile("log_errors", self.tr("Errors in the log"), self)
        self._log_errors.setToolTip(
            self.tr(
                "Lines that look like errors because they contain a word such as ERROR. They do not change the outcome."
            )
        )
        self._show_errors = self._log_errors.add_link(
            self.tr("Show"), "show_log_errors", self.tr("Show the errors in the log")
        )
        self._show_errors.clicked.connect(self.log_errors_wanted)
        self._elapsed = MetricTile("elapsed", self.tr("Elapsed"), self)
        self._rate = MetricTile("rate", self.tr("Rate"), self)
        self._average = MetricTile("average_rate", self.tr("Average rate"), self)
        self._time_left = MetricTile("time_left", self.tr("Time left"), self)
        self._all = (
            self._records,
            self._instructions,
            self._failing,
            self._log_errors,
            self._elapsed,
            self._rate,
            self._average,
            self._time_left,
        )
        self._chart = ThroughputChart(self.tr("Records per second"))
        self._run_id = ""
        self._final = False
        self._columns = 0
        self._hints = [0] * len(_FINAL)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(12)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addLayout(self._grid)
        row.setAlignment(self._grid, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        row.addWidget(self._chart, 100, Qt.AlignmentFlag.AlignTop)
        self._arrange()

    def show_live(self, run: Run, meter: RateEstimator, *, stale: bool, has_log: bool) -> None:
        """Show an unfinished run. ``has_log``: its lines can be shown."""
        self._set_run(run.id, final=False)
        self._show_counts(run)
        self._show_log_errors(run, has_log=has_log)
        elapsed = run.report.elapsed if run.report else timedelta()
        self._elapsed.show_value(duration(elapsed) if elapsed != timedelta() else _NOTHING)  # left out, or not begun
        rate = None if stale or run.is_over else meter.rate
        if rate is None:
            self._rate.show_value(_NOTHING)
        else:
            self._rate.show_value(_rate(rate), self.tr("records/s"))
        total = run.report.total_records if run.report and run.report.share is not None else None
        is_stopping = run.stop_accepted_at is not None  # it will probably end before its total
        left = meter.left(total) if total and rate is not None and not is_stopping else None
        self._time_left.show_value(*(_span(left) if left else (_NOTHING, "")))
        for metric in self._metrics():
            metric.set_stale(stale)
        self._show_chart(meter, run.answered_at, is_live=not (stale or run.is_over))
        self._arrange()

    def show_final(self, run: Run, *, has_log: bool) -> None:
        """Show a run that has ended, or whose outcome is unknown; the numbers are then those last seen."""
        self._set_run(run.id, final=True)
        self._show_counts(run)
        self._show_log_errors(run, has_log=has_log)
        failing = run.failing_count
        if failing is None:
            self._failing.show_value(_NOTHING)
        else:
            self._failing.show_value(number(failing), tone=Tone.ERR if failing else Tone.TEXT)
        done, seconds = run.records_done, run.elapsed.total_seconds()
        self._elapsed.show_value(duration(run.elapsed) if seconds else _NOTHING)
        if seconds and done and not run.figures_disagree:
            self._average.show_value(_rate(done / seconds), self.tr("records/s"))
        else:
            self._average.show_value(_NOTHING)
        for metric in self._metrics():
            metric.set_stale(run.counts_seen_at is not None)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for two columns; the layout adapts to the actual width."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the numbers for the current width."""
        super().resizeEvent(event)
        self._arrange()

    def _show_counts(self, run: Run) -> None:
        report = run.report
        for metric, done, total in (
            (self._records, report.completed_records if report else 0, report.total_records if report else 0),
            (
                self._instructions,
                report.completed_instructions if report else 0,
                report.total_instructions if report else 0,
            ),
        ):
            of = (
                tr_text(text("of {total}", total=number(total))) if total != 0 and (done, total) != (None, None) else ""
            )
            metric.show_value(number(done) if report else _NOTHING, of)

    def _show_log_errors(self, run: Run, *, has_log: bool) -> None:
        counts = run.log_counts
        errors = counts.known_errors if counts is not None else None
        if not run.state.is_final and counts is not None:
            errors = counts.errors  # up to now, as the other figures
        self._show_errors.setVisible(bool(errors) and has_log)
        if counts is None or errors is None:
            self._log_errors.show_value(_NOTHING)
            return
        value = number(errors)
        if counts.accuracy is Accuracy.ABOUT and errors:
            value = tr_text(text("about {n}", n=errors))
        elif counts.accuracy is Accuracy.AT_LEAST and run.state.is_final:
            value = tr_text(text("at least {n}", n=errors))
        self._log_errors.show_value(value, tone=Tone.WARN if errors else Tone.TEXT)

    def _show_chart(self, meter: RateEstimator, answered_at: datetime | None, *, is_live: bool) -> None:
        """``answered_at``: when the last status came; the chart ends then, or with the failed attempts after it.
        ``is_live``: the rate is that of now."""
        samples, is_silent = meter.samples(), not is_live and meter.lost_for > 0
        summary = start = end = ""
        words = tr_text(text("Rate not known"))
        last = meter.rate if is_live else meter.last_rate
        if samples and last is not None:
            now, most = _short_rate(last), _short_rate(meter.highest)
            summary = tr_text(
                text("{now} records/s now · peak {most}", now=now, most=most)
                if is_live
                else text("Last: {now} records/s", now=now)
            )
            words = _in_words(_rate(last), _rate(meter.highest), is_live=is_live, is_silent=is_silent)
            last_at = (answered_at or datetime.now(UTC)) + timedelta(seconds=meter.lost_for)
            start, end = clock(last_at - timedelta(seconds=meter.span)), clock(last_at)
        gap = self.tr("No status")
        self._chart.show_samples(
            samples, summary=summary, words=words, start=start, end=end, gap=gap, is_silent=is_silent
        )

    def _set_run(self, run_id: str, *, final: bool) -> None:
        """Forget how wide the figures were if other ones are shown now."""
        if (run_id, final) == (self._run_id, self._final):
            return
        if final != self._final:
            self._columns = 0
        self._run_id, self._final = run_id, final
        self._hints = [0] * len(_FINAL)

    def _metrics(self) -> list[MetricTile]:
        if self._final:
            return [
                *(self._records, self._instructions, self._failing),
                *(self._log_errors, self._elapsed, self._average),
            ]
        return [self._records, self._instructions, self._log_errors, self._elapsed, self._rate, self._time_left]

    def _hints_of(self, columns: int) -> list[int]:
        """The widths needed by this number of columns."""
        return [max(self._hints[column::columns]) for column in range(columns)]

    def _arrange(self) -> None:
        widths, metrics = (_FINAL if self._final else _LIVE), self._metrics()
        for place, metric in enumerate(metrics):
            wanted = metric.sizeHint().width()
            self._hints[place] = max(self._hints[place], wanted)  # never narrower than before, so that nothing jumps
        roomy = [max(pair) for pair in zip(self._hints_of(len(widths)), widths, strict=True)]
        chart = max(_CHART_MIN, self._chart.minimumSizeHint().width())
        self._chart.setMaximumWidth(max(chart, _CHART_MAX))
        self._chart.setVisible(not self._final and self.width() >= _with_gaps(roomy) + _GAP + chart)
        for columns, gap in ((len(widths), _GAP), (len(widths), _TIGHT), (3, _GAP), (2, _GAP)):
            hints = self._hints_of(columns)
            if _with_gaps(hints, gap) <= self.width():
                break
        self._grid.setHorizontalSpacing(gap)
        chosen = roomy if columns == len(widths) and _with_gaps(roomy) <= self.width() else hints
        for column in range(len(_FINAL)):
            self._grid.setColumnMinimumWidth(column, chosen[column] if column < columns else 0)
        if columns == self._columns:
            return
        self._columns = columns
        for metric in self._all:
            self._grid.removeWidget(metric)
            metric.setVisible(metric in metrics)
        for place, metric in enumerate(metrics):
            self._grid.addWidget(metric, place // columns, place % columns)
        self.updateGeometry()


def _rate(rate: float) -> str:
    """A rate in whole records per second; one that is neither 0 nor at least 1 is not rounded to 0."""
    return tr_text(text("under 1")) if 0 < rate < 1 else number(round(rate))


def _short_rate(rate: float) -> str:
    """The same in a few characters."""
    return _rate(rate) if rate < 1 else short_number(rate)


def _in_words(now: str, most: str, *, is_live: bool, is_silent: bool) -> str:
    """The caption of the chart as it is read aloud."""
    if is_silent:
        said = text("No status; before that: {now} records per second, peak {most}", now=now, most=most)
    elif is_live:
        said = text("{now} records per second, peak {most}", now=now, most=most)
    else:
        said = text("Last: {now} records per second, peak {most}", now=now, most=most)
    return tr_text(said)


def _with_gaps(widths: list[int], gap: int = _GAP) -> int:
    return sum(widths) + gap * (len(widths) - 1)


def _span(span: Span) -> tuple[str, str]:
    value = (
        tr_text(text("about {time}", time=number(span.low)))
        if span.low == span.high
        else tr_text(text("{low} to {high}", low=number(span.low), high=number(span.high)))
    )
    match span.unit:
        case Unit.SECONDS:
            return value, tr_text(text("seconds"))
        case Unit.MINUTES:
            return value, tr_text(text("minute") if span.high == 1 else text("minutes"))
        case Unit.HOURS:
            return value, tr_text(text("hour") if span.high == 1 else text("hours"))
