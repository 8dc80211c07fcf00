"""Paints the rows of the connections panel: environments with stage and last test, connections with their type."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from ...core.environment import RUNTIME_CONNECTION, Connection, SavedEnvironment, Stage
from ..drops import RowDrops, paint_drop_row
from ..stage import paint_pill, pill_size
from ..theme.icons import DEFAULT, SMALL, paint_icon
from ..theme.type_roles import Role, role_font
from ..widgets.painting import (
    Index,
    Line,
    RowState,
    paint_ground,
    paint_paragraph,
    paint_row_focus,
    paint_text,
    paragraph_height,
    text_width,
)
from .environment_summary import kind_word
from .model import ConnectionsModel

#: Width of the fold arrow, from the leading edge.
CHEVRON = 28
_PADDING = 12
_INDENT = 47
_NAME = 52  # where the name of an environment begins, and the lines below it
_LEADING = 2
_GAP = 8  # above every environment except the first


@dataclass(frozen=True, slots=True)
class _Heights:
    """What is below each other in the row of an environment. ``pill`` is 0 if it is beside the name, ``place`` if the
    host alone tells the environment from the others."""

    name: int
    pill: int
    place: int
    sentence: int

    @property
    def total(self) -> int:
        below = (part for part in (self.pill, self.place, self.sentence) if part)
        return self.name + sum(_LEADING + part for part in below)


class ConnectionDelegate(QStyledItemDelegate):
    """Rows grow with the font. The stage is never cut: it moves below the name if it does not fit beside it. The last
    test wraps; a name wider than the panel is elided."""

    def __init__(self, view: QTreeView, model: ConnectionsModel, drops: RowDrops) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._drops = drops

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """52 px for an environment plus the gap above it, 28 for a connection, 42 with its type."""
        body, caption = (QFontMetrics(role_font(role)).height() for role in (Role.BODY, Role.CAPTION))
        connection = self._model.connection(index)
        if connection is not None:
            return QSize(0, max(42, body + caption + 8) if kind_word(connection) else max(28, body + 10))
        gap = _GAP if index.row() else 0
        saved = self._model.environment(index)
        heights = self._heights(saved) if saved is not None else _Heights(body, 0, 0, caption)
        return QSize(0, gap + max(52, heights.total + 16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row across the whole width of the panel."""
        saved = self._model.environment(index)
        if saved is None:
            return
        state = RowState.of(option, index)
        connection = self._model.connection(index)
        gap = _GAP if connection is None and index.row() else 0
        rect = QRect(0, option.rect.top() + gap, self._view.viewport().width(), option.rect.height() - gap)
        painter.save()
        paint_ground(painter, rect, state)
        if self._drops.is_over(index):
            paint_drop_row(painter, rect, state.tokens)
        if connection is not None:
            self._paint_connection(painter, rect, option, state, connection, self._model.own_stage(index))
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
        stage, caption, heights = saved.environment.stage, role_font(Role.CAPTION), self._heights(saved)
        top = rect.top() + (rect.height() - heights.total) // 2

        def line(start: int, height: int) -> Line:
            return Line(QRect(rect.left() + start, top, rect.width() - start - _PADDING, height), direction)

        first = line(8, heights.name)
        chevron = "chev-down" if self._view.isExpanded(index) else "chev-right"
        paint_icon(painter, first.lead_square(DEFAULT, 6), chevron, tokens.text2)
        paint_icon(painter, first.lead_square(DEFAULT, 6), "env", tokens.text2)
        if not heights.pill:
            paint_pill(painter, first.trail(pill_size(stage).width(), 4), stage, tokens, direction=direction)
        name = saved.environment.name
        paint_text(painter, first.rest(), name, role_font(Role.NAME), tokens.text, direction=direction)
        top += heights.name + _LEADING
        if heights.pill:
            place = line(_NAME, heights.pill).lead(pill_size(stage).width())
            paint_pill(painter, place, stage, tokens, direction=direction)
            top += heights.pill + _LEADING
        if heights.place:
            place = line(_NAME, heights.place).rest()
            paint_text(painter, place, self._model.place(saved.environment), caption, tokens.text2, direction=direction)
            top += heights.place + _LEADING
        current = self._model.environment_summary(saved.environment)
        color = tokens.tone(current.tone)
        icon, sentence = line(_NAME, QFontMetrics(caption).height()), line(_NAME, heights.sentence)
        paint_icon(painter, icon.lead_square(SMALL, 5), current.icon, color)
        sentence.lead(SMALL, 5)
        paint_paragraph(painter, sentence.rest(), current.sentence, caption, color, direction=direction)

    def _heights(self, saved: SavedEnvironment) -> _Heights:
        width = self._view.viewport().width() - _NAME - _PADDING
        pill, name_font = pill_size(saved.environment.stage), role_font(Role.NAME)
        name = QFontMetrics(name_font).height()
        sentence = self._model.environment_summary(saved.environment).sentence
        sentence_height = paragraph_height(sentence, role_font(Role.CAPTION), width - SMALL - 5)
        place = QFontMetrics(role_font(Role.CAPTION)).height() if self._model.place(saved.environment) else 0
        if text_width(saved.environment.name, name_font) + 4 + pill.width() <= width:
            return _Heights(max(pill.height(), name), 0, place, sentence_height)
        return _Heights(max(DEFAULT, name), pill.height(), place, sentence_height)

    def _paint_connection(
        self,
        painter: QPainter,
        rect: QRect,
        option: QStyleOptionViewItem,
        state: RowState,
        connection: Connection,
        own_stage: Stage | None,
    ) -> None:
        tokens, direction = state.tokens, option.direction
        line = Line(rect.adjusted(0, 0, -_PADDING, 0), direction)
        line.lead(_INDENT - 1)
        icon = "runtime" if connection.name == RUNTIME_CONNECTION else "db"
        paint_icon(painter, line.lead_square(DEFAULT, 8), icon, tokens.text2)
        if own_stage is not None:
            size = pill_size(own_stage)
            pill = line.trail(size.width(), 4)
            pill = QRect(pill.left(), pill.top() + (pill.height() - size.height()) // 2, size.width(), size.height())
            paint_pill(painter, pill, own_stage, tokens, direction=direction)
        body, caption, kind = role_font(Role.BODY), role_font(Role.CAPTION), kind_word(connection)
        name = place = line.rest()
        if kind:  # below the name, so that neither is elided for the other in a narrow panel
            height, below = QFontMetrics(body).height(), QFontMetrics(caption).height()
            name = QRect(place.left(), place.top() + (place.height() - height - below) // 2, place.width(), height)
            second = QRect(place.left(), name.top() + height, place.width(), below)
            paint_text(painter, second, kind, caption, tokens.text2, direction=direction)
        paint_text(painter, name, connection.name, body, tokens.text, direction=direction)
