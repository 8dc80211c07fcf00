"""Last page of an export: a summary, and the one-time token."""

from __future__ import annotations

from ...core.environment import Destination, Environment, Stage
from ...core.errors import WrongInput
from ...core.export_configuration import DATABASE_FIELD, ELSEWHERE
from ..services.app_services import AppServices
from ..services.system_dialogs import SystemDialogs
from ..start_wizard.start_page import StartPage
from ..theme.tokens import Tone
from ..widgets.banner import Banner
from .export_card import ExportCard
from .export_draft import ExportDraft


class ExportReview(StartPage):
    """Shows everything before the export starts."""

    draft: ExportDraft

    def __init__(self, services: AppServices, draft: ExportDraft, dialogs: SystemDialogs) -> None:
        super().__init__(services, draft, dialogs)
        self._card = ExportCard()
        self._plain, self._elsewhere = Banner("plain_export"), Banner("nothing_to_save")
        self._production = Banner("writes_into_production")
        self.lay_out(self._card, notices=[self._production, self._plain, self._elsewhere])

    def show_choices(self, target: Destination) -> bool:
        """Show the choices made; returns False if they are not complete."""
        try:
            configuration = self.draft.complete()
            self._card.show_draft(self.draft, self.services.environments.place(target.environment))
        except WrongInput:
            return False
        self._plain.setVisible(configuration.is_plain)
        if configuration.is_plain:
            self._plain.show_message(
                Tone.WARN,
                self.tr("It is assumed that DMM cannot import a zip for Excel."),
                self.tr("To import the data later, turn off the format for Excel on the Configuration page."),
            )
        self._elsewhere.setVisible(not configuration.leaves_zip)
        if not configuration.leaves_zip:
            self._elsewhere.show_message(
                Tone.INFO,
                self.tr("There will be no zip to save here."),
                self.tr("The configuration sends the data to a database, SFTP or a folder."),
            )
        self._show_production(target.environment)
        return True

    def _show_production(self, environment: Environment) -> None:
        """Warn about a database that the export writes into, if it is known to be Production."""
        name = str(self.draft.value(ELSEWHERE[DATABASE_FIELD]) or "") if self.draft.is_set(DATABASE_FIELD) else ""
        saved = self.services.environments.find(environment.id)
        connection = saved.connection(name.strip()) if saved is not None else None
        receiver = Destination(environment, connection) if connection is not None else None
        is_production = (
            receiver is not None and self.services.environments.strictest(receiver).stage is Stage.PRODUCTION
        )
        self._production.setVisible(is_production)
        if is_production:
            self._production.show_message(
                Tone.WARN,
                self.tr("This export writes into {name}, which is Production.").format(name=name),
                self.tr("Records that it has written stay there, even if you stop the export."),
            )

    def promise(self, place: str) -> str:
        """The sentence that nothing has started, whatever was exported from there before."""
        return self.tr("This export from {name} has not started yet.").format(name=place)

    def blocked_words(self, environment: Environment) -> str:
        """The sentence that nothing can be exported from an environment."""
        return self.tr("You cannot export from {name} yet.").format(name=environment.name)
