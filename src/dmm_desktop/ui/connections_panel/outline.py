"""The panel's background and title, painted before everything else is imported."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ..theme.type_roles import Role, set_role
from ..widgets.containers import Surface, set_surface


class ConnectionsOutline(QWidget):
    """Background and title; the panel adds to its ``column``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, Surface.WINDOW)
        title = QLabel(QCoreApplication.translate("ConnectionsPanel", "Environments"))
        set_role(title, Role.NAME)
        title.setContentsMargins(16, 0, 16, 0)
        title.setMinimumHeight(48)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)  # at the top even with nothing below it

    def minimumSizeHint(self) -> QSize:
        """Wide enough for its rows."""
        return super().minimumSizeHint().expandedTo(QSize(208, 0))
