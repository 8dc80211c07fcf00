"""Edits the JSON configuration of an import as form or text, synchronized; unknown fields are kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ...core import exact_json
from ...core.configuration import APPEND_FIELD, CONNECTION_FIELD
from ...core.errors import DmmError, WrongInput
from ...core.exact_json import Number, write
from ...core.text import counted
from ...operations.read_files import read_text
from ..messages import explanation, tr_text
from ..services.app_services import AppServices
from ..services.system_dialogs import Purpose, SystemDialogs
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.banner import Banner
from ..widgets.buttons import Button
from ..widgets.containers import SplitRow
from ..widgets.fields import WIZARD_LABELS, Field, Form
from ..widgets.labels import ElidedLabel
from ..widgets.line_field import LineField
from ..widgets.painting import Index
from ..widgets.tables import CellDelegate, Table
from ..widgets.view_switch import ViewSwitch
from .draft import Draft
from .json_edit import JsonEdit

_NONE = QModelIndex()


class OtherFieldsTable(Table):
    """Hidden while there are no other fields."""

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
        """Small; the layout gives it the remaining room."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def show_fields(self, fields: dict[str, object]) -> None:
        """Show these fields; hide the table if there are none."""
        self._model.show(fields)
        self.setVisible(bool(fields))
        rows = self.verticalHeader().defaultSectionSize() * len(fields)
        self.setMaximumHeight(self.horizontalHeader().sizeHint().height() + rows + 4)


class OtherFields(QAbstractTableModel):
    """The fields not set by any page: name, value, type."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields: list[tuple[str, object]] = []

    def show(self, fields: dict[str, object]) -> None:
        """Show these fields."""
        self.beginResetModel()
        self._fields = list(fields.items())
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
        name, value = self._fields[index.row()]
        cells = (name, write(value, ensure_ascii=False), self._type_of(value))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(cells)
        return cells[index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def _type_of(self, value: object) -> str:
        if isinstance(value, bool):
            return self.tr("Yes or no")
        if isinstance(value, Number):
            return self.tr("Number")
        if isinstance(value, str):
            return self.tr("Text")
        if isinstance(value, list):
            return self.tr("List")
        return self.tr("Object") if isinstance(value, dict) else self.tr("null")


_LARGEST = 10_000_000  # bytes of a configuration file
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
        self._banner = Banner("configuration_banner")
        self._connection = LineField("destination_connection", self.tr("Destination connection"))
        self._mode = LineField("append_mode", self.tr("Append mode"))
        self._others = OtherFieldsTable()
        self._text = JsonEdit("configuration", self.tr("Configuration"))
        self._text_field = Field(self._text)
        self._views = QStackedWidget()
        self._lay_out()
        self._load.clicked.connect(self._ask)
        self._switch.chosen.connect(self._show_view)
        self._text.textChanged.connect(self._take_text)

    def listen_in(self, page: QWidget) -> None:
        """Switch the view with Ctrl+Tab anywhere in ``page``."""
        self._switch.listen_in(page)

    def show_draft(self) -> None:
        """Show the configuration as it will be sent; invalid text stays as written."""
        draft = self._draft
        name = draft.configuration_name
        self._source.setText(self.tr("from {file}").format(file=name) if name else "")
        try:
            content = exact_json.write(draft.fields(), indent=2, ensure_ascii=False)
        except WrongInput:
            content = draft.configuration
        if content != self._text.toPlainText():
            with QSignalBlocker(self._text):
                self._text.setPlainText(content)
        self._show_form()

    def is_complete(self) -> bool:
        """Whether the configuration can be sent; otherwise show the text with the error."""
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
        self._views.addWidget(self._text_field)
        self._text_field.let_grow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(bar)
        column.addWidget(self._banner)
        column.addWidget(self._views, 1)

    def _make_form(self) -> QWidget:
        form = Form(label_width=WIZARD_LABELS)
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
        """Show the form and a note on the text; neither while the text is invalid."""
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
                self.tr("The configuration names the connection {name}.").format(name=overridden),
                self.tr("{name} will be sent, as chosen on the Destination page.").format(name=draft.connection),
            )
        else:
            self._banner.hide()

    @Slot(object)
    def _show_view(self, view: int) -> None:
        """Switch the view; invalid text has no form."""
        if view == _JSON or self.is_complete():
            self.show_draft()
            self._views.setCurrentIndex(view)

    @Slot()
    def _take_text(self) -> None:
        self._draft.take_configuration(self._text.toPlainText())
        self._source.setText("")
        self._text_field.set_error("")
        self._show_form()
        self.changed.emit()

    @Slot()
    def _ask(self) -> None:
        kinds = self.tr("JSON files (*.json);;All files (*)")
        title = self.tr("Load configuration")
        self._dialogs.ask_for_file(self, title, kinds, self.load, purpose=Purpose.CONFIGURATION)

    def load(self, path: Path) -> None:
        """Load the configuration from a file."""

        def read(content: str) -> None:
            self._draft.take_configuration(content, path.name)
            self._text_field.set_error("")
            self.show_draft()
            self.is_complete()
            self.changed.emit()

        def failed(error: DmmError) -> None:
            self._banner.show_message(Tone.ERR, tr_text(error.title), explanation(error), dismissible=True)

        self._services.runner.start(
            ("load configuration", path),
            partial(read_text, path, _LARGEST),
            owner=self,
            on_success=read,
            on_failure=failed,
        )

    def _show_error(self, error: DmmError) -> None:
        self._text_field.set_error(tr_text(error.sentences))
