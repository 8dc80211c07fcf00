"""Counts that the server sent and that cannot be read are called unknown, and no share is made of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.progress_view.failing_entities import FailingEntitiesModel
from dmm_desktop.ui.progress_view.metrics import Metrics
from dmm_desktop.ui.progress_view.rate_estimator import RateEstimator
from dmm_desktop.ui.progress_view.run_summary import run_summary
from dmm_desktop.ui.reports.report_page import report_page
from dmm_desktop.ui.run_words import fraction, records_done, short_sentence
from dmm_desktop.ui.services.tracked_run import TrackedRun
from ui.lookup import find
from ui.sample_runs import sample_run

NOW = datetime(2026, 6, 30, 10, 44, tzinfo=UTC)
NOTHING_KNOWN = ExecutionReport(
    elapsed=None,
    completed_records=None,
    total_records=None,
    completed_instructions=None,
    total_instructions=None,
)


def running(**counts: int | None) -> Run:
    report = replace(ExecutionReport(elapsed=timedelta(seconds=60)), **counts)  # type: ignore[arg-type]
    return sample_run("run", RunState.RUNNING, report=report)


def view(run: Run) -> TrackedRun:
    return TrackedRun(run, WatchProgress(run, datetime.now(UTC)))


@pytest.mark.parametrize(
    ("counts", "words", "share"),
    [
        ({"completed_records": None, "total_records": 10}, "unknown of 10 records", None),
        ({"completed_records": 5, "total_records": None}, "5 records", None),
        ({"completed_records": None, "total_records": None}, "", None),
        ({"completed_records": 1}, "1 record", None),
        ({"completed_records": 12, "total_records": 10}, "12 of 10 records", None),
        ({"completed_records": 5, "total_records": 10}, "5 of 10 records", 0.5),
    ],
)
def test_records_and_their_share(counts: dict[str, int | None], words: str, share: float | None) -> None:
    run = running(**counts)
    assert records_done(run) == words
    assert fraction(view(run)) == share
    assert short_sentence(view(run))[0] == f"Importing… {words}".strip()
    percent = {None: "", 0.5: "50 %"}[share]
    assert run_summary(view(run), watched=True, stopping=False).percent == percent


def test_the_figures_say_what_is_unknown(qapp: QApplication, shown: Callable[..., QWidget]) -> None:
    figures = Metrics()
    shown(figures, 712, 200)
    run = sample_run("run", RunState.RUNNING, report=NOTHING_KNOWN)
    figures.show_live(run, RateEstimator(), stale=False, has_log=False)
    texts = [label.text() for label in figures.findChildren(QLabel)]
    assert texts.count("unknown") == 3
    entity = FailingEntity("Customer", "No", count=None)
    ended = replace(run, state=RunState.FAILED, final_report=FinalReport(records=None), failing_entities=(entity,))
    figures.show_final(ended, has_log=False)
    assert find(figures, QLabel, "failing_count").text() == "1"
    assert find(figures, QLabel, "log_errors").text() == "–"
    assert run_summary(view(ended), watched=False, stopping=False).second_line == ""


def test_the_table_of_failing_entities(qapp: QApplication) -> None:
    model = FailingEntitiesModel()
    model.show_entities((FailingEntity("Customer", "No", count=None), FailingEntity("Order", "No", count=3)))
    assert [row.split("\t")[4] for row in model.as_text(range(model.rowCount())).splitlines()[1:]] == ["unknown", "3"]


def test_the_report_page(qapp: QApplication) -> None:
    run = sample_run(
        "run",
        RunState.COMPLETED_UNVERIFIED,
        report=NOTHING_KNOWN,
        final_report=FinalReport(records=None),
        failing_entities=(FailingEntity("Customer", "No", count=None),),
    )
    page = report_page(run, NOW)
    for cell in ("<td>unknown</td>", '<td class="number">unknown</td>'):
        assert cell in page
    over = replace(run, report=ExecutionReport(completed_records=12, total_records=10, completed_instructions=3))
    assert "<td>12 of 10</td>" in report_page(over, NOW) and "<td>3</td>" in report_page(over, NOW)


def test_a_time_that_is_left_out_is_not_called_zero(qapp: QApplication) -> None:
    metrics = Metrics()
    run = sample_run("run", RunState.RUNNING, report=ExecutionReport(completed_records=30, total_records=80))
    metrics.show_live(run, RateEstimator(), stale=False, has_log=False)
    assert find(metrics, QLabel, "elapsed").text() == "–"
    metrics.show_live(running(completed_records=31), RateEstimator(), stale=False, has_log=False)
    assert find(metrics, QLabel, "elapsed").text() == "00:01:00"
