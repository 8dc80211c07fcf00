"""The JSON configuration of an export: a form for its documented fields, a file, or an earlier export."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot

from ...core.execution_type import ExecutionType
from ...core.runs import Run
from ..formats import moment
from ..run_words import has_settings
from ..run_words import place as place_of
from ..services.app_services import AppServices
from ..services.system_dialogs import SystemDialogs
from ..start_wizard.configuration_editor import ConfigurationEditor
from ..widgets.buttons import Button
from ..widgets.context_menu import ContextMenu
from .export_draft import ExportDraft
from .export_form import ExportForm

_EARLIER = 15  # exports that are offered


class ExportEditor(ConfigurationEditor):
    """Shows the documented fields, and offers the configurations of earlier exports."""

    draft: ExportDraft

    def __init__(self, services: AppServices, draft: ExportDraft, dialogs: SystemDialogs) -> None:
        super().__init__(services, draft, dialogs)
        self._runs = services.runs
        self._form = ExportForm(draft)
        self._earlier = Button(self.tr("Earlier exports…"), "earlier_exports", icon_name="clock")
        self._earlier.setAccessibleDescription(self.tr("Opens a menu"))
        self._earlier.clicked.connect(self._offer_earlier)
        self._form.changed.connect(self._take_value)
        services.runs.list_changed.connect(self.show_earlier)
        self.lay_out(self._form, [self._earlier])
        self.show_earlier()

    def focus_first(self) -> None:
        """Focus the button that loads a configuration; if one lists entities, focus these, so that Enter goes on."""
        if not self._form.focus_entities():
            super().focus_first()

    def show_values(self) -> None:
        """Show the values of the documented fields."""
        self._form.show_values()

    def overridden_words(self, chosen: str) -> str:
        """The sentence that the chosen source is sent."""
        return self.tr("{name} will be sent, as chosen on the Source page.").format(name=chosen)

    def following_words(self) -> str:
        """The sentence about the connection."""
        return self.tr("The connection follows the choice on the Source page.")

    def is_complete(self) -> bool:
        """Whether the configuration can be sent and lists entities; if not, show the field with its error."""
        if not super().is_complete():
            return False
        self._form.show_values()
        problem = self._form.first_problem(bool(self._earlier_exports()))
        if problem is not None:
            self.choose_form()
            self.wanted.emit(problem)
        return problem is None

    @Slot()
    def show_earlier(self) -> None:
        """Offer the earlier exports, if there are any."""
        self._earlier.setVisible(bool(self._earlier_exports()))

    def _earlier_exports(self) -> list[Run]:
        runs = (view.run for view in self._runs.runs)
        return [run for run in runs if run.type is ExecutionType.EXPORT and has_settings(run)][:_EARLIER]

    @Slot()
    def _offer_earlier(self) -> None:
        menu = ContextMenu("earlier_exports_menu", self)
        for run in self._earlier_exports():
            parts = (place_of(run), moment(run.created_at), run.reference)
            words = ", ".join(part for part in parts if part).replace("&", "&&")
            menu.add(words, f"earlier_export_{run.id}", partial(self.take, run.configuration))
        menu.open_below(self._earlier)

    @Slot()
    def _take_value(self) -> None:
        self._form.show_values()
        self.changed.emit()
