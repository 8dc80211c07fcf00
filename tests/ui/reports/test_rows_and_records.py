"""Rows of the zip and records reported: window, HTML and JSON say the same; the fingerprint is folded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QAbstractButton, QTextBrowser, QWidget

from dmm_desktop.core.fingerprint import ColumnFingerprint, FileFingerprint, fingerprint_of, fingerprint_text
from dmm_desktop.core.models import ExecutionReport, FailingEntity
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.zip_check import CheckState, ZipCheck
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.reports.report_dialog import ReportDialog
from dmm_desktop.ui.reports.report_page import FingerprintView, report_page
from dmm_desktop.ui.widgets.buttons import Link
from dmm_desktop.ui.widgets.labels import WrappedLabel
from ui.lookup import find
from ui.sample_runs import SampleServices, report, sample_run

Show = Callable[..., QWidget]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FINGERPRINT = fingerprint_text(
    fingerprint_of(
        [
            FileFingerprint("Customer_Data.csv", "Customer", 5_000, "ab" * 32, (ColumnFingerprint("Note", 17),)),
            FileFingerprint("Region_Data.csv", "Region", 22, "cd" * 32, (ColumnFingerprint("<b>", 0),)),
        ]
    )
)
FAILING = (FailingEntity("Customer", "Too long."),)


def a_run(state: RunState, done: int | None = None, **more: object) -> Run:
    values: dict[str, object] = {
        "ended_at": NOON,
        "sent_at": NOON,
        "report": None if done is None else report(done, 5_022),
        "failing_entities": (),
        "zip_check": ZipCheck(CheckState.FINISHED, rows=5_022),
        "fingerprint": FINGERPRINT,
        "reference": "CHG-4711",
    }
    return sample_run(f"{state}-{done}", state, **(values | more))


CLEAN = a_run(RunState.COMPLETED, 5_022)
PARTLY = a_run(RunState.COMPLETED_WITH_ERRORS, 5_019, failing_entities=FAILING)
STOPPED = a_run(RunState.STOPPED, 100, failing_entities=None)
UNKNOWN = a_run(RunState.OUTCOME_UNKNOWN, failing_entities=None, tracker_id="")
ENDINGS = [
    (CLEAN, "5,022 rows in the zip, 5,022 records reported."),
    (PARTLY, "5,022 rows in the zip, 5,019 records reported: 3 fewer. Customer has errors."),
    (STOPPED, "5,022 rows in the zip, 100 records reported: 4,922 fewer."),
    (UNKNOWN, "5,022 rows in the zip; the number of records imported is not known."),
]


@pytest.mark.parametrize(("run", "sentence"), ENDINGS, ids=["clean", "partly failing", "stopped", "unknown"])
def test_the_same_sentence_everywhere(services: SampleServices, shown: Show, run: Run, sentence: str) -> None:
    assert run_report(run)["reconciliation"]["sentence"] == sentence
    assert f"<p>{sentence}</p>" in report_page(run, NOON)
    view = ProgressView(services)
    shown(view, 712)
    services.put(run)
    view.show_run(run.id)
    assert sentence in find(view, WrappedLabel, "second_line").text()


def test_the_table_has_the_numbers_of_the_json() -> None:
    page = report_page(PARTLY, NOON)
    for name, value in (("Rows in the zip", "5,022"), ("Records reported", "5,019"), ("Difference", "-3")):
        assert f">{name}</th><td>{value}</td>" in page
    assert '<td>Customer</td><td class="number">5,000</td>' in page
    assert ">Reference</th><td>CHG-4711</td>" in page


def test_a_difference_is_a_warning_and_success_stays_success(services: SampleServices, shown: Show) -> None:
    run = a_run(RunState.COMPLETED, 5_019)
    run = replace(run, report=ExecutionReport(completed_records=5_019, total_records=5_019))
    view = ProgressView(services)
    shown(view, 712)
    services.put(run)
    view.show_run(run.id)
    assert find(view, WrappedLabel, "status").text().startswith("Import completed. 5,019 records imported")
    assert "DMM does not document what it counts" in find(view, WrappedLabel, "second_line").text()


def test_the_fingerprint_is_folded_in_html() -> None:
    page = report_page(CLEAN, NOON)
    folded = page.partition("<details>")[2].partition("</details>")[0]
    assert folded.startswith("<summary>5,022 rows in 2 data files</summary>")
    assert "ab" * 32 in folded.replace("<wbr>", "") and "Note: 17" in folded
    assert "&lt;b&gt;: 0" in folded


def test_the_fingerprint_is_printed_although_it_is_folded() -> None:
    on_paper = report_page(CLEAN, NOON).partition("@media print {")[2].partition("</style>")[0]
    assert "details::details-content { content-visibility: visible; }" in on_paper


def test_the_fingerprint_is_folded_in_the_window(shown: Show) -> None:
    dialog = ReportDialog(CLEAN)
    shown(dialog)
    page, button = find(dialog, QTextBrowser, "report_page"), find(dialog, QAbstractButton, "show_fingerprint")
    assert "5,022 rows in 2 data files" in page.toPlainText() and "Note: 17" not in page.toPlainText()
    button.click()
    assert "Note: 17" in page.toPlainText()
    assert button.accessibleName() == "Hide fingerprint"
    button.click()
    assert "Note: 17" not in page.toPlainText()


@pytest.mark.parametrize("files", [6, 60])
def test_the_heading_of_an_opened_fingerprint_is_in_view(shown: Show, files: int) -> None:
    """Also where the page ends too early to be scrolled further."""
    columns = tuple(ColumnFingerprint(f"Column{place}", place) for place in range(8))
    listed = [FileFingerprint(f"{place}_Data.csv", "", 10, "ab" * 32, columns) for place in range(files)]
    dialog = ReportDialog(replace(CLEAN, fingerprint=fingerprint_text(fingerprint_of(listed))))
    shown(dialog)
    find(dialog, QAbstractButton, "show_fingerprint").click()
    page = find(dialog, QTextBrowser, "report_page")
    heading = page.document().find("Fingerprint of the zip")
    assert page.verticalScrollBar().value() > 0
    assert page.viewport().rect().contains(page.cursorRect(heading))


def test_no_fingerprint_no_button(shown: Show) -> None:
    dialog = ReportDialog(replace(CLEAN, fingerprint=""))
    shown(dialog)
    assert find(dialog, QAbstractButton, "show_fingerprint").isHidden()
    assert "Fingerprint" not in report_page(replace(CLEAN, fingerprint=""), NOON, fingerprint=FingerprintView.OPEN)


def test_what_an_outcome_means_is_unfolded_on_request(services: SampleServices, shown: Show) -> None:
    view = ProgressView(services)
    shown(view, 712)
    for run in (PARTLY, CLEAN):
        services.put(run)
    view.show_run(PARTLY.id)
    link, meaning = find(view, Link, "outcome_meaning"), find(view, WrappedLabel, "meaning")
    assert link.isVisible() and not meaning.isVisible()
    link.click()
    assert meaning.isVisible() and "may have been imported in part" in meaning.text()
    assert "Customer, Region" in meaning.text()
    view.show_run(CLEAN.id)
    assert not meaning.isVisible() and link.isVisible()


def test_no_meaning_while_it_runs(services: SampleServices, shown: Show) -> None:
    view = ProgressView(services)
    shown(view, 712)
    view.show_run(services.put_sample("running"))
    assert not find(view, Link, "outcome_meaning").isVisible()
