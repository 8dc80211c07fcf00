"""The failing entities: error, tip, first time and count; all of an error, with its stack trace, on request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QVBoxLayout, QWidget

from ...core.models import FailingEntity
from ...core.outcomes import TEXTS_CUT, left_out
from ...core.runs import Run
from ...core.spreadsheet import pasteable
from ...operations.save_failing import FAILING_TITLES, failing_row
from ..formats import number
from ..log_view.log_model import one_line
from ..messages import escaped, tr_text
from ..theme.tokens import Tone
from ..theme.type_roles import Role, role_font, set_role
from ..widgets.buttons import ENTER, Button, IconButton
from ..widgets.containers import Hairline
from ..widgets.context_menu import ContextMenu
from ..widgets.copyable_table import CopyableTable
from ..widgets.details_dialog import DetailsDialog
from ..widgets.painting import Index, letters
from ..widgets.tables import CellDelegate, CellRole, NameDelegate, TwoLineDelegate

ENTITY, ERROR, FIRST_TIME, COUNT, LINES = _COLUMNS = range(5)
_ROOT = QModelIndex()
_SHOWN = 500  # characters of an error or tip
_LEAST_ERROR = 22  # letters of an error that are worth more than the time and the end of a long name
_LEAST_NAME, _WIDE_NAME = 144, 260  # px: names are never narrower; long ones, if the errors have enough room
_END = Qt.AlignmentFlag.AlignRight


class FailingEntitiesModel(QAbstractTableModel):
    """One row per failing entity, in the server's order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entities: tuple[FailingEntity, ...] = ()

    def show_entities(self, entities: tuple[FailingEntity, ...]) -> None:
        """Replace the entities."""
        if entities != self.entities:
            self.beginResetModel()
            self.entities = entities
            self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One row per entity."""
        return 0 if parent.isValid() else len(self.entities)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Entity, error and tip, first time, count, and what shows the lines in the log."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The column titles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == COUNT:
            return _END
        if role == Qt.ItemDataRole.DisplayRole:
            titles = (
                self.tr("Entity"),
                self.tr("Error and tip"),
                self.tr("First seen"),
                self.tr("Count"),
                self.tr("Log"),
            )
            return titles[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell. Screen readers get the whole row from the first one."""
        entity = self.entities[index.row()]
        column = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(entity, column)
            case Qt.ItemDataRole.AccessibleTextRole if column == ENTITY:
                parts = [self._text(entity, one) for one in (ENTITY, ERROR)] + [_below(entity)]
                if entity.first_seen:
                    parts.append(self.tr("first time {time}").format(time=self._text(entity, FIRST_TIME)))
                parts.append(self.tr("count {count}").format(count=self._text(entity, COUNT)))
                return ", ".join(part for part in parts if part)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole if column == LINES:
                return self.tr("Show in log")
            case CellRole.ICON if column == ENTITY:
                return "error"
            case CellRole.ICON if column == LINES:
                return "search"
            case CellRole.ICON_TONE if column == LINES:
                return Tone.LINK
            case CellRole.ICON_TONE if column == ENTITY:
                return Tone.ERR
            case CellRole.SECOND_LINE if column == ERROR:
                return _below(entity) or None
            case CellRole.SECOND_ICON if column == ERROR and _below(entity):
                return "tip"
            case Qt.ItemDataRole.TextAlignmentRole if column == COUNT:
                return _END
        return None

    def as_text(self, rows: Sequence[int]) -> str:
        """These rows for a spreadsheet, with the tip and the stack trace in separate columns."""
        cells: list[Sequence[str]] = [[tr_text(title) for title in FAILING_TITLES]]
        cells += [failing_row(self.entities[row], tr_text) for row in rows]
        return pasteable(cells)

    def _text(self, entity: FailingEntity, column: int) -> str:
        match column:
            case _ if column == ENTITY:
                return _short(entity.entity)
            case _ if column == ERROR:
                return _short(entity.error)
            case _ if column == FIRST_TIME:
                return f"{entity.first_seen:%H:%M:%S}" if entity.first_seen else ""
            case _ if column == COUNT:
                return number(entity.count)
            case _:
                return ""


class EntityTable(CopyableTable):
    """The table of failing entities. ``opened``: show the details of the current row; ``lines_requested``: show its
    lines in the log, if ``offers_lines``; ``save_requested``: save all rows."""

    opened = Signal()
    lines_requested = Signal()
    save_requested = Signal()
    offers_lines = False
    _wanted = _given = 0  # the width that the longest name needs, and the width of the column of names

    def __init__(self, accessible_name: str) -> None:
        super().__init__("failing_entities", accessible_name, height=48, roles=(Role.BODY, Role.CAPTION))
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double_clicked)

    def offer_lines(self, on: bool) -> None:
        """Set whether the lines of the entities can be shown."""
        self.offers_lines = on
        self.setColumnHidden(LINES, not on)

    def size_columns(self) -> None:
        """Fit the columns to their contents; the errors get what the others leave."""
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(ERROR, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(FIRST_TIME, self._time_width)
        self.resizeColumnToContents(COUNT)
        self.setColumnWidth(COUNT, max(80, self.columnWidth(COUNT), header.sectionSizeHint(COUNT)))
        self.setColumnWidth(LINES, header.sectionSizeHint(LINES))
        self._wanted, self._given = self.sizeHintForColumn(ENTITY) + 8, self.columnWidth(ENTITY)
        self._make_room_for_errors()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width between names and errors."""
        super().resizeEvent(event)
        self._make_room_for_errors()

    def _make_room_for_errors(self) -> None:
        """Where the errors would have too little room, shorten the names, and leave the time out."""
        room = self.viewport().width() - self.columnWidth(COUNT) - self.columnWidth(LINES)
        least = letters(_LEAST_ERROR, role_font(Role.BODY))
        if self.columnWidth(ENTITY) == self._given:  # the user has not chosen another width
            most = min(max(_WIDE_NAME, room * 2 // 5), room - least)
            self._given = max(_LEAST_NAME, min(self._wanted, most))
            self.setColumnWidth(ENTITY, self._given)
        self.setColumnHidden(FIRST_TIME, room - self.columnWidth(ENTITY) - self._time_width < least)

    @property
    def _time_width(self) -> int:
        fixed = QFontMetrics(role_font(Role.FIXED)).horizontalAdvance("00:00:00")
        header = self.horizontalHeader().sectionSizeFromContents(FIRST_TIME)  # a hidden column has the hint 0
        return max(fixed + 24, header.width())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand where a click shows lines of the log."""
        super().mouseMoveEvent(event)
        is_link = self.indexAt(event.position().toPoint()).column() == LINES
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Treat Enter as a double click; with Ctrl it shows the lines in the log."""
        if event.key() in ENTER and not event.isAutoRepeat():
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._show_lines()
            else:
                self.opened.emit()
        else:
            super().keyPressEvent(event)

    def make_menu(self) -> ContextMenu:
        """Add entries that show the lines of the row in the log, and save all rows."""
        menu = super().make_menu()
        menu.add(self.tr("Save failing entities…"), "save_all_rows", self.save_requested.emit)
        before = menu.actions()[1]
        lines = menu.add(self.tr("Show in log"), "show_entity_lines", self._show_lines, enabled=self.offers_lines)
        menu.insertAction(before, lines)
        return menu

    def show_details(self) -> None:
        """Show the details of the row, with its stack trace."""
        self.opened.emit()

    @Slot(QModelIndex)
    def _clicked(self, index: Index) -> None:
        if index.column() == LINES:
            self._show_lines()

    @Slot(QModelIndex)
    def _double_clicked(self, index: Index) -> None:
        if index.column() != LINES:
            self.opened.emit()

    def _show_lines(self) -> None:
        if self.offers_lines:
            self.lines_requested.emit()


class FailingEntities(QWidget):
    """Heading, table, *Details*, and buttons that copy and save the table. ``lines_requested`` (str): show the
    lines about the entity of this name; ``save_requested``: save all rows."""

    lines_requested = Signal(object)
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = FailingEntitiesModel(self)
        self._title = QLabel(self.tr("Failing entities"))
        set_role(self._title, Role.NAME)
        self._count = QLabel()
        self._count.setObjectName("failing_entities_count")
        set_role(self._count, Role.CAPTION, Tone.MUTED)
        self._details = Button(self.tr("Details"), "entity_details", icon_name="trace")
        self._copy = IconButton("copy", "copy_failing_entities", self.tr("Copy failing entities"))
        self._save = IconButton("save", "save_failing_entities", self.tr("Save failing entities…"))
        self.table = EntityTable(self.tr("Failing entities"))
        self.table.setModel(self._model)
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(self.table.horizontalHeader().sizeHint().height() + row)
        self.table.setItemDelegateForColumn(ENTITY, NameDelegate(self.table, Role.LABEL))
        self.table.setItemDelegateForColumn(ERROR, TwoLineDelegate(self.table))
        self.table.setItemDelegateForColumn(FIRST_TIME, CellDelegate(self.table, Role.FIXED, Tone.MUTED))
        self._lay_out()
        self.table.offer_lines(False)
        self.table.lines_requested.connect(self._show_lines)
        self._details.clicked.connect(self._show_details)
        self.table.opened.connect(self._show_details)
        self.table.copied.connect(self._say_copied)
        self._copy.clicked.connect(self.table.copy_all)
        self._save.clicked.connect(self.save_requested)
        self.table.save_requested.connect(self.save_requested)

    def show_entities(self, run: Run, *, has_log: bool) -> None:
        """Show the failing entities of a run and select the first one. ``has_log``: the log has been read, or can be
        read."""
        if has_log != self.table.offers_lines:
            self.table.offer_lines(has_log)
            self.table.size_columns()
        entities = run.failing_entities or ()
        notice = left_out(run)
        self._count.setText(tr_text(notice) if notice else number(len(entities)))
        if entities == self._model.entities:
            return
        self._model.show_entities(entities)
        self.table.size_columns()
        self.table.selectRow(0)

    @property
    def wanted_height(self) -> int:
        """The height that shows all rows."""
        header = self.table.horizontalHeader().sizeHint().height()
        rows = self.table.verticalHeader().defaultSectionSize() * max(1, len(self._model.entities))
        return self.sizeHint().height() - self.table.sizeHint().height() + header + rows

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._details)
        row.addWidget(self._copy)
        row.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Hairline())
        column.addWidget(self.table, 1)

    def _current(self) -> FailingEntity | None:
        row = self.table.currentIndex().row()
        return self._model.entities[row] if 0 <= row < len(self._model.entities) else None

    @Slot()
    def _show_lines(self) -> None:
        entity = self._current()
        if entity is not None and entity.entity.strip():
            self.lines_requested.emit(entity.entity.strip())

    @Slot()
    def _say_copied(self) -> None:
        self._copy.say_done(self.tr("Copied"))

    @Slot()
    def _show_details(self) -> None:
        """Show all of an error, its tip and its stack trace: the row may show only a part."""
        entity = self._current()
        if entity is not None:
            parts = (entity.error, entity.tip, _advice(entity), entity.stack_trace)
            said = escaped("\n\n".join(part for part in parts if part))
            line = tr_text(TEXTS_CUT) if entity.is_cut else ""
            DetailsDialog(self.window(), self.tr("Details"), _short(entity.entity), line, said).open()


def _below(entity: FailingEntity) -> str:
    """What the row shows below the error: the server's tip, else our advice."""
    return _short(entity.tip) or _advice(entity)


def _advice(entity: FailingEntity) -> str:
    return tr_text(entity.advice) if entity.advice else ""


def _short(words: str) -> str:
    return one_line(" ".join(words[: 2 * _SHOWN].split())[:_SHOWN])
