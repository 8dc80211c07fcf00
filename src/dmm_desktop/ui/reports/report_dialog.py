"""The report of a run in its own window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import accumulate, takewhile

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from ...core.reconciliation import fingerprint_of_run
from ...core.runs import Run
from ...core.text import Text
from ...operations.reported_run import ReportedRun
from ..error_banner import ErrorBanner
from ..messages import escaped, tr_text
from ..run_words import run_title
from ..theme.palette import tokens_of
from ..theme.tokens import Tone
from ..widgets.access_keys import renew_access_keys
from ..widgets.buttons import Button
from ..widgets.dialog import Dialog
from ..widgets.labels import MAY_BREAK
from .report_page import FINGERPRINT_ANCHOR, FingerprintView, report_page

#: Number of failing entities shown in the window, and of characters in all their texts as shown; saved and copied HTML
#: has all that are stored.
_MOST_SHOWN, _CHARACTERS = 1000, 1024 * 1024
#: Characters of the configuration that are shown and copied: laying out several megabytes takes Qt seconds.
_CONFIGURATION = 8 * 1024


class _Page(QTextBrowser):
    """Shows the page. Copied text contains no invisible break marks."""

    @property
    def text(self) -> str:
        """The whole text, as plain text."""
        return self.toPlainText().replace(MAY_BREAK, "")

    def createMimeDataFromSelection(self) -> QMimeData:
        before = super().createMimeDataFromSelection()
        data = QMimeData()
        data.setHtml(before.html().replace(MAY_BREAK, ""))
        data.setText(before.text().replace(MAY_BREAK, ""))
        return data


class ReportDialog(Dialog):
    """Shows the report as it was when the dialog opened. ``doubt``: the run may have progressed since it was seen.
    ``save_html`` and ``save_json``: save it to a file."""

    save_html = Signal()
    save_json = Signal()

    def __init__(self, run: Run, parent: QWidget | None = None, *, doubt: Text | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Report: {run}").format(run=run_title(run)))
        self._run, self._made_at, self._doubt = run, datetime.now(UTC), doubt
        self._page = _Page()
        self._page.setFrameShape(QFrame.Shape.NoFrame)
        self._page.setObjectName("report_page")
        self._page.setAccessibleName(self.tr("Report"))
        self._page.setOpenLinks(False)
        self._page.setTabChangesFocus(True)
        tokens = tokens_of(self.palette())
        self._page.document().setDefaultStyleSheet(
            "h1 { font-size: x-large; } h2 { font-size: large; margin-top: 16px; margin-bottom: 4px; }"
            "h3 { font-size: medium; } pre { white-space: pre-wrap; }"
            f"th, td {{ padding: 4px 16px 4px 0; }} th {{ font-weight: 600; text-align: left; }}"
            ".hash { font-family: monospace; }"
            f".quiet {{ color: {tokens.text2}; }} .number {{ text-align: right; }}"
            f".stage {{ color: {tokens.stage(run.stage).text}; font-weight: 600; }}"
        )
        self._is_open = False
        self._fingerprint = Button("", "show_fingerprint", icon_name="zip", large=True)
        self._fingerprint.setVisible(fingerprint_of_run(run) is not None)
        self._fingerprint.clicked.connect(self._toggle_fingerprint)
        self._show_page()
        self._copy_button = Button(self.tr("Copy"), "copy_report", icon_name="copy", large=True)
        html = Button(self.tr("Save as HTML…"), "save_html", icon_name="save", large=True)
        json = Button(self.tr("Save as JSON…"), "save_json", icon_name="save", large=True)
        close = Button(self.tr("Close"), "close_report", large=True)
        close.setDefault(True)
        self._copy_button.clicked.connect(self._copy)
        html.clicked.connect(self.save_html)
        json.clicked.connect(self.save_json)
        close.clicked.connect(self.accept)
        content = QVBoxLayout()
        content.setContentsMargins(0, 20, 0, 0)
        content.setSpacing(0)
        page = QVBoxLayout()
        page.setContentsMargins(24, 0, 24, 20)
        page.setSpacing(12)
        page.addWidget(self._page)
        self._unread = ErrorBanner("report_banner")
        page.addWidget(self._unread)
        self._notice = QVBoxLayout()
        content.addLayout(page, 1)
        content.addLayout(self._notice)
        self.lay_out(content, QSize(760, 640), [close], [html, json, self._copy_button, self._fingerprint])
        close.setFocus()  # otherwise a focus ring would surround the whole page

    @property
    def html(self) -> str:
        """The page in the form in which it is copied."""
        return report_page(self._run, self._made_at, most=_CONFIGURATION, doubt=self._doubt)

    def _show_page(self) -> None:
        view = FingerprintView.OPEN if self._is_open else FingerprintView.SHORT
        run = _shortened(self._run)
        page = report_page(run, self._made_at, most=_CONFIGURATION, fingerprint=view, doubt=self._doubt)
        self._page.setHtml(_for_qt(page))
        words = self.tr("Hide fingerprint") if self._is_open else self.tr("Show fingerprint")
        self._fingerprint.setText(words)
        self._fingerprint.setAccessibleName(words)

    @Slot()
    def _toggle_fingerprint(self) -> None:
        """Show or hide the data files of the zip, and go there."""
        self._is_open = not self._is_open
        self._show_page()
        renew_access_keys(self)
        self._page.scrollToAnchor(FINGERPRINT_ANCHOR)

    def wait_for_secrets(self) -> None:
        """Let nothing be copied until :meth:`hide_secrets` is called."""
        self._copy_button.setEnabled(False)
        self._page.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def hide_secrets(self, reported: ReportedRun) -> None:
        """Show and copy the run without its secrets, and say if some of them could not be read."""
        if reported.run != self._run:
            self._run = reported.run
            self._show_page()
        if reported.notice is not None:
            self._unread.show_message(Tone.WARN, tr_text(reported.notice))
        self._page.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._copy_button.setEnabled(True)

    def add_notice(self, notice: QWidget) -> None:
        """Place the banner about saving below the page."""
        self._notice.addWidget(notice)

    @Slot()
    def _copy(self) -> None:
        data = QMimeData()
        data.setHtml(self.html)
        data.setText(self._page.text)
        QGuiApplication.clipboard().setMimeData(data)
        self._copy_button.say_done(self.tr("Copied"))


def _shortened(run: Run) -> Run:
    """The run with no more of its failing entities than Qt can lay out without a pause."""
    failing, count = run.failing_entities or (), run.failing_count or 0
    sizes = accumulate(len(escaped("".join(entity.texts))) for entity in failing[:_MOST_SHOWN])
    shown = max(1, sum(1 for _ in takewhile(lambda size: size <= _CHARACTERS, sizes)))
    if shown >= len(failing):
        return run
    return replace(run, failing_entities=failing[:shown], more_failing=count - shown)


def _for_qt(html: str) -> str:
    """The page without its style sheet, because Qt supports only a part of it and the window has its own colours.
    :data:`MAY_BREAK` replaces the tag for word breaks, which Qt does not support."""
    before, _, rest = html.partition("<style>")
    return (before + rest.partition("</style>")[2]).replace("<wbr>", MAY_BREAK)
