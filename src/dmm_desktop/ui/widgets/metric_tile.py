"""A metric: a number in large type with its unit, and a small caption above it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..theme.palette import tokens_of
from ..theme.tokens import Tone
from ..theme.type_roles import Role, role_font, set_role
from .buttons import Link
from .labels import ElidedLabel, plain_tip
from .painting import Line, paint_text, text_width

#: Minimum heights of the two lines, and the gap between value and unit.
_CAPTION, _VALUE, _GAP = 16, 22, 4
_LINK_GAP = 8  # between value and link


class _ValueLabel(QLabel):
    """``21,040 of 50,000``: one text for screen readers, painted in two weights."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self, Role.VALUE)
        self._value = self._unit = ""
        self.tone = Tone.TEXT

    def show_value(self, value: str, unit: str) -> None:
        self._value, self._unit = value, unit
        self.setText(f"{value} {unit}" if unit else value)
        self.updateGeometry()
        self._offer_tool_tip()

    def sizeHint(self) -> QSize:
        width = text_width(self._value, self.font())
        if self._unit:
            width += _GAP + text_width(self._unit, role_font(Role.UNIT))
        return QSize(width, max(_VALUE, self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), text_width(self._value, self.font())), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        direction = self.layoutDirection()
        line = Line(self.contentsRect(), direction)
        width = min(line.width, text_width(self._value, self.font()))
        paint_text(
            painter,
            line.lead(width, _GAP),
            self._value,
            self.font(),
            tokens.tone(self.tone),
            direction=direction,
        )
        if self._unit and line.width:
            unit = role_font(Role.UNIT)
            place = line.rest().translated(0, _baseline_offset(self.fontMetrics(), QFontMetrics(unit)))
            paint_text(painter, place, self._unit, unit, tokens.text2, direction=direction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._offer_tool_tip()

    def _offer_tool_tip(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self.width() < self.sizeHint().width() else "")


class MetricTile(QWidget):
    """One metric of a run. Its value label has the object name."""

    def __init__(self, object_name: str, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = ElidedLabel(caption)
        set_role(label, Role.CAPTION, Tone.MUTED)
        label.setMinimumHeight(_CAPTION)
        self._value = _ValueLabel()
        self._value.setObjectName(object_name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._stale = False
        self._tone = Tone.TEXT
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(label)
        self._row = QHBoxLayout()
        self._row.setSpacing(_LINK_GAP)
        self._row.addWidget(self._value)
        layout.addLayout(self._row)

    @property
    def text(self) -> str:
        """The visible value and unit."""
        return self._value.text()

    def add_link(self, text: str, object_name: str, accessible_name: str) -> Link:
        """Add a link after the value, hidden at first. Space is reserved for it, so that nothing moves when it
        appears."""
        link = Link(text, object_name)
        link.setAccessibleName(accessible_name)
        policy = link.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        link.setSizePolicy(policy)
        link.hide()
        self._row.addWidget(link)
        self._row.addStretch(1)
        return link

    def show_value(self, value: str, unit: str = "", tone: Tone = Tone.TEXT) -> None:
        """Show a formatted value and, in regular type, its suffix: ``of 50,000``, ``records/s``."""
        self._tone = tone
        self._value.show_value(value, unit)
        self._row.invalidate()  # otherwise its hint is the old one until the next turn of the event loop [platform]
        self._show_tone()

    def set_stale(self, stale: bool) -> None:
        """Mute the value while it may be outdated."""
        self._stale = stale
        self._show_tone()

    def _show_tone(self) -> None:
        self._value.tone = Tone.MUTED if self._stale else self._tone
        self._value.update()


def _baseline_offset(larger: QFontMetrics, smaller: QFontMetrics) -> int:
    """The offset that puts smaller type, centred in the same line, on the baseline of larger type."""
    return larger.ascent() - smaller.ascent() - (larger.height() - smaller.height()) // 2
