"""The table of the entities in a zip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QHeaderView

from ...core.spreadsheet import pasteable
from ...core.text import counted
from ...operations.check_zip import CheckedZip, EntityFiles, EntityResult
from ..formats import file_size, number
from ..messages import tr_text
from ..theme.tokens import Tone
from ..theme.type_roles import Role
from ..widgets.copyable_table import CopyableTable
from ..widgets.painting import Index
from ..widgets.rows_model import AT_END, RowsModel
from ..widgets.tables import CellRole, NameDelegate
from .check_words import SEVERITY_ICONS, SEVERITY_TONES

ENTITY, SIZE, ROWS, COLUMNS, SEPARATOR, QUOTES, ENCODING, LINE_ENDS, STRUCTURE, RESULT = range(10)
_LINE_ENDS = {"\r\n": "CR LF", "\n": "LF", "\r": "CR"}
_ENCODINGS = {"utf-8-sig": "UTF-8 (BOM)"}


class EntitiesModel(RowsModel[EntityResult]):
    """One row per entity."""

    numbers = (SIZE, ROWS, COLUMNS)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[int, tuple[str, ...]] = {}  # the cells of the rows that views have asked for
        self._is_running = True

    def show(self, checked: CheckedZip | None, *, is_running: bool) -> None:
        """Show the entities of a zip. ``is_running``: the check goes on."""
        was_running, self._is_running = self._is_running, is_running
        self._shown.clear()
        self.renew(checked.entity_results if checked is not None else ())
        if is_running != was_running and self.rows:
            self.dataChanged.emit(self.index(0, RESULT), self.index(len(self.rows) - 1, RESULT))

    def columnCount(self, parent: Index | None = None) -> int:
        """Name, sizes, how the data is written, structure, result."""
        return 10

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell; screen readers get the whole row."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cells_of(index.row())[column]
            case Qt.ItemDataRole.AccessibleTextRole:
                spoken = (
                    row.entity.name,
                    file_size(row.entity.data_size),
                    self._spoken_records(row),
                    self._result(row),
                )
                return ", ".join(spoken)
            case Qt.ItemDataRole.TextAlignmentRole if column in self.numbers:
                return AT_END
            case CellRole.ICON if column == RESULT:
                return SEVERITY_ICONS[row.worst] if row.worst else self._icon_of(row)
            case CellRole.ICON_TONE if column == RESULT:
                return SEVERITY_TONES[row.worst] if row.worst else Tone.OK if row.is_over else Tone.MUTED
            case CellRole.TONE if column == RESULT:
                return SEVERITY_TONES[row.worst] if row.worst else Tone.MUTED
        return None

    def as_text(self, rows: Sequence[int]) -> str:
        """These rows for a spreadsheet."""
        return pasteable([self.titles(), *map(self._cells_of, rows)])

    def titles(self) -> tuple[str, ...]:
        """The titles of the columns."""
        return (
            self.tr("Entity"),
            self.tr("Size"),
            self.tr("Records"),
            self.tr("Columns"),
            self.tr("Separator"),
            self.tr("Quoting"),
            self.tr("Encoding"),
            self.tr("Line ends"),
            self.tr("Structure"),
            self.tr("Result"),
        )

    def _cells_of(self, row: int) -> tuple[str, ...]:
        if row not in self._shown:
            self._shown[row] = self._cells(self.rows[row])
        return self._shown[row]

    def _cells(self, row: EntityResult) -> tuple[str, ...]:
        entity = row.entity
        facts = entity.facts
        columns = number(len(facts.columns)) if facts is not None and facts.columns else ""
        return (
            entity.name,
            file_size(entity.data_size) if entity.data else "",
            self._records(row),
            columns,
            *self._written(entity),
            self._structure(entity),
            self._result(row),
        )

    def _written(self, entity: EntityFiles) -> tuple[str, str, str, str]:
        """Separator, quoting, encoding and line ends, as far as they are known."""
        facts = entity.facts
        if facts is None or facts.dialect is None:
            return "", "", "", ""
        dialect = facts.dialect
        separators = {None: self.tr("Unclear"), "": self.tr("One column"), "\t": self.tr("Tab")}
        quotes = (*(("N'…'",) if facts.has_text else ()), *(('"…"',) if dialect.quotes else ()))
        encodings = _ENCODINGS | {"single-byte": self.tr("Single-byte")}
        line_ends = _LINE_ENDS | {"mixed": self.tr("Mixed"), "": ""}
        return (
            separators.get(dialect.separator, dialect.separator or ""),
            ", ".join(quotes) or self.tr("Not quoted"),
            encodings.get(dialect.encoding, dialect.encoding.upper()),
            line_ends.get(dialect.line_end, ""),
        )

    def _structure(self, entity: EntityFiles) -> str:
        if not entity.structure:
            return self.tr("Missing")
        return self.tr("Read") if entity.attributes else self.tr("Opaque")

    def _result(self, row: EntityResult) -> str:
        if row.findings:
            return tr_text(counted("1 finding", "{n} findings", row.findings))
        if row.is_over:
            return self.tr("No findings")
        return self.tr("Checking…") if self._is_running else self.tr("Check stopped")

    def _icon_of(self, row: EntityResult) -> str:
        return "ok" if row.is_over else "clock" if self._is_running else "stopped"

    def _records(self, row: EntityResult) -> str:
        entity = row.entity
        if not entity.has_records:
            return number(0)
        if entity.records is None:
            return self.tr("Not counted") if row.is_over else ""
        return number(entity.records)

    def _spoken_records(self, row: EntityResult) -> str:
        entity = row.entity
        if not entity.has_records:
            return self.tr("no records")
        if entity.records is None:
            return self.tr("records not counted")
        return tr_text(counted("1 record", "{n} records", entity.records))


class EntitiesTable(CopyableTable):
    """Lists the entities. With ``is_full`` it shows all columns; otherwise it leaves out how the data is written, and
    is as high as its rows if there is room."""

    def __init__(self, object_name: str = "entities", *, is_full: bool = False) -> None:
        super().__init__(object_name, "", framed=True)
        self.setAccessibleName(self.tr("Entities"))
        self._model = EntitiesModel(self)
        self._is_full = is_full
        self.setModel(self._model)
        self.setItemDelegateForColumn(ENTITY, NameDelegate(self, Role.LABEL))
        for column in range(SEPARATOR, RESULT):
            self.setColumnHidden(column, not is_full)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setResizeContentsPrecision(20)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(ENTITY, QHeaderView.ResizeMode.Stretch)

    def sizeHint(self) -> QSize:
        """A small size; the layout adds the remaining space."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def show_entities(self, checked: CheckedZip | None, *, is_running: bool) -> None:
        """Show the entities of a zip. ``is_running``: the check goes on."""
        self._model.show(checked, is_running=is_running)
        if not self._is_full:
            self.fit_rows(least=3)
