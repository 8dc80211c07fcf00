"""Paints the rows of the connections panel: environments with stage and last test, connections with their kind."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from dmm_desktop.core.environment import RUNTIME_CONNECTION, Connection, SavedEnvironment

from ..look.icons import DEFAULT, SMALL, paint_icon
from ..look.painting import Line, paint_text, text_width
from ..look.rows import Index, RowState, paint_ground, paint_row_focus
from ..look.stage import paint_pill, pill_size
from ..look.type_roles import Role, role_font
from .model import ConnectionsModel
from .standing import kind_word

#: How far the arrow that folds reaches from the leading edge.
CHEVRON = 28
_PADDING = 12
_INDENT = 47
_MARK_ONLY = 22  # the pill with its mark alone
_GAP = 8  # above every environment but the first


class ConnectionDelegate(QStyledItemDelegate):
    """Heights grow with the font; a name that does not fit is cut, the stage never."""

    def __init__(self, view: QTreeView, model: ConnectionsModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """52 for an environment and the room above it, 28 for a connection, 42 with its kind."""
        body, caption = (QFontMetrics(role_font(role)).height() for role in (Role.BODY, Role.CAPTION))
        connection = self._model.connection(index)
        if connection is not None:
            return QSize(0, max(42, body + caption + 8) if kind_word(connection) else max(28, body + 10))
        gap = _GAP if index.row() else 0
        return QSize(0, gap + max(52, body + caption + 20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row over the whole width of the panel."""
        saved = self._model.environment(index)
        if saved is None:
            return
        state = RowState.of(option, index)
        connection = self._model.connection(index)
        gap = _GAP if connection is None and index.row() else 0
        rect = QRect(0, option.rect.top() + gap, self._view.viewport().width(), option.rect.height() - gap)
        painter.save()
        paint_ground(painter, rect, state)
        if connection is not None:
            self._paint_connection(painter, rect, option, state, connection)
        else:
            self._paint_environment(painter, rect, option, state, saved, index)
        if state.current:
            paint_row_focus(painter, rect, state.tokens, option.direction)
        painter.restore()

    def _paint_environment(
        self,
        painter: QPainter,
        rect: QRect,
        option: QStyleOptionViewItem,
        state: RowState,
        saved: SavedEnvironment,
        index: Index,
    ) -> None:
        tokens, direction = state.tokens, option.direction
        first_height = max(pill_size(saved.environment.stage).height(), QFontMetrics(role_font(Role.NAME)).height())
        caption = role_font(Role.CAPTION)
        second_height = QFontMetrics(caption).height()
        top = rect.top() + (rect.height() - first_height - second_height - 2) // 2
        first = Line(QRect(rect.left() + 8, top, rect.width() - 8 - _PADDING, first_height), direction)
        chevron = "chev-down" if self._view.isExpanded(index) else "chev-right"
        paint_icon(painter, first.lead_square(DEFAULT, 6), chevron, tokens.text2)
        paint_icon(painter, first.lead_square(DEFAULT, 6), "env", tokens.text2)
        name_width = text_width(saved.environment.name, role_font(Role.NAME))  # the word gives way to the name
        room = max(_MARK_ONLY, first.width - 4 - name_width)
        pill = first.trail(min(pill_size(saved.environment.stage).width(), room), 4)
        paint_pill(painter, pill, saved.environment.stage, tokens, direction=direction)
        paint_text(
            painter, first.rest(), saved.environment.name, role_font(Role.NAME), tokens.text, direction=direction
        )
        second = Line(QRect(rect.left(), top + first_height + 2, rect.width() - _PADDING, second_height), direction)
        second.lead(52)
        current = self._model.standing(saved.environment)
        color = tokens.tone(current.tone)
        paint_icon(painter, second.lead_square(SMALL, 5), current.icon, color)
        paint_text(painter, second.rest(), current.sentence, caption, color, direction=direction)

    def _paint_connection(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, state: RowState, connection: Connection
    ) -> None:
        tokens, direction = state.tokens, option.direction
        line = Line(rect.adjusted(0, 0, -_PADDING, 0), direction)
        line.lead(_INDENT - 1)
        icon = "runtime" if connection.name == RUNTIME_CONNECTION else "db"
        paint_icon(painter, line.lead_square(DEFAULT, 8), icon, tokens.text2)
        body, caption, kind = role_font(Role.BODY), role_font(Role.CAPTION), kind_word(connection)
        name = place = line.rest()
        if kind:  # below the name, so that neither gives way to the other however narrow the panel is
            height, below = QFontMetrics(body).height(), QFontMetrics(caption).height()
            name = QRect(place.left(), place.top() + (place.height() - height - below) // 2, place.width(), height)
            second = QRect(place.left(), name.top() + height, place.width(), below)
            paint_text(painter, second, kind, caption, tokens.text2, direction=direction)
        paint_text(painter, name, connection.name, body, tokens.text, direction=direction)
