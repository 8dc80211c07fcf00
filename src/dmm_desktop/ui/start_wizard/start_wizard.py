"""The frame of a wizard that starts an execution: pages, steps, buttons, and the start."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ...core.environment import RUNTIME_CONNECTION, Connection
from ...core.errors import DmmError, OneTimeTokenRefused
from ...core.job import Job
from ...core.sentence_parts import destination
from ...operations.start_execution import Started
from ..drops import accept_copy, begin_drag
from ..messages import tr_text
from ..services.app_services import AppServices
from ..theme.tokens import Tone
from ..widgets.access_keys import renew_access_keys
from ..widgets.banner import Banner, Notices
from ..widgets.buttons import Button, ButtonKind
from ..widgets.dialog import Dialog, Question
from ..widgets.labels import ElidedLabel
from .page import Page
from .start_draft import StartDraft
from .start_page import StartPage
from .steps import Step, StepAnswer, StepList
from .target_page import TargetPage

_SIZE = QSize(960, 664)
_MINIMUM = QSize(800, 560)


@dataclass(frozen=True, slots=True)
class WizardWords:
    """What the frame says. ``start`` is the text of the button."""

    title: str
    start: str
    discard_question: str
    discard_consequence: str
    discard_button: str


class DiscardQuestion(Question):
    """Asks before the entries are lost. ``confirmed``: close the wizard."""

    def __init__(self, words: WizardWords, parent: QWidget) -> None:
        super().__init__("discard_question", parent)
        self.ask(words.discard_button, words.discard_question, words.discard_consequence)
        self.offer((self.tr("Discard"), "discard_now", "trash"), (self.tr("Keep editing"), "keep_editing"))


class StartWizard(Dialog):
    """Hides when the request is being sent, and reappears with all entries if the server refuses the one-time token,
    unless the user is in another dialog: what is typed there must not go into this one.

    ``sending_began`` (run id): the progress view takes over. ``sending_undone`` (run id): the run is about to be
    removed, because nothing was started and the wizard returns. ``environment_wanted``, ``connection_wanted`` and
    ``key_wanted`` (environment id): another dialog is needed. ``finished``: the wizard is no longer needed.

    Subclasses make the pages, and pass them to :meth:`lay_out_pages`.
    """

    sending_began = Signal(object)
    sending_undone = Signal(object)
    environment_wanted = Signal()
    connection_wanted = Signal(object)
    key_wanted = Signal(object)

    def __init__(self, services: AppServices, draft: StartDraft, object_name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.services = services
        self.draft = draft
        self._run_id = ""  # of the execution being started
        self._is_over = False
        self._words = words = self.words()
        self.setObjectName(object_name)
        self.setWindowTitle(words.title)
        self.setAcceptDrops(True)
        self._steps = StepList()
        self._is_reviewed = False  # whether the review page has been seen
        self._stack = QStackedWidget()
        self._stack.setObjectName("wizard_pages")
        self._notices, self.notice = Notices(), Banner("wizard_notice")
        self._target_line = ElidedLabel(elide=Qt.TextElideMode.ElideMiddle)  # the port is at the end
        self._target_line.setObjectName("start_target")
        kind = object_name.removesuffix("_wizard")
        self._cancel = Button(self.tr("Cancel"), "wizard_cancel", kind=ButtonKind.FLAT, large=True)
        self._back = Button(self.tr("Back"), "back", large=True)
        self._next = Button(self.tr("Next"), "next", kind=ButtonKind.PRIMARY, large=True)
        self._start = Button(words.start, f"start_{kind}", kind=ButtonKind.PRIMARY, large=True)

    @abstractmethod
    def words(self) -> WizardWords:
        """What the frame says."""

    @abstractmethod
    def start_words(self, place: str, host: str) -> str:
        """The line beside the button: from where to where data go."""

    @abstractmethod
    def steps(self) -> tuple[Step, ...]:
        """The steps after the first one, with the choices made."""

    @abstractmethod
    def start_checked(self) -> None:
        """Every page is complete: start, by :meth:`send`, or ask first."""

    @abstractmethod
    def cancel_jobs(self) -> None:
        """Cancel the jobs of the pages, because the wizard has ended."""

    def lay_out_pages(self, target: TargetPage, others: Sequence[Page], review: StartPage) -> None:
        """Put the pages into the frame, and show the first one."""
        self._target_page, self._review = target, review
        self._pages: tuple[Page, ...] = (target, *others, review)
        for page in self._pages:
            scroll = QScrollArea()
            scroll.setWidget(page)
            scroll.setWidgetResizable(True)
            scroll.setFrameShape(QScrollArea.Shape.NoFrame)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._stack.addWidget(scroll)
        pages = QVBoxLayout()
        pages.setSpacing(0)
        self._notices.add(self.notice)
        pages.addWidget(self._notices)
        pages.addWidget(self._stack, 1)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(0)
        top.addWidget(self._steps)
        top.addLayout(pages, 1)
        buttons = [self._cancel, self._back, self._next, self._start]
        self.lay_out(top, _SIZE, buttons, [self._target_line], least=_MINIMUM)
        self._connect()
        self.go_to(0)

    def set_target(self, environment_id: str, connection: str = RUNTIME_CONNECTION) -> None:
        """Preselect a connection, and show it if the wizard is on a later page."""
        self._target_page.choose(environment_id, connection)
        self.go_to(0)

    @Slot(object)
    def choose_environment(self, environment_id: str) -> None:
        """Choose an environment that was added from the first page."""
        self._target_page.choose_added(environment_id, RUNTIME_CONNECTION)

    @Slot(object)
    def choose_connection(self, connection: Connection) -> None:
        """Choose a connection that was added from the first page."""
        self._target_page.choose_added(connection.environment_id, connection.name)

    def ask_for_target(self) -> None:
        """Preselect no connection, unless there is only one, and show the list if the wizard is on a later page."""
        self._target_page.ask()
        self.go_to(0)

    @property
    def is_starting(self) -> bool:
        """Whether an execution is being started."""
        return bool(self._run_id)

    @property
    def page(self) -> Page:
        """The visible page."""
        return self._pages[self.number]

    @property
    def number(self) -> int:
        """The number of the visible page, from 0."""
        return self._stack.currentIndex()

    def reject(self) -> None:
        """Cancel, Escape or the close button: cancel a start whose request has not been sent; once the review page has
        been seen, ask before the entries are lost."""
        if self.is_starting:
            self.services.runs.stop_upload(self._run_id)
        elif self._is_reviewed:
            question = DiscardQuestion(self._words, self)
            question.confirmed.connect(self._discard)
            question.open()
            return
        super().reject()

    @Slot()
    def _discard(self) -> None:
        super().reject()

    def done(self, result: int) -> None:
        """Cancel the jobs of this window. A start cancelled here ends later; its outcome is ignored."""
        if not self._is_over:
            self._is_over = True
            self.cancel_jobs()
            super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window, hide the steps; the last page shows the choices made."""
        super().resizeEvent(event)
        self._steps.setVisible(self.width() >= _MINIMUM.width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept any file on every page; the drop shows what can be dropped instead."""
        if begin_drag(event.mimeData()) and not self.is_starting:
            accept_copy(event)

    def _connect(self) -> None:
        for page in self._pages:
            page.changed.connect(self.show_draft)
        self._target_page.completed.connect(self.go_forward)
        self._target_page.environment_wanted.connect(self.environment_wanted)
        self._target_page.connection_wanted.connect(self._want_connection)
        self._review.key_wanted.connect(self.key_wanted)
        self._cancel.clicked.connect(self.reject)
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self.go_forward)
        self._start.clicked.connect(self.start)

    def go_to(self, number: int) -> None:
        """Show a page."""
        self.page.leave()
        self._stack.setCurrentIndex(number)
        is_last = number == len(self._pages) - 1
        self._is_reviewed |= is_last
        self._back.setEnabled(number > 0)
        self._next.setVisible(not is_last)
        self._start.setVisible(is_last)
        self._target_line.setVisible(is_last)
        (self._start if is_last else self._next).setDefault(True)
        self.page.enter()
        self.show_draft()

    @Slot()
    def _go_back(self) -> None:
        self.go_to(max(0, self.number - 1))

    @Slot()
    def go_forward(self) -> None:
        """Show the next page if this one is complete."""
        if self.number < len(self._pages) - 1 and self.page.is_complete():
            self.go_to(self.number + 1)

    @Slot()
    def _want_connection(self) -> None:
        environments = self.services.environments.environments
        wanted = self.draft.environment or environments[0].environment
        self.connection_wanted.emit(wanted.id)

    @Slot()
    def start(self) -> None:
        """Check every page again, then start; a second click finds the button busy."""
        for number, page in enumerate(self._pages):
            if not page.is_complete():
                if number != self.number:
                    self.go_to(number)
                    page.is_complete()
                return
        self.start_checked()

    def send(self, run_id: str, job: Job[Started]) -> None:
        """Start the execution in a job."""
        self._review.clear_error()
        self._set_busy(run_id)
        self.services.runs.start(
            run_id,
            job,
            owner=self,
            on_sending=self._on_sending_began,
            on_started=self.accept,
            on_failure=self._on_failure,
            on_cancelled=self.accept,
        )

    def _on_sending_began(self) -> None:
        self.sending_began.emit(self._run_id)
        self.hide()

    def _on_failure(self, error: DmmError) -> None:
        """Show an error that the user can correct here; nothing was started. The progress view shows all other
        errors."""
        run_id, was_sent = self._run_id, not self.isVisible()
        self._set_busy("")
        may_return = isinstance(error, OneTimeTokenRefused) and QApplication.activeModalWidget() is None
        if was_sent and not may_return:
            self.accept()
            return
        self.show_failure(error)
        if was_sent:
            self.sending_undone.emit(run_id)
            self.services.runs.remove(run_id, owner=self, on_failure=self._review.show_error)
            self.open()
            self.activateWindow()

    def show_failure(self, error: DmmError) -> None:
        """Show why nothing was started, where the user can correct it."""
        self._review.show_error(error)

    def _set_busy(self, run_id: str) -> None:
        """Disable all controls while an execution is being started."""
        self._run_id = run_id
        if run_id:
            self.hold_focus()
            self._start.set_busy(self.tr("Starting…"))
        else:
            self._start.set_idle()
        self._show_target()
        self._back.setEnabled(not run_id)
        self._stack.setEnabled(not run_id)
        if not run_id:
            self.return_focus()

    @Slot()
    def show_draft(self) -> None:
        """Update everything except the page that changed the draft."""
        self._steps.show_steps(self._all_steps(), self.number)
        self._start.set_kind(ButtonKind.PRODUCTION if self._review.is_guarded else ButtonKind.PRIMARY)
        self._show_target()
        self._review.show_draft()
        if not self.is_starting:
            self._start.setEnabled(self._review.can_start)
        renew_access_keys(self)

    def _show_target(self) -> None:
        """Show the connection beside the button that starts the execution, or what the start waits for."""
        environment = self.draft.environment
        if environment is not None:
            place = tr_text(destination(environment.name, self.draft.connection))
            host = self.services.environments.place(environment)
            words = self.start_words(place, host)
            if self.is_starting:
                words = self.tr("Reading the REST API key and checking it on {host}").format(host=host)
            self._target_line.setText(words)
            self._start.setAccessibleDescription(words)

    def _all_steps(self) -> tuple[Step, ...]:
        target = self.draft.target
        where: tuple[StepAnswer, ...] = ()
        if target is not None:
            where = (StepAnswer(target.environment.name, Tone.TEXT), StepAnswer(self.draft.connection))
        first = Step(self._target_page.step_name, where, target.stage if target is not None else None)
        steps = (first, *self.steps())
        return tuple(replace(step, is_done=position < self.number) for position, step in enumerate(steps))
