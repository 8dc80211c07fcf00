"""The throughput chart: records per second over time, with a gap while the server did not respond."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ..theme.palette import tokens_of
from ..theme.tokens import Tokens, Tone
from ..theme.type_roles import Role, role_font, set_role
from ..widgets.labels import ElidedLabel
from ..widgets.painting import paint_line, paint_text

#: More points than this cannot be distinguished at this size.
MOST_POINTS = 120
_HEADROOM = 1.15


class Sample(NamedTuple):
    """A rate at a time in seconds, from an arbitrary start; None while the server does not respond."""

    second: float
    rate: float | None


def thin_out(samples: Sequence[Sample], most: int = MOST_POINTS) -> list[Sample]:
    """At most ``most`` samples: neighbours are merged to their mean rate; if one has no rate, they form a gap."""
    size = max(1, -(-len(samples) // most))
    return [_merged(samples[start : start + size]) for start in range(0, len(samples), size)]


def _merged(samples: Sequence[Sample]) -> Sample:
    rates = [sample.rate for sample in samples if sample.rate is not None]
    is_gap = len(rates) < len(samples)
    return Sample(samples[-1].second, None if is_gap else sum(rates) / len(rates))


class _Plot(QWidget):
    """The plot between the captions."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.samples: list[Sample] = []
        self.first = self.last = 0.0
        self.gap_text = self.last_gap_text = ""

    def sizeHint(self) -> QSize:
        return QSize(272, 64)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 64)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.samples:
            return  # a line at the bottom would mean nothing
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        reached = self.first
        for answered, group in groupby(self.samples, key=lambda sample: sample.rate is not None):
            samples = list(group)
            if answered:
                if reached < samples[0].second:
                    self._paint_gap(painter, tokens, reached, samples[0].second, self.gap_text)
                self._paint_rates(painter, tokens, samples)
                reached = samples[-1].second
        if reached < self.last:
            self._paint_gap(painter, tokens, reached, self.last, self.last_gap_text)
        paint_line(painter, QRectF(0, self.height() - 1, self.width(), 1), tokens.fieldline)

    def _paint_rates(self, painter: QPainter, tokens: Tokens, samples: list[Sample]) -> None:
        most = max((sample.rate or 0.0 for sample in self.samples), default=0.0)
        floor = self.height() - 1.0
        height = floor / (most * _HEADROOM) if most > 0 else 0.0
        line = [QPointF(self._x(one.second), floor - (one.rate or 0.0) * height) for one in samples]
        area = [QPointF(line[0].x(), floor), *line, QPointF(line[-1].x(), floor)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.chartfill))
        painter.drawPolygon(QPolygonF(area))
        pen = QPen(QColor(tokens.chart), 1.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(line))

    def _paint_gap(self, painter: QPainter, tokens: Tokens, start: float, end: float, words: str) -> None:
        left, right = self._x(start), self._x(end)
        area = QRectF(left, 0, right - left, self.height())
        painter.fillRect(area, QColor(tokens.head))
        pen = QPen(QColor(tokens.warn), 1.5)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(left, 0), QPointF(left, self.height()))
        place = area.toAlignedRect().adjusted(6, 0, -2, 0)
        paint_text(painter, place, words, role_font(Role.CAPTION), tokens.text2)

    def _x(self, second: float) -> float:
        span = self.last - self.first
        return (second - self.first) / span * self.width() if span > 0 else 0.0


class ThroughputChart(QWidget):
    """A small chart with its rates above it and its times below. Time runs from left to right in every language."""

    def __init__(self, title: str, object_name: str = "throughput", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(title)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._plot = _Plot()
        self.setToolTip(title)
        self._summary, self._start, self._end = (ElidedLabel() for _ in range(3))
        self._summary.setObjectName(f"{object_name}_summary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self._summary)
        column.addWidget(self._plot)
        column.addLayout(_at_both_ends(self._start, self._end))
        for label in (self._summary, self._start, self._end):
            set_role(label, Role.CAPTION, Tone.MUTED)
            label.setMinimumHeight(16)

    def show_samples(
        self,
        samples: Sequence[Sample],
        *,
        summary: str = "",
        words: str = "",
        start: str = "",
        end: str = "",
        gap: str = "",
        is_silent: bool = False,
    ) -> None:
        """Draw samples, sorted by time, with a summary and the times of their start and end. ``words``: the summary as
        it is read aloud.

        ``gap`` is the label for times without a response; one at the end has it only while it lasts (``is_silent``).
        """
        self._plot.samples = thin_out(samples)
        self._plot.first, self._plot.last = (
            (self._plot.samples[0].second, samples[-1].second) if samples else (0.0, 0.0)
        )
        self._plot.gap_text, self._plot.last_gap_text = gap, gap if is_silent else ""
        self._plot.update()
        self._summary.setText(summary)
        self._summary.setMinimumWidth(self._summary.sizeHint().width())  # never cut
        self._start.setText(start)
        self._end.setText(end)
        self.setAccessibleDescription(words)


def _at_both_ends(first: QWidget, last: QWidget) -> QHBoxLayout:
    """Place a widget at each end; each gets the width it needs if there is room for both."""
    row = QHBoxLayout()
    row.setSpacing(4)
    row.addWidget(first)
    row.addStretch(1)
    row.addWidget(last)
    return row
