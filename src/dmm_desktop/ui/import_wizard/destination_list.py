"""The list of destinations: headings with stage and last test, and connections with a radio button each."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from dmm_desktop.core.environment import RUNTIME_CONNECTION

from ..look.icons import DEFAULT, SMALL, paint_icon
from ..look.painting import Line, paint_box, paint_line, paint_text, text_width
from ..look.rows import Index, RowState, paint_ground, paint_row_focus
from ..look.stage import paint_pill, pill_size
from ..look.type_roles import Role, role_font
from .destinations import Destination, Destinations, note

_FRAME = 4  # line and padding above and below


class DestinationList(QListView):
    """As high as its rows, if there is room."""

    def __init__(self, model: Destinations) -> None:
        super().__init__()
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
        """Little; the layout hands out the room that is left."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    @Slot()
    def _fit(self) -> None:
        rows = self.model().rowCount() * max(0, self.sizeHintForRow(0))
        self.setMaximumHeight(max(self.minimumHeight(), rows + _FRAME))


class DestinationDelegate(QStyledItemDelegate):
    """Paints headings with stage and last test, and connections with a radio button."""

    def __init__(self, view: QListView, model: Destinations) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """36, more with a larger font."""
        return QSize(0, max(36, QFontMetrics(role_font(Role.BODY)).height() + 18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row = self._model.at(index)
        if row is None:
            return
        state = RowState.of(option, index)
        painter.save()
        if row.connection is None:
            self._paint_heading(painter, option, state, row)
        else:
            self._paint_connection(painter, option, state, row)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, state: RowState, row: Destination
    ) -> None:
        tokens, rect, direction = state.tokens, option.rect, option.direction
        painter.fillRect(rect, QColor(tokens.head))
        paint_line(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line)
        if rect.top() > 0:
            paint_line(painter, QRect(rect.left(), rect.top(), rect.width(), 1), tokens.line)
        line = Line(rect.adjusted(12, 0, -12, 0), direction)
        name, body, caption = role_font(Role.NAME), role_font(Role.BODY), role_font(Role.CAPTION)
        current = self._model.standing(row.environment)
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
        size = pill_size(row.environment.stage)
        width = min(text_width(row.environment.name, name), max(40, line.width - size.width() - 20))
        paint_text(painter, line.lead(width, 8), row.environment.name, name, tokens.text, direction=direction)
        pill = line.lead(size.width(), 12)
        pill = QRect(pill.left(), pill.top() + (pill.height() - size.height()) // 2, size.width(), size.height())
        paint_pill(painter, pill, row.environment.stage, tokens, direction=direction)
        paint_text(painter, line.rest(), row.environment.address.host, body, tokens.text2, direction=direction)

    def _paint_connection(
        self, painter: QPainter, option: QStyleOptionViewItem, state: RowState, row: Destination
    ) -> None:
        assert row.connection is not None
        tokens, rect, direction = state.tokens, option.rect, option.direction
        paint_ground(painter, rect, state)
        line = Line(rect.adjusted(12, 0, -12, 0), direction)
        radio = line.lead_square(16, 10)
        edge = tokens.accent if state.selected else tokens.fieldline if row.receives else tokens.line
        paint_box(painter, radio, 8, tokens.accent if state.selected else tokens.base, edge)
        if state.selected:
            paint_box(painter, radio.adjusted(5, 5, -5, -5), 3, tokens.onaccent)
        color = tokens.text if row.receives else tokens.dis
        icon = "runtime" if row.connection.name == RUNTIME_CONNECTION else "db"
        paint_icon(painter, line.lead_square(DEFAULT, 10), icon, tokens.text2 if row.receives else tokens.dis)
        caption, said = role_font(Role.CAPTION), note(row)
        if said:
            place = line.trail(text_width(said, caption), 12)
            paint_text(painter, place, said, caption, tokens.text2, direction=direction)
        font = role_font(Role.LABEL if state.selected else Role.BODY)
        paint_text(painter, line.rest(), row.connection.name, font, color, direction=direction)
        if state.current:
            paint_row_focus(painter, rect, tokens, direction)


def _square(rect: QRect, size: int) -> QRect:
    return QRect(rect.left(), rect.top() + (rect.height() - size) // 2, size, size)
