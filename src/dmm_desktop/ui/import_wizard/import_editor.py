"""The JSON configuration of an import: its form shows what the pages set."""

from __future__ import annotations

from ...core.configuration import APPEND_FIELD, CONNECTION_FIELD
from ..services.app_services import AppServices
from ..services.system_dialogs import SystemDialogs
from ..start_wizard.configuration_editor import ConfigurationEditor
from ..widgets.fields import WIZARD_LABELS, FormRows
from ..widgets.line_field import LineField
from .draft import Draft


class ImportEditor(ConfigurationEditor):
    """Shows destination and append mode, which other controls set. A change of the text may change ``draft.append``."""

    draft: Draft

    def __init__(self, services: AppServices, draft: Draft, dialogs: SystemDialogs) -> None:
        super().__init__(services, draft, dialogs)
        self._connection = LineField("destination_connection", self.tr("Destination connection"))
        self._mode = LineField("append_mode", self.tr("Append mode"))
        self._connection.set_read_only(
            self.tr("Set on the Destination page. Sent as {field}.").format(field=CONNECTION_FIELD)
        )
        self._mode.set_read_only(self.tr("Set above. Sent as {field}.").format(field=APPEND_FIELD))
        form = FormRows(label_width=WIZARD_LABELS)
        form.add_row(self.tr("Destination connection"), self._connection)
        form.add_row(self.tr("Append mode"), self._mode)
        self.lay_out(form)

    def show_values(self) -> None:
        """Show the choices of the pages."""
        self._connection.set_text(self.draft.connection)
        self._mode.set_text(self.tr("Yes") if self.draft.append else self.tr("No"))

    def overridden_words(self, chosen: str) -> str:
        """The sentence that the chosen destination is sent."""
        return self.tr("{name} will be sent, as chosen on the Destination page.").format(name=chosen)

    def following_words(self) -> str:
        """The sentence about connection and append mode."""
        return self.tr("Connection and append mode follow the choices on these pages.")
