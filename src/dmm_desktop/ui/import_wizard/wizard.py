"""The wizard itself: pages, steps at the side, buttons, and the start."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from dmm_desktop.core.environment import RUNTIME_CONNECTION, Stage
from dmm_desktop.core.errors import DmmError, WrongInput
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.start_import import ImportPlan

from ..desk.desk import Desk
from ..look.buttons import Button, Kind
from ..look.drop_zone import dropped_zip
from ..look.surfaces import Hairline, Surface, set_surface
from ..look.tokens import Tone
from .destination_page import DestinationPage
from .draft import Draft
from .file_page import FilePage
from .file_words import check_words
from .options_page import OptionsPage
from .page import Page
from .review_page import ReviewPage
from .steps import Answer, Step, StepList

_SIZE = QSize(960, 664)
_MINIMUM = QSize(800, 560)


class ImportWizard(QDialog):
    """Hides when the upload begins and comes back, with everything kept, if the server refuses the one-time token.

    ``upload_began`` (run id): the progress view takes over. ``environment_wanted``, ``connection_wanted``,
    ``key_wanted`` (environment id): another dialog has to help.
    """

    upload_began = Signal(object)
    environment_wanted = Signal()
    connection_wanted = Signal(object)
    key_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._draft = Draft()
        self._run_id = ""
        self.setObjectName("import_wizard")
        self.setWindowTitle(self.tr("Import data"))
        self.setMinimumSize(_MINIMUM)
        self.setAcceptDrops(True)
        self._destination = DestinationPage(desk, self._draft)
        self._file = FilePage(desk, self._draft)
        self._options = OptionsPage(desk, self._draft)
        self._review = ReviewPage(desk, self._draft)
        self._pages: tuple[Page, ...] = (self._destination, self._file, self._options, self._review)
        self._steps = StepList()
        self._stack = QStackedWidget()
        self._cancel = Button(self.tr("Cancel"), "wizard_cancel", kind=Kind.FLAT, large=True)
        self._back = Button(self.tr("Back"), "back", large=True)
        self._next = Button(self.tr("Next"), "next", kind=Kind.PRIMARY, large=True)
        self._start = Button(self.tr("Start import"), "start_import", kind=Kind.PRIMARY, large=True)
        self._lay_out()
        self._connect()
        self.resize(_SIZE)
        self._go_to(0)

    def set_destination(self, environment_id: str, connection: str = RUNTIME_CONNECTION) -> None:
        """Preselect a destination."""
        saved = self._desk.environments.find(environment_id)
        if saved is not None:
            self._draft.environment, self._draft.connection = saved.environment, connection
            self._destination.restore()

    def set_file(self, path: Path) -> None:
        """Preselect a zip; it is checked when its page is shown."""
        self._draft.zip_path = None
        self._file.set_file(path)

    def repeat(self, run: Run) -> None:
        """Preselect everything that a run was started with."""
        if run.environment_id is not None:
            self.set_destination(run.environment_id, run.connection)
        self._draft.append = run.append is not False
        if run.configuration:
            self._draft.configuration = json.dumps(json.loads(run.configuration), indent=2, ensure_ascii=False)
        if run.zip_path:
            self.set_file(Path(run.zip_path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A zip may be dropped on every page."""
        if dropped_zip(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the zip, and show what the check says."""
        path = dropped_zip(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self._file.set_file(path)
            if self._draft.environment is not None:
                self._go_to(1)

    def _lay_out(self) -> None:
        for page in self._pages:
            scroll = QScrollArea()
            scroll.setWidget(page)
            scroll.setWidgetResizable(True)
            scroll.setFrameShape(QScrollArea.Shape.NoFrame)
            self._stack.addWidget(scroll)
        footer = QWidget()
        set_surface(footer, Surface.WINDOW)
        buttons = QHBoxLayout(footer)
        buttons.setContentsMargins(24, 12, 24, 12)
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self._cancel, self._back, self._next, self._start):
            buttons.addWidget(button)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self._steps)
        top.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top, 1)
        column.addWidget(Hairline())
        column.addWidget(footer)

    def _connect(self) -> None:
        for page in self._pages:
            page.changed.connect(self._show_steps)
        self._cancel.clicked.connect(self.reject)
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._start.clicked.connect(self._start_import)
        self._destination.environment_wanted.connect(self.environment_wanted)
        self._destination.connection_wanted.connect(self._want_connection)
        self._review.environment_wanted.connect(self.key_wanted)

    @property
    def _number(self) -> int:
        return self._stack.currentIndex()

    def _go_to(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        is_last = number == len(self._pages) - 1
        self._back.setEnabled(number > 0)
        self._next.setVisible(not is_last)
        self._start.setVisible(is_last)
        environment = self._draft.environment
        is_production = environment is not None and environment.stage is Stage.PRODUCTION
        self._start.set_kind(Kind.PRODUCTION if is_production else Kind.PRIMARY)
        (self._start if is_last else self._next).setDefault(True)
        self._show_steps()
        self._pages[number].enter()

    @Slot()
    def _go_back(self) -> None:
        self._go_to(max(0, self._number - 1))

    @Slot()
    def _go_on(self) -> None:
        if self._pages[self._number].is_complete():
            self._go_to(self._number + 1)

    @Slot()
    def _want_connection(self) -> None:
        if self._draft.environment is not None:
            self.connection_wanted.emit(self._draft.environment.id)

    @Slot()
    def _start_import(self) -> None:
        """Check every page once more, then start; a second press finds the button busy."""
        for number, page in enumerate(self._pages):
            if not page.is_complete():
                if number != self._number:
                    self._go_to(number)
                    page.is_complete()
                return
        token, draft = self._review.token(), self._draft
        assert token is not None and draft.environment is not None and draft.checked is not None
        try:
            configuration = draft.complete()
        except WrongInput:
            return
        plan = ImportPlan(
            draft.environment.address,
            draft.checked,
            configuration,
            draft.environment,
            start_anyway=draft.start_anyway,
        )
        if self._run_id:
            self._desk.runs.remove(self._run_id, owner=self, on_failure=self._review.show_error)
        self._run_id = plan.run_id
        self._review.clear_error()
        self._set_busy(True)
        self._desk.runs.start(
            plan,
            token,
            owner=self,
            on_upload=self._hand_over,
            on_started=self._finish,
            on_failure=self._come_back,
            on_cancelled=self._finish,
        )

    def _hand_over(self) -> None:
        self.upload_began.emit(self._run_id)
        self.hide()

    def _finish(self) -> None:
        self.done(QDialog.DialogCode.Accepted)

    def _come_back(self, error: DmmError) -> None:
        self._set_busy(False)
        self._review.show_error(error)
        if not self.isVisible() and not self._review.needs_answer(error):
            self._finish()  # the progress view says what became of it
            return
        self.show()
        self.raise_()
        self.activateWindow()

    def _set_busy(self, busy: bool) -> None:
        if busy:
            self._start.set_busy(self.tr("Starting…"))
        elif not self._start.isEnabled():
            self._start.set_idle()
        self._back.setEnabled(not busy)
        self._stack.setEnabled(not busy)

    @Slot()
    def _show_steps(self) -> None:
        self._steps.show_steps(self._steps_now(), self._number)

    def _steps_now(self) -> tuple[Step, ...]:
        draft, number = self._draft, self._number
        environment = draft.environment
        where: tuple[Answer, ...] = ()
        if environment is not None:
            where = (Answer(environment.name, Tone.TEXT), Answer(draft.connection))
        what: tuple[Answer, ...] = ()
        if draft.zip_path is not None:
            what = (Answer(draft.zip_path.name),)
            if draft.checked is not None and draft.checked.findings:
                tone, words = check_words(draft.checked)
                what += (Answer(words, tone, "error" if tone is Tone.ERR else "warn"),)
        how = (Answer(self.tr("Append, new ids") if draft.append else self.tr("Keep ids")),) if number >= 2 else ()
        steps = (
            Step(self.tr("Destination"), where, environment.stage if environment else None),
            Step(self.tr("File"), what),
            Step(self.tr("Options"), how),
            Step(self.tr("Review and start")),
        )
        return tuple(replace(step, is_done=position < number) for position, step in enumerate(steps))
