"""The table of what the check of a zip found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from ...core.spreadsheet import pasteable
from ...core.text import counted, text
from ...operations.check_rows import FINDING_TITLES, finding_row
from ...operations.check_zip import CheckedZip, Finding, Severity
from ..formats import number
from ..messages import tr_text
from ..theme.tokens import Tone
from ..theme.type_roles import Role, role_font
from ..widgets.buttons import ENTER
from ..widgets.context_menu import ContextMenu
from ..widgets.copyable_table import CopyableTable
from ..widgets.labels import WrappedLabel
from ..widgets.painting import Index, text_width
from ..widgets.rows_model import AT_END, RowsModel
from ..widgets.tables import CellDelegate, CellRole, NameDelegate, TwoLineDelegate
from .check_words import SEVERITY_ICONS, SEVERITY_TONES

SEVERITY, RULE, FILE, LINE, COLUMN, TEXT, COUNT, FINDING = range(8)
_CELL_PADDING = 12


@dataclass(frozen=True, slots=True)
class _Note:
    """A row that is not about a problem."""

    sentence: str
    place: str = ""


_Row: TypeAlias = Finding | _Note


class FindingsModel(RowsModel[_Row]):
    """One row per finding, and notes on what was not checked."""

    numbers = (RULE, LINE, COUNT)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._checked: CheckedZip | None = None
        self._severity: Severity | None = None
        self._file = ""

    def show(self, checked: CheckedZip | None) -> None:
        """Show the findings of a zip that match the filter."""
        self._checked = checked
        self._refresh()

    def filter(self, severity: Severity | None, file: str) -> None:
        """Show only findings of this severity and in this file; None and "" for all."""
        self._severity, self._file = severity, file
        self._refresh()

    @property
    def listed(self) -> CheckedZip | None:
        """The result without the findings that do not match the filter, and then with a note for a file of it."""
        checked = self._checked
        findings = tuple(row for row in self.rows if isinstance(row, Finding))
        if checked is None or len(findings) == len(checked.findings):
            return checked
        shown, total = (sum(finding.count for finding in some) for some in (findings, checked.findings))
        note = text(
            "This file has only the findings that match a filter: {shown} of {total}.", shown=shown, total=total
        )
        return replace(checked, findings=findings, notes=(note,))

    def finding(self, row: int) -> Finding | None:
        """The finding in a row; None for a note, and where there is no row."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Finding) else None

    def columnCount(self, parent: Index | None = None) -> int:
        """As in the CSV file, the problem last."""
        return 8

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell; screen readers get the whole row."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(part for part in (self._word(row), self._sentence(row), self._place(row)) if part)
            case CellRole.ICON if column == SEVERITY:
                return SEVERITY_ICONS[row.severity] if isinstance(row, Finding) else "info"
            case CellRole.TONE if column == SEVERITY:
                return SEVERITY_TONES[row.severity] if isinstance(row, Finding) else Tone.MUTED
            case CellRole.SECOND_LINE if column == FINDING:
                return self._place(row)
            case Qt.ItemDataRole.TextAlignmentRole if column in self.numbers:
                return AT_END
        return None

    def as_text(self, rows: Sequence[int]) -> str:
        """These rows for a spreadsheet, with the columns of the CSV file."""
        cells: list[Sequence[str]] = [[tr_text(title) for title in FINDING_TITLES]]
        for place in rows:
            row = self.rows[place]
            if isinstance(row, Finding):
                cells.append(finding_row(row, tr_text))
            else:
                cells.append(("", self._word(row), "", "", "", "", "", row.sentence))
        return pasteable(cells)

    def _refresh(self) -> None:
        self.replace(self._filtered())

    def _filtered(self) -> list[_Row]:
        checked = self._checked
        if checked is None:
            return []
        rows: list[_Row] = [
            finding
            for finding in checked.findings
            if self._severity in (None, finding.severity) and self._file in ("", finding.file)
        ]
        if self._severity is None and not self._file:
            rows += [_Note(tr_text(note)) for note in checked.notes]
            if checked.ignored:
                names = ", ".join(checked.ignored[:3])
                ignored = tr_text(counted("1 entry in the zip", "{n} entries in the zip", len(checked.ignored)))
                rows.append(_Note(self.tr("{names} is ignored.").format(names=names), ignored))
        return rows

    def titles(self) -> tuple[str, ...]:
        """The titles of the columns."""
        return (
            self.tr("Severity"),
            self.tr("Rule"),
            self.tr("File"),
            self.tr("Line"),
            self.tr("Column"),
            self.tr("Found"),
            self.tr("Count"),
            self.tr("Finding"),
        )

    def _cell(self, row: _Row, column: int) -> str:
        match column:
            case _ if column == SEVERITY:
                return self._word(row)
            case _ if column == FINDING:
                return self._sentence(row)
        if isinstance(row, _Note):
            return ""
        line = "" if row.line is None else number(row.line)
        return (str(row.rule), row.file, line, row.column, row.excerpt, number(row.count))[column - 1]

    def _word(self, row: _Row) -> str:
        if isinstance(row, _Note):
            return self.tr("Note")
        return self.tr("Error") if row.severity is Severity.ERROR else self.tr("Warning")

    def _sentence(self, row: _Row) -> str:
        return row.sentence if isinstance(row, _Note) else tr_text(row.sentence)

    def _place(self, row: _Row) -> str:
        if isinstance(row, _Note):
            return row.place
        if not row.entries:
            return self.tr("Whole file")
        if not row.file:
            return tr_text(counted("1 entry in the zip", "{n} entries in the zip", len(row.entries)))
        if row.line is None:
            return row.file
        place = self.tr("{file}, line {line}").format(file=row.file, line=number(row.line))
        return ", ".join((place, ": ".join(filter(None, (row.column, row.excerpt))))).removesuffix(", ")


class FindingsTable(CopyableTable):
    """Lists the findings: on a page severity and sentence, as high as its rows if there is room; with ``is_full`` all
    columns. ``opened`` (Finding): the user wants to see the row of a data file that the current finding is about.
    """

    opened = Signal(object)

    def __init__(self, object_name: str = "findings", *, is_full: bool = False) -> None:
        if is_full:
            super().__init__(object_name, "", framed=True)
        else:
            super().__init__(object_name, "", framed=True, height=44, roles=(Role.BODY, Role.CAPTION))
        self.setAccessibleName(self.tr("Findings"))
        self.rows = FindingsModel(self)
        self.setModel(self.rows)
        self._is_full = is_full
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(20)
        header.setSectionResizeMode(SEVERITY, QHeaderView.ResizeMode.ResizeToContents)
        for column in range(RULE, FINDING):
            self.setColumnHidden(column, not is_full)
        self._widest: dict[int, int] = {}  # what columns get at most, unless the user makes them wider
        self._is_resized = self._is_fitting = False
        if is_full:
            for column in (FILE, COLUMN):
                self.setItemDelegateForColumn(column, NameDelegate(self))
            self.setItemDelegateForColumn(TEXT, CellDelegate(self, Role.FIXED))
            self._set_widest()
            header.sectionResized.connect(self._note_resized)
        else:
            self.setItemDelegateForColumn(FINDING, TwoLineDelegate(self))
        header.setSectionResizeMode(FINDING, QHeaderView.ResizeMode.Stretch)
        self.whole_text = WrappedLabel()
        self.whole_text.setObjectName("finding" if not is_full else f"{object_name}_text")
        self.selectionModel().currentChanged.connect(self._show_whole_text)
        self.rows.dataChanged.connect(self._show_whole_text)
        self.doubleClicked.connect(self._open)

    def sizeHint(self) -> QSize:
        """A small size; the layout adds the remaining space."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def show_findings(self, checked: CheckedZip | None) -> None:
        """Show the findings of a zip. What the user chose stays current; otherwise the first, most severe one is."""
        is_first = self.currentIndex().row() <= 0
        self.rows.show(checked)
        if is_first and self.currentIndex().row() > 0:  # others were found that come before it
            self.setCurrentIndex(self.rows.index(0, SEVERITY))
        if self._is_full:
            self._fit_columns()
        else:
            self.fit_rows(least=2)
        self.choose_one()

    def choose_one(self) -> None:
        """Make the first row current if none is: the most severe comes first."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows.index(0, SEVERITY))
        self._show_whole_text()

    @property
    def current(self) -> Finding | None:
        """The finding in the current row."""
        return self.rows.finding(self.currentIndex().row())

    def make_menu(self) -> ContextMenu:
        """Add an entry that shows the row of the data file."""
        menu = super().make_menu()
        before = menu.actions()[0]
        show = menu.add(self.tr("Show in file…"), "show_in_file", self._open, enabled=_has_row(self.current))
        menu.insertAction(before, show)
        menu.insertSeparator(before)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Treat Enter as a double click, where there is something to show."""
        if event.key() in ENTER and not event.isAutoRepeat() and _has_row(self.current):
            self._open()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the full text if the row is too narrow for it."""
        super().resizeEvent(event)
        self._show_whole_text()

    def _set_widest(self) -> None:
        body, fixed = role_font(Role.BODY), role_font(Role.FIXED)
        samples = {
            RULE: ("00", body),
            FILE: ("ossys_Customer_Data.csv", body),
            LINE: ("0,000,000", body),
            COLUMN: ("CustomerName", body),
            TEXT: ("0" * 18, fixed),
            COUNT: ("0,000", body),
        }
        for column, (sample, font) in samples.items():
            self._widest[column] = text_width(sample, font) + 2 * _CELL_PADDING

    def _fit_columns(self) -> None:
        """Leave as much room as possible for the findings, until the user chooses other widths."""
        if self._is_resized:
            return
        self._is_fitting = True
        for column, widest in self._widest.items():
            width = min(widest, self.sizeHintForColumn(column))
            self.setColumnWidth(column, max(width, self.horizontalHeader().sectionSizeHint(column)))
        self._is_fitting = False

    @Slot(int)
    def _note_resized(self, column: int) -> None:
        self._is_resized |= column in self._widest and not self._is_fitting

    @Slot()
    def _open(self) -> None:
        if _has_row(self.current):
            self.opened.emit(self.current)

    @Slot()
    def _show_whole_text(self) -> None:
        """Show the selected sentence in full below the table if its row cuts it."""
        sentence = self.rows.index(self.currentIndex().row(), FINDING).data() or ""
        self.whole_text.setText(sentence)
        room = self.columnWidth(FINDING) - 2 * _CELL_PADDING
        self.whole_text.setVisible(text_width(sentence, role_font(Role.BODY)) > room)


def _has_row(finding: Finding | None) -> bool:
    return finding is not None and finding.line is not None and bool(finding.entries)
