"""The card of a review page: the stage band, and a row for each choice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from ...core.environment import Destination
from ...core.text import counted
from ..messages import tr_text
from ..stage import Corners, StageBand
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.containers import Card
from ..widgets.fields import WIZARD_LABELS
from ..widgets.labels import ElidedLabel, IconLabel, WrappedLabel
from .start_draft import StartDraft

_LINE = 20  # the height of a row with one line, in pixels


class ReviewCard(Card):
    """Rows of a name and a value; a row without a value is hidden."""

    def __init__(self) -> None:
        super().__init__("review_card")
        self._band = StageBand("review_band", corners=Corners.TOP, padding=16)
        self._values: dict[str, ElidedLabel | WrappedLabel] = {}
        self._names: dict[str, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(16, 10, 16, 10)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, WIZARD_LABELS - 22)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addLayout(self._grid)

    def add_row(self, key: str, name: str, icon: IconLabel | None = None, *, wraps: bool = False) -> None:
        """Add a row. Its value is one line that is shortened if necessary, or ``wraps``."""
        label, value = QLabel(name), WrappedLabel() if wraps else ElidedLabel()
        set_role(label, Role.BODY, Tone.MUTED)
        value.setObjectName(f"review_{key}")
        label.setMinimumHeight(_LINE)
        self._values[key], self._names[key] = value, label
        line = QHBoxLayout()
        line.setSpacing(6)
        if icon is not None:
            icon.setContentsMargins(0, (_LINE - icon.sizeHint().height()) // 2, 0, 0)
            line.addWidget(icon, alignment=Qt.AlignmentFlag.AlignTop)  # beside the first of several lines
        line.addWidget(value, 1)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(line, row, 1)

    def value(self, key: str) -> ElidedLabel | WrappedLabel:
        """The label with the value of a row."""
        return self._values[key]

    def set_name(self, key: str, name: str) -> None:
        """Change the name of a row."""
        self._names[key].setText(name)

    def set_value(self, key: str, value: str) -> None:
        """Show a value; hide its row if it is empty."""
        self._values[key].setText(value)
        for widget in (self._names[key], self._values[key]):
            widget.setVisible(bool(value))

    def show_target(self, target: Destination, place: str) -> None:
        """Show a connection, and its environment's ``address``. ``place``: the host of the environment, with port and
        path if needed."""
        self._band.show_destination(target.stage, target.environment.name, target.connection.name, place)
        self.set_value("address", str(target.environment.address))

    def show_configuration(self, draft: StartDraft) -> None:
        """Show the file and the size of the ``configuration``. Raises WrongInput."""
        fields = tr_text(counted("1 field", "{n} fields", draft.field_count()))
        name = draft.configuration.file_name
        self.set_value("configuration", f"{name}, {fields}" if name else fields)
