"""*Edit note*: what the user wants to remember of a run."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QWidget

from ...core.errors import DmmError
from ...core.runs import Run
from ...core.text import MAX_NOTE
from ..error_banner import ErrorBanner
from ..run_words import run_title
from ..services.app_services import AppServices
from ..widgets.buttons import Button, ButtonKind
from ..widgets.dialog import Dialog, form_column
from ..widgets.fields import FormRows
from ..widgets.line_field import LineField


class NoteDialog(Dialog):
    """Edits the note of a run, and stores it."""

    def __init__(self, services: AppServices, run: Run, parent: QWidget) -> None:
        super().__init__(parent)
        self._services, self._run_id = services, run.id
        self.setObjectName("note_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Note on: {run}").format(run=run_title(run)))
        self._banner = ErrorBanner("note_banner")
        hint = self.tr("It is kept on this computer, found by the search, and part of the report. Never enter a key.")
        self._note = LineField("run_note", self.tr("Note"), hint=hint)
        self._note.edit.setMaxLength(MAX_NOTE)
        self._note.set_text(run.note)
        self._note.edit.selectAll()
        form = FormRows()
        form.add_row(self.tr("Note"), self._note)
        self._save = Button(self.tr("Save"), "save_note", kind=ButtonKind.PRIMARY, large=True)
        self._save.setDefault(True)
        cancel = Button(self.tr("Cancel"), "cancel_note", kind=ButtonKind.FLAT, large=True)
        self.lay_out(form_column(self._banner, form), QSize(560, 180), [cancel, self._save])
        self._note.setFocus()
        self._note.changed.connect(self._banner.hide)
        self._save.clicked.connect(self._store)
        cancel.clicked.connect(self.reject)

    @Slot()
    def _store(self) -> None:
        self._banner.hide()
        withdraw = self._services.runs.save_note(
            self._run_id, self._note.text(), owner=self, on_success=self.accept, on_failure=self._failed
        )
        self.wait_for(withdraw, self._save, self.tr("Saving…"), self._banner)

    def _failed(self, error: DmmError) -> None:
        self.end_wait()
        self._banner.show_error(error)
