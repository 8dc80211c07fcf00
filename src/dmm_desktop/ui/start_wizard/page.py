"""The base of the pages of a wizard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ..services.app_services import AppServices
from ..theme.type_roles import Role, set_role
from ..widgets.containers import Surface, set_surface
from ..widgets.fields import Field
from ..widgets.labels import WrappedLabel
from .start_draft import StartDraft


class Page(QWidget):
    """A heading and the page's controls. ``changed``: the draft has changed."""

    changed = Signal()

    def __init__(self, services: AppServices, draft: StartDraft) -> None:
        super().__init__()
        self.services = services
        self.draft = draft
        set_surface(self, Surface.BASE)
        self.heading = WrappedLabel()
        set_role(self.heading, Role.VALUE)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(12)
        self.column.addWidget(self.heading)

    def go_to(self, field: Field) -> None:
        """Focus a field and scroll to it and its error."""
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        self.column.activate()
        parent: QWidget | None = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            parent.ensureWidgetVisible(field)

    def enter(self) -> None:
        """Called when the page is shown: show the current draft and set the focus."""

    def leave(self) -> None:
        """Called when another page is shown."""

    def is_complete(self) -> bool:
        """Whether the wizard may continue; if not, the page shows the reason at a field and focuses it."""
        return True
