"""The area where a zip can be dropped: a dashed frame around the controls that name the file."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ..drops import accept_copy, begin_drag, dropped_zip
from ..theme.icons import LARGE
from ..theme.palette import tokens_of
from ..theme.tokens import Tone
from ..widgets.labels import IconLabel
from ..widgets.painting import paint_box

_RADIUS = 6.0


class DropZone(QFrame):
    """A frame that accepts a zip by drag and drop; the field and button inside are its keyboard equivalent."""

    #: A zip was dropped; carries its path (pathlib.Path).
    dropped = Signal(object)

    def __init__(self, *contents: QWidget, object_name: str = "drop_zone", parent: QWidget | None = None) -> None:
        """``contents`` are laid out in a row; the first one takes the remaining room."""
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAcceptDrops(True)
        self.set_wide(False)
        self.setMinimumHeight(56)
        self._drag = False
        icon = IconLabel(LARGE)
        icon.show_icon("zip", Tone.MUTED)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addSpacing(5)
        row.addWidget(icon)
        for position, widget in enumerate(contents):
            row.addWidget(widget, 0 if position else 1)
        column = QVBoxLayout(self)  # keeps the field and its error together where the zone is high
        column.setContentsMargins(12, 9, 12, 9)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def set_wide(self, on: bool) -> None:
        """Set whether the zone takes all available height, for when there is nothing else to show."""
        vertical = QSizePolicy.Policy.Expanding if on else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)

    @property
    def drag(self) -> bool:
        """Whether a zip is being dragged over the zone."""
        return self._drag

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show by cursor and frame whether a drop would be accepted."""
        if begin_drag(event.mimeData()) and dropped_zip(event.mimeData()) is not None and accept_copy(event):
            self._set_drag(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Remove the highlight."""
        self._set_drag(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Emit ``dropped`` with the path of the zip."""
        self._set_drag(False)
        path = dropped_zip(event.mimeData())
        if path is not None and accept_copy(event):
            self.dropped.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame: dashed, or solid and tinted while a zip is dragged over it."""
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        if self._drag:
            paint_box(painter, self.rect(), _RADIUS, tokens.sel, tokens.focus, 2)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens.fieldline), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    def _set_drag(self, drag: bool) -> None:
        self._drag = drag
        self.update()
