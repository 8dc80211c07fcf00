"""First page of an import: the connection that receives the records."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ...core.environment import Destination
from ...core.presets import ImportPreset
from ...core.sentence_parts import destination
from ..messages import tr_text
from ..services.app_services import AppServices
from ..start_wizard.target_page import TargetPage, TargetWords
from .draft import Draft
from .preset_button import PresetButton


class DestinationPage(TargetPage):
    """Shows the destinations. The connection that the file was exported from is marked; only the user chooses it.
    ``preset_chosen`` (ImportPreset)."""

    preset_chosen = Signal(object)

    draft: Draft

    def __init__(self, services: AppServices, draft: Draft) -> None:
        super().__init__(services, draft)
        presets = PresetButton(services, draft, self)
        presets.chosen.connect(self.preset_chosen)
        presets.failed.connect(lambda error: self.banner.show_error(error, dismissible=True))
        self.buttons.insertWidget(self.buttons.indexOf(self._new) + 1, presets)

    def choose_preset(self, preset: ImportPreset) -> None:
        """Preselect the connection of a preset; or say that it is missing, or that the file was exported from it."""
        saved = self.services.environments.find(preset.environment_id)
        found = saved.connection(preset.connection) if saved is not None else None
        if saved is not None and found is not None and self._is_origin(Destination(saved.environment, found)):
            words = self.tr(
                "The preset “{preset}” is for {place}, where the export came from. Choose where the data should go."
            )
            place = tr_text(destination(saved.environment.name, preset.connection))
            self.choose_none(words.format(preset=preset.name, place=place))
            return
        if saved is None or (found is not None and found.receives):
            self.choose(preset.environment_id, preset.connection)
            return
        words = self.tr(
            "The preset “{preset}” is for {connection}, but {name} has no such connection that receives records. "
            "Choose where the data should go."
        )
        name = saved.environment.name
        self.choose_none(words.format(preset=preset.name, connection=preset.connection, name=name))

    def words(self) -> TargetWords:
        """What the page says about destinations."""
        return TargetWords(
            kind="destination",
            step=self.tr("Destination"),
            list_name=self.tr("Destinations"),
            heading=self.tr("Where should the data go?"),
            hint=self.tr("Choose the connection that receives the records."),
            choose=self.tr("Choose where the data should go."),
            add=self.tr("Add the environment you want to import into."),
            missing=self.tr("{name} is not in the list. Choose where the data should go."),
            unusable=self.tr("{name} is a Data Source: it cannot receive data. Choose where the data should go."),
            moved=self.tr(
                "The earlier import was sent to {before}, but {name} is now {now}. Choose where the data should go."
            ),
        )

    def remark(self, target: Destination) -> str:
        """Whether the file was exported from there."""
        return self.tr("The export came from here") if self._is_origin(target) else ""

    def warning(self, target: Destination) -> str:
        """What an import of an export into its source does."""
        if not self._is_origin(target):
            return ""
        return self.tr("The export came from here. Append mode would duplicate its records.")

    def take_origin(self) -> None:
        """Another file was chosen: do not preselect the connection that it was exported from."""
        if self.must_ask and self.draft.target is not None and self._is_origin(self.draft.target):
            self.ask()
        self.show_remarks()

    def _is_origin(self, target: Destination) -> bool:
        origin = self.draft.file_origin
        return origin is not None and origin.is_from(target)
