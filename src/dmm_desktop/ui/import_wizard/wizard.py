"""The wizard: pages, steps, buttons, and the start of the import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ...core.environment import RUNTIME_CONNECTION
from ...core.errors import DmmError, FileChanged, OneTimeTokenRefused
from ...core.runs import Run
from ...core.sentence_parts import destination
from ...operations.check_zip import found
from ...operations.start_import import ImportPlan
from ..drops import accept_copy, begin_drag, drop_refusal, dropped_configuration, dropped_zip
from ..messages import tr_text
from ..services.app_services import AppServices
from ..services.system_dialogs import SystemDialogs
from ..theme.tokens import Tone
from ..widgets.access_keys import renew_access_keys
from ..widgets.banner import Banner, Notices
from ..widgets.buttons import Button, ButtonKind
from ..widgets.dialog import Dialog, Question
from ..widgets.labels import ElidedLabel
from .check_words import ICONS, check_tone
from .destination_page import DestinationPage
from .draft import Draft
from .file_page import FilePage
from .options_page import OptionsPage
from .page import Page
from .review_page import ReviewPage
from .start_questions import CheckWait, StartAnywayQuestion
from .steps import Step, StepAnswer, StepList

_SIZE = QSize(960, 664)
_MINIMUM = QSize(800, 560)


class DiscardQuestion(Question):
    """Asks before the entries are lost. ``confirmed``: close the wizard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("discard_question", parent)
        title, words = self.tr("Discard this import?"), self.tr("No import is started, and your entries are not kept.")
        self.ask(self.tr("Discard import"), title, words)
        self.offer((self.tr("Discard"), "discard_now", "trash"), (self.tr("Keep editing"), "keep_editing"))


class ImportWizard(Dialog):
    """Hides when the upload begins, and reappears with all entries if the server refuses the one-time token.

    ``upload_began`` (run id): the progress view takes over. ``environment_wanted``, ``connection_wanted`` and
    ``key_wanted`` (environment id): another dialog is needed. ``finished``: the wizard is no longer needed.
    """

    upload_began = Signal(object)
    environment_wanted = Signal()
    connection_wanted = Signal(object)
    key_wanted = Signal(object)

    def __init__(
        self, services: AppServices, parent: QWidget | None = None, dialogs: SystemDialogs | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._draft = Draft()
        self._run_id = ""  # of the import being started
        self._is_over = False
        self._wait: CheckWait | None = None
        dialogs = dialogs or services.dialogs
        self.setObjectName("import_wizard")
        self.setWindowTitle(self.tr("Import data"))
        self.setAcceptDrops(True)
        self._destination = DestinationPage(services, self._draft)
        self._file = FilePage(services, self._draft, dialogs)
        self._options = OptionsPage(services, self._draft, dialogs)
        self._review = ReviewPage(services, self._draft, dialogs)
        self._pages: tuple[Page, ...] = (self._destination, self._file, self._options, self._review)
        self._steps = StepList()
        self._stack = QStackedWidget()
        self._stack.setObjectName("wizard_pages")
        self._notices, self._notice = Notices(), Banner("wizard_notice")
        self._replacement: Path | None = None  # the file of which the notice says that it replaces another one
        self._target = ElidedLabel(elide=Qt.TextElideMode.ElideMiddle)  # the port is at the end
        self._target.setObjectName("start_target")
        self._cancel = Button(self.tr("Cancel"), "wizard_cancel", kind=ButtonKind.FLAT, large=True)
        self._back = Button(self.tr("Back"), "back", large=True)
        self._next = Button(self.tr("Next"), "next", kind=ButtonKind.PRIMARY, large=True)
        self._start = Button(self.tr("Start import"), "start_import", kind=ButtonKind.PRIMARY, large=True)
        self._arrange()
        self._connect()
        self._go_to(0)

    def set_destination(self, environment_id: str, connection: str = RUNTIME_CONNECTION) -> None:
        """Preselect a destination, and show it if the wizard is on a later page."""
        self._destination.choose(environment_id, connection)
        self._go_to(0)

    def ask_for_destination(self) -> None:
        """Preselect no destination, unless there is only one."""
        self._destination.ask()

    def set_file(self, path: Path) -> None:
        """Choose a zip; the check begins at once. If it replaces another one, show the file page first, because the
        user has not reviewed the new file."""
        before = self._draft.zip_path
        if self._run_id:
            self._notice.show_message(
                Tone.WARN,
                self.tr("{name} was not opened.").format(name=path.name),
                self.tr("An import is being started."),
                dismissible=True,
            )
            return
        self._notice.hide()
        self._file.set_file(path)
        if before is not None:
            self._go_to(1 if self._draft.destination is not None else 0)
            replaces = self.tr("{name} replaces {before}.").format(name=path.name, before=before.name)
            if before != path:
                self._replacement = self._draft.zip_path
                self._notice.show_message(Tone.INFO, replaces, dismissible=True)

    def repeat(self, run: Run) -> None:
        """Preselect everything a run was started with."""
        self._go_to(0)
        self._destination.choose_again(run)
        if run.configuration:
            self._options.take(run.configuration)
        if run.append is not None:
            self._draft.append = run.append
        if run.zip_path:
            self.set_file(Path(run.zip_path))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On the review page, ask before Escape discards the entries."""
        is_escape = event.key() == Qt.Key.Key_Escape
        if is_escape and not self._run_id and self._stack.currentIndex() == self._stack.count() - 1:
            question = DiscardQuestion(self)
            question.confirmed.connect(self.reject)
            question.open()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Cancel, Escape or the close button: cancel an import whose upload has not begun."""
        if self._run_id:
            self._services.runs.stop_upload(self._run_id)
        super().reject()

    def done(self, result: int) -> None:
        """Cancel the jobs of this window. An import cancelled here ends later; its outcome is ignored."""
        if not self._is_over:
            self._is_over = True
            self._file.cancel()
            super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window, hide the steps; the last page shows the choices made."""
        super().resizeEvent(event)
        self._steps.setVisible(self.width() >= _MINIMUM.width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a zip on every page; for other files, show what can be dropped."""
        if begin_drag(event.mimeData()) and not self._run_id:
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Accept the zip and show the result of its check; the destination stays. JSON is accepted on the page that
        shows it."""
        if self._run_id or not accept_copy(event):
            return
        path, configuration = dropped_zip(event.mimeData()), dropped_configuration(event.mimeData())
        if path is not None:
            self._take_zip(path)
        elif configuration is not None and self._pages[self._number] is self._options:
            self._notice.hide()
            self._options.load(configuration)
        else:
            problem, reason = drop_refusal(event.mimeData())
            if configuration is not None:
                reason = self.tr("A configuration can be dropped on the Options page.")
            self._notice.show_message(Tone.WARN, problem, reason, dismissible=True)

    @Slot(object)
    def _take_zip(self, path: Path) -> None:
        self.set_file(path)
        if self._draft.destination is not None:
            self._go_to(1)

    def _arrange(self) -> None:
        for page in self._pages:
            scroll = QScrollArea()
            scroll.setWidget(page)
            scroll.setWidgetResizable(True)
            scroll.setFrameShape(QScrollArea.Shape.NoFrame)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._stack.addWidget(scroll)
        pages = QVBoxLayout()
        pages.setSpacing(0)
        self._notices.add(self._notice)
        pages.addWidget(self._notices)
        pages.addWidget(self._stack, 1)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(0)
        top.addWidget(self._steps)
        top.addLayout(pages, 1)
        buttons = [self._cancel, self._back, self._next, self._start]
        self.lay_out(top, _SIZE, buttons, [self._target], least=_MINIMUM)

    def _connect(self) -> None:
        for page in self._pages:
            page.changed.connect(self._show_draft)
        self._destination.completed.connect(self._go_forward)
        self._destination.zip_dropped.connect(self._take_zip)
        self._file.completed.connect(self._go_forward)
        self._file.progressed.connect(self._show_check)
        self._file.ended.connect(self._check_ended)
        self._cancel.clicked.connect(self.reject)
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_forward)
        self._start.clicked.connect(self._start_import)
        self._destination.environment_wanted.connect(self.environment_wanted)
        self._destination.connection_wanted.connect(self._want_connection)
        self._review.key_wanted.connect(self.key_wanted)
        self._review.findings_wanted.connect(lambda: self._go_to(1))

    @property
    def _number(self) -> int:
        return self._stack.currentIndex()

    def _go_to(self, number: int) -> None:
        for question in (*self.findChildren(CheckWait), *self.findChildren(StartAnywayQuestion)):
            question.reject()  # it was about what the last page showed
        self._pages[self._number].leave()
        self._stack.setCurrentIndex(number)
        is_last = number == len(self._pages) - 1
        self._back.setEnabled(number > 0)
        self._next.setVisible(not is_last)
        self._start.setVisible(is_last)
        self._target.setVisible(is_last)
        (self._start if is_last else self._next).setDefault(True)
        self._pages[number].enter()
        self._show_draft()

    @Slot()
    def _go_back(self) -> None:
        self._go_to(max(0, self._number - 1))

    @Slot()
    def _go_forward(self) -> None:
        if self._number < len(self._pages) - 1 and self._pages[self._number].is_complete():
            self._go_to(self._number + 1)

    @Slot()
    def _want_connection(self) -> None:
        environments = self._services.environments.environments
        wanted = self._draft.environment or environments[0].environment
        self.connection_wanted.emit(wanted.id)

    @Slot()
    def _start_import(self) -> None:
        """Check every page again, then start; a second click finds the button busy."""
        for number, page in enumerate(self._pages):
            if not page.is_complete():
                if number != self._number:
                    self._go_to(number)
                    page.is_complete()
                return
        if self._draft.is_checked:
            self._start_checked()
            return
        self._file.resume_check()
        self._wait = wait = CheckWait(self)
        wait.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wait.skipped.connect(self._start_checked)
        wait.finished.connect(self._stop_waiting)
        self._show_check()
        wait.open()

    @Slot()
    def _show_check(self) -> None:
        """Show the progress of the check to the user who waits for it."""
        if self._wait is not None:
            self._wait.show_progress(self._file.share or 0.0, self._draft.checked)

    @Slot()
    def _check_ended(self) -> None:
        """The check that *Start import* waited for has ended: start, or show why not."""
        if self._wait is not None:
            self._wait.accept()
            self._start_import()

    @Slot()
    def _stop_waiting(self) -> None:
        self._wait = None

    @Slot()
    def _start_checked(self) -> None:
        """Start, or ask first if the check has found errors."""
        checked = self._draft.checked
        assert checked is not None
        if checked.blocks:
            question = StartAnywayQuestion(self, checked)
            question.confirmed.connect(self._send_anyway)
            question.open()
        else:
            self._send(start_anyway=False)

    @Slot()
    def _send_anyway(self) -> None:
        self._send(start_anyway=True)

    def _send(self, *, start_anyway: bool) -> None:
        token, draft = self._review.token(), self._draft
        if token is None or draft.environment is None or draft.checked is None:
            return  # another choice was made while the question was open
        plan = ImportPlan(
            draft.environment.address,
            draft.checked,
            draft.complete(),
            draft.environment,
            start_anyway=start_anyway,
            reference=draft.reference,
        )
        self._review.clear_error()
        self._set_busy(plan.run_id)
        self._services.runs.start(
            plan,
            token,
            owner=self,
            on_upload=self._on_upload_began,
            on_started=self.accept,
            on_failure=self._on_failure,
            on_cancelled=self.accept,
        )

    def _on_upload_began(self) -> None:
        self.upload_began.emit(self._run_id)
        self.hide()

    def _on_failure(self, error: DmmError) -> None:
        """Show an error that the user can correct here; nothing was started. The progress view shows all other
        errors."""
        run_id, was_sent = self._run_id, not self.isVisible()
        self._set_busy("")
        if was_sent and not isinstance(error, OneTimeTokenRefused):
            self.accept()
            return
        if isinstance(error, FileChanged):
            self._go_to(1)
            self._file.check_again(error)
        else:
            self._review.show_error(error)
        if was_sent:
            self._services.runs.remove(run_id, owner=self, on_failure=self._review.show_error)
            self.open()
            self.activateWindow()

    def _set_busy(self, run_id: str) -> None:
        """Disable all controls while an import is being started."""
        self._run_id = run_id
        if run_id:
            self.setFocus()  # otherwise Cancel would get the focus, and a second Enter would press it
            self._start.set_busy(self.tr("Starting…"))
        else:
            self._start.set_idle()
        self._show_target()
        self._back.setEnabled(not run_id)
        self._stack.setEnabled(not run_id)

    @Slot()
    def _show_draft(self) -> None:
        """Update everything except the page that changed the draft."""
        if self._replacement is not None and self._draft.zip_path != self._replacement:
            self._replacement = None
            self._notice.hide()
        self._steps.show_steps(self._steps_now(), self._number)
        self._start.set_kind(ButtonKind.PRODUCTION if self._draft.is_guarded else ButtonKind.PRIMARY)
        self._show_target()
        self._review.show_draft()
        if not self._run_id:
            self._start.setEnabled(self._review.can_import)
        renew_access_keys(self)

    def _show_target(self) -> None:
        """Show the destination beside the button that starts the import, or what the start waits for."""
        environment = self._draft.environment
        if environment is not None:
            goes_to = self.tr("Goes to {place} on {host}")
            place = tr_text(destination(environment.name, self._draft.connection))
            host = self._services.environments.place(environment)
            words = goes_to.format(place=place, host=host)
            if self._run_id:
                words = self.tr("Checking the API and the REST API key on {host}").format(host=host)
            self._target.setText(words)
            self._start.setAccessibleDescription(words)

    def _steps_now(self) -> tuple[Step, ...]:
        draft, number = self._draft, self._number
        environment = draft.environment
        where: tuple[StepAnswer, ...] = ()
        if environment is not None:
            where = (StepAnswer(environment.name, Tone.TEXT), StepAnswer(draft.connection))
        what: tuple[StepAnswer, ...] = ()
        if draft.zip_path is not None:
            what = (StepAnswer(draft.zip_path.name),)
            if draft.checked is not None:
                tone = check_tone(draft.checked)
                words = tr_text(found(draft.checked))
                if tone is Tone.OK:
                    words = self.tr("All rows checked") if draft.is_checked else self.tr("Checking…")
                what += (StepAnswer(words, tone, ICONS[tone]),)
        how = (StepAnswer(self.tr("Append, new ids") if draft.append else self.tr("Keep ids")),) if number >= 2 else ()
        steps = (
            Step(self.tr("Destination"), where, draft.destination.stage if draft.destination else None),
            Step(self.tr("File"), what),
            Step(self.tr("Options"), how),
            Step(self.tr("Review and start")),
        )
        return tuple(replace(step, is_done=position < number) for position, step in enumerate(steps))
