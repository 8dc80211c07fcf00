"""Fields and forms: a control with its hint or error right below, and rows that put labels beside such fields."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from .elided_label import WrappedLabel
from .icon_label import IconLabel
from .icons import SMALL
from .properties import set_style_property
from .tokens import Tone
from .type_roles import Role, set_role, set_tone

_GAP = 16
#: Where the column of fields begins, unless a label is longer.
WIZARD_LABELS, DIALOG_LABELS = 192, 152


class FieldNote(QWidget):
    """The line below a control: its hint, or in place of it the error with an icon."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self._error = ""
        self._icon = IconLabel(SMALL, self)
        self._icon.show_icon("error", Tone.ERR)
        self._label = WrappedLabel(parent=self)
        set_role(self._label, Role.CAPTION)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._label, 1)
        self._show()

    @property
    def text(self) -> str:
        """What it says."""
        return self._error or self._hint

    def set_hint(self, hint: str) -> None:
        """Say this while there is no error."""
        self._hint = hint
        self._show()

    def set_error(self, error: str) -> None:
        """Say this instead of the hint; an empty text ends the error."""
        self._error = error
        self._show()

    def _show(self) -> None:
        self._label.setText(self.text)
        set_tone(self._label, Tone.ERR if self._error else Tone.MUTED)
        self._icon.setVisible(bool(self._error))
        self.setVisible(bool(self.text))


class Field(QWidget):
    """A control and its note. The error, else the hint, is the control's accessible description too."""

    def __init__(self, control: QWidget, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._note = FieldNote(hint, self)
        self._error = ""
        self.setFocusProxy(control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(control)
        layout.addWidget(self._note)
        self._describe()

    @property
    def error(self) -> str:
        """What is wrong; empty if nothing is."""
        return self._error

    def set_error(self, error: str) -> None:
        """Mark the control and say what is wrong with it; an empty text ends that."""
        self._error = error
        self._note.set_error(error)
        set_style_property(self.control, "invalid", bool(error))
        self._describe()

    def set_hint(self, hint: str) -> None:
        """Say something below the control."""
        self._note.set_hint(hint)
        self._describe()

    def _describe(self) -> None:
        self.control.setAccessibleDescription(self._note.text)


class Form(QWidget):
    """Rows of a label and a field. Labels stand in a column of one width and in line with their field's first row."""

    def __init__(self, *, label_width: int = DIALOG_LABELS, spacing: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(spacing)
        self._grid.setColumnMinimumWidth(0, label_width - _GAP)
        self._grid.setColumnStretch(1, 1)

    def add_row(self, text: str, field: QWidget, *, width: int | None = None) -> QLabel:
        """Add a field, ``width`` wide or as wide as there is room; returns its label. Clicking it goes to the field."""
        control = field.control if isinstance(field, Field) else field
        label = QLabel(text)
        set_role(label, Role.LABEL)
        label.setBuddy(control)
        one_line = max(18, label.fontMetrics().height()) + 14
        label.setMinimumHeight(min(one_line, control.sizeHint().height()))
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        if width is None:
            self._grid.addWidget(field, row, 1)
            return label
        field.setMaximumWidth(width)  # a cell would put what is narrower in its middle
        place = QHBoxLayout()
        place.addWidget(field, 1)
        place.addStretch(0)
        self._grid.addLayout(place, row, 1)
        return label

    def add_below(self, what: QWidget | QLayout) -> None:
        """Add something without a label, in line with the fields."""
        row = self._grid.rowCount()
        if isinstance(what, QWidget):
            self._grid.addWidget(what, row, 1, Qt.AlignmentFlag.AlignLeading)
        else:
            self._grid.addLayout(what, row, 1)


def in_a_row(*widgets: QWidget, spacing: int = 8) -> QBoxLayout:
    """Widgets side by side from the leading edge; what is left of the width stays empty."""
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
