"""Third page: new ids or those of the file, and the JSON configuration as form and as text, in step."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dmm_desktop.core.configuration import APPEND_FIELD, CONNECTION_FIELD
from dmm_desktop.core.environment import RUNTIME_CONNECTION
from dmm_desktop.core.errors import DmmError, WrongInput
from dmm_desktop.core.names import normal
from dmm_desktop.operations.read_text import read_text

from ..desk.desk import Desk
from ..desk.messages import explanation, shown
from ..look.buttons import Button
from ..look.cells import CellDelegate
from ..look.elided_label import WrappedLabel
from ..look.fields import WIZARD_LABELS, Field, Form
from ..look.line_field import LineField
from ..look.segmented import ViewSwitch
from ..look.surfaces import Hairline
from ..look.tables import Table
from ..look.tokens import Tone
from ..look.type_roles import Role, role_font, set_role
from .draft import Draft
from .other_fields import OtherFields
from .page import Page

_LARGEST = 10_000_000  # bytes of a configuration file


class OptionsPage(Page):
    """The text is what counts: the form shows what it will be with the answers of the pages filled in."""

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__(desk, draft)
        self.heading.setText(self.tr("How should it be imported?"))
        self._append = QRadioButton(self.tr("Append: every record gets a new id"))
        self._append.setObjectName("data_append_mode")
        self._append.setAccessibleName(self.tr("Data append mode"))
        self._keep = QRadioButton(self.tr("Keep the ids of the file"))
        self._keep.setObjectName("keep_ids")
        self._keep.setAccessibleName(self.tr("Keep ids"))
        self._append_note, self._keep_note = WrappedLabel(), WrappedLabel()
        self._source = QLabel()
        set_role(self._source, Role.BODY, Tone.MUTED)
        self._load = Button(self.tr("Load from file…"), "load_configuration", icon_name="folder")
        self._switch = ViewSwitch(
            "configuration_view", self.tr("View"), [("form_view", self.tr("Form")), ("json_view", self.tr("JSON"))]
        )
        self._connection = LineField("destination_connection", self.tr("Destination connection"))
        self._mode = LineField("append_mode", self.tr("Append mode"))
        self._others = OtherFields(self)
        self._text = QPlainTextEdit()
        self._text.setObjectName("configuration")
        self._text.setAccessibleName(self.tr("Configuration"))
        self._text.setFont(role_font(Role.FIXED))
        self._text.setTabChangesFocus(True)
        self._text_field = Field(self._text)
        self._views = QStackedWidget()
        self._lay_out()
        self._connect()

    def enter(self) -> None:
        """Show the configuration as it is now."""
        (self._append if self.draft.append else self._keep).setChecked(True)
        environment = self.draft.environment
        name = environment.name if environment else ""
        self._append_note.setText(self.tr("Records that are already in {name} stay as they are.").format(name=name))
        self._show_keep_note()
        self._show_form()
        self._show_text()
        self._append.setFocus() if self.draft.append else self._keep.setFocus()

    def is_complete(self) -> bool:
        """Whether the configuration can be sent."""
        try:
            self.draft.complete()
        except WrongInput as error:
            self._switch.choose(1)
            self._text_field.set_error(f"{shown(error.title)} {explanation(error)}")
            self._text.setFocus()
            return False
        return True

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        modes = QVBoxLayout()
        modes.setSpacing(4)
        title = QLabel(self.tr("Data append mode"))
        set_role(title, Role.NAME)
        modes.addWidget(title)
        for button, note in ((self._append, self._append_note), (self._keep, self._keep_note)):
            group.addButton(button)
            set_role(note, Role.CAPTION, Tone.MUTED)
            note.setContentsMargins(26, 0, 0, 6)
            modes.addWidget(button)
            modes.addWidget(note)
        heading = QLabel(self.tr("Configuration"))
        set_role(heading, Role.NAME)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(heading)
        bar.addWidget(self._source)
        bar.addStretch(1)
        bar.addWidget(self._load)
        bar.addWidget(self._switch)
        self._views.addWidget(self._make_form())
        self._views.addWidget(self._text_field)
        self._text_field.layout().setStretch(0, 1)  # type: ignore[union-attr]
        self.column.addLayout(modes)
        self.column.addWidget(Hairline())
        self.column.addLayout(bar)
        self.column.addWidget(self._views, 1)

    def _make_form(self) -> QWidget:
        page = QWidget()
        form = Form(label_width=WIZARD_LABELS)
        self._connection.set_read_only(
            self.tr("Set on the page Destination. Sent as {field}.").format(field=CONNECTION_FIELD)
        )
        self._mode.set_read_only(self.tr("Set above. Sent as {field}.").format(field=APPEND_FIELD))
        form.add_row(self.tr("Destination connection"), self._connection)
        form.add_row(self.tr("Append mode"), self._mode)
        title, note = QLabel(self.tr("Other fields")), QLabel(self.tr("They are sent as they are."))
        set_role(title, Role.LABEL)
        set_role(note, Role.BODY, Tone.MUTED)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(title)
        row.addWidget(note)
        row.addStretch(1)
        table = Table("other_fields", self.tr("Other fields"), framed=True, roles=(Role.FIXED,))
        table.setModel(self._others)
        for column in (0, 1):
            table.setItemDelegateForColumn(column, CellDelegate(table, Role.FIXED))
            table.setColumnWidth(column, 260)
        column_of_page = QVBoxLayout(page)
        column_of_page.setContentsMargins(0, 0, 0, 0)
        column_of_page.setSpacing(12)
        column_of_page.addWidget(form)
        column_of_page.addLayout(row)
        column_of_page.addWidget(table, 1)
        return page

    def _connect(self) -> None:
        self._append.toggled.connect(self._set_append)
        self._load.clicked.connect(self._ask)
        self._switch.chosen.connect(self._show_view)
        self._switch.listen_in(self)
        self._text.textChanged.connect(self._take_text)

    @Slot(bool)
    def _set_append(self, append: bool) -> None:
        self.draft.append = append
        self._show_keep_note()
        self._show_form()
        self._show_text()
        self.changed.emit()

    def _show_keep_note(self) -> None:
        """The rule is documented for migrations only, so it is said and not enforced."""
        if self.draft.connection == RUNTIME_CONNECTION:
            note = self.tr("For migrations into the Runtime Connection, DMM documents that ids cannot be kept.")
        else:
            note = self.tr("The rows of every file have to be ordered by id.")
        self._keep_note.setText(note)

    @Slot(object)
    def _show_view(self, view: int) -> None:
        if view == 0:
            self._show_form()
        self._views.setCurrentIndex(view)

    def _show_form(self) -> None:
        try:
            others = self.draft.other_fields()
        except WrongInput:
            return
        self._connection.set_text(self.draft.connection)
        self._mode.set_text(self.tr("Yes") if self.draft.append else self.tr("No"))
        self._others.show(others)
        name = self.draft.configuration_name
        self._source.setText(self.tr("from {file}").format(file=name) if name else "")

    def _show_text(self) -> None:
        """The whole configuration as it will be sent, unless the text cannot be used and has to stay as it is."""
        try:
            fields = self.draft.fields()
        except WrongInput:
            return
        content = json.dumps(fields, indent=2, ensure_ascii=False)
        if content != self._text.toPlainText():
            self._text.blockSignals(True)
            self._text.setPlainText(content)
            self._text.blockSignals(False)

    @Slot()
    def _take_text(self) -> None:
        self.draft.configuration = self._text.toPlainText()
        self._text_field.set_error("")
        self._take_append()

    def _take_append(self) -> None:
        """The text may say whether ids are kept; the answer above follows it."""
        try:
            given = json.loads(self.draft.configuration)
        except ValueError:
            return
        if isinstance(given, dict):
            wanted = next((value for name, value in given.items() if normal(name) == normal(APPEND_FIELD)), None)
            if isinstance(wanted, bool) and wanted != self.draft.append:
                self.draft.append = wanted
                self._append.blockSignals(True)
                (self._append if wanted else self._keep).setChecked(True)
                self._append.blockSignals(False)
                self._show_keep_note()
                self.changed.emit()

    @Slot()
    def _ask(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Load configuration"), "", self.tr("JSON files (*.json);;All files (*)")
        )
        if path:
            self.load(Path(path))

    def load(self, path: Path) -> None:
        """Read the configuration from a file."""

        def read(content: str) -> None:
            self.draft.configuration, self.draft.configuration_name = content, path.name
            self._text.setPlainText(content)
            self._take_append()
            self._show_text()
            self._show_form()
            self.is_complete()

        self.desk.runner.start(
            ("load configuration", id(self)),
            read_text(path, _LARGEST),
            owner=self,
            on_success=read,
            on_failure=self._show_error,
        )

    def _show_error(self, error: DmmError) -> None:
        self._switch.choose(1)
        self._text_field.set_error(f"{shown(error.title)} {explanation(error)}")
