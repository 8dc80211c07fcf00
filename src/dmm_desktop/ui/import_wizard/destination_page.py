"""First page of an import: the connection that receives the records."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ...core.environment import Destination, Environment, SavedEnvironment
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
        """Preselect the connection of a preset, or say why not."""
        saved = self.services.environments.find(preset.environment_id)
        reason = self._why_not(preset, saved) if saved is not None else ""
        if reason:
            self.choose_none(reason)
        else:
            self.choose(preset.environment_id, preset.connection)

    def _why_not(self, preset: ImportPreset, saved: SavedEnvironment) -> str:
        """Why the connection of a preset is not preselected: the environment has another address now, the file was
        exported from the connection, or that is missing. "" if nothing speaks against it."""
        environment, found = saved.environment, saved.connection(preset.connection)
        if not environment.may_be(Environment("", "", preset.address)):
            words = self.tr(
                "The preset “{preset}” was saved for {before}, but {name} is now {now}. Choose where the data should "
                "go."
            )
            now = str(environment.address)
            return words.format(preset=preset.name, before=preset.address, name=environment.name, now=now)
        if found is not None and self._is_origin(Destination(environment, found)):
            words = self.tr(
                "The preset “{preset}” is for {place}, where the export came from. Choose where the data should go."
            )
            place = tr_text(destination(environment.name, preset.connection))
            return words.format(preset=preset.name, place=place)
        if found is not None and found.receives:
            return ""
        words = self.tr(
            "The preset “{preset}” is for {connection}, but {name} has no such connection that receives records. "
            "Choose where the data should go."
        )
        return words.format(preset=preset.name, connection=preset.connection, name=environment.name)

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
