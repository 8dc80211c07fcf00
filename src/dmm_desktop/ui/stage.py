"""The stage of an environment as mark, pill and band, distinguished by shape, word and weight."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QVBoxLayout

from ..core.environment import Destination
from ..core.stage import Stage
from .places import shorter_places
from .theme.icons import paint_icon
from .theme.palette import tokens_of
from .theme.tokens import Tokens
from .theme.type_roles import Role, role_font
from .widgets.labels import plain_tip
from .widgets.painting import (
    Direction,
    Line,
    between_pixels,
    letters,
    paint_box,
    paint_line,
    paint_text,
    shares,
    text_width,
)

MARK = 10
_BAND_MARK = 12
_PILL_PADDING, _PILL_GAP = 6, 5
_NAME_GAP, _BAND_GAP = 11, 16
#: Letters of a host and of an environment's name that are visible before others get more room. The host comes first,
#: because it determines where data go.
LEAST_HOST, LEAST_NAME = 20, 15


def stage_word(stage: Stage) -> str:
    """The stage in the user's language."""
    match stage:
        case Stage.DEVELOPMENT:
            return QCoreApplication.translate("Stage", "Development")
        case Stage.TEST:
            return QCoreApplication.translate("Stage", "Test")
        case Stage.PRODUCTION:
            return QCoreApplication.translate("Stage", "Production")


def twin_words(twin: Destination) -> str:
    """What another environment calls the same destination, with its stage there: "PRD / Archive (Production)". The
    connection is left out if it does not determine the stage."""
    name = twin.environment.name
    if twin.connection.stage is not None:
        name = f"{name} / {twin.connection.name}"
    return f"{name} ({stage_word(twin.stage)})"


def paint_mark(painter: QPainter, rect: QRect, stage: Stage, color: str) -> None:
    """Draw the mark: a hollow, half-filled or filled square."""
    paint_icon(painter, rect, f"stage-{stage.value}", color)


def pill_size(stage: Stage) -> QSize:
    """The size of a pill; at least 18 px high."""
    font = role_font(Role.HEADER)
    width = _PILL_PADDING + MARK + _PILL_GAP + text_width(stage_word(stage), font) + _PILL_PADDING
    return QSize(width, max(18, QFontMetrics(font).height() + 4))


def paint_pill(
    painter: QPainter, rect: QRect, stage: Stage, tokens: Tokens, *, direction: Direction, filled: bool = True
) -> None:
    """Draw the mark and the word inside ``rect``, which has the size of :func:`pill_size`. Without ``filled`` there is
    no background, so that the pill looks like part of its line."""
    colors = tokens.stage(stage)
    if filled:
        paint_box(painter, rect, 4, colors.fill, tokens.line if colors.fill == tokens.base else None)
    color = colors.on if filled else colors.text
    line = Line(rect.adjusted(_PILL_PADDING, 0, -_PILL_PADDING, 0), direction)
    paint_mark(painter, line.lead_square(MARK, _PILL_GAP), stage, color)
    paint_text(painter, line.rest(), stage_word(stage), role_font(Role.HEADER), color, direction=direction)


class Corners(Enum):
    """Which corners of a band are rounded: none if it runs from edge to edge, the upper two on top of a frame."""

    NONE = 0
    TOP = 1
    ALL = 2


class StageBand(QFrame):
    """The band that shows where data go: mark, stage, environment and connection; the host at the far end. What does
    not fit is shortened in the middle, because names differ at either end; a long host first loses its domain."""

    def __init__(self, object_name: str = "stage_band", *, corners: Corners = Corners.NONE, padding: int = 24) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._corners = corners
        self._padding = padding
        self._stage: Stage | None = None
        self._environment = self._connection = self._host = ""

    def show_destination(self, stage: Stage | None, environment: str, connection: str, host: str) -> None:
        """Show another destination; without a mark if its stage is unknown."""
        self._stage, self._environment, self._connection, self._host = stage, environment, connection, host
        self.setAccessibleName(f"{stage_word(stage)}, {environment}" if stage is not None else environment)
        place = [one for one in (connection, host) if one]
        self.setAccessibleDescription(", ".join(place))
        self.setToolTip(plain_tip("\n".join((environment, *place))))  # a narrow band cannot show all of it
        self.update()

    def above(self, content: QLayout) -> QVBoxLayout:
        """A layout with the band from edge to edge, and the content below it."""
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self)
        column.addLayout(content, 1)
        return column

    def sizeHint(self) -> QSize:
        """The size: 40 px high, more with a larger font; the layout decides the width."""
        return QSize(480, max(40, QFontMetrics(role_font(Role.NAME)).height() + 22))

    def minimumSizeHint(self) -> QSize:
        """The size that keeps the stage, the host and the beginning of the environment's name visible."""
        marked = 0
        if self._stage is not None:
            marked = _BAND_MARK + text_width(stage_word(self._stage), role_font(Role.NAME))
        body, name = role_font(Role.BODY), role_font(Role.NAME)
        host = min(text_width(self._host, body), letters(LEAST_HOST, body))
        return QSize(2 * self._padding + marked + host + letters(LEAST_NAME, name), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw background and contents."""
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        colors = tokens.stage(self._stage)
        self._paint_background(painter, tokens)
        direction = self.layoutDirection()
        name_font, body_font = role_font(Role.NAME), role_font(Role.BODY)
        line = Line(self.rect().adjusted(self._padding, 0, -self._padding, 0), direction)

        def write(
            text: str, font: QFont, place: QRect, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading
        ) -> None:
            middle = Qt.TextElideMode.ElideMiddle
            paint_text(painter, place, text, font, colors.on, align=align, direction=direction, elide=middle)

        if self._stage is not None:
            paint_mark(painter, line.lead_square(_BAND_MARK, 10), self._stage, colors.on)
            word = stage_word(self._stage)
            write(word, name_font, line.lead(text_width(word, name_font), 10))
            self._paint_rule(painter, line.lead(1, 10), colors.on)
        gaps = (_BAND_GAP if self._host else 0) + (_NAME_GAP if self._connection else 0)
        least_host = letters(LEAST_HOST, body_font)
        hosts = [self._host, *shorter_places(self._host)]
        claimed = hosts[-1] if text_width(self._host, body_font) > least_host else self._host
        _, name, connection = shares(
            line.width - gaps,
            (
                text_width(claimed, body_font) if claimed else 0,
                text_width(self._environment, name_font),
                text_width(self._connection, body_font) if self._connection else 0,
            ),
            (least_host, 0, 0),  # the connection determines the destination as the environment does
        )
        if self._host:
            left = line.width - gaps - name - connection
            host = next((one for one in hosts if text_width(one, body_font) <= left), claimed)
            write(host, body_font, line.trail(left, _BAND_GAP), Qt.AlignmentFlag.AlignTrailing)
        write(self._environment, name_font, line.lead(name, _NAME_GAP))
        if connection:
            write(self._connection, body_font, line.lead(connection))

    def _paint_background(self, painter: QPainter, tokens: Tokens) -> None:
        fill = tokens.stage(self._stage).fill
        if self._corners is Corners.ALL:
            paint_box(painter, self.rect(), 6, fill, tokens.line)
            return
        path = QPainterPath()
        if self._corners is Corners.TOP:
            path.addRoundedRect(between_pixels(painter, self.rect().adjusted(0, 0, 0, 6)), 5, 5)
        else:
            path.addRect(between_pixels(painter, self.rect()))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.rect())
        painter.fillPath(path, QColor(fill))
        painter.restore()

    @staticmethod
    def _paint_rule(painter: QPainter, rect: QRect, color: str) -> None:
        painter.save()
        painter.setOpacity(0.6)
        height = min(16, rect.height())
        paint_line(painter, QRect(rect.left(), rect.top() + (rect.height() - height) // 2, 1, height), color)
        painter.restore()
