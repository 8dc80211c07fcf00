"""The first page: the components, placed as in the design."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.stage import Corners, StageBand
from dmm_desktop.ui.theme.icons import pixmap
from dmm_desktop.ui.theme.palette import tokens_of
from dmm_desktop.ui.theme.tokens import Tone
from dmm_desktop.ui.theme.type_roles import Role, set_role
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.buttons import Button, ButtonKind
from dmm_desktop.ui.widgets.containers import Surface, set_surface
from dmm_desktop.ui.widgets.focus_ring import Ring
from dmm_desktop.ui.widgets.line_field import LineField
from dmm_desktop.ui.widgets.painting import paint_box
from tools.gallery.stage_pill import StagePill

DESTINATIONS = [
    (Stage.DEVELOPMENT, "DEV-1", "dev-1.acme.example"),
    (Stage.TEST, "TEST-1", "test-1.acme.example"),
    (Stage.PRODUCTION, "PROD-2", "prod-2.acme.example"),
]
ICONS: list[tuple[Any, ...]] = [
    *[("plus", "add"), ("import", "import"), ("save", "save"), ("report", "report")],
    *[("stop", "stop", Tone.ERR), ("test", "test, retry"), ("search", "search"), ("copy", "copy")],
    *[("external", "open page"), ("folder", "browse"), ("eye", "reveal"), ("play", "demo")],
    *[("edit", "edit"), ("trash", "remove"), ("close", "dismiss"), ("trace", "stack trace")],
    *[("env", "environment"), ("runtime", "runtime conn."), ("db", "database conn."), ("plug", "connection")],
    *[("zip", "zip file"), ("key", "key"), ("lock", "keyring"), ("tip", "tip")],
    *[("running", "running", Tone.LINK), ("ok", "completed", Tone.OK), ("error", "with errors", Tone.ERR)],
    *[("fail", "failed", Tone.ERR), ("stopped", "stopped"), ("unknown", "unknown", Tone.WARN)],
    *[("lost", "lost", Tone.WARN), ("empty", "nothing done"), ("warn", "warning", Tone.WARN)],
    *[("info", "info", Tone.INFO), ("check", "check"), ("clock", "queued"), ("chev-right", "closed")],
    *[("chev-down", "open")],
]
PALETTE = ["window", "base", "head", "line", "accent", "sel", "ok", "warn", "err", "dev", "test", "prod_fill"]


def page() -> QWidget:
    """The page, not shown yet."""
    window = QWidget()
    set_surface(window, Surface.BASE)
    columns = QHBoxLayout(window)
    columns.setContentsMargins(24, 24, 24, 24)
    columns.setSpacing(20)
    for parts in ((bands(), pills(), buttons(), fields(), choices()), (icons(), banners(), swatches())):
        column = QVBoxLayout()
        column.setSpacing(24)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        column.addStrut(600)
        columns.addLayout(column)
    return window


def show_states(window: QWidget) -> None:
    """Show states that need a pointer or the focus, once the page is on the screen."""
    for button in window.findChildren(Button):
        state = button.objectName().rpartition("_")[2]
        if state in ("hover", "pressed"):
            _point_at(button)
        button.setDown(state == "pressed")
        if state == "focus":
            Ring(button)
    for edit in window.findChildren(QLineEdit, "field_focus"):
        edit.setFocus()


def _point_at(button: Button) -> None:
    """Make a button believe it is hovered; there is only one real pointer, but several such buttons."""
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    place, no_button = QPointF(button.rect().center()), Qt.MouseButton.NoButton
    modifiers = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(button, QMouseEvent(QEvent.Type.MouseMove, place, place, no_button, no_button, modifiers))


def caption(text: str) -> QLabel:
    """A small muted label."""
    label = QLabel(text)
    set_role(label, Role.CAPTION, Tone.MUTED)
    return label


def group(title: str, *, spacing: int = 8) -> tuple[QWidget, QVBoxLayout]:
    """A part of the page with a heading."""
    widget = QWidget()
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    label = QLabel(title)
    set_role(label, Role.HEADER, Tone.MUTED)
    layout.addWidget(label)
    return widget, layout


def bands() -> QWidget:
    """The three bands."""
    widget, layout = group("Stage bands: tint, tint, solid; one mark and one word each")
    for stage, name, host in DESTINATIONS:
        band = StageBand(f"band_{stage.value}", corners=Corners.ALL, padding=17)
        band.show_destination(stage, name, "Runtime Connection", host)
        layout.addWidget(band)
    return widget


def pills() -> QWidget:
    """The pills, filled and as words."""
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for filled in (True, False):
        for stage in Stage:
            row.addWidget(StagePill(stage, filled=filled))
        row.addSpacing(14)
    row.addStretch(1)
    return widget


def buttons() -> QWidget:
    """All kinds in all states."""
    widget, layout = group("Buttons")
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, 64)
    layout.addLayout(grid)
    for row, state in enumerate(("Normal", "Hover", "Pressed", "Focus", "Disabled")):
        grid.addWidget(caption(state), row, 0)
        for column, button in enumerate(one_of_each_kind(state.lower()), 1):
            grid.addWidget(button, row, column)
            button.setEnabled(state != "Disabled")
    grid.setColumnStretch(6, 1)
    return widget


def one_of_each_kind(suffix: str) -> list[Button]:
    """A button of each kind."""
    return [
        Button("Next", f"next_{suffix}", kind=ButtonKind.PRIMARY),
        Button("Save logs…", f"save_logs_{suffix}", icon_name="save"),
        Button("Stop", f"stop_import_{suffix}", icon_name="stop", kind=ButtonKind.DANGER),
        Button("Start import", f"start_import_{suffix}", kind=ButtonKind.PRODUCTION),
        Button("Add environment…", f"add_environment_{suffix}", icon_name="plus", kind=ButtonKind.FLAT),
    ]


def fields() -> QWidget:
    """A line of text in its states."""
    widget, layout = group("Fields and choices")
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setRowMinimumHeight(2, 4)
    layout.addLayout(grid)
    for position, (state, text) in enumerate(
        (("Normal", "PROD-2"), ("Focus", "PROD-2"), ("Error", "prod2"), ("Disabled", "PROD-2"))
    ):
        field = LineField(f"field_{state.lower()}", state)
        field.set_text(text)
        field.setEnabled(state != "Disabled")
        if state == "Error":
            field.set_error("Type PROD-2 to confirm.")
        row, column = divmod(position, 2)
        grid.addWidget(caption(state), 3 * row, column)
        grid.addWidget(field, 3 * row + 1, column, Qt.AlignmentFlag.AlignTop)
    return widget


def choices() -> QWidget:
    """Check boxes and radio buttons."""
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(4, 0, 0, 0)
    row.setSpacing(24)
    for text, checked, enabled in (("Off", False, True), ("On", True, True), ("Disabled", False, False)):
        check = QCheckBox(text)
        check.setChecked(checked)
        check.setEnabled(enabled)
        row.addWidget(check)
    for text, checked in (("Off", False), ("On", True)):
        radio = QRadioButton(text)
        radio.setAutoExclusive(False)
        radio.setChecked(checked)
        row.addWidget(radio)
    row.addStretch(1)
    return widget


def icons() -> QWidget:
    """Every icon with its meaning."""
    widget, layout = group("Icons, 16 px, stroke 1.5")
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(14)
    layout.addLayout(grid)
    for position, (name, meaning, *tone) in enumerate(ICONS):
        row, column = divmod(position, 4)
        picture = _Picture(name, tone[0] if tone else Tone.TEXT)
        grid.addWidget(picture, row, 2 * column)
        grid.addWidget(caption(meaning), row, 2 * column + 1)
        grid.setColumnStretch(2 * column + 1, 1)
    return widget


class _Picture(QLabel):
    def __init__(self, name: str, tone: Tone) -> None:
        super().__init__()
        self.setPixmap(pixmap(name, tokens_of(self.palette()).tone(tone), 16, self.devicePixelRatio()))


def banners() -> QWidget:
    """The four kinds of message."""
    widget, layout = group("Banners")
    for tone, problem, cause in (
        (Tone.INFO, "The API description changed.", "The new one is in use."),
        (Tone.OK, "Logs saved.", "4,902 lines in 2 files."),
        (Tone.WARN, "The file is larger than 20 MiB.", "The server may refuse it."),
        (Tone.ERR, "The REST API key was refused.", "Enter it again."),
    ):
        banner = Banner(f"banner_{tone.value}")
        layout.addWidget(banner)
        banner.show_message(tone, problem, cause, dismissible=True)
    return widget


def swatches() -> QWidget:
    """The main colours."""
    widget, layout = group("Palette")
    row = QHBoxLayout()
    row.setSpacing(6)
    layout.addLayout(row)
    for name in PALETTE:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(_Swatch(name))
        column.addWidget(caption(name.removesuffix("_fill")))
        row.addLayout(column)
    return widget


class _Swatch(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def sizeHint(self) -> QSize:
        return QSize(44, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        paint_box(QPainter(self), self.rect(), 4, QColor(getattr(tokens, self._name)).name(), tokens.line)
