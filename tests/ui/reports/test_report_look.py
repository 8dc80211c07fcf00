"""The report as it is read and printed: whole words, units, the stage and the date at the top; and where it says that
it was saved."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport, ServerMessage
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.reports.report_dialog import ReportDialog
from dmm_desktop.ui.reports.report_page import report_page
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.labels import MAY_BREAK
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_runs

Show = Callable[..., QWidget]
NOW = datetime(2026, 6, 30, 10, 44, tzinfo=UTC)


def _run(name: str = "errors", **changes: object) -> Run:
    return replace(sample_runs()[name][0], **changes)  # type: ignore[arg-type]


def _facts(page: str) -> dict[str, str]:
    return dict(re.findall(r'<tr><th width="34%">([^<]*)</th><td>([^<]*)</td></tr>', page.replace("<wbr>", "")))


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("1280000", "1,280,000 (unit not documented)"),
        ("1234.5", "1,234.5 (unit not documented)"),
        ("1.2 MB", "1.2 MB"),
        ("12,5", "12,5"),
        ("0", "0"),
        ("9" * 400, "9" * 400),
    ],
)
def test_a_volume_says_that_its_unit_is_not_documented(given: str, shown: str) -> None:
    assert _facts(report_page(_run(final_report=FinalReport(data_volume=given)), NOW))["Data volume"] == shown


def test_the_total_volume_is_in_kilobytes() -> None:
    page = report_page(_run("completed", report=ExecutionReport(total_volume_kb=1280.5, total_records=5)), NOW)
    assert _facts(page)["Total volume"] == "1,280.5 KB"
    assert "Total volume" not in _facts(report_page(_run("completed"), NOW))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("Info", "Last progress message"),
        ("Success", "Last progress message"),
        ("Danger", "Server message"),
        ("error ", "Server message"),
    ],
)
def test_what_the_server_reported_as_its_progress_is_called_that(kind: str, name: str) -> None:
    words = "Importing Customer (5000)"
    report = ExecutionReport(completed_records=5, message=ServerMessage(words, kind))
    assert _facts(report_page(_run("completed", report=report, message=words), NOW))[name] == words


def test_another_message_is_one_of_the_server() -> None:
    report = ExecutionReport(message=ServerMessage("Importing Customer", "Info"))
    facts = _facts(report_page(_run("failed", report=report, message="The disk is full."), NOW))
    assert facts["Server message"] == "The disk is full." and "Last progress message" not in facts


@pytest.mark.parametrize(("stage", "mark"), [(Stage.DEVELOPMENT, "□"), (Stage.TEST, "◧"), (Stage.PRODUCTION, "■")])
def test_stage_and_date_are_at_the_top(stage: Stage, mark: str) -> None:
    body = report_page(_run(stage=stage), NOW).partition("<body>")[2]
    first, second, third = body.strip().splitlines()[:3]
    assert first == f'<p class="stage">{mark} {stage.value.capitalize()}</p>'
    assert second.startswith("<h1>Import to PROD-2")
    assert third.startswith('<p class="quiet">Created by DMM Desktop') and f"{NOW.astimezone().day} Jun 2026" in third


def test_it_is_made_to_be_printed_on_a4() -> None:
    page = report_page(_run(), NOW)
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "@page { size: A4;" in style and "thead { display: table-header-group; }" in style
    assert style.count("{") == style.count("}")
    for rule in re.findall(r"@media ([^{]*)\{", style):
        assert rule.strip() in ("print", "screen and (prefers-color-scheme: dark)"), "dark colours are not printed"
    assert re.search(r"<thead><tr><th>Entity</th>", page)


@pytest.mark.parametrize("word", ["Customer", "a" * 24, "a" * 25, "https://example.com/path?x=<y>&z"])
def test_only_long_words_may_be_broken(word: str) -> None:
    page = report_page(_run(failing_entities=(FailingEntity(word, "Error", count=1),)), NOW)
    cell = re.search(r"</thead>\s*<tr><td>(.*?)</td>", page)
    assert cell is not None
    assert html.unescape(cell[1].replace("<wbr>", "")) == word
    assert ("<wbr>" in cell[1]) == (len(word) > 24)


def test_a_narrow_window_shows_whole_words_and_scrolls_only_down(shown: Show) -> None:
    entities = (
        FailingEntity("Customer", "The value of Author has no match in User.", "x" * 300, count=7),
        FailingEntity("Namespace.Of.An.Entity." * 12, "https://example.com/" + "y" * 200, count=1),
    )
    dialog = ReportDialog(_run(failing_entities=entities, zip_sha256="ab" * 32, tracker_id="z" * 200))
    shown(dialog, 700, 640)
    page = find(dialog, QTextBrowser, "report_page")
    assert page.horizontalScrollBar().maximum() == 0
    document = page.document()
    block = document.begin()
    seen = 0
    while block.isValid():
        if block.text() in ("Customer", "Entity", "First seen"):
            assert block.layout().lineCount() == 1, block.text()
            seen += 1
        block = block.next()
    assert seen >= 3


def test_what_is_copied_has_no_marks_of_line_ends(shown: Show) -> None:
    dialog = ReportDialog(_run(zip_sha256="ab" * 32))
    shown(dialog, 700, 640)
    page = find(dialog, QTextBrowser, "report_page")
    assert MAY_BREAK in page.toPlainText()
    page.selectAll()
    page.copy()
    copied = QApplication.clipboard().text()
    find(dialog, QAbstractButton, "copy_report").click()
    as_html = QApplication.clipboard().mimeData().html().replace("<wbr>", "")
    for words in (copied, QApplication.clipboard().text(), as_html):
        assert "ab" * 32 in words and MAY_BREAK not in words


def test_the_dialog_itself_says_that_the_report_was_saved(
    services: SampleServices, shown: Show, answers: FileAnswers, qtbot: QtBot
) -> None:
    view = ProgressView(services, answers)
    shown(view)
    view.show_run(services.put_sample("errors"))
    view.show_report()
    dialog = view.findChild(ReportDialog)
    assert dialog is not None
    notice, behind = (
        find(dialog, Banner, "notice"),
        [banner for banner in view.findChildren(Banner, "notice") if banner.window() is view],
    )
    assert not notice.isVisible()

    def has_said(ending: str) -> None:
        qtbot.waitUntil(lambda: ending in notice.accessibleName())

    for name, ending in (("save_html", ".html"), ("save_json", ".json")):
        find(dialog, QAbstractButton, name).click()
        has_said(ending)
        assert notice.isVisible() and notice.accessibleName().startswith("Success: Report saved.")
    assert not behind[0].isVisible()
    find(dialog, QAbstractButton, "show_in_folder").click()
    assert answers.folders_shown[0].suffix == ".json"


def test_the_dialog_says_why_the_report_was_not_saved(
    services: SampleServices, shown: Show, answers: FileAnswers, qtbot: QtBot
) -> None:
    view = ProgressView(services, answers)
    shown(view)
    view.show_run(services.put_sample("errors"))
    view.show_report()
    dialog = view.findChild(ReportDialog)
    assert dialog is not None
    answers.folder.rmdir()
    find(dialog, QAbstractButton, "save_html").click()
    notice = find(dialog, Banner, "notice")
    qtbot.waitUntil(lambda: notice.accessibleName().startswith("Error"))
    assert notice.isVisible()


def test_no_two_runs_propose_the_same_name(
    services: SampleServices, shown: Show, answers: FileAnswers, qtbot: QtBot
) -> None:
    view = ProgressView(services, answers)
    shown(view)
    first = services.put_sample("errors")
    services.put(
        replace(services.view(first).run, id="later", created_at=datetime(2026, 6, 30, 10, 44, 7).astimezone())
    )
    for run_id in (first, "later"):
        view.show_run(run_id)
        view.save_report_as_html()
    names = [name for _, name, _ in answers.asked]
    assert len(set(names)) == 2
    assert names[1] == "customers-2024-q2-PROD-2-2026-06-30-104407-report.html"
    qtbot.waitUntil(lambda: not services.runner.busy)
