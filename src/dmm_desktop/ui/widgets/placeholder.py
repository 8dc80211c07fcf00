"""Placeholders: a sentence in place of rows, and the welcome page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from .buttons import Button
from .labels import AppIcon, WrappedLabel

_WIDTH, _READABLE = 552, 416  # maximum widths of the block and of a sentence


class EmptyNote(WrappedLabel):
    """A muted sentence in place of rows."""

    def __init__(self, text: str, object_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(object_name)
        set_role(self, Role.BODY, Tone.MUTED)
        self.setContentsMargins(16, 4, 16, 12)


class EmptyPage(QWidget):
    """A page without content: icon, heading, sentence, and buttons of equal width with a line of text each."""

    def __init__(
        self, heading: str, sentence: str, actions: Sequence[tuple[Button, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        title, text = WrappedLabel(heading), WrappedLabel(sentence)
        set_role(title, Role.SENTENCE)
        set_role(text, Role.BODY, Tone.MUTED)
        text.setMaximumWidth(_READABLE)
        block = QVBoxLayout()
        block.setSpacing(0)
        block.addItem(QSpacerItem(_WIDTH, 0, QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed))
        block.addWidget(AppIcon())
        block.addSpacing(24)
        block.addWidget(title)
        block.addSpacing(8)
        # A separate row, because a column measures a text at the full width.
        readable = QHBoxLayout()
        readable.addWidget(text)
        readable.addStretch()
        block.addLayout(readable)
        block.addSpacing(28)
        block.addLayout(_rows(actions))
        outer = QGridLayout(self)
        outer.setColumnStretch(0, 1)
        outer.setColumnStretch(2, 1)
        outer.setRowStretch(0, 4)
        outer.setRowStretch(2, 5)  # content slightly above the middle looks centred
        outer.addLayout(block, 1, 1)


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
        grid.addWidget(label, row, 1)
    return grid
