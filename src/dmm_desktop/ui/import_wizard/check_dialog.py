"""All results of the check of a zip: findings, entities and references, with filter and export."""

from __future__ import annotations

import itertools
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ...core.errors import DmmError
from ...core.job import BytesProgress, Job
from ...core.redaction import Redaction
from ...core.text import Text, counted
from ...operations.check_csv import save_entities, save_findings, save_references
from ...operations.check_zip import CheckedZip, Finding, Reference, Severity, find_references, result
from ..error_banner import ErrorBanner
from ..formats import csv_separator, percent
from ..messages import shown_name, tr_text
from ..services.app_services import AppServices
from ..services.system_dialogs import Purpose, SystemDialogs
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.access_keys import renew_access_keys
from ..widgets.buttons import Button
from ..widgets.choice import Choice
from ..widgets.dialog import Dialog
from ..widgets.labels import IconLabel, WrappedLabel
from ..widgets.view_switch import ViewSwitch
from .check_sheet import CheckSheetSaving
from .check_words import check_mark, saved_words
from .draft import Draft
from .entities_table import EntitiesTable
from .findings_table import FindingsTable
from .references_view import ReferencesView
from .row_dialog import RowDialog

_SIZE = QSize(1120, 680)
_LEAST = QSize(640, 420)
_NUMBERS = itertools.count()
_FINDINGS, _ENTITIES, _REFERENCES = range(3)


class CheckDialog(Dialog):
    """Shows the results of the draft's check, also while it is running: :meth:`show_draft` after each change. It closes
    itself when another zip is chosen."""

    def __init__(self, services: AppServices, draft: Draft, dialogs: SystemDialogs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("check_dialog")
        self.setWindowTitle(self.tr("Results of the check"))
        self._services, self._draft, self._dialogs = services, draft, dialogs
        self._number = draft.check_number
        self._key = ("references", next(_NUMBERS))
        self._icon, self._verdict, self._advice = IconLabel(), QLabel(), WrappedLabel()
        self._verdict.setObjectName("all_results_verdict")
        set_role(self._verdict, Role.NAME)
        set_role(self._advice, Role.BODY, Tone.MUTED)
        self._views = ViewSwitch(
            "check_view",
            self.tr("View"),
            (
                ("view_findings", self.tr("Findings")),
                ("view_entities", self.tr("Entities")),
                ("view_references", self.tr("References")),
            ),
        )
        self._severity = Choice("severity_filter", self.tr("Severity"))
        for words, severity in (
            (self.tr("Errors and warnings"), None),
            (self.tr("Errors only"), Severity.ERROR),
            (self.tr("Warnings only"), Severity.WARNING),
        ):
            self._severity.addItem(words, severity)
        self._file = Choice("file_filter", self.tr("File"))
        self._file.addItem(self.tr("All files"))
        self._files: set[str] = set()
        self._file.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._file.setMinimumContentsLength(22)
        self._count = QLabel()
        self._count.setObjectName("findings_count")
        set_role(self._count, Role.BODY, Tone.MUTED)
        self._banner = ErrorBanner("check_banner", action_name="show_in_folder")
        self._findings = FindingsTable("all_findings", is_full=True)
        self._findings.setAccessibleName(self.tr("All findings"))
        self._none = WrappedLabel()
        self._none.setObjectName("no_findings")
        set_role(self._none, Role.BODY, Tone.MUTED)
        self._entities = EntitiesTable("all_entities", is_full=True)
        self._entities.setAccessibleName(self.tr("All entities"))
        self._references = ReferencesView()
        self._csv = Button(self.tr("Save as CSV…"), "save_csv", icon_name="save", large=True)
        self._sheet = Button(self.tr("Save check sheet…"), "save_sheet", icon_name="report", large=True)
        self._saving = CheckSheetSaving(services, dialogs, self)
        self._close = Button(self.tr("Close"), "close_check", large=True)
        self._close.setDefault(True)
        self._lay_out()
        self._connect()
        self.show_draft(None)
        self._findings.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_draft(self, share: float | None) -> None:
        """Show what the check has found; ``share`` is what has been read (0 to 1), None if no check is running."""
        checked = self._draft.checked
        if checked is None or self._draft.check_number != self._number:
            self.reject()
            return
        self._icon.show_icon(*check_mark(self._draft, checked))
        self._verdict.setText(tr_text(result(checked)))
        if share is None:
            self._advice.setText(shown_name(checked.path))
        else:
            self.show_progress(share)
        self._findings.show_findings(checked)
        self._entities.show_entities(checked, is_running=share is not None)
        self._list_files(checked.files)
        self._show_count()
        self._references.set_possible(self._draft.is_checked)

    def show_progress(self, share: float) -> None:
        """Show how much has been read, from 0 to 1, without new results."""
        self._advice.setText(self.tr("Checking all rows: {percent}").format(percent=percent(share)))

    def done(self, result: int) -> None:
        """Stop the search for references."""
        self._services.runner.cancel(self._key)
        super().done(result)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self._icon, self._verdict, self._advice):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self._views)
        findings = QWidget()
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for choice in (self._severity, self._file):
            label = QLabel(choice.accessibleName())
            label.setBuddy(choice)
            filters.addWidget(label)
            filters.addWidget(choice)
        filters.addWidget(self._count)
        filters.addStretch(1)
        column = QVBoxLayout(findings)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(filters)
        column.addWidget(self._findings, 1)
        column.addWidget(self._none)
        column.addWidget(self._findings.whole_text)
        column.addStretch()  # where there is no table
        self._pages = QStackedWidget()  # a layout would show the first page before it has a parent
        for page in (findings, self._entities, self._references):
            self._pages.addWidget(page)
        content = QVBoxLayout()
        content.setContentsMargins(24, 20, 24, 20)
        content.setSpacing(12)
        content.addLayout(top)
        content.addWidget(self._banner)
        content.addWidget(self._pages, 1)
        self.lay_out(content, _SIZE, [self._close], [self._csv, self._sheet], least=_LEAST)
        self._views.listen_in(self)

    def _connect(self) -> None:
        self._views.chosen.connect(self._show_view)
        self._severity.currentIndexChanged.connect(self._filter)
        self._file.currentIndexChanged.connect(self._filter)
        self._findings.opened.connect(self._show_row)
        self._references.wanted.connect(self._find_references)
        self._csv.clicked.connect(self._ask_for_csv)
        self._sheet.clicked.connect(self._ask_for_sheet)
        self._close.clicked.connect(self.accept)

    @Slot()
    def _show_view(self) -> None:
        self._pages.setCurrentIndex(self._views.view)
        self._show_csv()
        renew_access_keys(self)

    def _show_csv(self) -> None:
        """Offer CSV where there is something to save."""
        is_references = self._views.view == _REFERENCES
        self._csv.setVisible(bool(self._references.references) if is_references else True)

    @Slot()
    def _filter(self) -> None:
        file = self._file.currentText() if self._file.currentIndex() > 0 else ""
        self._findings.rows.filter(self._severity.currentData(), file)
        self._findings.choose_one()
        self._show_count()

    def _list_files(self, files: tuple[str, ...]) -> None:
        """Add the files that have findings by now."""
        new = [file for file in files if file not in self._files]
        self._files.update(new)
        self._file.addItems(new)

    def _show_count(self) -> None:
        """How many findings are shown; those that are only counted are in the rows that say so."""
        rows = self._findings.rows.rows
        shown = sum(row.count for row in rows if isinstance(row, Finding))
        self._count.setText(tr_text(counted("1 finding", "{n} findings", shown)))
        is_all = self._severity.currentIndex() == 0 and self._file.currentIndex() == 0
        self._none.setVisible(not rows)
        self._findings.setVisible(bool(rows))
        self._none.setText(self.tr("No findings.") if is_all else self.tr("No findings match the filter."))

    @Slot(object)
    def _show_row(self, finding: Finding) -> None:
        if self._draft.results is not None:
            RowDialog(self, self._services.runner, self._draft.results.zip, finding).open()

    @Slot()
    def _find_references(self) -> None:
        if self._draft.results is None:
            return
        self._references.show_progress(0.0)
        self._services.runner.start(
            self._key,
            partial(find_references, self._draft.results.zip),
            owner=self,
            on_progress=self._show_reading,
            on_success=self._show_references,
            on_failure=self._fail_references,
        )

    def _show_reading(self, progress: BytesProgress) -> None:
        self._references.show_progress(progress.done / progress.total if progress.total else 1.0)

    def _show_references(self, references: tuple[Reference, ...]) -> None:
        self._references.show_references(references)
        self._show_csv()

    def _fail_references(self, error: DmmError) -> None:
        self._references.show_failure()
        self._banner.show_error(error)

    @Slot()
    def _ask_for_csv(self) -> None:
        checked = self._findings.rows.listed
        if checked is None:
            return
        secrets, separator = self._services.context.secrets, csv_separator()
        match self._views.view:
            case view if view == _FINDINGS:
                name, job = "findings.csv", partial(_save_findings, secrets, checked, separator)
            case view if view == _ENTITIES:
                name, job = "entities.csv", partial(_save_entities, secrets, checked, separator)
            case _:
                references = tuple(self._references.references)
                name, job = "references.csv", partial(_save_references, secrets, references, separator)
        self._ask(checked, name, self.tr("CSV files (*.csv)"), job)

    @Slot()
    def _ask_for_sheet(self) -> None:
        references = tuple(self._references.references)
        self._saving.ask(self._draft, references, self, on_saved=self._show_saved, on_failure=self._show_error)

    def _ask(self, checked: CheckedZip, name: str, kinds: str, job_to: partial[Job[Path]]) -> None:
        name = f"{checked.path.stem}-{name}"
        title = self.tr("Save results of the check")
        self._dialogs.ask_for_target(
            self, title, name, kinds, lambda target: self._save(job_to(target)), purpose=Purpose.REPORT
        )

    def _save(self, job: Job[Path]) -> None:
        self._services.runner.start(
            ("save check", next(_NUMBERS)), job, owner=self, on_success=self._show_saved, on_failure=self._show_error
        )

    def _show_saved(self, path: Path, unread: Text | None = None) -> None:
        tone, words = saved_words(unread)
        message = self.tr("{name} was saved.").format(name=shown_name(path))
        self._banner.show_saved(path, self._dialogs, message, words, tone=tone)

    def _show_error(self, error: DmmError) -> None:
        self._banner.show_error(error, dismissible=True)


def _save_findings(secrets: Redaction, checked: CheckedZip, separator: str, target: Path) -> Job[Path]:
    return partial(save_findings, secrets, checked, target, tr_text, separator=separator)


def _save_entities(secrets: Redaction, checked: CheckedZip, separator: str, target: Path) -> Job[Path]:
    return partial(save_entities, secrets, checked, target, tr_text, separator=separator)


def _save_references(secrets: Redaction, references: tuple[Reference, ...], separator: str, target: Path) -> Job[Path]:
    return partial(save_references, secrets, references, target, tr_text, separator=separator)
