"""The list of destinations: environments as headings with stage and last test, and their connections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from ...core.environment import RUNTIME_CONNECTION, Connection, Destination, Environment, Stage
from ..connections_panel.environment_summary import EnvironmentSummary, environment_summary, kind_word
from ..drops import FILES, RowDrops, paint_drop_row
from ..services.environment_controller import EnvironmentController
from ..stage import paint_pill, pill_size, stage_word
from ..theme.icons import DEFAULT, SMALL, paint_icon
from ..theme.type_roles import Role, role_font
from ..widgets.list_rows import beside_headings
from ..widgets.painting import (
    Index,
    Line,
    RowState,
    paint_box,
    paint_ground,
    paint_line,
    paint_row_focus,
    paint_text,
    text_width,
)

_NONE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """An environment as a heading, or a connection in it."""

    environment: Environment
    connection: Connection | None = None

    @property
    def destination(self) -> Destination | None:
        """Where an import goes if this row is chosen; None if it cannot be."""
        if self.connection is None or not self.connection.receives:
            return None
        return Destination(self.environment, self.connection)

    @property
    def own_stage(self) -> Stage | None:
        """The stage of a connection that differs from its environment's."""
        stage = self.connection.stage if self.connection is not None else None
        return stage if stage is not self.environment.stage else None


class Destinations(QAbstractListModel):
    """Follows the EnvironmentController."""

    def __init__(self, controller: EnvironmentController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._rows: list[Row] = []
        controller.changed.connect(self._reload)
        controller.checking_changed.connect(self._refresh)
        self._reload()

    def at(self, index: Index) -> Row | None:
        """The row at an index."""
        return self._rows[index.row()] if index.isValid() else None

    def dropped_on(self, index: Index) -> Destination | None:
        """Where a zip goes that is dropped on a row: the environment itself if that is a heading."""
        row = self.at(index)
        if row is not None and row.connection is None:
            return Destination(row.environment, Connection(row.environment.id, RUNTIME_CONNECTION))
        return row.destination if row is not None else None

    def place(self, environment: Environment) -> str:
        """The host of an environment, as the controller shows it."""
        return self._controller.place(environment)

    @property
    def only_destination(self) -> Destination | None:
        """The destination if there is no other one."""
        found = [row.destination for row in self._rows if row.destination is not None]
        return found[0] if len(found) == 1 else None

    def environment_summary(self, environment: Environment) -> EnvironmentSummary:
        """A one-line summary of an environment's last test."""
        is_checking, failure = self._controller.is_checking(environment.id), self._controller.failure(environment.id)
        return environment_summary(environment, is_checking=is_checking, failure=failure)

    def index_of(self, environment_id: str, connection: str) -> QModelIndex:
        """The index of a connection that can receive data; invalid if there is none."""
        for number, row in enumerate(self._rows):
            if row.environment.id == environment_id and row.connection and row.connection.name == connection:
                return self.index(number) if row.destination is not None else QModelIndex()
        return QModelIndex()

    def rowCount(self, parent: Index = _NONE) -> int:
        """Headings and connections."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only connections that can receive data can be chosen."""
        row = self.at(index)
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usable if row is not None and row.destination is not None else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        """Files, which the list takes by itself."""
        return [FILES]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name, and the whole row for assistive tools."""
        row = self.at(index)
        if row is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        name = row.connection.name if row.connection else row.environment.name
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if row.connection:
            rest = [row.environment.name, note(row)]
        else:
            rest = [self.place(row.environment), self.environment_summary(row.environment).spoken]
        stage = row.own_stage or row.environment.stage
        return ", ".join(part for part in (name, *rest, stage_word(stage)) if part)

    @Slot()
    def _reload(self) -> None:
        self.beginResetModel()
        self._rows = []
        for saved in self._controller.environments:
            runtime = Connection(saved.environment.id, RUNTIME_CONNECTION)
            self._rows.append(Row(saved.environment))
            self._rows += [Row(saved.environment, one) for one in (runtime, *saved.connections)]
        self.endResetModel()

    @Slot()
    def _refresh(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))


def note(row: Row) -> str:
    """What a connection is, in words."""
    if row.connection is None:
        return ""
    if row.connection.name == RUNTIME_CONNECTION:
        return QCoreApplication.translate("Destinations", "The environment itself")
    if not row.connection.receives:
        return QCoreApplication.translate("Destinations", "Data Source, cannot receive data")
    return kind_word(row.connection)


_FRAME = 4  # line and padding above and below


class DestinationList(QListView):
    """As high as its rows, if there is room. Takes a zip that is dropped on a row."""

    def __init__(self, model: Destinations) -> None:
        super().__init__()
        self.drops = RowDrops(self, lambda index: model.dropped_on(index) is not None)
        self.setObjectName("destinations")
        self.setAccessibleName(self.tr("Destinations"))
        self.setProperty("framed", True)
        self.setModel(model)
        self.setItemDelegate(DestinationDelegate(self, model))
        self.setMouseTracking(True)
        self.setMinimumHeight(120)
        model.modelReset.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """Small; the layout gives it the remaining room."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Keys that would lead to a heading lead past it."""
        return beside_headings(super().moveCursor(cursorAction, modifiers), cursorAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Highlight the row."""
        super().dragEnterEvent(event)
        self.drops.drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Highlight the row; Qt scrolls at the edges."""
        super().dragMoveEvent(event)
        self.drops.drag(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Highlight none."""
        super().dragLeaveEvent(event)
        self.drops.end()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the zip."""
        super().dragLeaveEvent(QDragLeaveEvent())  # ends the scrolling
        self.drops.drop(event)

    @Slot()
    def _fit(self) -> None:
        rows = self.model().rowCount() * max(0, self.sizeHintForRow(0))
        self.setMaximumHeight(max(self.minimumHeight(), rows + _FRAME))


class DestinationDelegate(QStyledItemDelegate):
    """Paints headings with stage and last test, and connections with a radio button."""

    def __init__(self, view: DestinationList, model: Destinations) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """36 px high, more with a larger font."""
        return QSize(0, max(36, QFontMetrics(role_font(Role.BODY)).height() + 18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row = self._model.at(index)
        if row is None:
            return
        state = RowState.of(option, index)
        painter.save()
        if row.connection is None:
            self._paint_heading(painter, option, state, row, index)
        else:
            self._paint_connection(painter, option, state, row, index)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, state: RowState, row: Row, index: Index
    ) -> None:
        tokens, rect, direction = state.tokens, option.rect, option.direction
        painter.fillRect(rect, QColor(tokens.head))
        paint_line(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line)
        if rect.top() > 0:
            paint_line(painter, QRect(rect.left(), rect.top(), rect.width(), 1), tokens.line)
        if self._view.drops.is_over(index):
            paint_drop_row(painter, rect, tokens)
        line = Line(rect.adjusted(12, 0, -12, 0), direction)
        name, body, caption = role_font(Role.NAME), role_font(Role.BODY), role_font(Role.CAPTION)
        current = self._model.environment_summary(row.environment)
        color = tokens.tone(current.tone)
        paint_text(
            painter,
            line.trail(text_width(current.sentence, caption), 5),
            current.sentence,
            caption,
            color,
            direction=direction,
        )
        paint_icon(painter, _square(line.trail(SMALL, 12), SMALL), current.icon, color)
        size, place = pill_size(row.environment.stage), self._model.place(row.environment)
        beside = size.width() + 20 + min(text_width(place, body), line.width // 3)  # the host keeps its place
        width = min(text_width(row.environment.name, name), max(40, line.width - beside))
        paint_text(painter, line.lead(width, 8), row.environment.name, name, tokens.text, direction=direction)
        pill = line.lead(size.width(), 12)
        pill = QRect(pill.left(), pill.top() + (pill.height() - size.height()) // 2, size.width(), size.height())
        paint_pill(painter, pill, row.environment.stage, tokens, direction=direction)
        paint_text(painter, line.rest(), place, body, tokens.text2, direction=direction)

    def _paint_connection(
        self, painter: QPainter, option: QStyleOptionViewItem, state: RowState, row: Row, index: Index
    ) -> None:
        assert row.connection is not None
        tokens, rect, direction = state.tokens, option.rect, option.direction
        paint_ground(painter, rect, state)
        if self._view.drops.is_over(index):
            paint_drop_row(painter, rect, tokens)
        receives = row.connection.receives
        line = Line(rect.adjusted(12, 0, -12, 0), direction)
        radio = line.lead_square(16, 10)
        edge = tokens.accent if state.selected else tokens.fieldline if receives else tokens.line
        paint_box(painter, radio, 8, tokens.accent if state.selected else tokens.base, edge)
        if state.selected:
            paint_box(painter, radio.adjusted(5, 5, -5, -5), 3, tokens.onaccent)
        color = tokens.text if receives else tokens.dis
        icon = "runtime" if row.connection.name == RUNTIME_CONNECTION else "db"
        paint_icon(painter, line.lead_square(DEFAULT, 10), icon, tokens.text2 if receives else tokens.dis)
        caption, said = role_font(Role.CAPTION), note(row)
        if said:
            place = line.trail(text_width(said, caption), 12)
            paint_text(painter, place, said, caption, tokens.text2, direction=direction)
        font = role_font(Role.LABEL if state.selected else Role.BODY)
        if row.own_stage is not None:
            size = pill_size(row.own_stage)
            width = min(text_width(row.connection.name, font), max(40, line.width - size.width() - 12))
            paint_text(painter, line.lead(width, 8), row.connection.name, font, color, direction=direction)
            place = line.lead(size.width())
            pill = QRect(place.left(), place.top() + (place.height() - size.height()) // 2, size.width(), size.height())
            paint_pill(painter, pill, row.own_stage, tokens, direction=direction)
        else:
            paint_text(painter, line.rest(), row.connection.name, font, color, direction=direction)
        if state.current:
            paint_row_focus(painter, rect, tokens, direction)


def _square(rect: QRect, size: int) -> QRect:
    return QRect(rect.left(), rect.top() + (rect.height() - size) // 2, size, size)
