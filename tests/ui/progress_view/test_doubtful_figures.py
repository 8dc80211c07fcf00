"""Figures that contradict each other, or that are not known yet, give no further figure; an end that nobody watched has
the time when it was seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.models import FinalReport
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.text import text
from dmm_desktop.ui.progress_view.metrics import Metrics
from dmm_desktop.ui.progress_view.rate_estimator import RateEstimator
from dmm_desktop.ui.progress_view.run_summary import run_summary
from dmm_desktop.ui.reports.report_page import report_page
from dmm_desktop.ui.services.tracked_run import TrackedRun
from ui.lookup import find
from ui.sample_runs import report, sample_run

NOW = datetime.now(UTC)
MINUTE = NOW.replace(second=0, microsecond=0)
Show = Callable[..., QWidget]


@pytest.mark.parametrize(("records", "average"), [(50_000, "500"), (90_000, "–")])
def test_the_average_rate(qapp: QApplication, shown: Show, records: int, average: str) -> None:
    figures = Metrics()
    shown(figures, 900, 200)
    run = sample_run(
        "run", RunState.COMPLETED, report=report(50_000, seconds=100), final_report=FinalReport(records=records)
    )
    figures.show_final(run, has_log=False)
    assert find(figures, QLabel, "average_rate").text().startswith(average)


@pytest.mark.parametrize(
    ("records", "average"), [(7, "under 1 "), (99, "under 1 "), (100, "1 "), (149, "1 "), (151, "2 ")]
)
def test_a_low_average_rate_is_not_rounded_to_none(qapp: QApplication, shown: Show, records: int, average: str) -> None:
    figures = Metrics()
    shown(figures, 900, 200)
    run = sample_run(
        "run", RunState.COMPLETED, report=report(records, records, 100), final_report=FinalReport(records=records)
    )
    figures.show_final(run, has_log=False)
    assert find(figures, QLabel, "average_rate").text().startswith(average)


def test_no_time_is_left_for_more_records_than_there_are(qapp: QApplication, shown: Show) -> None:
    figures = Metrics()
    shown(figures, 900, 200)
    meter = RateEstimator()
    for second in range(0, 60, 4):
        meter.answer(float(second), 100 * second, float(second))
    for total, left in ((10_000, "50"), (1_000, "–")):
        figures.show_live(
            sample_run("run", RunState.RUNNING, report=report(5_600, total)), meter, stale=False, has_log=False
        )
        assert left in find(figures, QLabel, "time_left").text()


def test_the_chart_tells_a_rate_when_the_figure_does(qapp: QApplication, shown: Show) -> None:
    figures = Metrics()
    shown(figures, 1100, 200)
    meter = RateEstimator()
    said = []
    for second in range(0, 12, 2):
        meter.answer(float(second), 100 * second, float(second))
        figures.show_live(sample_run("run", RunState.RUNNING, report=report(100)), meter, stale=False, has_log=False)
        rate = find(figures, QLabel, "rate").text()
        said.append((rate, "now" in find(figures, QLabel, "throughput_summary").text()))
    assert ("–", True) not in said
    assert ("100 records/s", True) in said


def ended(**times: object) -> Run:
    return sample_run("run", RunState.COMPLETED, report=report(50_000, seconds=60), **times)


def seen(going_on: int, ended_at: int) -> Run:
    """A run started elsewhere, with the seconds in this minute at which it was last known to go on, and had ended."""
    return ended(
        going_on_at=MINUTE + timedelta(seconds=going_on), answered_at=NOW, ended_at=MINUTE + timedelta(seconds=ended_at)
    )


def unstarted(kind: ExecutionType, message: str) -> Run:
    return sample_run("run", RunState.NOT_STARTED, type=kind, message=text(message), ended_at=NOW)


@pytest.mark.parametrize(
    ("run", "beginning"),
    [
        (ended(sent_at=NOW - timedelta(seconds=70), ended_at=NOW), "Ended "),
        (ended(sent_at=NOW - timedelta(hours=9), ended_at=NOW), "Found to have ended "),
        (ended(ended_at=NOW), "Found to have ended "),
        (seen(-30, 9), "Found to have ended "),
        (seen(-2, 9), "Found to have ended "),
        (seen(-1, 9), "Ended "),
        (seen(1, 59), "Ended "),
        (replace(seen(-1, 9), sent_at=MINUTE - timedelta(hours=1)), "Ended "),
        (replace(seen(-30, 9), sent_at=MINUTE - timedelta(seconds=61)), "Ended "),
        (unstarted(ExecutionType.IMPORT, "The application ended during the upload."), "Found to have ended "),
        (
            unstarted(ExecutionType.EXPORT, "The application ended before it requested the export."),
            "Found to have ended ",
        ),
        (unstarted(ExecutionType.IMPORT, "The upload failed."), "Ended "),
    ],
    ids=[
        "watched",
        "overnight",
        "started elsewhere",
        "silence",
        "short silence",
        "no silence",
        "same minute",
        "queue",
        "duration",
        "killed",
        "killed export",
        "failed",
    ],
)
def test_the_time_of_the_end(qapp: QApplication, run: Run, beginning: str) -> None:
    said = run_summary(TrackedRun(run), watched=False, stopping=False).second_line
    assert said.startswith(beginning)
    assert f">{beginning.strip()}<" in report_page(run, NOW)
