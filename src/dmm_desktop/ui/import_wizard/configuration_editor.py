"""Edits the JSON configuration of an import as form or text, synchronized; unknown fields are kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ...core import exact_json
from ...core.configuration import APPEND_FIELD, CONNECTION_FIELD, JsonField
from ...core.errors import DmmError, WrongInput
from ...core.job import Job
from ...core.spreadsheet import pasteable
from ...core.text import counted
from ...operations.read_configuration import (
    GivenConfiguration,
    given_configuration,
    parse_configuration,
    read_configuration,
)
from ..formats import file_size
from ..messages import explanation, tr_text
from ..services.app_services import AppServices
from ..services.system_dialogs import Purpose, SystemDialogs
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.banner import Banner
from ..widgets.buttons import Button
from ..widgets.containers import SplitRow
from ..widgets.copyable_table import CopyableTable
from ..widgets.fields import WIZARD_LABELS, Field, FormRows
from ..widgets.labels import ElidedLabel
from ..widgets.line_field import LineField
from ..widgets.painting import Index
from ..widgets.tables import CellDelegate
from ..widgets.view_switch import ViewSwitch
from .draft import Draft
from .json_edit import JsonEdit

_NONE = QModelIndex()
_PREVIEW, _COPIED = 500, 64 * 1024  # characters of a name or value in the form, and in a copy
_HIGHEST = 16_000_000  # px; Qt's own limit is a little higher
#: Maximum length of a text that the editor shows in full, in characters. Laying out or parsing a longer text would
#: block the window for too long.
_EDITABLE = 128 * 1024
_BEGINNING = 8 * 1024  # characters of a longer text that are shown


class OtherFieldsTable(CopyableTable):
    """Lists the other fields; hidden if there are none."""

    copies_all = False

    def __init__(self) -> None:
        super().__init__("other_fields", "", framed=True, roles=(Role.FIXED,))
        self.setAccessibleName(self.tr("Other fields"))
        self._model = OtherFields(self)
        self.setModel(self._model)
        self.setMinimumHeight(90)
        self.horizontalHeader().resizeSection(2, 160)
        for column in (0, 1):
            self.setItemDelegateForColumn(column, CellDelegate(self, Role.FIXED))
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegateForColumn(2, CellDelegate(self, tone=Tone.MUTED))

    def sizeHint(self) -> QSize:
        """A small size; the layout adds the remaining space."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def show_fields(self, fields: tuple[JsonField, ...]) -> None:
        """Show these fields; hide the table if there are none."""
        self._model.show(fields)
        self.setVisible(bool(fields))
        rows = self.verticalHeader().defaultSectionSize() * len(fields)
        self.setMaximumHeight(min(self.horizontalHeader().sizeHint().height() + rows + 4, _HIGHEST))


class OtherFields(QAbstractTableModel):
    """The fields not set by any page: name, value, type. Of a long name or value, only the beginning."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields: tuple[JsonField, ...] = ()

    def show(self, fields: tuple[JsonField, ...]) -> None:
        """Show these fields."""
        self.beginResetModel()
        self._fields = fields
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """One row per field."""
        return 0 if parent.isValid() else len(self._fields)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Field, value, type."""
        return 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The column titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Field"), self.tr("Value"), self.tr("Type"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cells; screen readers get the whole row."""
        if not index.isValid():
            return None
        field = self._fields[index.row()]
        value = field.value(_PREVIEW + 1)
        cells = (_shortened(field.name), _shortened(value), self._type_of(value))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(cells)
        return cells[index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def as_text(self, rows: Sequence[int]) -> str:
        """These rows for a spreadsheet, with more of each value than is shown."""
        cells = [[self.tr("Field"), self.tr("Value"), self.tr("Type")]]
        for row in rows:
            name, value = self._fields[row].name, self._fields[row].value(_COPIED + 1)
            cells.append([_shortened(name, _COPIED), _shortened(value, _COPIED), self._type_of(value)])
        return pasteable(cells)

    def _type_of(self, value: str) -> str:
        """The JSON type of a value, from its first character."""
        types = {
            "{": self.tr("Object"),
            "[": self.tr("List"),
            '"': self.tr("Text"),
            "t": self.tr("Yes or no"),
            "f": self.tr("Yes or no"),
            "n": self.tr("null"),
        }
        return types.get(value[0], self.tr("Number"))


def _shortened(content: str, most: int = _PREVIEW) -> str:
    return content if len(content) <= most else f"{content[:most]}…"


_FORM, _JSON = 0, 1


class ConfigurationEditor(QWidget):
    """The text is authoritative: the form shows it with the choices of the pages filled in.

    ``changed``: the user has changed the text, and perhaps ``draft.append`` with it.
    """

    changed = Signal()

    def __init__(self, services: AppServices, draft: Draft, dialogs: SystemDialogs) -> None:
        super().__init__()
        self._services = services
        self._draft = draft
        self._dialogs = dialogs
        self._source = ElidedLabel()
        set_role(self._source, Role.BODY, Tone.MUTED)
        self._load = Button(self.tr("Load from file…"), "load_configuration", icon_name="folder")
        self._switch = ViewSwitch(
            "configuration_view", self.tr("View"), [("form_view", self.tr("Form")), ("json_view", self.tr("JSON"))]
        )
        self._reading: object | None = None  # the latest job that reads a configuration
        self._banner = Banner("configuration_banner")
        self._too_large = Banner("configuration_too_large")
        self._connection = LineField("destination_connection", self.tr("Destination connection"))
        self._mode = LineField("append_mode", self.tr("Append mode"))
        self._others = OtherFieldsTable()
        self._text = JsonEdit("configuration", self.tr("Configuration"), _EDITABLE)
        self._text_field = Field(self._text)
        self._views = QStackedWidget()
        self._lay_out()
        self._load.clicked.connect(self._ask)
        self._switch.chosen.connect(self._show_view)
        self._text.textChanged.connect(self._take_text)
        self._text.refused.connect(self._refuse_text)

    def listen_in(self, page: QWidget) -> None:
        """Switch the view with Ctrl+Tab anywhere in ``page``."""
        self._switch.listen_in(page)

    def show_draft(self) -> None:
        """Show the configuration as it will be sent; invalid text stays as written."""
        given = self._draft.configuration
        self._source.setText(self._source_words())
        content = self._text_to_show()
        is_whole = len(content) <= _EDITABLE
        shown = content if is_whole else content[:_BEGINNING]
        if shown != self._text.toPlainText():
            with QSignalBlocker(self._text):
                self._text.setPlainText(shown)
        self._text.setReadOnly(not is_whole)
        self._too_large.setVisible(not is_whole)
        if not is_whole:
            size = file_size(given.size)
            self._too_large.show_message(
                Tone.INFO,
                self.tr("{file} is too large to edit here: {size}.").format(file=given.file_name, size=size)
                if given.file_name
                else self.tr("The configuration is too large to edit here: {size}.").format(size=size),
                self.tr("Only its beginning is shown. All of it is sent, with the fields set in this wizard."),
            )
        self._show_form()

    def _text_to_show(self) -> str:
        """The text as it will be sent, indented; the given text if that is invalid or too large to edit."""
        given = self._draft.configuration
        if len(given.text) > _EDITABLE:
            return given.text
        try:
            return exact_json.write(exact_json.read(self._draft.complete().json_text), indent=2, ensure_ascii=False)
        except WrongInput:
            return given.text

    def _source_words(self) -> str:
        if self._reading is not None:
            return self.tr("Reading the configuration…")
        name = self._draft.configuration.file_name
        return self.tr("from {file}").format(file=name) if name else ""

    def is_complete(self) -> bool:
        """Whether the configuration has been read and can be sent; if it cannot, show the text with the error."""
        if self._reading is not None:
            return False
        try:
            self._draft.complete()
        except WrongInput as error:
            self._switch.choose(_JSON)
            self._show_error(error)
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return True

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Configuration"))
        set_role(heading, Role.NAME)
        self._source.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bar = SplitRow([heading, self._source], [self._load, self._switch])
        self._views.addWidget(self._make_form())
        text_page = QWidget()
        text_column = QVBoxLayout(text_page)
        text_column.setContentsMargins(0, 0, 0, 0)
        text_column.setSpacing(8)
        text_column.addWidget(self._too_large)
        text_column.addWidget(self._text_field, 1)
        self._views.addWidget(text_page)
        self._text_field.let_grow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(bar)
        column.addWidget(self._banner)
        column.addWidget(self._views, 1)

    def _make_form(self) -> QWidget:
        form = FormRows(label_width=WIZARD_LABELS)
        self._connection.set_read_only(
            self.tr("Set on the Destination page. Sent as {field}.").format(field=CONNECTION_FIELD)
        )
        self._mode.set_read_only(self.tr("Set above. Sent as {field}.").format(field=APPEND_FIELD))
        form.add_row(self.tr("Destination connection"), self._connection)
        form.add_row(self.tr("Append mode"), self._mode)
        title, self._others_note = QLabel(self.tr("Other fields")), QLabel()
        set_role(title, Role.LABEL)
        set_role(self._others_note, Role.BODY, Tone.MUTED)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(title)
        row.addWidget(self._others_note)
        row.addStretch(1)
        page = QWidget()
        column_of_page = QVBoxLayout(page)
        column_of_page.setContentsMargins(0, 0, 0, 0)
        column_of_page.setSpacing(12)
        column_of_page.addWidget(form)
        column_of_page.addLayout(row)
        column_of_page.addWidget(self._others, 1)
        column_of_page.addStretch(0)
        return page

    def _show_form(self) -> None:
        """Show the form and a note about the text; hide both while the text is invalid."""
        draft = self._draft
        try:
            others, overridden = draft.other_fields(), draft.overridden_connection()
        except WrongInput:
            self._banner.hide()
            self._text_field.set_hint("")
            return
        self._connection.set_text(draft.connection)
        self._mode.set_text(self.tr("Yes") if draft.append else self.tr("No"))
        self._others.show_fields(others)
        self._others_note.setText(self.tr("Sent unchanged.") if others else self.tr("None."))
        valid = tr_text(counted("Valid JSON, 1 field.", "Valid JSON, {n} fields.", len(others) + 2))
        note = self.tr("Connection and append mode follow the choices on these pages.")
        self._text_field.set_hint(f"{valid} {note}", tone=Tone.OK)
        if overridden:
            self._banner.show_message(
                Tone.WARN,
                self.tr("The configuration names the connection {name}.").format(name=_shortened(overridden)),
                self.tr("{name} will be sent, as chosen on the Destination page.").format(name=draft.connection),
            )
        else:
            self._banner.hide()

    @Slot(object)
    def _show_view(self, view: int) -> None:
        """Switch the view; stay with the text while it is invalid."""
        if view == _JSON or self._reading is not None or self.is_complete():
            self.show_draft()
            self._views.setCurrentIndex(view)

    @Slot()
    def _take_text(self) -> None:
        self._reading = None  # typed text takes precedence over a file still being read
        self._draft.take_configuration(given_configuration(self._text.toPlainText()))
        self._source.setText("")
        self._text_field.set_error("")
        self._show_form()
        self.changed.emit()

    @Slot()
    def _refuse_text(self) -> None:
        self._banner.show_message(
            Tone.WARN,
            self.tr("The pasted text is too large to edit here."),
            self.tr("Save it as a file, and load that file."),
            dismissible=True,
        )

    @Slot()
    def _ask(self) -> None:
        kinds = self.tr("JSON files (*.json);;All files (*)")
        title = self.tr("Load configuration")
        self._dialogs.ask_for_file(self, title, kinds, self.load, purpose=Purpose.CONFIGURATION)

    def load(self, path: Path) -> None:
        """Load the configuration from a file."""
        self._start(partial(read_configuration, path))

    def take(self, content: str) -> None:
        """Use the configuration of an earlier import."""
        if len(content) <= _EDITABLE:
            self._draft.take_configuration(given_configuration(content))
        else:
            self._start(partial(parse_configuration, content))

    def _start(self, job: Job[GivenConfiguration]) -> None:
        """Read a configuration in a job. A later job, or a change of the text, takes precedence over one still
        running."""
        self._reading = reading = object()
        self._source.setText(self._source_words())

        def read(given: GivenConfiguration) -> None:
            if self._reading is not reading:
                return
            self._reading = None
            self._draft.take_configuration(given)
            self._text_field.set_error("")
            self.show_draft()
            self.is_complete()
            self.changed.emit()

        def failed(error: DmmError) -> None:
            if self._reading is not reading:
                return
            self._banner.show_message(Tone.ERR, tr_text(error.title), explanation(error), dismissible=True)

        def ended() -> None:
            if self._reading is reading:
                self._reading = None
                self._source.setText(self._source_words())

        self._services.runner.start(
            ("read configuration", reading), job, owner=self, on_success=read, on_failure=failed, on_end=ended
        )

    def _show_error(self, error: DmmError) -> None:
        self._text_field.set_error(tr_text(error.sentences))
