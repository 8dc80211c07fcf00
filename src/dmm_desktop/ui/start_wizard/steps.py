"""The steps beside the page: number or check mark, name, and below it the choices made, so that they stay visible."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...core.stage import Stage
from ..stage import paint_pill, pill_size
from ..theme.icons import SMALL, paint_icon
from ..theme.palette import tokens_of
from ..theme.tokens import Tokens, Tone
from ..theme.type_roles import Role, role_font
from ..widgets.containers import Surface, set_surface
from ..widgets.painting import Line, paint_box, paint_edge, paint_line, paint_text
from ..widgets.screen_fit import with_font

_WIDTH = 208
_CIRCLE = 20
_TEXT_LEFT = 46
_TOP, _PADDING = 16, 8
_LEAST = 52


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """A line below a step: normal, muted, or with an icon."""

    text: str
    tone: Tone = Tone.MUTED
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """The current state of a step."""

    name: str
    answers: tuple[StepAnswer, ...] = ()
    stage: Stage | None = None
    is_done: bool = False


class StepList(QWidget):
    """Painted, without keyboard focus; screen readers read "Step 2 of 4, File"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("steps")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        set_surface(self, Surface.WINDOW)
        self._steps: tuple[Step, ...] = ()
        self._current = 0

    def show_steps(self, steps: tuple[Step, ...], current: int) -> None:
        """Replace the steps, also for screen readers; ``current`` is the index of the current one."""
        self._steps, self._current = steps, current
        spoken = self.tr("Step {number} of {total}, {name}")
        self.setAccessibleName(
            spoken.format(number=current + 1, total=len(steps), name=steps[current].name) if steps else ""
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the longest name, at least 208 px and more with a larger font; as high as all steps."""
        metrics = QFontMetrics(role_font(Role.NAME))
        widest = max((metrics.horizontalAdvance(step.name) for step in self._steps), default=0)
        least = with_font(self, QSize(_WIDTH, 0))
        return QSize(max(least.width(), _TEXT_LEFT + widest + 16), _TOP + sum(map(self._height, self._steps)))

    def minimumSizeHint(self) -> QSize:
        """Same as the size hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw background, edge, circles, names and answers."""
        super().paintEvent(event)
        painter, tokens = QPainter(self), tokens_of(self.palette())
        painter.fillRect(self.rect(), QColor(tokens.window))
        top = _TOP
        for number, step in enumerate(self._steps):
            height = self._height(step)
            rect = QRect(0, top, self.width(), height)
            self._paint_step(painter, rect, number, step, tokens)
            top += height
        paint_line(painter, QRect(self.width() - 1, 0, 1, self.height()), tokens.line)

    def _height(self, step: Step) -> int:
        caption = _answer_height()
        height = 2 * _PADDING + max(_CIRCLE, QFontMetrics(role_font(Role.BODY)).height()) + len(step.answers) * caption
        if step.stage is not None:
            height += pill_size(step.stage).height() + 4
        return max(_LEAST, height)

    def _paint_step(self, painter: QPainter, rect: QRect, number: int, step: Step, tokens: Tokens) -> None:
        is_current = number == self._current
        direction = self.layoutDirection()
        if is_current:
            painter.fillRect(rect, QColor(tokens.sel))
            paint_edge(painter, rect, tokens, direction)
        height = max(_CIRCLE, QFontMetrics(role_font(Role.BODY)).height())
        line = Line(QRect(rect.left(), rect.top() + _PADDING, rect.width() - 8, height), direction)
        line.lead(16)
        self._paint_circle(painter, line.lead_square(_CIRCLE, 10), number, step.is_done and not is_current, tokens)
        paint_text(
            painter,
            line.rest(),
            step.name,
            role_font(Role.NAME if is_current else Role.BODY),
            tokens.text,
            direction=direction,
        )
        self._paint_answers(painter, rect, rect.top() + _PADDING + height, step, tokens)

    def _paint_answers(self, painter: QPainter, rect: QRect, top: int, step: Step, tokens: Tokens) -> None:
        caption = role_font(Role.CAPTION)
        height = _answer_height()
        for answer in step.answers:
            line = Line(QRect(rect.left(), top, rect.width() - 8, height), self.layoutDirection())
            line.lead(_TEXT_LEFT)
            color = tokens.tone(answer.tone)
            if answer.icon:
                paint_icon(painter, line.lead_square(SMALL, 5), answer.icon, color)
            middle, direction = Qt.TextElideMode.ElideMiddle, self.layoutDirection()  # names differ at either end
            paint_text(painter, line.rest(), answer.text, caption, color, direction=direction, elide=middle)
            top += height
        if step.stage is not None:
            size = pill_size(step.stage)
            line = Line(QRect(rect.left(), top + 3, rect.width(), size.height()), self.layoutDirection())
            line.lead(_TEXT_LEFT)
            paint_pill(painter, line.lead(size.width()), step.stage, tokens, direction=self.layoutDirection())

    def _paint_circle(self, painter: QPainter, rect: QRect, number: int, is_done: bool, tokens: Tokens) -> None:
        if is_done:
            paint_box(painter, rect, _CIRCLE / 2, tokens.base, tokens.ok, 1.2)
            inner = QRect(0, 0, SMALL, SMALL)
            inner.moveCenter(rect.center())
            paint_icon(painter, inner, "check", tokens.ok)
            return
        is_current = number == self._current
        fill, edge = (tokens.accent, None) if is_current else (tokens.base, tokens.fieldline)
        paint_box(painter, rect, _CIRCLE / 2, fill, edge)
        color = tokens.onaccent if is_current else tokens.text2
        paint_text(painter, rect, str(number + 1), role_font(Role.HEADER), color, align=Qt.AlignmentFlag.AlignHCenter)


def _answer_height() -> int:
    return max(16, QFontMetrics(role_font(Role.CAPTION)).height() + 1)
