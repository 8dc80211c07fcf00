"""The wizard for an import: its pages and steps, and what is asked before the start."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from ...core.errors import DmmError, FileChanged
from ...core.origin import Origin, joins_productions
from ...core.origin_words import origin_place
from ...core.presets import ImportPreset
from ...core.runs import Run
from ...core.sentence_parts import destination
from ...operations.check_zip import found
from ...operations.start_import import ImportPlan, start_import
from ..drops import accept_copy, drop_refusal, dropped_configuration, dropped_zip
from ..messages import shown_name, tr_text
from ..services.app_services import AppServices
from ..services.system_dialogs import SystemDialogs
from ..start_wizard.start_wizard import DiscardQuestion, StartWizard, WizardWords
from ..start_wizard.steps import Step, StepAnswer
from ..theme.tokens import Tone
from .check_words import check_mark
from .destination_page import DestinationPage
from .draft import Draft
from .file_page import FilePage
from .options_page import OptionsPage
from .review_page import ReviewPage
from .start_questions import CheckWait, ProductionQuestion, StartAnywayQuestion

#: A zip, and where it goes: the id of the environment and the connection, "" if no destination is chosen.
_Choice: TypeAlias = tuple[Path | None, str, str]


class ImportWizard(StartWizard):
    """Asks for destination, file and options, and starts the import."""

    draft: Draft
    _review: ReviewPage

    def __init__(
        self, services: AppServices, parent: QWidget | None = None, dialogs: SystemDialogs | None = None
    ) -> None:
        draft = Draft(known_origin=services.known_origin, known_origins=services.known_origins)
        super().__init__(services, draft, "import_wizard", parent)
        self._wait: CheckWait | None = None
        self._warned: frozenset[str] = frozenset()  # about earlier imports, when the user began to wait for the check
        self._noticed: ImportPreset | None = None  # the preset of which the notice says that it was chosen
        self._replacement: _Choice | None = None  # of which the notice says that it replaces another file
        dialogs = dialogs or services.dialogs
        self._destination = DestinationPage(services, draft)
        self._file = FilePage(services, draft, dialogs)
        self._options = OptionsPage(services, draft, dialogs)
        self._review = ReviewPage(services, draft, dialogs)
        self._destination.zip_dropped.connect(self._take_zip)
        self._destination.preset_chosen.connect(self.use_preset)
        self._destination.changed.connect(self._check_noticed)
        self._file.completed.connect(self.go_forward)
        self._file.progressed.connect(self._show_check)
        self._file.ended.connect(self._destination.show_remarks)
        self._file.ended.connect(self._check_ended)
        self._file.recent_chosen.connect(self.set_file)
        self._review.findings_wanted.connect(lambda: self.go_to(1))
        self.lay_out_pages(self._destination, (self._file, self._options), self._review)

    def words(self) -> WizardWords:
        """What the frame says about an import."""
        return WizardWords(
            title=self.tr("Import data"),
            start=self.tr("Start import"),
            discard_question=self.tr("Discard this import?"),
            discard_consequence=self.tr("No import is started, and your entries are not kept."),
            discard_button=self.tr("Discard import"),
        )

    def start_words(self, place: str, host: str) -> str:
        """Where the zip goes."""
        return self.tr("Goes to {place} on {host}").format(place=place, host=host)

    @property
    def has_zip_to_replace(self) -> bool:
        """Whether :meth:`set_file` would replace a zip."""
        return self.draft.zip_path is not None and not self.is_starting

    def set_file(self, path: Path, origin: Origin | None = None, repeated: Run | None = None) -> None:
        """Choose a zip; the check begins at once. If it replaces another one, show the file page first, because the
        user has not reviewed the new file. ``origin``: the export that it was saved from, if that is known;
        ``repeated``: the run that is imported again."""
        before = self.draft.zip_path
        if self.is_starting:
            self.notice.show_message(
                Tone.WARN,
                self.tr("{name} was not opened.").format(name=shown_name(path)),
                self.tr("An import is being started."),
                dismissible=True,
            )
            return
        self.notice.hide()
        self.draft.origin, self.draft.repeated, self.draft.given_path = origin, repeated, path
        self._file.set_file(path)
        self._destination.take_origin()
        if before is not None:
            self.go_to(1 if self.draft.target is not None else 0)
            replaces = self.tr("{name} replaces {before}.").format(name=shown_name(path), before=shown_name(before))
            if before != path:
                self._replacement = self._choice
                self.notice.show_message(Tone.INFO, replaces, self._where(), dismissible=True)

    @property
    def _choice(self) -> _Choice:
        target = self.draft.target
        where = ("", "") if target is None else (target.environment.id, target.connection.name)
        return self.draft.zip_path, *where

    def _where(self) -> str:
        """Where the zip goes as things are, for a notice."""
        target = self.draft.target
        if target is None:
            return self.tr("Choose its destination.")
        place = tr_text(destination(target.environment.name, target.connection.name))
        return self.tr("Its destination is {place} on {host}.").format(
            place=place, host=self.services.environments.place(target.environment)
        )

    def repeat(self, run: Run) -> None:
        """Preselect everything a run was started with."""
        self.go_to(0)
        self._destination.choose_again(run)
        if run.configuration:
            self._options.editor.take(run.configuration)
        if run.append is not None:
            self.draft.append = run.append
        if run.zip_path:
            self.set_file(Path(run.zip_path), run.origin, run)

    @Slot(object)
    def use_preset(self, preset: ImportPreset) -> None:
        """Preselect what a preset has."""
        self.go_to(0)
        self.draft.preset = preset
        self._destination.choose_preset(preset)
        self._options.editor.take(preset.configuration)
        self.draft.append = preset.append
        if self.draft.target is None:
            self.notice.hide()
            return
        words = self.tr("The preset “{name}” was chosen.").format(name=preset.name)
        what = self.tr("Destination, options and configuration are those of the preset.")
        self.notice.show_message(Tone.INFO, words, what, dismissible=True)
        self._noticed = preset

    @Slot()
    def _check_noticed(self) -> None:
        """Hide the notice about a preset that was renamed or removed, or whose destination is no longer chosen."""
        preset, (_, *place) = self._noticed, self._choice
        if preset is None:
            return
        if preset is not self.draft.preset or place != [preset.environment_id, preset.connection]:
            self._hide_noticed()

    def _hide_noticed(self) -> None:
        if self._noticed is not None:
            self._noticed = None
            self.notice.hide()

    def cancel_jobs(self) -> None:
        """Cancel the check."""
        self._file.cancel()

    def go_to(self, number: int) -> None:
        """Show a page, and close the questions about the last one."""
        for kind in (CheckWait, StartAnywayQuestion, ProductionQuestion, DiscardQuestion):
            for question in self.findChildren(kind):
                question.reject()
        self._hide_noticed()  # the next pages can change what it says
        super().go_to(number)

    def dropEvent(self, event: QDropEvent) -> None:
        """Accept the zip and show the result of its check; the destination stays. JSON is accepted on the page that
        shows it."""
        if self.is_starting or not accept_copy(event):
            return
        path, configuration = dropped_zip(event.mimeData()), dropped_configuration(event.mimeData())
        if path is not None:
            self._take_zip(path)
        elif configuration is not None and self.page is self._options:
            self.notice.hide()
            self._options.editor.load(configuration)
        else:
            problem, reason = drop_refusal(event.mimeData())
            if configuration is not None:
                reason = self.tr("A configuration can be dropped on the Options page.")
            self.notice.show_message(Tone.WARN, problem, reason, dismissible=True)

    @Slot(object)
    def _take_zip(self, path: Path) -> None:
        self.set_file(path)
        if self.draft.target is not None:
            self.go_to(1)

    def start_checked(self) -> None:
        """Start once all rows are checked, or if the user does not want to wait for that."""
        if self.draft.is_checked:
            self._start_now()
            return
        self._file.resume_check()
        self._warned = self._review.warnings
        self._wait = wait = CheckWait(self)
        wait.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wait.skipped.connect(self._start_now)
        wait.finished.connect(self._stop_waiting)
        self._show_check()
        wait.open()

    @Slot()
    def _show_check(self) -> None:
        """Show the progress of the check to the user who waits for it."""
        if self._wait is not None:
            self._wait.show_progress(self._file.share or 0.0, self.draft.checked)

    @Slot()
    def _check_ended(self) -> None:
        """The check that *Start import* waited for has ended: start, or show why not. What it has brought to light
        about earlier imports, the user has not read yet."""
        if self._wait is None:
            return
        self._wait.accept()
        if self._review.warnings <= self._warned:
            self.start()
            return
        self.notice.show_message(
            Tone.WARN,
            self.tr("The import was not started."),
            self.tr("All rows have been checked, and there are new warnings about earlier imports on this page."),
            dismissible=True,
        )

    @Slot()
    def _stop_waiting(self) -> None:
        self._wait = None

    @Slot()
    def _start_now(self) -> None:
        """Start, or ask first if the check has found errors."""
        checked = self.draft.checked
        assert checked is not None
        if checked.blocks:
            question = StartAnywayQuestion(self, checked, is_over=self.draft.is_checked)
            question.confirmed.connect(self._send_anyway)
            question.open()
        else:
            self._ask_again(start_anyway=False)

    @Slot()
    def _send_anyway(self) -> None:
        self._ask_again(start_anyway=True)

    def _ask_again(self, *, start_anyway: bool) -> None:
        """Start, or ask first if the data come from Production, or may do so, and go to Production."""
        origin, target = self.draft.file_origin, self.draft.target
        possible = [origin] if origin is not None else self.draft.possible_origins
        if target is None or not any(joins_productions(one, target.stage) for one in possible):
            self._send(start_anyway=start_anyway)
            return
        source = tr_text(origin_place(origin)) if origin is not None else None
        place = tr_text(destination(target.environment.name, target.connection.name))
        host = target.environment.address.host_and_port  # as the origin has it
        question = ProductionQuestion(self, source, place, host)
        question.confirmed.connect(lambda: self._send(start_anyway=start_anyway))
        question.open()

    def _send(self, *, start_anyway: bool) -> None:
        token, draft = self._review.token(), self.draft
        if token is None or draft.environment is None or draft.checked is None:
            return  # another choice was made while the question was open
        plan = ImportPlan(
            draft.environment.address,
            draft.checked,
            draft.complete(),
            draft.environment,
            start_anyway=start_anyway,
            reference=draft.reference,
            origin=draft.file_origin,
            possible_origins=tuple(draft.possible_origins),
        )
        self.send(plan.run_id, partial(start_import, self.services.context, plan, token))

    def show_failure(self, error: DmmError) -> None:
        """Show why nothing was started; a file that has changed is checked again."""
        if isinstance(error, FileChanged):
            self.go_to(1)
            self._file.check_again(error)
        else:
            super().show_failure(error)

    @Slot()
    def show_draft(self) -> None:
        """Update everything except the page that changed the draft."""
        if self._replacement not in (None, self._choice):
            self._replacement = None
            self.notice.hide()
        super().show_draft()

    def steps(self) -> tuple[Step, ...]:
        """File, options and review, with the choices made."""
        draft = self.draft
        what: tuple[StepAnswer, ...] = ()
        if draft.zip_path is not None:
            what = (StepAnswer(shown_name(draft.zip_path)),)
            if draft.checked is not None:
                icon, tone = check_mark(draft, draft.checked)
                words = tr_text(found(draft.checked))
                if tone is Tone.OK:
                    words = self.tr("All rows checked")
                elif tone is Tone.MUTED:
                    words = self.tr("Checking…") if draft.is_checking else self.tr("Check stopped")
                what += (StepAnswer(words, tone, icon),)
        mode = self.tr("Append, new ids") if draft.append else self.tr("Keep ids")
        how = (StepAnswer(mode),) if self.number >= 2 else ()
        return (Step(self.tr("File"), what), Step(self.tr("Options"), how), Step(self.tr("Review and start")))
