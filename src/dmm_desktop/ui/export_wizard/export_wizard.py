"""The wizard for an export: its pages and steps, and the start."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from ...core.errors import WrongInput
from ...core.export_configuration import PLAIN_FIELD, STRUCTURE_FIELD
from ...core.runs import Run
from ...core.text import counted
from ...operations.start_export import ExportPlan, start_export
from ..drops import accept_copy, dropped_configuration
from ..messages import tr_text
from ..services.app_services import AppServices
from ..services.system_dialogs import SystemDialogs
from ..start_wizard.start_wizard import StartWizard, WizardWords
from ..start_wizard.steps import Step, StepAnswer
from ..theme.tokens import Tone
from .configuration_page import ConfigurationPage
from .export_draft import ExportDraft
from .export_review import ExportReview
from .source_page import SourcePage


class ExportWizard(StartWizard):
    """Asks for source and configuration, and starts the export."""

    draft: ExportDraft

    def __init__(
        self, services: AppServices, parent: QWidget | None = None, dialogs: SystemDialogs | None = None
    ) -> None:
        draft = ExportDraft()
        super().__init__(services, draft, "export_wizard", parent)
        dialogs = dialogs or services.dialogs
        self._source = SourcePage(services, draft)
        self._configuration = ConfigurationPage(services, draft, dialogs)
        self._review = ExportReview(services, draft, dialogs)
        self.lay_out_pages(self._source, (self._configuration,), self._review)

    def words(self) -> WizardWords:
        """What the frame says about an export."""
        return WizardWords(
            title=self.tr("Export data"),
            start=self.tr("Start export"),
            discard_question=self.tr("Discard this export?"),
            discard_consequence=self.tr("No export is started, and your entries are not kept."),
            discard_button=self.tr("Discard export"),
        )

    def start_words(self, place: str, host: str) -> str:
        """Where the export reads from."""
        return self.tr("Reads from {place} on {host}").format(place=place, host=host)

    def repeat(self, run: Run) -> None:
        """Preselect everything a run was started with."""
        self.go_to(0)
        self._source.choose_again(run)
        self._configuration.editor.take(run.configuration)

    def cancel_jobs(self) -> None:
        """Nothing: a configuration that is still being read is ignored."""

    def dropEvent(self, event: QDropEvent) -> None:
        """Use a configuration, and show it."""
        if self.is_starting or not accept_copy(event):
            return
        path = dropped_configuration(event.mimeData())
        self.notice.hide()
        if path is None:
            problem = self.tr("Drop one JSON file: the configuration of an export.")
            self.notice.show_message(Tone.WARN, problem, dismissible=True)
            return
        self._configuration.editor.load(path)
        if self.draft.target is not None:
            self.go_to(1)

    def start_checked(self) -> None:
        """Start the export."""
        token, environment = self._review.token(), self.draft.environment
        if token is None or environment is None:
            return
        configuration, reference = self.draft.complete(), self.draft.reference
        plan = ExportPlan(environment.address, configuration, environment, reference=reference)
        self.send(plan.run_id, partial(start_export, self.services.context, plan, token))

    def steps(self) -> tuple[Step, ...]:
        """Configuration and review, with the choices made."""
        return (Step(self.tr("Configuration"), self._answers()), Step(self.tr("Review and start")))

    def _answers(self) -> tuple[StepAnswer, ...]:
        draft = self.draft
        try:
            count, only_structure, is_plain = draft.entities(), draft.is_set(STRUCTURE_FIELD), draft.is_set(PLAIN_FIELD)
            leaves_zip = not draft.places()
        except WrongInput:
            return ()
        if not count:
            return ()
        answers = [StepAnswer(tr_text(counted("1 entity", "{n} entities", count)))]
        if only_structure:
            answers.append(StepAnswer(self.tr("Structure only")))
        if not leaves_zip:
            answers.append(StepAnswer(self.tr("No zip to save")))
        elif is_plain:
            answers.append(StepAnswer(self.tr("For Excel"), Tone.WARN, "warn"))
        return tuple(answers)
