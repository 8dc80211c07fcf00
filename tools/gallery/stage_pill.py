"""A widget that shows the stage pill as list rows paint it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.stage import paint_pill, pill_size
from dmm_desktop.ui.theme.palette import tokens_of


class StagePill(QWidget):
    """The pill at its size hint."""

    def __init__(self, stage: Stage, *, filled: bool = True) -> None:
        super().__init__()
        self._stage, self._filled = stage, filled
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return pill_size(self._stage)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), tokens_of(self.palette())
        paint_pill(painter, self.rect(), self._stage, tokens, direction=self.layoutDirection(), filled=self._filled)
