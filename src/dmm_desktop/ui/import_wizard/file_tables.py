"""The tables of the file page: the findings of the check, and the entities in the zip."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from ...core.text import counted
from ...operations.check_zip import CheckedZip, EntityFiles, Finding, Severity
from ..formats import file_size, number
from ..messages import tr_text
from ..theme.tokens import Tone
from ..theme.type_roles import Role, role_font
from ..widgets.labels import WrappedLabel
from ..widgets.painting import Index, text_width
from ..widgets.tables import CellDelegate, CellRole, Table, TwoLineDelegate

#: The icons of :func:`check_tone`.
ICONS = {Tone.OK: "ok", Tone.WARN: "warn", Tone.ERR: "error"}


def check_tone(checked: CheckedZip) -> Tone:
    """How bad the worst finding is."""
    return Tone.ERR if checked.errors else Tone.WARN if checked.findings else Tone.OK


def entities_words(checked: CheckedZip) -> str:
    """The number of entities: "7 entities"."""
    return tr_text(counted("1 entity", "{n} entities", len(checked.entities)))


_NONE = QModelIndex()


_CELL_PADDING = 12
_FRAME = 4  # line and padding above and below


class FindingsTable(Table):
    """As high as its rows, if there is room."""

    def __init__(self) -> None:
        super().__init__("findings", "", framed=True, height=44, roles=(Role.BODY, Role.CAPTION))
        self.setAccessibleName(self.tr("Findings"))
        self._model = FindingsModel(self)
        self.setModel(self._model)
        self.setItemDelegateForColumn(1, TwoLineDelegate(self))
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.whole_text = WrappedLabel()
        self.whole_text.setObjectName("finding")
        self.selectionModel().currentChanged.connect(self._show_whole_text)

    def sizeHint(self) -> QSize:
        """Small; the layout gives it the remaining room."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def show_findings(self, checked: CheckedZip | None) -> None:
        """Show the findings of a zip."""
        self._model.show(checked)
        rows = self._model.rowCount()
        height = _FRAME + self.horizontalHeader().sizeHint().height()
        row_height = self.verticalHeader().defaultSectionSize()
        self.setMinimumHeight(height + min(rows, 2) * row_height)
        self.setMaximumHeight(height + rows * row_height)
        self.setVisible(bool(rows))
        self.setCurrentIndex(self._model.index(0, 0))  # the most severe comes first
        self._show_whole_text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the full text if the row is too narrow for it."""
        super().resizeEvent(event)
        self._show_whole_text()

    @Slot()
    def _show_whole_text(self) -> None:
        """Rows have one line; show the selected sentence in full below the table if it is cut."""
        sentence = self._model.index(self.currentIndex().row(), 1).data() or ""
        self.whole_text.setText(sentence)
        room = self.columnWidth(1) - 2 * _CELL_PADDING
        self.whole_text.setVisible(text_width(sentence, role_font(Role.BODY)) > room)


class EntitiesTable(Table):
    """Takes the remaining room."""

    def __init__(self) -> None:
        super().__init__("entities", "", framed=True)
        self.setAccessibleName(self.tr("Entities"))
        self._model = EntitiesModel(self)
        self.setModel(self._model)
        self.setItemDelegateForColumn(0, CellDelegate(self, Role.LABEL))
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(120)

    def sizeHint(self) -> QSize:
        """Small; the layout gives it the remaining room."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def show_entities(self, checked: CheckedZip | None) -> None:
        """Show the entities of a zip."""
        self._model.show(checked)
        self.setVisible(bool(self._model.rowCount()))


class FindingsModel(QAbstractTableModel):
    """One row per finding, and a note on ignored files."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self._ignored: tuple[str, ...] = ()

    def show(self, checked: CheckedZip | None) -> None:
        """Show the findings of a zip."""
        self.beginResetModel()
        self._findings = checked.findings if checked else ()
        self._ignored = checked.ignored if checked else ()
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """Findings and the note."""
        return 0 if parent.isValid() else len(self._findings) + bool(self._ignored)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Severity, finding."""
        return 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The column titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Severity"), self.tr("Finding"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Icon and word of the severity; sentence and place."""
        if not index.isValid():
            return None
        is_note = index.row() >= len(self._findings)
        finding = None if is_note else self._findings[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                part for part in (self._word(finding), self._sentence(finding), self._place(finding)) if part
            )
        if index.column() == 0:
            match role:
                case Qt.ItemDataRole.DisplayRole:
                    return self._word(finding)
                case CellRole.ICON:
                    return "info" if finding is None else _ICONS[finding.severity]
                case CellRole.TONE:
                    return Tone.MUTED if finding is None else _TONES[finding.severity]
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._sentence(finding)
            case CellRole.SECOND_LINE:
                return self._place(finding)
        return None

    def _word(self, finding: Finding | None) -> str:
        if finding is None:
            return self.tr("Note")
        return self.tr("Error") if finding.severity is Severity.ERROR else self.tr("Warning")

    def _sentence(self, finding: Finding | None) -> str:
        if finding is None:
            names = ", ".join(self._ignored[:3])
            return self.tr("{names} is ignored.").format(names=names)
        return tr_text(finding.sentence)

    def _place(self, finding: Finding | None) -> str:
        if finding is None:
            return tr_text(counted("1 entry in the zip", "{n} entries in the zip", len(self._ignored)))
        if not finding.entries:
            return self.tr("Whole file")
        if not finding.file:
            return tr_text(counted("1 entry in the zip", "{n} entries in the zip", len(finding.entries)))
        if finding.line is None:
            return finding.file
        return self.tr("{file}, line {line}").format(file=finding.file, line=number(finding.line))


_ICONS = {Severity.ERROR: "error", Severity.WARNING: "warn"}
_TONES = {Severity.ERROR: Tone.ERR, Severity.WARNING: Tone.WARN}


#: The columns of EntitiesModel that are numbers.
_NUMBERS = (1, 2)


class EntitiesModel(QAbstractTableModel):
    """One row per entity."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._checked: CheckedZip | None = None
        self._found: dict[str, list[Severity]] = {}

    def show(self, checked: CheckedZip | None) -> None:
        """Show the entities of a zip."""
        self.beginResetModel()
        self._checked, self._found = checked, {}
        for finding in checked.findings if checked else ():
            for entry in finding.entries:
                self._found.setdefault(entry, []).append(finding.severity)
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """One row per entity."""
        return 0 if parent.isValid() or self._checked is None else len(self._checked.entities)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Entity, size, records, result."""
        return 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Entity, size, records, result."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Entity"), self.tr("Size"), self.tr("Records"), self.tr("Result"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cells; screen readers get the whole row."""
        if not index.isValid() or self._checked is None:
            return None
        entity = self._checked.entities[index.row()]
        worst = [*self._found.get(entity.structure, ()), *(self._found.get(entity.data, ()) if entity.data else ())]
        if index.column() in _NUMBERS and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if index.column() == 3 and role in (CellRole.ICON, CellRole.ICON_TONE, CellRole.TONE):
            severity = Severity.ERROR if Severity.ERROR in worst else Severity.WARNING if worst else None
            if severity is None:
                return {CellRole.ICON: "ok", CellRole.ICON_TONE: Tone.OK}.get(CellRole(role), Tone.MUTED)
            return _ICONS[severity] if role == CellRole.ICON else _TONES[severity]
        size = file_size(entity.data_size)
        rows = self._records(entity)
        found = tr_text(counted("1 finding", "{n} findings", len(worst))) if worst else self.tr("No findings")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((entity.name, size, self._spoken_records(entity), found))
        return (entity.name, size, rows, found)[index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def _records(self, entity: EntityFiles) -> str:
        if not entity.has_records:
            return number(0)
        return self.tr("Not counted") if entity.records is None else number(entity.records)

    def _spoken_records(self, entity: EntityFiles) -> str:
        if not entity.has_records:
            return self.tr("no records")
        if entity.records is None:
            return self.tr("records not counted")
        return tr_text(counted("1 record", "{n} records", entity.records))
