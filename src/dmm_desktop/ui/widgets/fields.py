"""Fields and forms: controls with a hint or error below, and rows with labels beside the fields."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from ..theme.icons import SMALL
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role, set_style_property, set_tone
from .labels import IconLabel, WrappedLabel

_GAP = 16
_ICONS = {Tone.OK: "ok", Tone.WARN: "warn", Tone.ERR: "error"}
#: Position of the column of fields, unless a label is longer.
WIZARD_LABELS, DIALOG_LABELS = 192, 152
#: Minimum width of fields beside their labels; narrower ones move below.
_PLEASANT = 240


class FieldHint(QWidget):
    """The line below a control: its hint, or an error with an icon instead."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self._error = ""
        self._tone: Tone | None = None
        self._icon = IconLabel(SMALL, self)
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
        """The visible text."""
        return self._error or self._hint

    def set_hint(self, hint: str, *, tone: Tone | None = None) -> None:
        """Show a hint while there is no error, with the icon of the tone: OK or WARN."""
        self._hint, self._tone = hint, tone
        self._show()

    def set_error(self, error: str) -> None:
        """Show an error instead of the hint; an empty text removes it."""
        self._error = error
        self._show()

    def _show(self) -> None:
        self._label.setText(self.text)
        tone = Tone.ERR if self._error else self._tone
        set_tone(self._label, tone if tone in (Tone.ERR, Tone.WARN) else Tone.MUTED)
        self._icon.show_icon(_ICONS[tone or Tone.OK], tone or Tone.OK)
        self._icon.setVisible(tone is not None and bool(self.text))
        self.setVisible(bool(self.text))


class Field(QWidget):
    """A control and its hint, which is also the control's accessible description."""

    def __init__(self, control: QWidget, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._hint = FieldHint(hint, self)
        self._error = ""
        self.setFocusProxy(control)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(control)
        self._column.addWidget(self._hint)
        self._describe()

    @property
    def error(self) -> str:
        """The error; empty if there is none."""
        return self._error

    def let_grow(self) -> None:
        """Let the control take all remaining height."""
        self._column.setStretch(0, 1)

    def set_error(self, error: str) -> None:
        """Mark the control and show an error; an empty text removes both."""
        self._error = error
        self._hint.set_error(error)
        set_style_property(self.control, "invalid", bool(error))
        self._describe()

    def set_hint(self, hint: str, *, tone: Tone | None = None) -> None:
        """Show a hint below the control; the tone OK means that the value is fine, WARN that it may not be."""
        self._hint.set_hint(hint, tone=tone)
        self._describe()

    def _describe(self) -> None:
        self.control.setAccessibleDescription(self._hint.text)


class FormRows(QWidget):
    """Rows of a label and a field. Labels share one width and line up with the first row of their fields; if there is
    no room for both, they are above the fields."""

    def __init__(self, *, label_width: int = DIALOG_LABELS, spacing: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label_width = label_width - _GAP
        self._spacing = spacing
        self._rows: list[tuple[QLabel | None, QWidget]] = []
        self._is_stacked = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setColumnStretch(1, 1)
        self._arrange()

    def add_row(self, text: str, field: QWidget, *, width: int | None = None) -> QLabel:
        """Add a field, ``width`` wide or as wide as possible; returns its label. Clicking the label focuses the
        field."""
        control = field.control if isinstance(field, Field) else field
        label = QLabel(text.replace("&", "&&"))  # otherwise a & in the text would set an access key
        label.setTextFormat(Qt.TextFormat.PlainText)  # a server may name the fields of a connection
        set_role(label, Role.LABEL)
        label.setBuddy(control)
        if width is not None:
            field.setMaximumWidth(width)  # a cell would centre a narrower widget
            place = QHBoxLayout()
            place.addWidget(field, 1)
            place.addStretch(0)
        self._add(label, field if width is None else _held(place))
        return label

    def set_row_visible(self, field: QWidget, visible: bool) -> None:
        """Show or hide a field together with its label."""
        for label, one in self._rows:
            if label is not None and (one is field or one.isAncestorOf(field)):
                label.setVisible(visible)
                one.setVisible(visible)

    def add_below(self, what: QWidget | QLayout) -> None:
        """Add a widget without a label, aligned with the fields."""
        self._add(None, what if isinstance(what, QWidget) else _held(what))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the rows for the current width."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """The width needed with labels above the fields."""
        widest = max((one.minimumSizeHint().width() for row in self._rows for one in row if one is not None), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def _add(self, label: QLabel | None, field: QWidget) -> None:
        self._rows.append((label, field))
        self._put(len(self._rows) - 1)

    def _arrange(self) -> None:
        labels = [label.minimumSizeHint().width() for label, _ in self._rows if label is not None]
        fields = [field.minimumSizeHint().width() for _, field in self._rows]
        needed = max([self._label_width, *labels]) + _GAP + max([_PLEASANT, *fields])
        is_stacked = bool(self._rows) and self.width() < needed
        self._grid.setColumnMinimumWidth(0, 0 if is_stacked else self._label_width)
        self._grid.setVerticalSpacing(self._spacing // 2 if is_stacked else self._spacing)
        if is_stacked != self._is_stacked:
            self._is_stacked = is_stacked
            for number in range(len(self._rows)):
                self._put(number)

    def _put(self, number: int) -> None:
        label, field = self._rows[number]
        for one in (label, field):
            if one is not None:
                self._grid.removeWidget(one)
        leading = Qt.AlignmentFlag.AlignLeading if label is None else Qt.AlignmentFlag(0)
        if label is not None:
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(label, 2 * number, 0, 1, 2 if self._is_stacked else 1, top)
            label.setMinimumHeight(0 if self._is_stacked else _height_beside(label))
        if self._is_stacked:
            self._grid.addWidget(field, 2 * number + 1, 0, 1, 2, leading)
        else:
            self._grid.addWidget(field, 2 * number, 1, leading)


def _height_beside(label: QLabel) -> int:
    """The height that lines a label up with the first row of its field."""
    one_line = max(18, label.fontMetrics().height()) + 14
    control = label.buddy()
    return min(one_line, control.sizeHint().height()) if control is not None else one_line


def _held(layout: QLayout) -> QWidget:
    """Wrap a layout in a widget, because only widgets can be moved."""
    layout.setContentsMargins(0, 0, 0, 0)
    holder = QWidget()
    holder.setLayout(layout)
    return holder


def in_a_row(*widgets: QWidget, spacing: int = 8) -> QBoxLayout:
    """Widgets side by side from the leading edge; the remaining width stays empty."""
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
