"""What every dialog ends with: its buttons, on a ground of their own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from .surfaces import Hairline, Surface, set_surface


class DialogFooter(QWidget):
    """``leading`` buttons do something with what the dialog shows, the ``trailing`` ones end it."""

    def __init__(self, trailing: Sequence[QWidget], leading: Sequence[QWidget] = ()) -> None:
        super().__init__()
        set_surface(self, Surface.WINDOW)
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        for button in leading:
            row.addWidget(button)
        row.addStretch(1)
        for button in trailing:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addLayout(row)
