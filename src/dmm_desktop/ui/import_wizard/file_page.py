"""Second page: choose the zip by drop, dialog or typing, and show the result of its check."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ...core.errors import DmmError
from ...core.job import BytesProgress
from ...operations.check_zip import CheckedZip, CheckProgress, CheckResults, Finding, result
from ..formats import percent, size_done
from ..messages import explanation, tr_text
from ..services.app_services import AppServices
from ..services.ended_check import CHECK_FAILED, EndedCheck
from ..services.system_dialogs import Purpose, SystemDialogs
from ..start_wizard.page import Page
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.banner import Banner
from ..widgets.buttons import Button, Link
from ..widgets.labels import IconLabel, WrappedLabel
from ..widgets.line_field import LineField
from ..widgets.progress_bar import ProgressBar
from .check_dialog import CheckDialog
from .check_words import check_mark, consequence_words, entities_words
from .draft import Draft
from .drop_zone import DropZone
from .entities_table import EntitiesTable
from .findings_table import FindingsTable
from .other_zip import OtherZipBanner
from .recent_zips import RecentZips
from .row_dialog import RowDialog
from .zip_jobs import ZipJobs

#: Delay after the last keystroke before a typed name ending in .zip is checked, in milliseconds.
_SOON = 400
#: How long *Next* waits for the end of the check, in milliseconds; then it goes on with what is known.
_PATIENCE = 700


class FilePage(Page):
    """Shows the file and its check, which starts once a file is named and continues when another page is shown.

    ``completed``: the check that *Next* waited for has found no problem yet. ``progressed`` (share, 0 to 1) and
    ``ended``: the check has progressed, ended or failed. ``recent_chosen`` (Path, Origin or None): a zip that was
    imported before.
    """

    completed = Signal()
    progressed = Signal(object)
    ended = Signal()
    recent_chosen = Signal(object, object)

    draft: Draft

    def __init__(self, services: AppServices, draft: Draft, dialogs: SystemDialogs) -> None:
        super().__init__(services, draft)
        self.heading.setText(self.tr("Choose the zip file"))
        self._dialogs = dialogs
        self._is_awaited = False
        self._share: float | None = None  # of the zip that has been read; None while no check is running
        self._size = ""  # how much that is, in words
        self._begun = 0.0  # when the check began, by the monotonic clock
        self._jobs = ZipJobs(services, self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._path = LineField(
            "zip_file", self.tr("Zip file"), placeholder=self.tr("Drop a zip here, or enter its path")
        )
        self._path.edit.setAcceptDrops(
            False
        )  # the field would take a dropped file for text; the frame accepts it instead
        self._browse = Button(self.tr("Browse…"), "browse", icon_name="folder")
        self._recent = RecentZips(services)
        self._zone = DropZone(self._path, self._browse, self._recent)
        self._icon, self._verdict, self._advice = IconLabel(), WrappedLabel(), WrappedLabel()
        self._verdict.setObjectName("check_result")
        set_role(self._verdict, Role.NAME)
        self._again = Link(self.tr("Check again"), "check_again")
        self._stop = Link(self.tr("Stop check"), "stop_check")
        self._all = Link(self.tr("All results…"), "show_all_results")
        self._results: CheckDialog | None = None
        self._bar = ProgressBar("check_progress", slim=True)
        self._bar.setAccessibleName(self.tr("Progress of the check"))
        self._banner = Banner("file_banner", action_name="repack")
        self._other = OtherZipBanner("other_zip")
        self._change = ""  # what the banner says of a file that has changed, until another check is begun
        self._findings, self._entities = FindingsTable(), EntitiesTable()
        self._lay_out()
        self._connect()
        self._show_result()

    def enter(self) -> None:
        """Focus the field; show the results of the check for the current choices."""
        if self.draft.checked is not None:
            self._show_result()
        self._recent.look()
        self.go_to(self._path)

    def leave(self) -> None:
        """Leave the page; the end of the check no longer opens the next page."""
        self._is_awaited = False
        self._patience.stop()
        self._soon.stop()

    def is_complete(self) -> bool:
        """True once the check has results, even if it is still running, unless the zip cannot be imported at all.

        Without results, ``completed`` follows unless there is something to read first.
        """
        if not self._path.text():
            return self._refuse(self.tr("Choose the zip file you want to import."))
        self._check_if_new()
        if self.draft.checked is None and not self._jobs.is_running:
            self._check()  # the last check failed; the drive may be back
        if self.draft.checked is None:
            self._is_awaited = True
            self._patience.start()
            self._verdict.setText(self.tr("Checking. The next page will follow."))
            return False
        if self.draft.checked.is_hopeless:
            return self._refuse(self.tr("This file cannot be imported. Choose another one."))
        return True

    @property
    def share(self) -> float | None:
        """The part of the zip that the running check has read, from 0 to 1; None if none is running."""
        return self._share

    def resume_check(self) -> None:
        """Restart a check that the user stopped. What the user approved stays approved."""
        if self.draft.zip_path is not None and not self.draft.is_checked and not self._jobs.is_running:
            self._begin(self.draft.zip_path)

    def set_file(self, path: Path) -> None:
        """Choose this file and check it, even if it was checked before."""
        self._path.set_text(str(path))
        self._check()

    def check_again(self, error: DmmError) -> None:
        """Report that the file has changed since its check, and check it again."""
        self._forget()
        self._change = tr_text(error.title)
        self._begin(path_in(self._path.text()))

    def cancel(self) -> None:
        """The wizard is closing: cancel the check."""
        self._soon.stop()
        self._jobs.cancel()
        self._recent.cancel()

    def _refuse(self, reason: str) -> bool:
        self._path.set_error(reason)
        self.go_to(self._path)
        return False

    def _lay_out(self) -> None:
        verdict = QHBoxLayout()
        verdict.setSpacing(8)
        verdict.addWidget(self._icon)
        verdict.addWidget(self._verdict, 1)
        verdict.addWidget(self._all)
        verdict.addWidget(self._stop)
        verdict.addWidget(self._again)
        title, self._count = QLabel(self.tr("Entities")), QLabel()
        set_role(title, Role.LABEL)
        set_role(self._count, Role.BODY, Tone.MUTED)
        self._entities_title = QWidget()
        entities = QHBoxLayout(self._entities_title)
        entities.setContentsMargins(0, 0, 0, 0)
        entities.setSpacing(8)
        entities.addWidget(title)
        entities.addWidget(self._count)
        entities.addStretch(1)
        self.column.addWidget(self._zone)
        self.column.addLayout(verdict)
        self.column.addWidget(self._advice)
        self.column.addWidget(self._bar)
        self.column.addWidget(self._other)
        self.column.addWidget(self._banner)
        self.column.addWidget(self._findings, 3)
        self.column.addWidget(self._findings.whole_text)
        self.column.addWidget(self._entities_title)
        self.column.addWidget(self._entities, 2)
        self.column.addStretch(0)

    def _connect(self) -> None:
        self._browse.clicked.connect(self._ask)
        self._recent.chosen.connect(self.recent_chosen)
        self._zone.dropped.connect(self.set_file)
        self._path.edit.editingFinished.connect(self._check_if_new)
        self._path.changed.connect(self._typed)
        self._soon.timeout.connect(self._check_if_zip)
        self._patience.timeout.connect(self._go_on)
        self._again.clicked.connect(self._check)
        self._stop.clicked.connect(self._stop_check)
        self._all.clicked.connect(self.show_all_results)
        self._findings.opened.connect(self._show_row)
        self._banner.action.connect(self._ask_for_copy)
        self._jobs.progressed.connect(self._show_progress)
        self._jobs.checked.connect(self._finish)
        self._jobs.repacked.connect(self.set_file)
        self._jobs.failed.connect(self._show_failure)
        self.services.day_change.changed.connect(self._show_other)

    @Slot()
    def _ask(self) -> None:
        kinds = self.tr("Zip files (*.zip);;All files (*)")
        near = path_in(self._path.text())
        title = self.tr("Choose the import zip")
        self._dialogs.ask_for_file(self, title, kinds, self.set_file, near, purpose=Purpose.ZIP)

    @Slot()
    def _typed(self) -> None:
        """Discard the result as soon as the text no longer names the file it belongs to."""
        self._soon.start()
        if self.draft.zip_path is not None and self.draft.zip_path != path_in(self._path.text()):
            self._jobs.cancel()
            self._forget()
            self._show_result()

    def _forget(self) -> None:
        self.draft.zip_path = self.draft.results = self._share = None
        self.draft.check_number += 1
        self._is_awaited = False
        self._change = ""
        self._path.set_error("")
        self._banner.hide()

    @Slot()
    def _check_if_new(self) -> None:
        """Check the named file unless it has been or is being checked."""
        if self._path.text() and self.draft.zip_path != path_in(self._path.text()):
            self._check()

    @Slot()
    def _check_if_zip(self) -> None:
        """Check a typed or pasted path once it names a zip."""
        if path_in(self._path.text()).suffix.lower() == ".zip":
            self._check_if_new()

    @Slot()
    def _check(self) -> None:
        self._forget()
        self._begin(path_in(self._path.text()))

    def _begin(self, path: Path) -> None:
        self.draft.zip_path = path
        self._share, self._size, self._begun = 0.0, "", time.monotonic()
        self._bar.show_fraction(0.0)
        self._jobs.check(path, self.draft.check_choice)
        self._show_notice()
        self._show_result()

    @Slot()
    def _stop_check(self) -> None:
        self._jobs.cancel()
        self._share = None
        self._show_notice()
        self._show_result()
        self.ended.emit()

    @Slot(object)
    def _show_progress(self, progress: BytesProgress) -> None:
        share = progress.done / progress.total if progress.total else 1.0
        self._bar.show_fraction(share)
        if not isinstance(progress, CheckProgress):  # a copy is being written
            self._advise(percent(share))
            return
        self._share, self._size = share, size_done(progress.done, progress.total or 0)
        if progress.results is self.draft.results:
            self._advise(self._advice_for(progress.results.checked(self.draft.check_choice())))
            if self._results is not None:
                self._results.show_progress(share)
        else:
            self._take(progress.results)
        if self._is_awaited and not self._patience.isActive():
            self._go_on()
        self.progressed.emit(share)

    @Slot(object)
    def _finish(self, results: CheckResults) -> None:
        self._share = None
        self._take(results)
        self._show_notice()
        if self._is_awaited:
            self._go_on()
        self._tell_of_end()

    def _take(self, results: CheckResults) -> None:
        is_new, self.draft.results = results is not self.draft.results, results
        if is_new:
            self._show_notice()
        self._show_result()

    def _show_notice(self) -> None:
        """Say that the file has changed and what became of its check, and offer a copy if everything is in a folder."""
        checked, problems, advice = self.draft.checked, [], []
        if self._change:
            problems.append(self._change)
            if self._share is not None:
                advice.append(self.tr("It is being checked again."))
            elif self.draft.is_checked:
                advice.append(self.tr("It was checked again. Review the import before you start it."))
        if checked is not None and checked.common_folder:
            problems.append(self.tr("Everything is in the folder {folder}.").format(folder=checked.common_folder))
            advice.append(self.tr("A copy without that folder can be imported. The original stays as it is."))
            self._offer_copy(Tone.WARN if self._change else Tone.INFO, " ".join(problems), " ".join(advice))
        elif problems:
            self._banner.show_message(Tone.WARN, " ".join(problems), " ".join(advice))

    @Slot()
    def _go_on(self) -> None:
        """End the wait of *Next*: show the next page, or what there is to read on this one."""
        if self._is_awaited and self.draft.checked is not None:
            self._is_awaited = False
            self._show_result()
            if not self.draft.checked.findings:
                self.completed.emit()

    @Slot(object)
    def _show_failure(self, error: DmmError) -> None:
        if self._share is None:  # a copy could not be written
            self._offer_copy(Tone.ERR, tr_text(error.title), explanation(error))
            return
        self.draft.results = self._share = None
        self._is_awaited = False
        self._path.set_error(tr_text(error.sentences))
        self._show_notice()
        self._show_result()
        self._tell_of_end()

    def _tell_of_end(self) -> None:
        if self.draft.zip_path is not None:
            took = timedelta(seconds=time.monotonic() - self._begun)
            outcome = result(self.draft.checked) if self.draft.checked is not None else CHECK_FAILED
            self.services.check_ended.emit(EndedCheck(self.draft.zip_path, took, outcome))
        self.ended.emit()

    def _offer_copy(self, tone: Tone, problem: str, cause: str) -> None:
        action = self.tr("Write repacked copy…")
        self._banner.show_message(tone, problem, cause, action=action, action_icon="zip")

    def _show_result(self) -> None:
        checked, is_running = self.draft.checked, self._share is not None
        self.draft.is_checking = is_running
        self._zone.set_wide(checked is None)
        self.column.setStretchFactor(self._zone, int(checked is None))
        self._findings.show_findings(checked)
        self._entities.show_entities(checked, is_running=is_running)
        self._entities_title.setVisible(checked is not None and bool(checked.entities))
        self._count.setText(entities_words(checked) if checked else "")
        self._show_other()
        self._again.setVisible(checked is not None and not is_running)
        self._all.setVisible(checked is not None)
        self._stop.setVisible(checked is not None and is_running)
        self._bar.setVisible(is_running)
        if self._is_awaited:
            self._say("clock", Tone.MUTED, self.tr("Checking. The next page will follow."), "")
        elif checked is not None:
            icon, tone = check_mark(self.draft, checked)
            self._say(icon, tone, tr_text(result(checked)), self._advice_for(checked))
        elif is_running:
            self._say("clock", Tone.MUTED, self.tr("Checking…"), "")
        else:
            self._say("info", Tone.MUTED, self.tr("Nothing is sent until you press Start import."), "")
        if self._results is not None:
            self._results.show_draft(self._share)
        self.changed.emit()

    @Slot()
    def _show_other(self) -> None:
        self._other.show_draft(self.draft)

    @Slot()
    def show_all_results(self) -> None:
        """Show all results of the check in a dialog."""
        if self.draft.checked is not None:
            self._results = CheckDialog(self.services, self.draft, self._dialogs, self)
            self._results.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._results.finished.connect(self._forget_results)
            self._results.show_draft(self._share)
            self._results.open()

    @Slot()
    def _forget_results(self) -> None:
        self._results = None

    @Slot(object)
    def _show_row(self, finding: Finding) -> None:
        if self.draft.results is not None:
            RowDialog(self, self.services.runner, self.draft.results.zip, finding).open()

    def _advice_for(self, checked: CheckedZip) -> str:
        if checked.is_hopeless:
            return self.tr("This file cannot be imported.")
        if self._share is not None:
            checking = self.tr("Checking all rows: {percent}").format(percent=percent(self._share))
            return f"{checking}, {self._size}" if self._size else checking
        if not self.draft.is_checked:
            return self.tr("The check was stopped.")
        return consequence_words(checked)

    def _say(self, icon: str, tone: Tone, verdict: str, advice: str) -> None:
        self._icon.show_icon(icon, tone)
        self._verdict.setText(verdict)
        self._advise(advice)

    def _advise(self, advice: str) -> None:
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))

    @Slot()
    def _ask_for_copy(self) -> None:
        checked = self.draft.checked
        if checked is not None:
            name = str(checked.path.with_name(f"{checked.path.stem}-repacked.zip"))
            kinds = self.tr("Zip files (*.zip)")
            title = self.tr("Write repacked copy")
            self._dialogs.ask_for_target(self, title, name, kinds, self._write_copy, purpose=Purpose.ZIP)

    def _write_copy(self, target: Path) -> None:
        if self.draft.checked is not None:
            self._banner.hide()
            self._share = None
            self._show_result()
            self._jobs.repack(self.draft.checked, target)
            self._verdict.setText(self.tr("Writing the copy…"))


def path_in(text: str) -> Path:
    """The path typed or pasted by the user: Windows copies paths in quotes, other systems as file:// addresses."""
    text = text.strip().strip('"')
    if text.startswith("file:"):
        text = QUrl(text).toLocalFile()
    return Path(text).expanduser()
