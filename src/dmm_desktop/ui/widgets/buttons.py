"""Buttons of several kinds, with icons that follow colours, direction and screen; and links, buttons that look like
underlined text."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QToolTip, QWidget

from ..theme.icons import DEFAULT, NEW_LOOK, icon, icon_before_text, paint_icon, screen_ratios
from ..theme.palette import tokens_of
from ..theme.tokens import Tone
from ..theme.type_roles import Role, role_font, set_style_property
from .access_keys import renew_access_keys, show_activity, show_idle_text
from .painting import Line, paint_text, text_width


class ButtonKind(StrEnum):
    """The emphasis of a button."""

    NEUTRAL = "neutral"
    PRIMARY = "primary"  # one per window: the usual next step
    PRODUCTION = "production"  # Start import into Production only
    DANGER = "danger"
    FLAT = "flat"
    ICON = "icon"


_ICON_TONES = {
    ButtonKind.PRIMARY: Tone.ON_ACCENT,
    ButtonKind.PRODUCTION: Tone.ON_ACCENT,
    ButtonKind.DANGER: Tone.ERR,
}

#: How long a button shows what it has done, in milliseconds.
_SAYS_FOR = 2000

#: The keys that press a button.
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def spoken(text: str) -> str:
    """A button's text for screen readers: without ellipsis and access key mark."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…").removesuffix("...")


class KeyedButton(QPushButton):
    """A button that Enter presses too, and that can tell a click of the mouse from one of the keyboard."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._by_mouse = False

    @property
    def is_clicked_by_key(self) -> bool:
        """While ``clicked`` is emitted: whether the keyboard or an assistive tool clicked the button."""
        return not self._by_mouse

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Note that it is the mouse that clicks."""
        self._by_mouse = True
        super().mouseReleaseEvent(event)
        self._by_mouse = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button rather than the primary one: *Cancel* must never start an import."""
        if event.key() in ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class Button(KeyedButton):
    """A push button.

    ``accessible_name`` defaults to the text without its ellipsis. ``icon_name`` is a file in ``resources/icons``;
    its tone follows the kind unless given. ``large`` buttons, for dialogs and forms, are 32 px high instead of 28.
    """

    def __init__(
        self,
        text: str,
        object_name: str,
        *,
        accessible_name: str = "",
        icon_name: str = "",
        kind: ButtonKind = ButtonKind.NEUTRAL,
        large: bool = False,
        icon_tone: Tone | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self._icon_tone = icon_tone
        self._kind = kind
        self._drawn: object = None  # what the icon shows
        self._idle_width = 0
        self._focus_taker: QWidget | None = None  # the widget that got the focus when this button was disabled
        self._done = QTimer(self)  # active while the button shows what it has done
        self._done.setSingleShot(True)
        self._done.setInterval(_SAYS_FOR)
        self._done.timeout.connect(self._show_icon)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name or spoken(text))
        self.setAutoDefault(False)  # otherwise the focused button would look like the primary one
        self.setProperty("kind", kind.value)
        self.setProperty("large", large)
        self._show_icon()

    @property
    def kind(self) -> ButtonKind:
        """The emphasis of the button."""
        return self._kind

    def set_kind(self, kind: ButtonKind) -> None:
        """Change the kind, as for *Start import* into Production."""
        self._kind = kind
        set_style_property(self, "kind", kind.value)
        self._show_icon()

    def set_content(self, text: str, icon_name: str = "") -> None:
        """Change text, accessible name and icon; without a name, no icon is shown."""
        self.setText(text)
        self.setAccessibleName(spoken(text))
        self._icon_name = icon_name
        self._show_icon()
        renew_access_keys(self)

    def set_busy(self, text: str) -> None:
        """Show an activity (*Testing…*) and disable the button; its width and accessible name stay."""
        self._idle_width = self.minimumWidth()
        self.setMinimumWidth(self.width() if self.isVisible() else self.sizeHint().width())
        show_activity(self, text)
        self.set_available(False)

    def set_idle(self) -> None:
        """Enable the button again."""
        show_idle_text(self)
        self.setMinimumWidth(self._idle_width)
        self.set_available(True)
        renew_access_keys(self)

    def set_available(self, is_available: bool) -> None:
        """Disable the button while it cannot be pressed. Once it can, the focus that it had returns, unless the user
        has moved it."""
        had_focus = self.window().focusWidget() is self
        self.setEnabled(is_available)
        now = self.window().focusWidget()
        if is_available:
            if self._focus_taker is not None and self._focus_taker is now:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._focus_taker = None
        elif had_focus:
            self._focus_taker = now

    def say_done(self, words: str) -> None:
        """Show for two seconds what was done (*Copied*): by a check mark, a tool tip and an announcement to screen
        readers."""
        self._done.start()
        self._show_icon()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        if self.isVisible():
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height() // 2)), words, self, self.rect(), _SAYS_FOR)

    def event(self, event: QEvent) -> bool:
        """Redraw the icon when colours, direction or screen have changed."""
        handled = super().event(event)
        if event.type() in NEW_LOOK:
            self._show_icon()
        return handled

    @property
    def is_saying_done(self) -> bool:
        """Whether the button shows what it has done, see :meth:`say_done`."""
        return self._done.isActive()

    @Slot()
    def _show_icon(self) -> None:
        if not self._icon_name:
            self._drawn = None
            self.setIcon(QIcon())
            return
        tokens = tokens_of(self.palette())
        name, tone = self._icon_name, self._icon_tone or _ICON_TONES.get(self._kind, Tone.TEXT)
        if self.is_saying_done:
            name, tone = "check", Tone.OK
        color, disabled = tokens.tone(tone), tokens.dis
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        wanted = (name, color, disabled, bool(self.text()), mirrored, screen_ratios())
        if wanted == self._drawn:  # Qt sends several events for each change of position or appearance
            return
        self._drawn = wanted
        if self.text():
            picture, size = icon_before_text(name, color, disabled, mirrored=mirrored)
        else:
            picture, size = icon(name, color, disabled), QSize(DEFAULT, DEFAULT)
        self.setIcon(picture)
        self.setIconSize(size)


class IconButton(Button):
    """A square button with only an icon; its name is its tool tip. ``bare`` ones have no border."""

    def __init__(
        self,
        icon_name: str,
        object_name: str,
        accessible_name: str,
        *,
        bare: bool = False,
        icon_tone: Tone = Tone.TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "",
            object_name,
            accessible_name=spoken(accessible_name),
            icon_name=icon_name,
            kind=ButtonKind.ICON,
            icon_tone=icon_tone,
            parent=parent,
        )
        self.setToolTip(accessible_name)
        self.setProperty("bare", bare)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


_ARROW, _ARROW_ROOM = 12, 12


class MenuButton(Button):
    """A button with an arrow that opens a menu above it."""

    def sizeHint(self) -> QSize:
        """The size with space for the arrow."""
        return super().sizeHint() + QSize(_ARROW_ROOM, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, text and icon in the space beside the arrow, and the arrow at the end."""
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        option.rect = QStyle.visualRect(
            self.layoutDirection(), self.rect(), self.rect().adjusted(0, 0, -_ARROW_ROOM, 0)
        )
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        tokens = tokens_of(self.palette())
        place = QRect(self.width() - _ARROW - 5, (self.height() - _ARROW) // 2, _ARROW, _ARROW)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        paint_icon(painter, place, "chev-up", tokens.tone(Tone.MUTED if self.isEnabled() else Tone.DISABLED))


_GAP = 6


class Link(KeyedButton):
    """Underlined text, optionally followed by an icon (``external`` for targets outside the window)."""

    def __init__(self, text: str, object_name: str, *, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self.setObjectName(object_name)
        self.setAccessibleName(spoken(text))
        self.setAutoDefault(False)
        self.setProperty("kind", "link")  # prevents the style sheet from giving it a button's height
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Change text and accessible name."""
        self.setText(text)
        self.setAccessibleName(spoken(text))

    def sizeHint(self) -> QSize:
        """Text and icon without padding, because a link is part of a line of text."""
        font = role_font(Role.BODY)
        icon = _GAP + DEFAULT if self._icon_name else 0
        return QSize(text_width(self.text(), font) + icon, max(DEFAULT, self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        """Same as the size hint; a link is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw text and icon."""
        painter = QPainter(self)
        direction = self.layoutDirection()
        tone = (Tone.TEXT if self.underMouse() else Tone.LINK) if self.isEnabled() else Tone.DISABLED
        color = tokens_of(self.palette()).tone(tone)
        line = Line(self.rect(), direction)
        font = role_font(Role.BODY)
        place = line.lead(text_width(self.text(), font), _GAP)
        font.setUnderline(True)
        paint_text(painter, place, self.text(), font, color, direction=direction)
        if self._icon_name:
            paint_icon(painter, line.lead_square(DEFAULT), self._icon_name, color)
