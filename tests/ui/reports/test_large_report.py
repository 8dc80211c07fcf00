"""The report of an import with a configuration of several megabytes: shown in part, saved in full, made in a job."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from types import FrameType

from PySide6.QtWidgets import QAbstractButton, QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.reports.report_dialog import ReportDialog
from dmm_desktop.ui.widgets.banner import Banner
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_runs

CONFIGURATION = '{"Note": "' + "até já " * 700_000 + '", "Last": 1}'
NOTE = "Only the beginning of the configuration is shown. The saved report has all of it."


def test_its_beginning_is_shown_and_copied_and_all_of_it_saved(
    services: SampleServices, shown: Callable[..., QWidget], answers: FileAnswers, qtbot: QtBot
) -> None:
    run = replace(sample_runs()["completed"][0], configuration=CONFIGURATION)
    services.put(run)
    view = ProgressView(services, answers)
    shown(view)
    view.show_run(run.id)
    seen: list[int] = []

    def trace(frame: FrameType, event: str, argument: object) -> None:
        if frame.f_code.co_name == "harmless_lines":
            seen.append(len(frame.f_locals["content"]))

    before = sys.getprofile()
    sys.setprofile(trace)  # of this thread only
    try:
        view.show_report()
        dialog = find(view, ReportDialog, "report_dialog")
        page = find(dialog, QTextBrowser, "report_page").toPlainText()
        copy = find(dialog, QAbstractButton, "copy_report")
        qtbot.waitUntil(copy.isEnabled)
        copy.click()
        find(dialog, QAbstractButton, "save_html").click()
        notice = find(dialog, Banner, "notice")
        qtbot.waitUntil(lambda: notice.accessibleName().startswith("Success: Report saved."))
    finally:
        sys.setprofile(before)
    assert seen and max(seen) < 10_000, "the window handles no more of it than it shows"
    copied = QApplication.clipboard().mimeData().html()
    for words in (page, copied):
        assert CONFIGURATION[:2000] in unescape(words) and NOTE in words and len(words) < 20_000
    saved = next(answers.folder.glob("*.html")).read_text("utf-8")
    assert CONFIGURATION in unescape(saved) and NOTE not in saved


def test_a_small_one_is_shown_whole(shown: Callable[..., QWidget]) -> None:
    run = replace(sample_runs()["completed"][0], configuration='{"Last": 1}')
    dialog = ReportDialog(run)
    shown(dialog, 760, 640)
    page = find(dialog, QTextBrowser, "report_page").toPlainText()
    assert '{"Last": 1}' in page and NOTE not in page
