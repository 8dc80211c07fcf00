"""The report as a page: complete, self-contained, and nothing in it is taken for HTML."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractButton, QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.models import FailingEntity
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.text import text
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.ui.reports.report_dialog import ReportDialog
from dmm_desktop.ui.reports.report_page import report_page
from dmm_desktop.ui.widgets.labels import MAY_BREAK
from ui.lookup import find
from ui.sample_runs import RECEIVED, sample_runs

NOW = datetime(2026, 6, 30, 10, 44, tzinfo=UTC)
_VOID = {"meta", "wbr"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: set[str] = set()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def _run(name: str) -> Run:
    return sample_runs()[name][0]


def test_it_holds_what_a_person_wants_to_keep() -> None:
    words = " ".join(_read(report_page(_run("errors"), NOW)).words)
    for wanted in (
        "Import to PROD-2, Production",
        "Import completed with errors. 3 entities have errors.",
        "49,612 of 50,000",
        "48213",
        "customers-2024-q2.zip (18.4 MB)",
        "Import the users first, or turn on SynchronizeUsers.",
        "2026-06-30 10:41:03",
        "at Importer.Chunk(Int32 number)",
        '"DataAppendMode": true',
        "Created by DMM Desktop",
    ):
        assert wanted in words, wanted


def test_it_holds_what_the_server_answered_where_that_was_of_no_use(shown: Callable[..., QWidget]) -> None:
    run = replace(_run("unknown"), received=RECEIVED + "x" * 4000)
    assert run.received in _read(report_page(run, NOW)).words
    assert "Server response" not in report_page(_run("running"), NOW)
    dialog = ReportDialog(run)
    shown(dialog, 760, 640)
    page = dialog.findChild(QTextBrowser, "report_page")
    assert page is not None and page.horizontalScrollBar().maximum() == 0, "long lines are wrapped"


def test_every_state_has_a_page_that_loads_nothing() -> None:
    for name in sample_runs():
        reader = _read(report_page(_run(name), NOW))
        assert not {"script", "img", "link", "a", "iframe"} & set(reader.tags)
        assert not {"src", "href", "onclick", "style"} & reader.attributes


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_that_others_wrote_becomes_html(one: str, other: str) -> None:
    plain = _tags(_hostile("x", "y"))
    run = _hostile(f"<script>{one}</script>&amp;<b>", f"</td></pre>{other}<img src=x onerror=y>")
    assert _tags(run) == plain


def _tags(run: Run) -> list[str]:
    return [tag for tag in _read(report_page(run, NOW)).tags if tag != "wbr"]


def _hostile(one: str, other: str) -> Run:
    entity = FailingEntity(one, other, one, other, None, 3)
    return replace(
        _run("failed"),
        state=RunState.FAILED,
        message=one,
        status_word=other,
        environment_name=one,
        connection=other,
        zip_path=f"/data/{one.replace('/', '-')}",
        failing_entities=(entity,),
        configuration=other,
        tracker_id=one,
    )


def test_the_dialog_shows_copies_and_asks_to_save(shown: Callable[..., QWidget], qtbot: QtBot) -> None:
    dialog = ReportDialog(_run("errors"))
    shown(dialog, 760, 640)
    page = dialog.findChild(QTextBrowser, "report_page")
    assert page is not None and page.accessibleName() == "Report"
    assert "Import completed with errors. 3 entities have errors." in page.toPlainText()
    assert "color-scheme" not in page.toPlainText()
    find(dialog, QAbstractButton, "copy_report").click()
    clipboard = QApplication.clipboard()
    assert "CustomerNote" in clipboard.text() and clipboard.mimeData().hasHtml()
    for name, signal in (("save_html", dialog.save_html), ("save_json", dialog.save_json)):
        with qtbot.waitSignal(signal):
            find(dialog, QAbstractButton, name).click()


def test_the_lines_of_a_stack_trace_follow_each_other_as_the_server_ends_them(shown: Callable[..., QWidget]) -> None:
    trace = "Exception: no\r\n   at Importer.Run()\r\n\r\nThe end."
    run = replace(_run("errors"), failing_entities=(FailingEntity("Customer", "no", stack_trace=trace),))
    dialog = ReportDialog(run)
    shown(dialog, 760, 640)
    page = find(dialog, QTextBrowser, "report_page").toPlainText()
    assert "Exception: no\n   at Importer.Run()\n\nThe end." in page


@pytest.mark.parametrize(("locale", "language"), [("pt_PT", "pt"), ("en_GB", "en-GB")])
def test_the_page_names_its_language_and_the_json_has_none(locale: str, language: str) -> None:
    run = replace(_run("failed"), state=RunState.NOT_STARTED, message=text("The server gave no reason."))
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        assert f'<html lang="{language}' in report_page(run, NOW)
        assert run_report(run)["message"] == "The server gave no reason."
    finally:
        QLocale.setDefault(before)


def test_control_and_direction_characters_are_shown_as_codes(qtbot: QtBot) -> None:
    evil = "a\u202eb\u2066c\x1b[2Jd\x00e\u200bf\u2028g"
    entity = FailingEntity(evil, evil, evil, f"{evil}\r\n\t{evil}", count=1)
    run = replace(_run("errors"), failing_entities=(entity,), message=evil, status_word=evil, received=evil)
    page = report_page(run, NOW)
    dialog = ReportDialog(run)
    qtbot.addWidget(dialog)
    shown = dialog.findChild(QTextBrowser, "report_page")
    assert shown is not None
    for words in (page, shown.toPlainText().replace(MAY_BREAK, "")):
        assert [c for c in words if not c.isprintable() and c not in "\n\t\xa0"] == []
        assert words.replace("<wbr>", "").count(r"a\u202eb\u2066c\x1b[2Jd\x00e\u200bf\u2028g") >= 8


def test_the_window_shows_no_more_than_can_be_laid_out_at_once(qtbot: QtBot) -> None:
    words = "Cannot convert " + "\u202e" * 10_000
    failing = tuple(FailingEntity(f"Entity{n}.", words, words, words) for n in range(100))
    dialog = ReportDialog(replace(_run("errors"), failing_entities=failing))
    qtbot.addWidget(dialog)
    page = dialog.findChild(QTextBrowser, "report_page")
    assert page is not None
    assert "5 of 100 failing entities are shown." in page.toPlainText()
    assert len(page.toPlainText()) < 1_300_000 and "Entity99." in dialog.html


def test_one_that_is_too_large_is_shown_all_the_same(qtbot: QtBot) -> None:
    """One that an earlier version kept."""
    failing = tuple(FailingEntity(f"Entity{n}.", "QUJD" * 400_000, is_cut=n > 0) for n in range(2))
    dialog = ReportDialog(replace(_run("errors"), failing_entities=failing))
    qtbot.addWidget(dialog)
    page = dialog.findChild(QTextBrowser, "report_page")
    assert page is not None and "1 of 2 failing entities are shown." in page.toPlainText()
    assert "Entity0." in page.toPlainText() and "the rest was not kept" not in page.toPlainText()
    assert "the rest was not kept" in dialog.html


def test_the_window_shows_the_first_thousand_failing_entities(qtbot: QtBot) -> None:
    """Qt would take seconds for those that are kept; what is saved has all of them."""
    failing = tuple(FailingEntity(f"Entity{n}.", "It failed.") for n in range(1500))
    dialog = ReportDialog(replace(_run("errors"), failing_entities=failing, more_failing=500))
    qtbot.addWidget(dialog)
    page = dialog.findChild(QTextBrowser, "report_page")
    assert page is not None
    words = page.toPlainText()
    assert "Entity999." in words and "Entity1000." not in words
    assert "1,000 of 2,000 failing entities are shown." in words
    assert "Entity1499." in dialog.html and "1,500 of 2,000 failing entities are shown." in dialog.html


def test_an_execution_that_was_started_elsewhere_was_only_added_here() -> None:
    run = _run("completed")
    assert run.was_started_here and "Started here" in _read(report_page(run, NOW)).words
    words = _read(report_page(replace(run, zip_path="", configuration="", append=None), NOW)).words
    assert "Added here" in words and "Started here" not in words
