"""The menu of presets on the first page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from ...core.environment import SavedEnvironment
from ...core.presets import ImportPreset
from ...core.sentence_parts import destination
from ..messages import tr_text
from ..services.app_services import AppServices
from ..stage import stage_word
from ..widgets.buttons import Button, ButtonKind
from ..widgets.context_menu import ContextMenu, menu_name
from .draft import Draft
from .preset_dialog import PresetDialog, RemovePresetQuestion


class PresetButton(Button):
    """Opens a menu of the presets of all environments, in which the chosen one can also be renamed or removed; hidden
    if there are none. ``chosen`` (ImportPreset); ``failed`` (DmmError): one could not be removed."""

    chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, services: AppServices, draft: Draft, parent: QWidget) -> None:
        super().__init__(self.tr("Presets…"), "presets", icon_name="file", kind=ButtonKind.FLAT, parent=parent)
        self._services, self._draft = services, draft
        self.setAccessibleDescription(self.tr("Opens a menu"))
        self.clicked.connect(self._offer)
        services.environments.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        self.setVisible(any(one.presets for one in self._services.environments.environments))

    @Slot()
    def _offer(self) -> None:
        self.make_menu().open_below(self)

    def make_menu(self) -> ContextMenu:
        """The menu; it is deleted when it closes."""
        menu, number = ContextMenu("presets_menu", self), 0
        for saved in self._services.environments.environments:
            for preset in saved.presets:
                number += 1
                menu.add(self._words(saved, preset, menu), f"preset_{number}", partial(self.chosen.emit, preset))
        own = self._stored()
        if own is not None:
            menu.addSeparator()
            name = menu_name(own.name, menu)
            menu.add(self.tr("Rename “{name}”…").format(name=name), "rename_preset", partial(self._rename, own))
            menu.add(self.tr("Remove “{name}”…").format(name=name), "remove_preset", partial(self._ask_to_remove, own))
        return menu

    def _stored(self) -> ImportPreset | None:
        """The chosen preset, if it still exists."""
        own = self._draft.preset
        saved = self._services.environments.find(own.environment_id) if own is not None else None
        presets = saved.presets if saved is not None else ()
        return next((one for one in presets if own is not None and one.name == own.name), None)

    def _rename(self, preset: ImportPreset) -> None:
        dialog = PresetDialog(self._services, preset, self.window(), is_stored=True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._take)
        dialog.open()

    @Slot(object)
    def _take(self, preset: ImportPreset) -> None:
        self._draft.preset = preset

    def _ask_to_remove(self, preset: ImportPreset) -> None:
        question = RemovePresetQuestion(preset.name, self.window())
        question.confirmed.connect(lambda: self._remove(preset))
        question.open()

    def _remove(self, preset: ImportPreset) -> None:
        self._draft.preset = None
        self._services.environments.remove_preset(preset, owner=self, on_failure=self.failed.emit)

    def _words(self, saved: SavedEnvironment, preset: ImportPreset, menu: QMenu) -> str:
        """Name and destination, with the strictest stage that it may have: "Nightly, Archive (PROD-1), Production"."""
        stage = self._services.environments.destination(saved.environment, preset.connection).stage
        place = tr_text(destination(saved.environment.name, preset.connection))
        return ", ".join([menu_name(preset.name, menu), menu_name(place, menu), stage_word(stage)])
