"""A page that may be longer than the screen: it scrolls up and down, and is never cut at its sides."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from .surfaces import Surface, set_surface


class PageScroll(QScrollArea):
    """Frameless, on the ground of content; asks its layout for the width that the page needs at least."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the controls on the page have it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_page(self, page: QWidget) -> None:
        """Show a page in place of the one before, which is deleted."""
        set_surface(page, Surface.BASE)
        self.setWidget(page)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As wide as the page needs it, beside the scroll bar."""
        page = self.widget()
        width = page.minimumSizeHint().width() if page is not None else 0
        return QSize(width + self.verticalScrollBar().sizeHint().width(), 80)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the page needs has changed."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
