"""The documented fields of an export as a form, each with its meaning."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from ...core import exact_json
from ...core.errors import WrongInput
from ...core.export_configuration import (
    DATABASE_FIELD,
    ELSEWHERE,
    ENTITIES_FIELD,
    EXPORT_FIELDS,
    FILE_NAME_FIELD,
    PLAIN_FIELD,
    SOURCE_FIELD,
    ExportFieldKind,
)
from ...core.json_fields import as_flag
from ...core.text import counted
from ..messages import tr, tr_text
from ..start_wizard.other_fields import shortened_value
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.access_keys import leave_without_access_keys
from ..widgets.buttons import Link
from ..widgets.fields import WIZARD_LABELS, Field, FormRows
from ..widgets.line_field import LineField
from .export_draft import ExportDraft

_NUMBER_WIDTH, _TEXT_WIDTH = 200, 400  # px
#: The fields that are hidden at first if the configuration has none of them.
_RARE = (
    "ChunkSize",
    "ChunkRecords",
    "KeepChunkSize",
    "ChunkRecordsJustIds",
    "UseQueryByRows",
    "SampleSizeKB",
    "SampleSizeKB4Bin",
    "DeleteExportFile",
)
#: The fields that only matter if a flag is set.
_DEPENDENT = {FILE_NAME_FIELD: "UseNewFileName", "CreateFKConstraints": DATABASE_FIELD} | {
    name: flag for flag, name in ELSEWHERE.items()
}
_LONGEST = 40  # characters of an unexpected value that are quoted


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The label of a row, for a flag the text beside its box, and a hint."""

    label: str
    text: str = ""
    hint: str = ""


class ExportForm(QWidget):
    """Writes what the user enters into the draft. ``changed``: the user has changed a value."""

    changed = Signal()

    def __init__(self, draft: ExportDraft) -> None:
        super().__init__()
        self._draft = draft
        self._words = _field_words()
        self._source = LineField("source_connection", self.tr("Source connection"))
        self._source.set_read_only(self.tr("Set on the Source page. Sent as {field}.").format(field=SOURCE_FIELD))
        self._entities = LineField("export_entities", self.tr("Entities"))
        self._entities.set_read_only(self._entities_hint())
        self._flags: dict[str, Field] = {}
        self._boxes: dict[str, QCheckBox] = {}
        self._lines: dict[str, LineField] = {}
        self._main, self._rare = FormRows(label_width=WIZARD_LABELS), FormRows(label_width=WIZARD_LABELS)
        for words, shown in ((self.tr("Source connection"), self._source), (self.tr("Entities"), self._entities)):
            leave_without_access_keys(self._main.add_row(words, shown))  # nothing is entered there
        leave_without_access_keys(self._rare)  # there are not enough letters
        for name, kind in EXPORT_FIELDS.items():
            self._add(self._rare if name in _RARE else self._main, name, kind)
        self._rare_title = QLabel(self.tr("Chunks"))
        set_role(self._rare_title, Role.NAME)
        self._more = Link(self.tr("More settings"), "more_export_settings")
        self._more.clicked.connect(self._show_rare)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for widget in (self._main, self._more, self._rare_title, self._rare):
            column.addWidget(widget)
        self._set_rare_visible(False)

    def show_values(self) -> None:
        """Show the draft, whose configuration is valid."""
        draft = self._draft
        self._source.set_text(draft.connection)
        count = draft.entities()
        entities = counted("1 entity", "{n} entities", count) if count else None
        self._entities.set_text(tr_text(entities) if entities is not None else self.tr("No entities"))
        for name in self._flags:
            self._show_flag(name)
        for name, line in self._lines.items():
            value = draft.value(name)
            shown = "" if value is None else value if isinstance(value, str) else _as_json(value)
            if line.text() != shown.strip():
                with QSignalBlocker(line):
                    line.set_text(shown)
        for name, flag in _DEPENDENT.items():
            field = self._lines.get(name) or self._flags[name]
            self._main.set_row_visible(field, draft.is_set(flag) or draft.value(name) is not None)
        if any(draft.value(name) is not None for name in _RARE):
            self._set_rare_visible(True)

    def focus_entities(self) -> bool:
        """Focus the number of entities. Returns False if there are none, or if another view is shown."""
        try:
            has_any = bool(self._draft.entities())
        except WrongInput:
            return False
        if has_any and self.isVisible():
            self._entities.control.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def first_problem(self, has_earlier: bool) -> Field | None:
        """The first field that keeps the export from being started, with its error; None if there is none. The error
        advises to choose an earlier export if the user has any."""
        draft = self._draft
        for field in (self._entities, *self._lines.values()):
            field.set_error("")
        if not draft.entities():
            if has_earlier:
                words = self.tr(
                    "The configuration lists no entities. Load one downloaded from DMM, or choose an earlier export."
                )
            else:
                words = self.tr("The configuration lists no entities. Load one downloaded from DMM.")
            self._entities.set_error(words)
            return self._entities
        for flag, name in (*ELSEWHERE.items(), ("UseNewFileName", FILE_NAME_FIELD)):
            if draft.is_set(flag) and not self._lines[name].text():
                self._lines[name].set_error(self._missing(name))
                return self._lines[name]
        wrong = draft.wrong_number()
        if wrong is not None:
            self._set_rare_visible(True)
            self._lines[wrong].set_error(self.tr("Enter a whole number, such as 20000."))
            return self._lines[wrong]
        return None

    def _entities_hint(self) -> str:
        hint = self.tr("Choose them in DMM, and download the configuration there. Sent as {field}.")
        return hint.format(field=ENTITIES_FIELD)

    def _missing(self, name: str) -> str:
        if name == FILE_NAME_FIELD:
            return self.tr("Enter the name of the zip.")
        if name == ELSEWHERE["ExportToFileSystemPath"]:
            return self.tr("Enter the folder that receives the data.")
        return self.tr("Enter the connection that receives the data.")

    def _add(self, form: FormRows, name: str, kind: ExportFieldKind) -> None:
        words, object_name = self._words[name], f"field_{name}"
        hint = self._with_name(name, words.hint)
        if kind is ExportFieldKind.FLAG:
            box = QCheckBox(words.text)
            box.setObjectName(object_name)
            box.setAccessibleName(words.text)
            box.toggled.connect(lambda is_set: self._take_flag(name, is_set))
            self._boxes[name] = box
            self._flags[name] = field = Field(box, hint=hint)
            leave_without_access_keys(form.add_row(words.label, field))  # the box has one
            return
        self._lines[name] = line = LineField(object_name, words.label, hint=hint)
        line.edit.setAcceptDrops(False)  # the wizard accepts dropped files instead
        line.changed.connect(lambda: self._take_text(name))
        form.add_row(words.label, line, width=_NUMBER_WIDTH if kind is ExportFieldKind.NUMBER else _TEXT_WIDTH)

    def _with_name(self, name: str, hint: str) -> str:
        sent = self.tr("Sent as {field}.").format(field=name)
        return f"{hint} {sent}" if hint else sent

    def _show_flag(self, name: str) -> None:
        value, box = self._draft.value(name), self._boxes[name]
        is_set = as_flag(value) if value is not None else False
        with QSignalBlocker(box):
            box.setChecked(is_set is True)
        hint, tone = self._words[name].hint, None
        if is_set is None:
            hint = self.tr("The configuration has {value} here, which is sent as written.")
            hint, tone = hint.format(value=shortened_value(_as_json(value), _LONGEST)), Tone.WARN
        elif is_set and name == PLAIN_FIELD:
            hint, tone = self.tr("It is assumed that DMM cannot import a zip in this format."), Tone.WARN
        elif is_set and name in ELSEWHERE:
            hint = self.tr("There will be no zip to save here.")
        self._flags[name].set_hint(self._with_name(name, hint), tone=tone)

    def _take_flag(self, name: str, is_set: bool) -> None:
        self._draft.set_flag(name, is_set)
        self.changed.emit()

    def _take_text(self, name: str) -> None:
        self._draft.set_text(name, self._lines[name].text())
        self.changed.emit()

    @Slot()
    def _show_rare(self) -> None:
        self._set_rare_visible(True)
        self._lines[_RARE[0]].edit.setFocus()

    def _set_rare_visible(self, is_visible: bool) -> None:
        self._more.setVisible(not is_visible)
        self._rare_title.setVisible(is_visible)
        self._rare.setVisible(is_visible)


def _as_json(value: object) -> str:
    return exact_json.write(value, ensure_ascii=False)


def _field_words() -> dict[str, FieldWords]:
    """What the form says about each field [documented, except where it says that something is assumed]."""
    return {
        "OnlyExportStructure": FieldWords(tr("Records"), tr("Structure only, without records")),
        PLAIN_FIELD: FieldWords(tr("Format"), tr("For Excel"), tr("Applies to a zip.")),
        "SmartOSSYSDataExport": FieldWords(
            tr("System tables"),
            tr("Only referenced ossys_ records"),
            tr("Those that foreign keys of the entities refer to."),
        ),
        "UseNewFileName": FieldWords(tr("File name"), tr("Choose the name of the zip")),
        FILE_NAME_FIELD: FieldWords(
            tr("Name of the zip"),
            hint=tr("{placeholder} becomes date and time: YYYYMMDD_hhmmss.").format(placeholder="{date}"),
        ),
        DATABASE_FIELD: FieldWords(tr("Database"), tr("Export to a database instead of a zip")),
        "DestinationDBConnection": FieldWords(tr("Database connection")),
        "CreateFKConstraints": FieldWords(tr("Foreign keys"), tr("Create the foreign key constraints")),
        "ExportToSFTP": FieldWords(tr("SFTP"), tr("Export to an SFTP connection")),
        "DestinationSFTPConnection": FieldWords(tr("SFTP connection")),
        "ExportToFileSystemPath": FieldWords(tr("Folder"), tr("Export to a folder")),
        "DestinationFileSystemPath": FieldWords(
            tr("Path of the folder"), hint=tr("It is assumed to be a folder of the server.")
        ),
        "ChunkSize": FieldWords(
            tr("Chunk size (KB)"), hint=tr("At most. 0 means 100,000 directly from a database, 12,500 over REST.")
        ),
        "ChunkRecords": FieldWords(tr("Records per chunk"), hint=tr("At most. 0 means 20,000.")),
        "KeepChunkSize": FieldWords(tr("Constant size"), tr("Always the same number of records per chunk")),
        "ChunkRecordsJustIds": FieldWords(
            tr("Ids per chunk"), hint=tr("For instructions with ids only. Without it, 200,000.")
        ),
        "UseQueryByRows": FieldWords(tr("Query"), tr("Use a query by rows to get the chunks")),
        "SampleSizeKB": FieldWords(
            tr("Sample size (KB)"), hint=tr("Of the chunk from which the size of a table is calculated.")
        ),
        "SampleSizeKB4Bin": FieldWords(tr("Binary sample (KB)"), hint=tr("The same for tables with binary data.")),
        "DeleteExportFile": FieldWords(
            tr("File on the server"), tr("Delete it after saving"), tr("From the disk, once it is in the database.")
        ),
    }
