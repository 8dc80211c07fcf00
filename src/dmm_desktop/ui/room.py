"""How small the main window can get. Where words are longer, or letters larger, it has to be larger as well."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget


class Center(QWidget):
    """What is below the menu bar: with it the window has 960 by 600 pixels, or what its contents need."""

    def minimumSizeHint(self) -> QSize:
        """Asked for by the window's layout."""
        return super().minimumSizeHint().expandedTo(QSize(960, 572))


class Pages(QStackedWidget):
    """The place of the progress view, or of the page of the first start."""

    def minimumSizeHint(self) -> QSize:
        """480 wide at least, and as high as the sentences are that wrap at this width."""
        page = self.currentWidget()
        layout = page.layout() if page is not None else None
        height = layout.minimumHeightForWidth(self.width()) if layout is not None else 0
        return super().minimumSizeHint().expandedTo(QSize(480, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has other heights."""
        super().resizeEvent(event)
        self.updateGeometry()
