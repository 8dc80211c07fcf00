"""Choices with all options visible: the stage as three radio buttons, and the views of one object as joined buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QWidget

from ...core.stage import Stage
from ..stage import stage_word
from ..theme.icons import NEW_LOOK, icon_before_text
from ..theme.palette import tokens_of
from ..theme.tokens import Tokens
from ..theme.type_roles import set_style_property
from .buttons import Button, spoken

_MARK = 12


class StageChoice(QFrame):
    """The stage of an environment, none at first; arrow keys move between the three."""

    #: Another stage was chosen, by the user or :meth:`set_stage`.
    changed = Signal()

    def __init__(self, object_name: str = "stage", accessible_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name or self.tr("Stage"))
        self._buttons = {stage: self._button(stage) for stage in Stage}
        self._look: tuple[Tokens, bool, frozenset[float]] | None = None
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in self._buttons.values():
            group.addButton(button)
            row.addWidget(button, 1)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # otherwise clicking its label would not focus it
        self.setFocusProxy(self._buttons[Stage.DEVELOPMENT])
        group.buttonToggled.connect(self._on_toggled)
        self._draw_marks()

    @property
    def stage(self) -> Stage | None:
        """The chosen stage; None until one is chosen."""
        return next((stage for stage, button in self._buttons.items() if button.isChecked()), None)

    def set_stage(self, stage: Stage) -> None:
        """Choose a stage."""
        self._buttons[stage].setChecked(True)

    def describe(self, description: str) -> None:
        """Set the accessible description of all stages, which says what the stage applies to."""
        for button in self._buttons.values():
            button.setAccessibleDescription(description)

    def event(self, event: QEvent) -> bool:
        """Redraw the marks when colours, direction or screen have changed."""
        handled = super().event(event)
        if event.type() in NEW_LOOK:
            self._draw_marks()
        return handled

    def _button(self, stage: Stage) -> QRadioButton:
        button = QRadioButton(stage_word(stage))
        button.setObjectName(f"{self.objectName()}_{stage.value}")
        button.setAccessibleName(stage_word(stage))
        button.setProperty("segment", True)
        return button

    def _draw_marks(self) -> None:
        tokens = tokens_of(self.palette())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        look = (tokens, mirrored, frozenset(screen.devicePixelRatio() for screen in QGuiApplication.screens()))
        if look == self._look:  # Qt reports many changes while a window is created
            return
        self._look = look
        for stage, button in self._buttons.items():
            name, color = f"stage-{stage.value}", tokens.stage(stage).text
            picture, size = icon_before_text(name, color, tokens.dis, _MARK, mirrored=mirrored)
            button.setIcon(picture)
            button.setIconSize(size)

    @Slot(QAbstractButton, bool)
    def _on_toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked:
            self.setFocusProxy(button)
            self.changed.emit()


class _View(Button):
    """One of the joined buttons, wide enough for the bold text it has when checked, which Qt does not consider."""

    def sizeHint(self) -> QSize:
        bold = self.font()
        bold.setWeight(QFont.Weight.DemiBold)
        words = spoken(self.text())
        more = QFontMetrics(bold).horizontalAdvance(words) - self.fontMetrics().horizontalAdvance(words)
        return super().sizeHint() + QSize(max(0, more), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class ViewSwitch(QFrame):
    """Joined buttons, one of them checked: the views of one object, such as *Form* and *JSON*."""

    #: Another view was chosen; carries its position (int) among the buttons.
    chosen = Signal(object)

    def __init__(
        self, object_name: str, accessible_name: str, views: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """``views`` are object names and texts."""
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for position, (name, text) in enumerate(views):
            button = _View(text, name)
            button.setCheckable(True)
            button.setProperty("joined", True)
            button.setAccessibleDescription(
                self.tr("View {number} of {count}").format(number=position + 1, count=len(views))
            )
            self._group.addButton(button, position)
            row.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._on_toggled)
        self._round_ends()

    @property
    def view(self) -> int:
        """The position of the current view."""
        return self._group.checkedId()

    def choose(self, view: int) -> None:
        """Switch to a view."""
        self._group.button(view).setChecked(True)

    def listen_in(self, page: QWidget) -> None:
        """Switch views with Ctrl+Tab and Ctrl+Shift+Tab anywhere in ``page``."""
        for keys, slot in (("Ctrl+Tab", self._next), ("Ctrl+Shift+Tab", self._previous)):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def changeEvent(self, event: QEvent) -> None:
        """Reverse the round ends in right-to-left languages."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._round_ends()

    def _round_ends(self) -> None:
        ends = ["left", *["none"] * (len(self._group.buttons()) - 2), "right"]
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            ends.reverse()
        for button, end in zip(self._group.buttons(), ends, strict=True):
            set_style_property(button, "end", end)

    @Slot()
    def _next(self) -> None:
        self.choose((self.view + 1) % len(self._group.buttons()))

    @Slot()
    def _previous(self) -> None:
        self.choose((self.view - 1) % len(self._group.buttons()))

    @Slot(int, bool)
    def _on_toggled(self, view: int, checked: bool) -> None:
        if checked:
            self.chosen.emit(view)
