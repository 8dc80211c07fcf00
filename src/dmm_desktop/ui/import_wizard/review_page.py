"""Last page of an import: a summary of it, what the check found, and earlier imports of the zip."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot

from ...core.environment import Destination, Environment
from ...core.errors import DmmError, WrongInput
from ...core.execution_type import ExecutionType
from ...core.outcomes import outcome_words
from ...core.presets import ImportPreset
from ...core.run_state import RunState
from ...core.runs import Run
from ...core.text import Text, counted
from ...operations.check_zip import CheckedZip, Severity
from ..formats import moment
from ..messages import shown_name, tr_text
from ..run_words import file_name, unfinished_sentence
from ..run_words import place as place_of
from ..services.app_services import AppServices
from ..services.environment_controller import EnvironmentController
from ..services.system_dialogs import SystemDialogs
from ..services.tracked_run import TrackedRun
from ..start_wizard.start_page import StartPage
from ..theme.tokens import Tone
from ..widgets.banner import Banner
from ..widgets.buttons import Link
from ..widgets.fields import in_a_row
from .check_sheet import CheckSheetSaving
from .check_words import consequence_words, saved_words
from .draft import Draft
from .other_zip import OtherZipBanner
from .preset_dialog import PresetDialog
from .summary_card import SummaryCard


def earlier_imports(runs: list[TrackedRun], draft: Draft, environments: EnvironmentController) -> list[TrackedRun]:
    """The ``runs`` (newest first) that the user should know about before starting this import, the most important
    first: imports of the same file that may be running, running imports of other files, then earlier imports of the
    same file.

    What counts is the server: an environment whose address has changed since is a different one, and one with another
    name may be the same.
    """
    environment, checked = draft.environment, draft.checked
    if environment is None or checked is None:
        return []

    def rank(view: TrackedRun) -> int | None:
        run = view.run
        is_same = is_same_file(run, checked)
        if run.type is not ExecutionType.IMPORT or not environments.is_at(run, environment):
            return None
        if not run.state.is_final:
            return 0 if is_same and run.connection == draft.connection else 1
        if not is_same or run.connection != draft.connection or run.imports_nothing:
            return None
        return 0 if run.state.is_recordable and not run.state.is_unstarted else 2

    ranks = {view.run.id: rank(view) for view in runs}
    return sorted((view for view in runs if ranks[view.run.id] is not None), key=lambda view: ranks[view.run.id] or 0)


def is_same_file(run: Run, checked: CheckedZip) -> bool:
    """Whether a run has sent this zip: by its hash once all of it was read, until then by name and size."""
    if checked.sha256 and run.zip_sha256:
        return run.zip_sha256 == checked.sha256
    return (file_name(run), run.zip_size) == (shown_name(checked.path), checked.size)


class ReviewPage(StartPage):
    """Shows everything before the import starts. ``findings_wanted``: the user wants to see what the check found."""

    findings_wanted = Signal()

    draft: Draft

    def __init__(self, services: AppServices, draft: Draft, dialogs: SystemDialogs) -> None:
        super().__init__(services, draft, dialogs)
        self._saving = CheckSheetSaving(services, dialogs, self)
        self._card = SummaryCard()
        self._errors = Banner("check_errors", action_name="show_findings")
        self._other = OtherZipBanner("other_zip_review")
        self._earlier = Banner("earlier_import")
        self._sheet = Link(self.tr("Save check sheet…"), "save_check_sheet")
        self._keep = Link(self.tr("Save as preset…"), "save_as_preset")
        self.lay_out(self._card, [self._errors, self._other], [self._earlier])
        self.form.add_below(in_a_row(self._sheet, self._keep))
        self._sheet.clicked.connect(self._save_sheet)
        self._keep.clicked.connect(self._save_preset)
        self._errors.action.connect(self.findings_wanted)
        services.runs.run_changed.connect(self._tell_of_runs)
        services.day_change.changed.connect(self._tell_of_runs)

    def show_choices(self, target: Destination) -> bool:
        """Show the choices made; returns False if they are not complete."""
        draft = self.draft
        if draft.checked is None:
            return False
        environment = target.environment
        try:
            self._card.show_draft(draft, self.services.environments.place(environment))
        except WrongInput:
            return False
        self._show_runs()
        self._show_errors(draft.checked)
        self._other.show_draft(draft)
        self._show_earlier_import()
        return True

    @property
    def warnings(self) -> frozenset[str]:
        """What the page warns of: the ids of earlier imports, and the names of values in the card."""
        earlier = earlier_imports(self.services.runs.runs, self.draft, self.services.environments)
        return frozenset([*(view.run.id for view in earlier), *self._card.warnings])

    def receiver(self) -> Destination | None:
        """The destination."""
        return self.draft.target

    def hint_for_name(self) -> str:
        """The sentence that asks for the name of the destination."""
        return self.tr("Type {name} to confirm that this import goes to Production.")

    def promise(self, place: str) -> str:
        """The sentence about records that are imported."""
        promise = (
            self.tr("Nothing has been imported yet. Imported records stay in {name}, even if you stop the import.")
            if self.was_refused
            else self.tr("Nothing has been sent yet. Imported records stay in {name}, even if you stop the import.")
        )
        return promise.format(name=place)

    def blocked_words(self, environment: Environment) -> str:
        """The sentence that nothing can be imported into an environment."""
        return self.tr("You cannot import into {name} yet.").format(name=environment.name)

    def _show_errors(self, checked: CheckedZip) -> None:
        """Say what the errors mean, if the check has found any."""
        self._errors.setVisible(checked.blocks)
        if checked.blocks:
            number = checked.count(Severity.ERROR)
            problem = counted("The check found 1 error.", "The check found {n} errors.", number)
            advice = " ".join((consequence_words(checked), self.tr("Correct the zip, or start anyway.")))
            self._errors.show_message(Tone.ERR, tr_text(problem), advice, action=self.tr("Show findings"))

    @Slot()
    def _tell_of_runs(self) -> None:
        """Update what is said about other runs: one has progressed or ended, or another day has begun."""
        if self.isVisible() and self.draft.environment is not None:
            self._show_runs()
            self._other.show_draft(self.draft)
            self._show_earlier_import()

    def _show_runs(self) -> None:
        runs = [view.run for view in self.services.runs.runs]
        self._card.show_runs(self.draft, runs, self.services.environments.environments)

    def _show_earlier_import(self) -> None:
        """Warn about the most important of these imports, and say how many more there are."""
        earlier = earlier_imports(self.services.runs.runs, self.draft, self.services.environments)
        if not earlier:
            self._earlier.hide()
            return
        problem, advice = self._earlier_words(earlier[0])
        if len(earlier) > 1:
            advice += " " + tr_text(
                counted("1 more import may matter.", "{n} more imports may matter.", len(earlier) - 1)
            )
        self._earlier.show_message(Tone.WARN, problem, advice)

    def _earlier_words(self, view: TrackedRun) -> tuple[str, str]:
        run, when, name = view.run, moment(view.run.created_at), place_of(view.run)
        if run.lacks_results:
            return unfinished_sentence(view), self.tr("Check its outcome first.")
        if not run.state.is_final:
            return unfinished_sentence(view), self.tr("Wait until it has ended, or stop it first.")
        checked = self.draft.checked
        is_certain = checked is not None and bool(checked.sha256 and run.zip_sha256)
        if run.state.is_unsettled:
            unknown = self.tr("A file with this name and size was sent to {name} {when}, and its outcome is unknown.")
            if is_certain:
                unknown = self.tr("This file was sent to {name} {when}, and its outcome is unknown.")
            return unknown.format(name=name, when=when), self.tr("It may be running. Check its outcome first.")
        if run.state is RunState.FOUND_STARTED:
            found = self.tr(
                "A file with this name and size was sent to {name} {when}, and a user found that the import had "
                "started."
            )
            if is_certain:
                found = self.tr("This file was sent to {name} {when}, and a user found that the import had started.")
            return found.format(name=name, when=when), self.tr("It may be running. Check its outcome first.")
        sent = self.tr("A file with this name and size was sent to {name} {when}.")
        if is_certain:
            sent = self.tr("This file was sent to {name} {when}.")
        sent = sent.format(name=name, when=when)
        outcome = self.tr("Outcome: {outcome}.").format(outcome=tr_text(outcome_words(run)))
        advice = self.tr("Check its outcome first.")
        if run.state.is_unstarted:
            advice = self.tr("This was not checked with the server.")
        elif self.draft.append and not run.may_be_another:
            advice = self.tr("Append mode would duplicate the records that were imported then.")
        return sent, f"{outcome} {advice}"

    @Slot()
    def _save_sheet(self) -> None:
        """Save what an auditor files: the results of the check, for this destination and reference."""
        self._know_token()
        self._saving.ask(self.draft, (), self.window(), on_saved=self._show_saved, on_failure=self._fail_saving)

    @Slot()
    def _save_preset(self) -> None:
        """Ask for the name of a preset of these choices."""
        environment, last = self.draft.environment, self.draft.preset
        if environment is None:
            return
        self._know_token()
        name = last.name if last is not None and last.environment_id == environment.id else ""
        try:
            preset = ImportPreset.of(environment, name, self.draft.complete())
        except WrongInput as error:
            self._fail_saving(error)
            return
        dialog = PresetDialog(self.services, preset, self.window(), is_stored=False)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._show_preset)
        dialog.open()

    def _know_token(self) -> None:
        """Hide a token that was entered but not sent, which is not yet known as a secret, in what is saved."""
        self.services.context.secrets.add_text(self._token.text())

    @Slot(object)
    def _show_preset(self, preset: ImportPreset) -> None:
        self.draft.preset = preset
        self.banner.show_message(
            Tone.OK,
            self.tr("The preset “{name}” was saved.").format(name=preset.name),
            self.tr("Presets… on the first page offers it."),
            dismissible=True,
        )

    def _show_saved(self, path: Path, unread: Text | None) -> None:
        tone, words = saved_words(unread)
        message = self.tr("{name} was saved.").format(name=shown_name(path))
        self.banner.show_saved(path, self._dialogs, message, words, tone=tone)

    def _fail_saving(self, error: DmmError) -> None:
        self.banner.show_error(error, dismissible=True)
