"""Second page: choose the zip by drop, dialog or typing, and show the result of its check."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from ...core.errors import DmmError
from ...core.job import BytesProgress, Job, Progress
from ...operations.check_zip import CheckedZip, check_zip, repack_zip, result, unchecked
from ...workers.runner import TaskRunner
from ..formats import percent
from ..messages import explanation, tr_text
from ..services.app_services import AppServices
from ..services.system_dialogs import Purpose, SystemDialogs
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.banner import Banner
from ..widgets.buttons import Button, Link
from ..widgets.labels import IconLabel, WrappedLabel
from ..widgets.line_field import LineField
from .draft import Draft
from .drop_zone import DropZone
from .file_tables import ICONS, EntitiesTable, FindingsTable, check_tone, entities_words
from .page import Page

_NUMBERS = itertools.count()


class ZipJobs(QObject):
    """Runs one job at a time: a new one, or :meth:`cancel`, cancels the previous one and drops its result.

    ``progressed`` carries the share done (0 to 1), ``checked`` a CheckedZip, ``repacked`` the path of the copy,
    ``failed`` a DmmError.
    """

    progressed = Signal(object)
    checked = Signal(object)
    repacked = Signal(object)
    failed = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._key: Hashable = None

    @property
    def is_running(self) -> bool:
        """Whether a job is running."""
        return self._key is not None

    def check(self, path: Path) -> None:
        """Check a zip."""
        self._start(partial(check_zip, path), self.checked.emit)

    def repack(self, checked: CheckedZip, target: Path) -> None:
        """Write a copy without the common folder."""
        self._start(partial(repack_zip, checked, target), self.repacked.emit)

    def cancel(self) -> None:
        """Cancel the job and drop its result."""
        if self._key is not None:
            self._runner.cancel(self._key)
            self._key = None

    def _start(self, job: Job[CheckedZip] | Job[Path], succeeded: Callable[[object], None]) -> None:
        self.cancel()
        self._key = key = ("zip", next(_NUMBERS))

        def progressed(value: Progress) -> None:
            if key == self._key and isinstance(value, BytesProgress) and value.total:
                self.progressed.emit(value.done / value.total)

        def ended(callback: Callable[[object], None], outcome: object) -> None:
            if key == self._key:
                self._key = None
                callback(outcome)

        def failed(error: DmmError) -> None:
            ended(self.failed.emit, error)

        self._runner.start(
            key,
            job,
            owner=self,
            on_success=lambda result: ended(succeeded, result),
            on_failure=failed,
            on_progress=progressed,
        )


#: Delay after the last keystroke before a typed name ending in .zip is checked, in milliseconds.
_SOON = 400


class FilePage(Page):
    """The check starts once a file is named. ``completed``: the check that *Next* waited for found nothing."""

    completed = Signal()

    def __init__(self, services: AppServices, draft: Draft, dialogs: SystemDialogs) -> None:
        super().__init__(services, draft)
        self.heading.setText(self.tr("Choose the zip file"))
        self._dialogs = dialogs
        self._is_awaited = False
        self._jobs = ZipJobs(services.runner, self)
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
        self._zone = DropZone(self._path, self._browse)
        self._icon, self._verdict, self._advice = IconLabel(), QLabel(), WrappedLabel()
        self._verdict.setObjectName("check_result")
        set_role(self._verdict, Role.NAME)
        self._again = Link(self.tr("Check again"), "check_again")
        self._banner = Banner("file_banner", action_name="repack")
        self._findings, self._entities = FindingsTable(), EntitiesTable()
        self._anyway = QCheckBox(self.tr("Start anyway, although the check found errors"))
        self._anyway.setObjectName("start_anyway")
        self._anyway.setAccessibleName(self.tr("Start anyway"))
        self._lay_out()
        self._connect()
        self._show_result()

    def enter(self) -> None:
        """Focus the field."""
        self.go_to(self._path)

    def leave(self) -> None:
        """Leaving the page: the end of the check no longer turns to the next one."""
        self._is_awaited = False
        self._soon.stop()

    def is_complete(self) -> bool:
        """True if the checked zip can be imported or the user chose to start anyway.

        A running check is waited for: ``completed`` follows unless there is something to read first.
        """
        if not self._path.text():
            return self._refuse(self.tr("Choose the zip file you want to import."))
        self._check_if_new()
        if self.draft.checked is None and not self._jobs.is_running:
            self._check()  # the last check failed; the drive may be back
        if self.draft.checked is None:
            self._is_awaited = True
            self._verdict.setText(self.tr("Checking. The next page will follow."))
            return False
        if self.draft.checked.is_hopeless:
            return self._refuse(self.tr("This file cannot be imported. Choose another one."))
        if self.draft.checked.blocks and not self.draft.start_anyway:
            return self._refuse(self.tr("The check found errors. Correct the zip, or start anyway."))
        return True

    def set_file(self, path: Path) -> None:
        """Choose this file and check it, even if it was checked before."""
        self._path.set_text(str(path))
        self._check()

    def check_again(self, error: DmmError) -> None:
        """The file has changed since its check: say so, and check it again."""
        self._check()
        self._banner.show_message(Tone.WARN, tr_text(error.title), self.tr("It is being checked again."))

    def cancel(self) -> None:
        """The wizard is closing: cancel the check."""
        self._soon.stop()
        self._jobs.cancel()

    def _refuse(self, reason: str) -> bool:
        self._path.set_error(reason)
        self.go_to(self._path)
        return False

    def _lay_out(self) -> None:
        verdict = QHBoxLayout()
        verdict.setSpacing(8)
        for widget in (self._icon, self._verdict, self._advice):
            verdict.addWidget(widget)
        verdict.addStretch(1)
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
        self.column.addWidget(self._banner)
        self.column.addWidget(self._findings, 3)
        self.column.addWidget(self._findings.whole_text)
        self.column.addWidget(self._anyway)
        self.column.addWidget(self._entities_title)
        self.column.addWidget(self._entities, 2)
        self.column.addStretch(0)

    def _connect(self) -> None:
        self._browse.clicked.connect(self._ask)
        self._zone.dropped.connect(self.set_file)
        self._path.edit.editingFinished.connect(self._check_if_new)
        self._path.changed.connect(self._typed)
        self._soon.timeout.connect(self._check_if_zip)
        self._again.clicked.connect(self._check)
        self._anyway.toggled.connect(self._set_anyway)
        self._banner.action.connect(self._ask_for_copy)
        self._jobs.progressed.connect(self._show_progress)
        self._jobs.checked.connect(self._take)
        self._jobs.repacked.connect(self.set_file)
        self._jobs.failed.connect(self._show_failure)

    @Slot()
    def _ask(self) -> None:
        kinds = self.tr("Zip files (*.zip);;All files (*)")
        near = path_in(self._path.text())
        title = self.tr("Choose the import zip")
        self._dialogs.ask_for_file(self, title, kinds, self.set_file, near, purpose=Purpose.ZIP)

    @Slot()
    def _typed(self) -> None:
        """A result is that of the file that is named: it goes with the first letter that is another."""
        self._soon.start()
        if self.draft.zip_path is not None and self.draft.zip_path != path_in(self._path.text()):
            self._jobs.cancel()
            self._forget()
            self._show_result()

    def _forget(self) -> None:
        self.draft.zip_path = self.draft.checked = None
        self._is_awaited = False
        self._path.set_error("")
        self._banner.hide()
        self._anyway.setChecked(False)

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
        self.draft.zip_path = path_in(self._path.text())
        self._jobs.check(self.draft.zip_path)
        self._show_result()

    @Slot(object)
    def _show_progress(self, share: float) -> None:
        self._advice.setText(percent(share))

    @Slot(object)
    def _take(self, checked: CheckedZip) -> None:
        self.draft.checked = checked
        self._banner.hide()
        if checked.common_folder:
            self._offer_copy(
                Tone.INFO,
                self.tr("Everything is in the folder {folder}.").format(folder=checked.common_folder),
                self.tr("A copy without that folder can be imported. The original stays as it is."),
            )
        self._show_result()
        is_awaited, self._is_awaited = self._is_awaited, False
        if is_awaited and not checked.findings:
            self.completed.emit()

    @Slot(object)
    def _show_failure(self, error: DmmError) -> None:
        if self.draft.checked is not None:  # a copy could not be written
            self._offer_copy(Tone.ERR, tr_text(error.title), explanation(error))
            return
        self._is_awaited = False
        self._path.set_error(f"{tr_text(error.title)} {explanation(error)}")
        self._show_result()

    def _offer_copy(self, tone: Tone, problem: str, cause: str) -> None:
        action = self.tr("Write repacked copy…")
        self._banner.show_message(tone, problem, cause, action=action, action_icon="zip")

    def _show_result(self) -> None:
        checked = self.draft.checked
        self._findings.show_findings(checked)
        self._entities.show_entities(checked)
        self._entities_title.setVisible(checked is not None and bool(checked.entities))
        self._anyway.setVisible(checked is not None and checked.blocks and not checked.is_hopeless)
        self._count.setText(entities_words(checked) if checked else "")
        self._again.setVisible(checked is not None)
        if checked is not None:
            tone = check_tone(checked)
            self._say(ICONS[tone], tone, tr_text(result(checked)), self._advice_for(checked))
        elif self._jobs.is_running:
            self._say("clock", Tone.MUTED, self.tr("Checking…"), "")
        else:
            self._say("info", Tone.MUTED, self.tr("Nothing is sent before you press Start import."), "")
        self.changed.emit()

    def _advice_for(self, checked: CheckedZip) -> str:
        if checked.is_hopeless:
            return self.tr("This file cannot be imported.")
        return self.tr("This import would fail.") if checked.blocks else tr_text(unchecked())

    def _say(self, icon: str, tone: Tone, verdict: str, advice: str) -> None:
        self._icon.show_icon(icon, tone)
        self._verdict.setText(verdict)
        self._advice.setText(advice)

    @Slot(bool)
    def _set_anyway(self, checked: bool) -> None:
        self.draft.start_anyway = checked
        self._path.set_error("")

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
            self._jobs.repack(self.draft.checked, target)
            self._verdict.setText(self.tr("Writing the copy…"))


def path_in(text: str) -> Path:
    """The path typed or pasted by the user: Windows copies paths in quotes, other systems as file:// addresses."""
    text = text.strip().strip('"')
    if text.startswith("file:"):
        text = QUrl(text).toLocalFile()
    return Path(text).expanduser()
