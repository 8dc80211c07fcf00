"""What stands where there is nothing yet: a sentence in place of rows, and the page of the first start."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from .buttons import Button
from .elided_label import WrappedLabel
from .icons import app_pixmap
from .tokens import Tone
from .type_roles import Role, set_role

_ICON = 56
_WIDTH = 552


class EmptyNote(WrappedLabel):
    """One quiet sentence where the rows would be."""

    def __init__(self, text: str, object_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(object_name)
        set_role(self, Role.BODY, Tone.MUTED)
        self.setContentsMargins(16, 12, 16, 12)


class EmptyPage(QWidget):
    """The page of a window with nothing in it: icon, heading, sentence, and buttons of one width with a line each."""

    def __init__(
        self, heading: str, sentence: str, actions: Sequence[tuple[Button, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        title, text = WrappedLabel(heading), WrappedLabel(sentence)
        set_role(title, Role.SENTENCE)
        set_role(text, Role.BODY, Tone.MUTED)
        block = QVBoxLayout()
        block.setSpacing(0)
        block.addWidget(self._icon)
        block.addSpacing(24)
        block.addWidget(title)
        block.addSpacing(8)
        block.addWidget(text)
        block.addSpacing(24)
        block.addLayout(_rows(actions))
        outer = QGridLayout(self)
        outer.setColumnMinimumWidth(1, 0)
        outer.setColumnStretch(0, 1)
        outer.setColumnStretch(2, 1)
        outer.setRowStretch(0, 1)
        outer.setRowStretch(2, 1)
        outer.addLayout(block, 1, 1)
        self._draw_icon()

    def event(self, event: QEvent) -> bool:
        """Draw the icon for another screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._draw_icon()
        return super().event(event)

    def _draw_icon(self) -> None:
        self._icon.setPixmap(app_pixmap(_ICON, self.devicePixelRatio()))


def _rows(actions: Sequence[tuple[Button, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(16)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, 184)
    for row, (button, line) in enumerate(actions):
        label = WrappedLabel(line)
        set_role(label, Role.BODY, Tone.MUTED)
        button.setAccessibleDescription(line)
        button.setProperty("start", True)
        grid.addWidget(button, row, 0)
        grid.addWidget(label, row, 1, Qt.AlignmentFlag.AlignVCenter)
    return grid
