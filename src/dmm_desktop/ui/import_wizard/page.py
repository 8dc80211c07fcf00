"""What the pages of the wizard have in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..desk.desk import Desk
from ..look.elided_label import WrappedLabel
from ..look.surfaces import Surface, set_surface
from ..look.type_roles import Role, set_role
from .draft import Draft


class Page(QWidget):
    """A heading and what is to be decided. ``changed``: the draft is another."""

    changed = Signal()

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__()
        self.desk = desk
        self.draft = draft
        set_surface(self, Surface.BASE)
        self.heading = WrappedLabel()
        set_role(self.heading, Role.VALUE)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(12)
        self.column.addWidget(self.heading)

    def enter(self) -> None:
        """The page is shown: take over what others have decided meanwhile, and put the focus where work begins."""

    def is_complete(self) -> bool:
        """Whether the wizard may go on; if not, the page says why at the field and puts the focus there."""
        return True
