"""The frame that shows what a test found: the verdict on its tint, then a row each."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ..look.elided_label import WrappedLabel
from ..look.icon_label import IconLabel
from ..look.painting import between_pixels, paint_box, paint_line
from ..look.palette import tokens_of
from ..look.tokens import Tone
from ..look.type_roles import Role, set_role
from .findings import Verdict

_ICONS = {Tone.OK: "ok", Tone.WARN: "warn", Tone.ERR: "error"}


class ResultFrame(QWidget):
    """Hidden until a result is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("test_result")
        self._verdict: Verdict | None = None
        self._shown: list[QWidget] = []
        self._icon, self._head = IconLabel(), WrappedLabel()
        set_role(self._head, Role.NAME)
        self._header = QWidget()
        head = QHBoxLayout(self._header)
        head.setContentsMargins(13, 9, 13, 9)
        head.setSpacing(8)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._head, 1)
        self._body = QWidget()
        self._rows = QGridLayout(self._body)
        self._rows.setContentsMargins(13, 10, 13, 10)
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(12)
        self._rows.setColumnMinimumWidth(1, 118)
        self._rows.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._body)
        column.addStretch(1)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show a result in place of the one before."""
        self._verdict = verdict
        self._head.setText(verdict.sentence)
        self.setAccessibleName(verdict.sentence)
        for widget in self._shown:
            self._rows.removeWidget(widget)
            widget.deleteLater()
        self._shown = []
        self._icon.show_icon(_ICONS[verdict.tone], verdict.tone)
        for number, row in enumerate(verdict.rows):
            icon, name, sentence = IconLabel(), QLabel(row.name), WrappedLabel(row.sentence)
            self._shown += [icon, name, sentence]
            icon.show_icon(row.icon, row.tone)
            set_role(name, Role.NAME)
            sentence.setAccessibleName(f"{row.name}: {row.sentence}")
            top = Qt.AlignmentFlag.AlignTop
            self._rows.addWidget(icon, number, 0, top)
            self._rows.addWidget(name, number, 1, top)
            self._rows.addWidget(sentence, number, 2)
        self.show()
        self.update()

    def clear(self) -> None:
        """Show nothing: what was tested is not what stands in the dialog now."""
        self._verdict = None
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tint, frame and the line between."""
        if self._verdict is None:
            return
        painter, tokens = QPainter(self), tokens_of(self.palette())
        box = self.rect()
        box.setBottom(self._body.geometry().bottom())
        paint_box(painter, box, 6, tokens.base)
        painter.save()
        around = QPainterPath()
        around.addRoundedRect(between_pixels(painter, box), 6, 6)
        painter.setClipPath(around)
        header = self._header.geometry()
        painter.fillRect(header, QColor(tokens.tint(self._verdict.tone)))
        paint_line(painter, QRect(header.left(), header.bottom(), header.width(), 1), tokens.line)
        painter.restore()
        paint_box(painter, box, 6, None, tokens.line)
