"""Paints the rows of the connections panel: environments with stage and last test, connections with their type."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from ...core.environment import RUNTIME_CONNECTION, Connection, SavedEnvironment
from ...core.stage import Stage
from ..drops import RowDrops
from ..stage import paint_pill, pill_size
from ..theme.icons import DEFAULT, SMALL, paint_icon
from ..theme.tokens import Tone
from ..theme.type_roles import Role, role_font
from ..widgets.painting import (
    Index,
    Line,
    RowState,
    paint_background,
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
_NAME = 52  # position of an environment's name and of the lines below it
_LEADING = 2
_GAP, _COMPACT_GAP = 8, 2  # above every environment except the first
_LEAST, _COMPACT_LEAST = 52, 32  # height of an environment
_AROUND, _COMPACT_AROUND = 16, 10  # free height above and below its lines, taken together
_MIDDLE = Qt.TextElideMode.ElideMiddle  # names and hosts differ at either end


@dataclass(frozen=True, slots=True)
class _Heights:
    """The heights of the lines in an environment's row. ``pill`` is 0 if the stage is beside the name, ``place`` if the
    host alone distinguishes the environment from the others, ``sentence`` if its icon says enough in a compact row."""

    name: int
    pill: int
    place: int
    sentence: int

    @property
    def total(self) -> int:
        below = (part for part in (self.pill, self.place, self.sentence) if part)
        return self.name + sum(_LEADING + part for part in below)


class ConnectionDelegate(QStyledItemDelegate):
    """Paints the rows, which grow with the font. The stage is never cut: it moves below the name if it does not fit
    beside it. The last test wraps; a name or host wider than the panel is elided in the middle. A compact row has the
    icon of the last test beside the name, and its sentence only if something is wrong."""

    def __init__(self, view: QTreeView, model: ConnectionsModel, drops: RowDrops) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._drops = drops

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size of a row: 52 px for an environment, 32 if it is compact, plus the gap above it; 28 for the
        Runtime Connection, 42 for another, which has its type below its name. Qt asks for every row, and there can be
        very many: a connection's stage, which takes time to find, makes no row higher, because its pill fits into the
        free height."""
        body, caption = (QFontMetrics(role_font(role)).height() for role in (Role.BODY, Role.CAPTION))
        connection = self._model.connection(index)
        if connection is not None:
            return QSize(0, max(42, body + caption + 10) if kind_word(connection) else max(28, body + 10))
        saved, is_compact = self._model.environment(index), self._model.is_compact
        heights = self._heights(saved, index) if saved is not None else _Heights(body, 0, 0, caption)
        least, around = (_COMPACT_LEAST, _COMPACT_AROUND) if is_compact else (_LEAST, _AROUND)
        return QSize(0, self._gap(index) + max(least, heights.total + around))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row across the whole width of the panel."""
        saved = self._model.environment(index)
        if saved is None:
            return
        connection = self._model.connection(index)
        painter.save()
        option = QStyleOptionViewItem(option)
        option.rect = QRect(0, option.rect.top(), self._view.viewport().width(), option.rect.height())
        state, rect = self.paint_background(painter, option, index), self._below_gap(option.rect, index)
        self._drops.paint_highlight(painter, rect, index, state.tokens)
        if connection is not None:
            self._paint_connection(painter, rect, option, state, connection, self._model.own_stage(index))
        else:
            self._paint_environment(painter, rect, option, state, saved, index)
        if state.current:
            paint_row_focus(painter, rect, state.tokens, option.direction)
        painter.restore()

    def paint_background(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> RowState:
        """Draw the background of a row; returns its state."""
        state = RowState.of(option, index)
        paint_background(painter, self._below_gap(option.rect, index), state)
        return state

    def _below_gap(self, rect: QRect, index: Index) -> QRect:
        """A row without the gap above an environment."""
        return rect.adjusted(0, self._gap(index), 0, 0)

    def _gap(self, index: Index) -> int:
        if index.parent().isValid() or index.row() == 0:
            return 0
        return _COMPACT_GAP if self._model.is_compact else _GAP

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
        stage, caption = self._model.stage(index, saved), role_font(Role.CAPTION)
        heights = self._heights(saved, index)
        top = rect.top() + (rect.height() - heights.total) // 2

        def line(start: int, height: int) -> Line:
            return Line(QRect(rect.left() + start, top, rect.width() - start - _PADDING, height), direction)

        current = self._model.environment_summary(saved.environment)
        color = tokens.tone(current.tone)
        first = line(8, heights.name)
        chevron = "chev-down" if self._view.isExpanded(index) else "chev-right"
        fold = first.lead_square(DEFAULT, 6)
        if self._model.hasChildren(index):
            paint_icon(painter, fold, chevron, tokens.text2)
        if heights.sentence:
            paint_icon(painter, first.lead_square(DEFAULT, 6), "env", tokens.text2)
        else:
            paint_icon(painter, first.lead_square(DEFAULT, 6), current.icon, color)
        if not heights.pill:
            paint_pill(painter, first.trail(pill_size(stage).width(), 4), stage, tokens, direction=direction)
        name = saved.environment.name
        paint_text(painter, first.rest(), name, role_font(Role.NAME), tokens.text, direction=direction, elide=_MIDDLE)
        top += heights.name + _LEADING
        if heights.pill:
            place = line(_NAME, heights.pill).lead(pill_size(stage).width())
            paint_pill(painter, place, stage, tokens, direction=direction)
            top += heights.pill + _LEADING
        if heights.place:
            place = line(_NAME, heights.place).rest()
            host = self._model.place(saved.environment)
            paint_text(painter, place, host, caption, tokens.text2, direction=direction, elide=_MIDDLE)
            top += heights.place + _LEADING
        if not heights.sentence:
            return
        icon, sentence = line(_NAME, QFontMetrics(caption).height()), line(_NAME, heights.sentence)
        paint_icon(painter, icon.lead_square(SMALL, 5), current.icon, color)
        sentence.lead(SMALL, 5)
        paint_paragraph(painter, sentence.rest(), current.sentence, caption, color, direction=direction)

    def _heights(self, saved: SavedEnvironment, index: Index) -> _Heights:
        width = self._view.viewport().width() - _NAME - _PADDING
        pill, name_font = pill_size(self._model.stage(index, saved)), role_font(Role.NAME)
        name = QFontMetrics(name_font).height()
        current, sentence_height = self._model.environment_summary(saved.environment), 0
        if not self._model.is_compact or current.tone in (Tone.WARN, Tone.ERR):
            sentence_height = paragraph_height(current.sentence, role_font(Role.CAPTION), width - SMALL - 5)
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
        body, caption, kind = role_font(Role.BODY), role_font(Role.CAPTION), kind_word(connection)
        name, second = Line(line.rest(), direction), Line(line.rest(), direction)
        if kind:  # below the name, so that neither is elided for the other in a narrow panel
            place, height, below = line.rest(), QFontMetrics(body).height(), _height_below(own_stage)
            top = place.top() + (place.height() - height - below) // 2
            name = Line(QRect(place.left(), top, place.width(), height), direction)
            second = Line(QRect(place.left(), top + height, place.width(), below), direction)
        if own_stage is not None:
            size = pill_size(own_stage)
            is_beside = text_width(connection.name, body) + 4 + size.width() <= name.width
            beside = (line, name, second) if is_beside or not kind else (second,)
            pill, *_ = [one.trail(size.width(), 4) for one in beside]
            pill = QRect(pill.left(), pill.top() + (pill.height() - size.height()) // 2, size.width(), size.height())
            paint_pill(painter, pill, own_stage, tokens, direction=direction)
        if kind:
            paint_text(painter, second.rest(), kind, caption, tokens.text2, direction=direction)
        paint_text(painter, name.rest(), connection.name, body, tokens.text, direction=direction, elide=_MIDDLE)


def _height_below(own_stage: Stage | None) -> int:
    """The height of the line below a connection's name, which has room for its stage."""
    caption = QFontMetrics(role_font(Role.CAPTION)).height()
    return caption if own_stage is None else max(caption, pill_size(own_stage).height())
