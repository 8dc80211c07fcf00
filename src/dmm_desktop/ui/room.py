"""How small the page beside the lists can get."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget


class Pages(QStackedWidget):
    """The place of the progress view, or of the page of the first start."""

    def minimumSizeHint(self) -> QSize:
        """As high as the sentences are that wrap at this width."""
        page = self.currentWidget()
        layout = page.layout() if page is not None else None
        height = layout.minimumHeightForWidth(self.width()) if layout is not None else 0
        return super().minimumSizeHint().expandedTo(QSize(0, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has other heights."""
        super().resizeEvent(event)
        self.updateGeometry()
