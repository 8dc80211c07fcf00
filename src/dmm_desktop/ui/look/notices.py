"""The place of the banners of a window: one below the other, apart from the edges, and gone while there are none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

_TOLD = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class Notices(QWidget):
    """A layout alone would keep its margins when all in it is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(8)
        self._banners: list[QWidget] = []
        self.hide()

    def add(self, banner: QWidget) -> None:
        """Put a banner above the others; whoever it belongs to shows and hides it."""
        self._banners.append(banner)
        self._column.insertWidget(0, banner)
        banner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A banner has come or gone."""
        if event.type() in _TOLD:
            self.setHidden(all(banner.isHidden() for banner in self._banners))
        return False
