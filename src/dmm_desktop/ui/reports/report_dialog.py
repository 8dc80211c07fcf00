"""The report of a run in its own window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from ...core.runs import Run
from ..run_words import title
from ..theme.palette import tokens_of
from ..widgets.buttons import Button
from ..widgets.dialog import Dialog
from ..widgets.labels import MAY_BREAK
from .report_page import report_page

#: Number of failing entities shown in the window; what is saved and copied as HTML has all that are kept.
_MOST_SHOWN = 1000


class _Page(QTextBrowser):
    """What is copied from it has no marks of where a line may end."""

    @property
    def text(self) -> str:
        """All of it."""
        return self.toPlainText().replace(MAY_BREAK, "")

    def createMimeDataFromSelection(self) -> QMimeData:
        before = super().createMimeDataFromSelection()
        data = QMimeData()
        data.setHtml(before.html().replace(MAY_BREAK, ""))
        data.setText(before.text().replace(MAY_BREAK, ""))
        return data


class ReportDialog(Dialog):
    """Shows the report as of its opening. ``save_html`` and ``save_json``: save it to a file."""

    save_html = Signal()
    save_json = Signal()

    def __init__(self, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Report: {run}").format(run=title(run)))
        now = datetime.now(UTC)
        self._html = report_page(run, now)
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
            f".quiet {{ color: {tokens.text2}; }} .number {{ text-align: right; }}"
            f".stage {{ color: {tokens.stage(run.stage).text}; font-weight: 600; }}"
        )
        self._page.setHtml(_for_qt(report_page(_shortened(run), now)))
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
        page.addWidget(self._page)
        self._notice = QVBoxLayout()
        content.addLayout(page, 1)
        content.addLayout(self._notice)
        self.lay_out(content, QSize(760, 640), [close], [html, json, self._copy_button])
        close.setFocus()  # no ring around the whole page at first

    @property
    def html(self) -> str:
        """The page as saved."""
        return self._html

    def add_notice(self, notice: QWidget) -> None:
        """Give what is said about saving its place below the page."""
        self._notice.addWidget(notice)

    @Slot()
    def _copy(self) -> None:
        data = QMimeData()
        data.setHtml(self._html)
        data.setText(self._page.text)
        QGuiApplication.clipboard().setMimeData(data)
        self._copy_button.say_done(self.tr("Copied"))


def _shortened(run: Run) -> Run:
    """The run with no more failing entities than Qt can lay out without a pause."""
    failing, count = run.failing_entities or (), run.failing_count or 0
    if len(failing) <= _MOST_SHOWN:
        return run
    return replace(run, failing_entities=failing[:_MOST_SHOWN], more_failing=count - _MOST_SHOWN)


def _for_qt(html: str) -> str:
    """The page without its style sheet: Qt knows only some of it, and the window has colours of its own. Qt does
    not know the tag for a place where a word may be broken."""
    before, _, rest = html.partition("<style>")
    return (before + rest.partition("</style>")[2]).replace("<wbr>", MAY_BREAK)
