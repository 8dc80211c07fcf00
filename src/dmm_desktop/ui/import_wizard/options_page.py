"""Third page: new ids or those of the file, and the JSON configuration."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton

from ...core.environment import RUNTIME_CONNECTION
from ...core.sentence_parts import destination
from ..messages import tr_text
from ..services.app_services import AppServices
from ..services.system_dialogs import SystemDialogs
from ..start_wizard.page import Page
from ..theme.icons import SMALL
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role, set_tone
from ..widgets.containers import Hairline
from ..widgets.focus_ring import RING_MARGIN
from ..widgets.labels import IconLabel, WrappedLabel
from .draft import Draft
from .import_editor import ImportEditor

_INDENT = 26  # indent of the notes, to the text of the radio buttons


class OptionsPage(Page):
    """The choice of ids always matches the append mode in the configuration."""

    draft: Draft

    def __init__(self, services: AppServices, draft: Draft, dialogs: SystemDialogs) -> None:
        super().__init__(services, draft)
        self.heading.setText(self.tr("How should it be imported?"))
        self._append_words = self.tr("Append: every record gets a new id")
        self._append = self._choice("data_append_mode", self._append_words, self.tr("Data append mode"))
        self._keep = self._choice("keep_ids", self.tr("Keep the ids of the file"))
        self._append_note, self._keep_note, self._keep_icon = WrappedLabel(), WrappedLabel(), IconLabel(SMALL)
        self.editor = ImportEditor(services, draft, dialogs)
        self.editor.listen_in(self)
        self._lay_out()
        self._append.toggled.connect(self._set_append)
        self.editor.changed.connect(self._follow_configuration)

    def enter(self) -> None:
        """Show the draft, and focus the chosen radio button."""
        environment = self.draft.environment
        where = destination(environment.name if environment else "", self.draft.connection)
        note = self.tr("Asks DMM to add the records to those in {place}.").format(place=tr_text(where))
        self._append_note.setText(note)
        self._append.setAccessibleDescription(f"{self._append_words}. {note}")
        self._show_answer()
        self.editor.show_draft()
        (self._append if self.draft.append else self._keep).setFocus(Qt.FocusReason.OtherFocusReason)

    def is_complete(self) -> bool:
        """Whether the configuration can be sent."""
        return self.editor.is_complete()

    @staticmethod
    def _choice(object_name: str, text: str, accessible_name: str = "") -> QRadioButton:
        button = QRadioButton(text)
        button.setObjectName(object_name)
        button.setAccessibleName(accessible_name or text)
        return button

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        for button in (self._append, self._keep):
            group.addButton(button)
        for note in (self._append_note, self._keep_note):
            set_role(note, Role.CAPTION, Tone.MUTED)
        title = QLabel(self.tr("Data append mode"))
        set_role(title, Role.NAME)
        grid = QGridLayout()
        grid.setHorizontalSpacing(5)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, _INDENT - 5)
        grid.setColumnStretch(2, 1)
        grid.addWidget(title, 0, 0, 1, 3)
        grid.setRowMinimumHeight(1, 8)
        grid.addWidget(self._append, 2, 0, 1, 3)
        grid.setRowMinimumHeight(3, RING_MARGIN)
        grid.addWidget(self._append_note, 4, 1, 1, 2)
        grid.setRowMinimumHeight(5, 8)
        grid.addWidget(self._keep, 6, 0, 1, 3)
        grid.setRowMinimumHeight(7, RING_MARGIN)
        grid.addWidget(self._keep_icon, 8, 1)
        grid.addWidget(self._keep_note, 8, 2)
        self.column.addLayout(grid)
        self.column.addSpacing(8)
        self.column.addWidget(Hairline())
        self.column.addSpacing(4)
        self.column.addWidget(self.editor, 1)

    def _show_answer(self) -> None:
        with QSignalBlocker(self._append):
            (self._append if self.draft.append else self._keep).setChecked(True)
        self._show_keep_note()

    def _show_keep_note(self) -> None:
        """Show the rule for the Runtime Connection. It is documented for migrations only, so it is not enforced."""
        is_doubtful = self.draft.connection == RUNTIME_CONNECTION
        if is_doubtful:
            note = self.tr("According to DMM's documentation, ids cannot be kept with Runtime Connection (migrations).")
        else:
            note = self.tr("The rows of every file must be ordered by id.")
        is_chosen = is_doubtful and not self.draft.append
        tone = Tone.WARN if is_chosen else Tone.MUTED
        self._keep_note.setText(note)
        set_tone(self._keep_note, tone)
        self._keep_icon.show_icon("warn" if is_chosen else "info", tone)
        self._keep.setAccessibleDescription(note)

    @Slot(bool)
    def _set_append(self, append: bool) -> None:
        self.draft.append = append
        self._show_keep_note()
        self.editor.show_draft()
        self.changed.emit()

    @Slot()
    def _follow_configuration(self) -> None:
        self._show_answer()
        self.changed.emit()
