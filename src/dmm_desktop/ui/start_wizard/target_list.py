"""The list of destinations or sources: environments as headings with stage and last test, and their connections.

If there are many, an environment that has only its Runtime Connection is a single row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from ...core.environment import RUNTIME_CONNECTION, Connection, Destination, Environment
from ...core.execution_type import TRAITS, ExecutionType, by_type
from ...core.search_words import search_key
from ...core.stage import Stage
from ..connections_panel.environment_summary import EnvironmentSummary, current_summary, kind_word
from ..drops import FILES, RowDrops
from ..listed_environments import listed_environments
from ..services.environment_controller import EnvironmentController
from ..stage import LEAST_HOST, LEAST_NAME, paint_pill, pill_size, stage_word
from ..theme.icons import DEFAULT, SMALL, paint_icon
from ..theme.type_roles import Role, role_font
from ..widgets.labels import plain_tip
from ..widgets.list_rows import PressedRows, beside_headings, follow_key, select_focused, show_first_heading
from ..widgets.painting import (
    Index,
    Line,
    RowState,
    letters,
    paint_background,
    paint_box,
    paint_line,
    paint_row_focus,
    paint_text,
    shares,
    text_width,
)

_NONE = QModelIndex()
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole


@dataclass(frozen=True, slots=True)
class TargetRow:
    """An environment as a heading, or a connection in it, which can be chosen if it ``is_usable``. ``has_heading``: the
    environment is in a row above; otherwise the row of its Runtime Connection looks like a heading. ``strictest`` finds
    the destination's strictest stage."""

    environment: Environment
    strictest: Callable[[Destination], Destination]
    connection: Connection | None = None
    is_usable: bool = True
    has_heading: bool = True

    @property
    def stage(self) -> Stage:
        """That of an execution there. It is found for the rows that are shown: there can be very many."""
        if self.connection is None:
            return self.environment.stage
        return self.strictest(Destination(self.environment, self.connection)).stage

    @property
    def is_wide(self) -> bool:
        """Whether the row shows the environment with its stage, host and last test."""
        return self.connection is None or not self.has_heading

    @property
    def target(self) -> Destination | None:
        """What is chosen with this row; None if it cannot be chosen."""
        if self.connection is None or not self.is_usable:
            return None
        return Destination(self.environment, self.connection)

    @property
    def own_stage(self) -> Stage | None:
        """The stage of a connection if it differs from the environment's; None otherwise."""
        is_own = self.connection is not None and self.stage is not self.environment.stage
        return self.stage if is_own else None


class Targets(QAbstractListModel):
    """Follows the EnvironmentController; its environments are those of :func:`listed_environments`. Connections that
    cannot be used for executions of ``type`` cannot be chosen. ``remark`` returns what the user should know of a
    connection."""

    def __init__(
        self,
        controller: EnvironmentController,
        type: ExecutionType,
        remark: Callable[[Destination], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.type = type
        self._controller = controller
        self._remark = remark
        self._wanted = ""
        self._rows: list[TargetRow] = []
        controller.changed.connect(self._reload)
        controller.checking_changed.connect(self.refresh)
        self._reload()

    def at(self, index: Index) -> TargetRow | None:
        """The row at an index."""
        return self._rows[index.row()] if index.isValid() else None

    @property
    def wanted(self) -> str:
        """The words of the filter; "" if all environments are shown."""
        return self._wanted

    def show_only(self, wanted: str) -> None:
        """Filter the environments."""
        self._wanted = wanted
        self._reload()

    def note(self, row: TargetRow) -> str:
        """The remark on a connection; without one, its type in words, or why it cannot be chosen."""
        if row.target is not None and (remark := self._remark(row.target)):
            return remark
        return "" if row.is_wide else _kind(row, self.type)

    def dropped_on(self, index: Index) -> Destination | None:
        """The destination of a zip dropped on a row; for a heading, the environment itself."""
        row = self.at(index)
        if row is not None and row.connection is None:
            return Destination(row.environment, Connection(row.environment.id, RUNTIME_CONNECTION))
        return row.target if row is not None else None

    def place(self, environment: Environment) -> str:
        """The host of an environment, as the controller shows it."""
        return self._controller.place(environment)

    @property
    def only_target(self) -> Destination | None:
        """The connection that can be chosen if it is the only one, and none is hidden; otherwise None."""
        if self._wanted:
            return None
        found = [row.target for row in self._rows if row.target is not None]
        return found[0] if len(found) == 1 else None

    def environment_summary(self, environment: Environment) -> EnvironmentSummary:
        """A one-line summary of an environment's last test."""
        return current_summary(self._controller, environment)

    def has(self, environment_id: str, connection: str) -> bool:
        """Whether a connection can be chosen, even if the filter hides it."""
        saved = self._controller.find(environment_id)
        found = saved.connection(connection) if saved is not None else None
        return found is not None and found.serves(self.type)

    def index_of(self, environment_id: str, connection: str, *, is_to_choose: bool = True) -> QModelIndex:
        """The index of a connection, one that can be chosen if it ``is_to_choose``; invalid if there is none."""
        for number, row in enumerate(self._rows):
            if row.environment.id == environment_id and row.connection and row.connection.name == connection:
                return self.index(number) if row.target is not None or not is_to_choose else QModelIndex()
        return QModelIndex()

    def rowCount(self, parent: Index = _NONE) -> int:
        """Headings and connections."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only usable connections can be chosen."""
        row = self.at(index)
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usable if row is not None and row.target is not None else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        """Accept files; the list handles the drop."""
        return [FILES]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name, and the whole row for screen readers and as the tool tip."""
        row = self.at(index)
        if row is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, _TOOL_TIP):
            return None
        name = row.environment.name if row.is_wide or row.connection is None else row.connection.name
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if row.is_wide:
            summary = self.environment_summary(row.environment)
            said = summary.sentence if role == _TOOL_TIP else summary.spoken
            connection = row.connection.name if row.connection is not None else ""
            rest = [connection, self.place(row.environment), said, self.note(row)]
        else:
            rest = [row.environment.name, self.note(row)]
        parts = [part for part in (name, *rest, stage_word(row.stage)) if part]
        return plain_tip("\n".join(parts)) if role == _TOOL_TIP else ", ".join(parts)

    def match(
        self,
        start: Index,
        role: int,
        value: Any,
        hits: int = 1,
        flags: Qt.MatchFlag = Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchWrap,
    ) -> list[QModelIndex]:
        """Typed letters find a connection by its name, or by the name of its environment, whose heading cannot be
        chosen."""
        if role != Qt.ItemDataRole.DisplayRole or hits != 1:
            return super().match(start, role, value, hits, flags)
        wanted, count = search_key(str(value)), len(self._rows)
        for number in (row % count for row in range(start.row(), start.row() + count)):
            one = self._rows[number]
            names = (one.connection.name, one.environment.name) if one.target and one.connection else ()
            if any(search_key(name).startswith(wanted) for name in names):
                return [self.index(number)]
        return []

    @Slot()
    def _reload(self) -> None:
        strictest = self._controller.strictest
        self.beginResetModel()
        self._rows = []
        for listed in listed_environments(self._controller.environments, self._wanted):
            environment = listed.saved.environment
            has_heading = bool(listed.connections)
            if has_heading:
                self._rows.append(TargetRow(environment, strictest))
            for one in listed.connections or (Connection(environment.id, RUNTIME_CONNECTION),):
                self._rows.append(TargetRow(environment, strictest, one, one.serves(self.type), has_heading))
        self.endResetModel()

    @Slot()
    def refresh(self) -> None:
        """Show the rows as they are now: a test or a remark has changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))


def _kind(row: TargetRow, type: ExecutionType) -> str:
    """The connection's type in words, or why it cannot be chosen."""
    if row.connection is None:
        return ""
    if row.connection.name == RUNTIME_CONNECTION:
        return QCoreApplication.translate("Targets", "The environment itself")
    if not row.is_usable:
        return by_type(
            type,
            for_import=QCoreApplication.translate("Targets", "Data Source: cannot receive data"),
            for_export=QCoreApplication.translate("Targets", "Data Destination: cannot supply data"),
        )
    return kind_word(row.connection)


_FRAME = 4  # line and padding above and below
_GAPS = 8 + 12 + 12 + 5  # between the parts of a heading
_LEAST_SENTENCE = 16  # letters of the last test that are visible before names and hosts get more room
_MIDDLE = Qt.TextElideMode.ElideMiddle  # names and hosts differ at either end


class TargetList(PressedRows):
    """Shows the connections, as high as its rows if there is room. For an import it accepts a zip dropped on a row."""

    def __init__(self, model: Targets, object_name: str, accessible_name: str) -> None:
        super().__init__()
        self.drops: RowDrops | None = None
        if TRAITS[model.type].takes_zip:
            self.drops = RowDrops(self, lambda index: model.dropped_on(index) is not None)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setProperty("framed", True)
        self.setModel(model)
        self.setItemDelegate(TargetDelegate(self, model))
        self.setMouseTracking(True)
        self.setMinimumHeight(120)
        model.modelReset.connect(self._fit)
        model.modelReset.connect(self._begin_anew)
        self._fit()

    def sizeHint(self) -> QSize:
        """A small size; the layout adds the remaining space."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the choice in view when something shown above or below the list takes height from it."""
        super().resizeEvent(event)
        for index in self.selectedIndexes():
            self.scrollTo(index)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Scroll to a row; the first connection is shown with its heading."""
        show_first_heading(self, index)
        super().scrollTo(index, hint)

    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Skip headings when moving by key."""
        return beside_headings(super().moveCursor(cursorAction, modifiers), cursorAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the focused row after a movement key if no row is chosen yet."""
        super().keyPressEvent(event)
        follow_key(self, event.key())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which row the next key begins at; a click has its own row."""
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._begin_in_view()
        super().focusInEvent(event)

    @Slot()
    def choose_focused(self) -> None:
        """Choose the current connection if none is chosen."""
        select_focused(self)

    @Slot()
    def _begin_anew(self) -> None:
        """After a reset no row is current."""
        if self.hasFocus():
            self._begin_in_view()

    def _begin_in_view(self) -> None:
        """Make the first connection in view current, without choosing it, if none is."""
        if not self.currentIndex().isValid():
            self.executeDelayedItemsLayout()  # indexAt would not find a row yet
            first = beside_headings(self.indexAt(QPoint()), QAbstractItemView.CursorAction.MoveHome)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)

    @Slot()
    def _fit(self) -> None:
        rows = self.model().rowCount() * max(0, self.sizeHintForRow(0))
        self.setMaximumHeight(max(self.minimumHeight(), rows + _FRAME))


class TargetDelegate(QStyledItemDelegate):
    """Paints headings with stage and last test, and connections with a radio button."""

    def __init__(self, view: TargetList, model: Targets) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size of a row: 36 px high, more with a larger font."""
        return QSize(0, max(36, QFontMetrics(role_font(Role.BODY)).height() + 18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row = self._model.at(index)
        if row is None:
            return
        state = RowState.of(option, index)
        painter.save()
        if row.is_wide:
            self._paint_heading(painter, option, state, row, index)
        else:
            self._paint_connection(painter, option, state, row, index)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, state: RowState, row: TargetRow, index: Index
    ) -> None:
        tokens, rect, direction = state.tokens, option.rect, option.direction
        if row.connection is None:
            painter.fillRect(rect, QColor(tokens.head))
            paint_line(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line)
        else:
            paint_background(painter, rect, state)
        if rect.top() > 0:
            paint_line(painter, QRect(rect.left(), rect.top(), rect.width(), 1), tokens.line)
        if self._view.drops is not None:
            self._view.drops.paint_highlight(painter, rect, index, tokens)
        line = Line(rect.adjusted(12, 0, -12, 0), direction)
        if row.connection is not None:
            _paint_radio(painter, line, state, is_usable=row.is_usable)
        name, body, caption = role_font(Role.NAME), role_font(Role.BODY), role_font(Role.CAPTION)
        current, host = self._model.environment_summary(row.environment), self._model.place(row.environment)
        said, icon, color, size = current.sentence, current.icon, tokens.tone(current.tone), pill_size(row.stage)
        if remark := self._model.note(row):
            said, icon, color = remark, "info", tokens.text2
        host_width, name_width, sentence = shares(
            line.width - size.width() - SMALL - _GAPS,
            (text_width(host, body), text_width(row.environment.name, name), text_width(said, caption)),
            (letters(LEAST_HOST, body), letters(LEAST_NAME, name), letters(_LEAST_SENTENCE, caption)),
        )
        place = line.trail(sentence, 5)
        paint_text(painter, place, said, caption, color, direction=direction)
        paint_icon(painter, _square(line.trail(SMALL, 12), SMALL), icon, color)
        place = line.lead(name_width, 8)
        paint_text(painter, place, row.environment.name, name, tokens.text, direction=direction, elide=_MIDDLE)
        pill = line.lead(size.width(), 12)
        pill = QRect(pill.left(), pill.top() + (pill.height() - size.height()) // 2, size.width(), size.height())
        paint_pill(painter, pill, row.stage, tokens, direction=direction)
        place = line.lead(host_width)
        paint_text(painter, place, host, body, tokens.text2, direction=direction, elide=_MIDDLE)
        if row.connection is not None and state.current:
            paint_row_focus(painter, rect, tokens, direction)

    def _paint_connection(
        self, painter: QPainter, option: QStyleOptionViewItem, state: RowState, row: TargetRow, index: Index
    ) -> None:
        assert row.connection is not None
        tokens, rect, direction = state.tokens, option.rect, option.direction
        paint_background(painter, rect, state)
        if self._view.drops is not None:
            self._view.drops.paint_highlight(painter, rect, index, tokens)
        is_usable = row.is_usable
        line = Line(rect.adjusted(12, 0, -12, 0), direction)
        _paint_radio(painter, line, state, is_usable=is_usable)
        color = tokens.text if is_usable else tokens.dis
        icon = "runtime" if row.connection.name == RUNTIME_CONNECTION else "db"
        paint_icon(painter, line.lead_square(DEFAULT, 10), icon, tokens.text2 if is_usable else tokens.dis)
        caption, said = role_font(Role.CAPTION), self._model.note(row)
        if said:
            place = line.trail(text_width(said, caption), 12)
            paint_text(painter, place, said, caption, tokens.text2, direction=direction)
        font = role_font(Role.LABEL if state.selected else Role.BODY)
        if row.own_stage is not None:
            size = pill_size(row.own_stage)
            width = min(text_width(row.connection.name, font), max(40, line.width - size.width() - 12))
            place = line.lead(width, 8)
            paint_text(painter, place, row.connection.name, font, color, direction=direction, elide=_MIDDLE)
            place = line.lead(size.width())
            pill = QRect(place.left(), place.top() + (place.height() - size.height()) // 2, size.width(), size.height())
            paint_pill(painter, pill, row.own_stage, tokens, direction=direction)
        else:
            paint_text(painter, line.rest(), row.connection.name, font, color, direction=direction, elide=_MIDDLE)
        if state.current:
            paint_row_focus(painter, rect, tokens, direction)


def _paint_radio(painter: QPainter, line: Line, state: RowState, *, is_usable: bool) -> None:
    """Draw the radio button at the beginning of the line."""
    tokens, radio = state.tokens, line.lead_square(16, 10)
    edge = tokens.accent if state.selected else tokens.fieldline if is_usable else tokens.line
    paint_box(painter, radio, 8, tokens.accent if state.selected else tokens.base, edge)
    if state.selected:
        paint_box(painter, radio.adjusted(5, 5, -5, -5), 3, tokens.onaccent)


def _square(rect: QRect, size: int) -> QRect:
    return QRect(rect.left(), rect.top() + (rect.height() - size) // 2, size, size)
