"""Gives a preset its name, and asks before one is removed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QWidget

from ...core.environment_names import MAX_NAME, name_key, tidy_name
from ...core.errors import DmmError
from ...core.presets import ImportPreset, PresetNameTaken
from ..error_banner import ErrorBanner
from ..messages import tr_text
from ..services.app_services import AppServices
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button, ButtonKind
from ..widgets.containers import Surface, set_surface
from ..widgets.dialog import Dialog, Question, form_column
from ..widgets.fields import FormRows
from ..widgets.labels import WrappedLabel
from ..widgets.line_field import LineField

_SIZE = QSize(520, 240)


class PresetDialog(Dialog):
    """Asks for the name of a new preset, which may replace one of the same environment; or, with ``is_stored``, for
    another name of a stored one. ``saved`` (ImportPreset): as it is stored now."""

    saved = Signal(object)

    def __init__(self, services: AppServices, preset: ImportPreset, parent: QWidget, *, is_stored: bool) -> None:
        super().__init__(parent)
        self._controller, self._preset, self._is_stored = services.environments, preset, is_stored
        self.setObjectName("preset_dialog")
        self.setWindowTitle(self.tr("Rename preset") if is_stored else self.tr("Save as preset"))
        set_surface(self, Surface.BASE)
        self._banner = ErrorBanner("preset_banner")
        about = WrappedLabel(
            self.tr(
                "A preset keeps destination, options and configuration. The zip, the one-time token and the name that "
                "is typed for Production are asked for each time."
            )
        )
        set_role(about, Role.BODY, Tone.MUTED)
        self._name = LineField("preset_name", self.tr("Preset name"))
        self._name.edit.setMaxLength(MAX_NAME)
        self._save = Button(self.tr("Save preset"), "save_preset", kind=ButtonKind.PRIMARY, large=True)
        self._save.setDefault(True)
        cancel = Button(self.tr("Cancel"), "cancel_preset", kind=ButtonKind.FLAT, large=True)
        form = FormRows()
        form.add_row(self.tr("Preset name"), self._name)
        self.lay_out(form_column(self._banner, about, form), _SIZE, [cancel, self._save])
        self._name.changed.connect(self._show_replaced)
        self._save.clicked.connect(self._begin)
        cancel.clicked.connect(self.reject)
        self._name.set_text(preset.name)
        self._name.edit.selectAll()
        self._name.edit.setFocus()

    def _other(self) -> ImportPreset | None:
        """The stored preset that has the name already."""
        saved, key = self._controller.find(self._preset.environment_id), name_key(self._name.text())
        presets = saved.presets if saved is not None else ()
        return next((one for one in presets if name_key(one.name) == key and not self._is_own(one)), None)

    def _is_own(self, preset: ImportPreset) -> bool:
        return self._is_stored and preset.name == self._preset.name

    @Slot()
    def _show_replaced(self) -> None:
        """Say that a preset will be replaced."""
        other = None if self._is_stored else self._other()
        words = self.tr("This replaces the preset “{name}”.").format(name=other.name) if other is not None else ""
        self._name.set_hint(words, tone=Tone.WARN if words else None)
        self._save.set_content(self.tr("Replace preset") if words else self.tr("Save preset"))

    @Slot()
    def _begin(self) -> None:
        self._banner.hide()
        name, other = tidy_name(self._name.text()), self._other()
        if not name:
            self._name.set_error(self.tr("Enter a name."))
            self._name.edit.setFocus()
            return
        if self._is_stored and other is not None:
            self._name.set_error(tr_text(PresetNameTaken(other.name).sentences))
            self._name.edit.setFocus()
            return
        replaced = self._preset.name if self._is_stored else other.name if other is not None else ""
        preset = replace(self._preset, name=name)

        def saved() -> None:
            self.saved.emit(preset)
            self.accept()

        withdraw = self._controller.save_preset(preset, replaced, owner=self, on_success=saved, on_failure=self._failed)
        self.wait_for(withdraw, self._save, self.tr("Saving…"), self._banner)

    def _failed(self, error: DmmError) -> None:
        self.end_wait()
        self._banner.show_error(error)
        self.grow(self._banner)


class RemovePresetQuestion(Question):
    """Asks before a preset is removed. ``confirmed``: remove it."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__("remove_preset_question", parent)
        self.ask(
            self.tr("Remove preset"),
            self.tr("Remove the preset “{name}”?").format(name=name),
            self.tr("Its configuration is deleted here. Runs stay in the list, and nothing changes on the server."),
        )
        self.offer((self.tr("Remove"), "remove_preset", "trash"), (self.tr("Keep"), "keep_preset"))
