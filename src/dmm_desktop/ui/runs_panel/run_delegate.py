"""Paints a run in the list: icon, title, percentage or time, a slim bar while it is running; sentence, stage, address
where the name is not enough, file; its note."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ...core.run_state import RunState
from ...core.runs import Run
from ...core.text import text
from ..messages import tr_text
from ..places import whole_place
from ..run_words import (
    by_name,
    file_name,
    fraction,
    is_last_seen,
    is_left,
    is_lost,
    records_done,
    run_title,
    short_sentence,
    short_title,
    state_icon,
)
from ..services.tracked_run import TrackedRun
from ..stage import LEAST_HOST, MARK, paint_mark, stage_word
from ..theme.icons import DEFAULT, paint_icon
from ..theme.tokens import Tone
from ..theme.type_roles import Role, role_font
from ..widgets.labels import plain_tip
from ..widgets.painting import (
    Index,
    Line,
    RowState,
    letters,
    paint_background,
    paint_edge,
    paint_row_focus,
    paint_text,
    shares,
    text_width,
)
from ..widgets.progress_bar import SLIM_HEIGHT, paint_bar
from .runs_model import RunRole

_PADDING, _EDGE = 16, 12
_ABOVE, _BELOW = 8, 9
_BAR_ROOM = 11
_PART_GAP = 5
_LEAST_FILE = 6  # characters of a file name that can be read


def tool_tip(view: TrackedRun) -> str:
    """The run in unabridged lines: destination, address, state, file, reference and note."""
    run = by_name(view.run)
    place = run.environment_name if run.stage is None else f"{run.environment_name}, {stage_word(run.stage)}"
    address = whole_place(run.root) if run.root is not None else ""
    entered = tr_text(text("A user entered the tracker id.")) if run.has_entered_id else ""
    lines = (run_title(run), place, address, short_sentence(view)[0], entered, run.zip_path, run.reference, run.note)
    return "\n".join(line for line in lines if line)


def fitting_title(run: Run, room: int, font: QFont) -> str:
    """The title of a run; its short title if that does not fit into this width."""
    title = run_title(run)
    return title if text_width(title, font) <= room else short_title(run)


def place_parts(index: Index, room: int, font: QFont) -> list[tuple[str, int]]:
    """The address that tells a run from others of its name, if the name is not enough, and its file, with their own
    widths. If there is too little room for both, only the part of the address that does so is there; the file is cut
    first, and left out where nothing of it could be read."""
    run = index.data(RunRole.VIEW).run
    for role in (RunRole.ADDRESS, RunRole.SHORT_ADDRESS):
        found = [part for part in (str(index.data(role)), file_name(run)) if part]
        texts = [f"· {part}" if place or run.stage is not None else part for place, part in enumerate(found)]
        wanted, left = [text_width(one, font) for one in texts], room - _PART_GAP * (len(texts) - 1)
        if sum(wanted) <= left:
            break
    widths = shares(left, wanted, (letters(LEAST_HOST, font), 0)[: len(texts)])
    if widths[1:] and widths[1] < min(wanted[1], letters(_LEAST_FILE, font)):
        return [(texts[0], min(wanted[0], room))]
    return list(zip(texts, widths, strict=True))


def sentence_part(view: TrackedRun, room: int, font: QFont) -> tuple[str, Tone]:
    """The sentence about a run, and its tone. If a run goes on as the bar shows, and the sentence does not fit into
    this width, it is the count alone, which is not cut then. Anything else that is known of it has to be read."""
    sentence, tone = short_sentence(view)
    run = view.run
    is_as_shown = run.state is RunState.RUNNING and not (
        is_lost(view) or is_left(view) or view.error or run.stop_requested_at or run.may_be_another
    )
    if is_as_shown and text_width(sentence, font) > room:
        return records_done(run) or sentence, tone
    return sentence, tone


class RunDelegate(QStyledItemDelegate):
    """Paints headings and runs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._measured: tuple[int, int] | None = None

    @property
    def _name(self) -> QFont:
        return role_font(Role.NAME)

    @property
    def _caption(self) -> QFont:
        return role_font(Role.CAPTION)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size of a row: 70 px high, 81 for a running run, 18 more with a note, all more with a larger font."""
        caption = self._caption_height()
        view = index.data(RunRole.VIEW)
        if view is None:
            return QSize(200, max(20 if index.data(RunRole.IS_FIRST) else 28, caption + 2))
        height = _ABOVE + self._name_height() + (3 if view.run.note else 2) * caption + _BELOW
        return QSize(200, height + (0 if view.run.state.is_final else _BAR_ROOM))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        painter.save()
        state = self.paint_background(painter, option, index)
        view = index.data(RunRole.VIEW)
        if view is None:
            self._paint_heading(painter, option, index, state)
        else:
            if state.selected:
                paint_edge(painter, option.rect, state.tokens, option.direction)
            self._paint_run(painter, option, index, view, state)
            if state.current:
                paint_row_focus(painter, option.rect, state.tokens, option.direction)
        painter.restore()

    def paint_background(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> RowState:
        """Draw the background of a run, which the progress view shows regardless of the focus; returns the state of the
        row."""
        state = RowState.of(option, index)
        if index.data(RunRole.VIEW) is not None:
            paint_background(painter, option.rect, replace(state, active=True))
        return state

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Show the full text of a row, parts of which may be cut."""
        shown: TrackedRun | None = index.data(RunRole.VIEW)
        if event.type() != QEvent.Type.ToolTip or shown is None:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), plain_tip(tool_tip(shown)), view)
        return True

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, state: RowState) -> None:
        caption = self._caption_height()
        bottom = option.rect.bottom() - 4
        rect = QRect(option.rect.left() + _PADDING, bottom - caption + 1, option.rect.width() - 2 * _PADDING, caption)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        paint_text(painter, rect, text, role_font(Role.HEADER), state.tokens.text2, direction=option.direction)

    def _paint_run(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, view: TrackedRun, state: RowState
    ) -> None:
        tokens, direction = state.tokens, option.direction
        rect = option.rect.adjusted(_PADDING, _ABOVE, -_EDGE, 0)
        first = Line(QRect(rect.left(), rect.top(), rect.width(), self._name_height()), direction)
        icon, tone = state_icon(view)
        paint_icon(painter, first.lead_square(DEFAULT, 8), icon, tokens.tone(tone))
        self._paint_end(painter, first, str(index.data(RunRole.END_TEXT)), view, state, direction)
        title, middle = fitting_title(by_name(view.run), first.width, self._name), Qt.TextElideMode.ElideMiddle
        paint_text(painter, first.rest(), title, self._name, tokens.text, direction=direction, elide=middle)

        top = rect.top() + self._name_height()
        text_left = rect.adjusted(DEFAULT + 8, 0, 0, 0)
        if direction == Qt.LayoutDirection.RightToLeft:
            text_left = rect.adjusted(0, 0, -DEFAULT - 8, 0)
        if not view.run.state.is_final:
            bar = QRect(text_left.left(), top + 5, text_left.width(), SLIM_HEIGHT)
            paint_bar(painter, bar, fraction(view) or 0.0, tokens, direction=direction, stale=is_last_seen(view))
            top += _BAR_ROOM
        caption = self._caption_height()
        place = QRect(text_left.left(), top, text_left.width(), caption)
        sentence, sentence_tone = sentence_part(view, place.width(), self._caption)
        paint_text(painter, place, sentence, self._caption, tokens.tone(sentence_tone), direction=direction)
        self._paint_stage(painter, place.translated(0, caption), index, view, state, direction)
        if view.run.note:
            below = place.translated(0, 2 * caption)
            paint_text(painter, below, view.run.note, self._caption, tokens.text, direction=direction)

    def _paint_end(
        self,
        painter: QPainter,
        line: Line,
        text: str,
        view: TrackedRun,
        state: RowState,
        direction: Qt.LayoutDirection,
    ) -> None:
        if not text:
            return
        live = not view.run.state.is_final
        font = self._name if live else self._caption
        color = state.tokens.tone(Tone.TEXT if live and not is_last_seen(view) else Tone.MUTED)
        place = line.trail(text_width(text, font) + 1, 8)
        paint_text(painter, place, text, font, color, align=Qt.AlignmentFlag.AlignTrailing, direction=direction)

    def _paint_stage(
        self,
        painter: QPainter,
        rect: QRect,
        index: Index,
        view: TrackedRun,
        state: RowState,
        direction: Qt.LayoutDirection,
    ) -> None:
        tokens, stage, middle = state.tokens, view.run.stage, Qt.TextElideMode.ElideMiddle
        line = Line(rect, direction)
        if stage is not None:
            color = tokens.stage(stage).text
            paint_mark(painter, line.lead_square(MARK, _PART_GAP), stage, color)
            word, header = stage_word(stage), role_font(Role.HEADER)
            place = line.lead(text_width(word, header) + 1, _PART_GAP)
            paint_text(painter, place, word, header, color, direction=direction)
        for part, width in place_parts(index, line.width, self._caption):
            place = line.lead(width, _PART_GAP)
            paint_text(painter, place, part, self._caption, tokens.text2, direction=direction, elide=middle)

    def _name_height(self) -> int:
        return self._heights()[0]

    def _caption_height(self) -> int:
        return self._heights()[1]

    def _heights(self) -> tuple[int, int]:
        """The heights of name and caption, measured once: thousands of rows ask for them."""
        if self._measured is None:
            name, caption = QFontMetrics(self._name), QFontMetrics(self._caption)
            self._measured = max(17, name.height() + 1), max(18, caption.height() + 2)
        return self._measured

    def measure_again(self) -> None:
        """The font has changed."""
        self._measured = None
