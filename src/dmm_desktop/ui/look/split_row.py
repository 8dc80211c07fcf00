"""A row with something at both ends, which becomes two rows where there is no room for that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

_GAP = 8


class SplitRow(QWidget):
    """``leading`` widgets, then room, then ``trailing`` ones, or these below the others."""

    def __init__(self, leading: Sequence[QWidget], trailing: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ends = (_group(leading), _group(trailing))
        self._is_stacked: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._grid.setColumnStretch(0, 1)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange both for the width that there is."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one below the other."""
        return QSize(max(end.minimumSizeHint().width() for end in self._ends), super().minimumSizeHint().height())

    def _arrange(self) -> None:
        needed = sum(end.minimumSizeHint().width() for end in self._ends) + _GAP
        is_stacked = 0 < self.width() < needed
        if is_stacked == self._is_stacked:
            return
        self._is_stacked = is_stacked
        leading, trailing = self._ends
        self._grid.removeWidget(leading)
        self._grid.removeWidget(trailing)
        self._grid.addWidget(leading, 0, 0)
        place = (1, 0) if is_stacked else (0, 1)
        side = Qt.AlignmentFlag.AlignLeading if is_stacked else Qt.AlignmentFlag.AlignTrailing
        self._grid.addWidget(trailing, *place, side)


def _group(widgets: Sequence[QWidget]) -> QWidget:
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_GAP)
    for widget in widgets:
        row.addWidget(widget)
    return group
