"""The main pane of the window."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget


class Pages(QStackedWidget):
    """Holds the progress view, or the welcome page before the first run."""

    def minimumSizeHint(self) -> QSize:
        """High enough for wrapped sentences at the current width."""
        page = self.currentWidget()
        layout = page.layout() if page is not None else None
        height = layout.minimumHeightForWidth(self.width()) if layout is not None else 0
        return super().minimumSizeHint().expandedTo(QSize(0, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The minimum height depends on the width."""
        super().resizeEvent(event)
        self.updateGeometry()
