"""Last page of an export: a summary of it, and what it writes into."""

from __future__ import annotations

from ...core.environment import Destination, Environment
from ...core.errors import WrongInput
from ...core.sentence_parts import destination
from ..messages import tr_text
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
        self._written = Banner("writes_into_database")
        self.lay_out(self._card, notices=[self._written, self._plain, self._elsewhere])

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
        self._show_written()
        return True

    def receiver(self) -> Destination | None:
        """The database that the export writes into."""
        environment = self.draft.environment
        try:
            name = self.draft.database()
        except WrongInput:
            return None
        return self.services.environments.destination(environment, name) if environment is not None and name else None

    def hint_for_name(self) -> str:
        """The sentence that asks for the name of the database's connection."""
        return self.tr("Type {name} to confirm that this export writes into it.")

    def _show_written(self) -> None:
        """Warn about a database that the export writes into, if it is Production or its stage is not known."""
        receiver = self.receiver()
        saved = self.services.environments.find(receiver.environment.id) if receiver is not None else None
        if receiver is None or saved is None:
            self._written.hide()
            return
        name = receiver.connection.name
        if saved.connection(name) is None:
            self._written.show_message(
                Tone.WARN,
                self.tr("It is not known whether {name} is Production.").format(name=name),
                self.tr(
                    "This export writes into it. To say what it is, add it to {environment} as a connection."
                ).format(environment=receiver.environment.name),
            )
            return
        self._written.setVisible(self.is_guarded)
        if self.is_guarded:
            place = tr_text(destination(receiver.environment.name, name))
            self._written.show_message(
                Tone.WARN,
                self.tr("This export writes into {name}, which is Production.").format(name=place),
                self.tr("Records that it has written stay there, even if you stop the export."),
            )

    def promise(self, place: str) -> str:
        """The sentence that nothing has started, whatever was exported from there before."""
        return self.tr("This export from {name} has not started yet.").format(name=place)

    def blocked_words(self, environment: Environment) -> str:
        """The sentence that nothing can be exported from an environment."""
        return self.tr("You cannot export from {name} yet.").format(name=environment.name)
