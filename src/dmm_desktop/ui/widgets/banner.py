"""Banners: messages above the content they concern, shown until dismissed or no longer true; and the area for a
window's banners."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ..theme.icons import DEFAULT, LARGE
from ..theme.palette import tokens_of
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from .buttons import Button, IconButton, Link
from .focus_in_view import bring_into_view
from .focus_ring import RING_MARGIN
from .labels import IconLabel, WrappedLabel
from .painting import paint_box

_ICONS = {Tone.OK: "ok", Tone.WARN: "warn", Tone.ERR: "error", Tone.INFO: "info"}
_Direction = QBoxLayout.Direction
_WORD_GAP, _LINK_GAP = 3, 5
_LEAST_ROOM = 260  # for the text beside two actions, in pixels; below this one of them is above the other


class Banner(QFrame):
    """Problem in bold, cause, a link such as *Details*, one or two actions at the end, and a close button if it can be
    dismissed.

    Hidden and empty until :meth:`show_message`. The cause moves to its own line if it does not fit beside the problem,
    and always if there is an action or a link.
    """

    #: The action was clicked.
    action = Signal()
    #: The second action was clicked.
    second_action = Signal()
    #: *Details*, or the link in its place, was clicked.
    details = Signal()
    #: The user has dismissed the banner; it is already hidden.
    dismissed = Signal()

    def __init__(self, object_name: str, *, action_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._tone = Tone.INFO
        self._in_two_lines = False
        self._is_made = False
        self._action_name = action_name or f"{object_name}_action"
        self.hide()

    def show_message(
        self,
        tone: Tone,
        problem: str,
        cause: str = "",
        *,
        action: str = "",
        action_icon: str = "",
        second: str = "",
        second_icon: str = "",
        details: bool = False,
        link: str = "",
        dismissible: bool = False,
        icon_name: str = "",
        answers: bool | None = None,
    ) -> None:
        """Show a message. ``tone`` is OK, WARN, ERR or INFO, and selects the icon unless ``icon_name`` is given.

        ``answers``: the message answers something the user did, and its page scrolls to it. Unless stated otherwise, a
        message that can be dismissed does, and one that is shown while it is true does not.

        ``second`` is a second action, placed before ``action``, or above it if the cause has several lines or there is
        little room. ``link`` is shown in place of *Details*. Call this again to update a visible message, such as a
        countdown: screen readers announce only a new problem.
        """
        if not self._is_made:
            self._make()
        is_new = self.isVisible() and problem != self._problem.text()
        self._tone = tone
        self._in_two_lines = bool(action) or details or bool(link)
        self._icon.show_icon(icon_name or _ICONS[tone], tone, LARGE if self._in_two_lines else DEFAULT)
        self._problem.setText(problem)
        self._cause.setText(cause)
        self._cause.setVisible(bool(cause))
        self._details.set_text(link or self.tr("Details"))
        self._details.setVisible(details or bool(link))
        self._action.setVisible(bool(action))
        self._action.set_content(action, action_icon)
        self._second.setVisible(bool(second))
        self._second.set_content(second, second_icon)
        self._dismiss.setVisible(dismissible)
        self.setAccessibleName(f"{self._meaning()}: {problem} {cause}".strip())
        self._arrange()
        self.show()
        if is_new:
            self._announce()
        if dismissible if answers is None else answers:
            bring_into_view(self)

    def name_action(self, object_name: str) -> None:
        """Set the object name of the action's button, which tests and tools find it by."""
        self._action_name = object_name
        if self._is_made:
            self._action.setObjectName(object_name)

    def focus_action(self) -> bool:
        """Focus the action's button; returns False if there is none."""
        if not self._is_made or not self._action.isVisible():
            return False
        self._action.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Find the height that the message needs, and announce it to screen readers."""
        super().showEvent(event)
        if self._is_made:
            self._arrange()
        self._announce()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cause where it fits."""
        super().resizeEvent(event)
        if self._is_made:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tint and border."""
        tokens = tokens_of(self.palette())
        paint_box(QPainter(self), self.rect(), 6, tokens.tint(self._tone), tokens.tone(self._tone))

    @Slot()
    def _act(self) -> None:
        """Emit ``action``. A subclass carries out an action of its own instead."""
        self.action.emit()

    @Slot()
    def _on_dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    def _make(self) -> None:
        """Create the contents with the first message: most banners never show one, and a window has a dozen."""
        self._is_made = True
        name = self.objectName()
        self._icon = IconLabel()
        self._problem, self._cause = WrappedLabel(), WrappedLabel()
        set_role(self._problem, Role.NAME)
        self._details = Link(self.tr("Details"), f"{name}_details")
        self._second = Button("", f"{name}_second")
        self._action = Button("", self._action_name)
        self._dismiss = IconButton("close", f"{name}_dismiss", self.tr("Dismiss"), bare=True, icon_tone=Tone.MUTED)
        self._details.clicked.connect(self.details)
        self._second.clicked.connect(self.second_action)
        self._action.clicked.connect(self._act)
        self._dismiss.clicked.connect(self._on_dismiss)
        self._end = QSpacerItem(0, 0)
        self._lay_out()
        self._icon.show()  # if the banner is already visible, Qt would show them one turn of the event loop later
        self._problem.show()
        self._keep_tab_order()

    def _keep_tab_order(self) -> None:
        """Put the buttons at the banner's position in the tab order: Qt appends new widgets at its end."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt considers only widgets that take the focus
        before: QWidget = self
        for button in (self._details, self._second, self._action, self._dismiss):
            self.setTabOrder(before, button)
            before = button
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _lay_out(self) -> None:
        # Spacers instead of stretches, which would make the whole banner expand where nothing else does.
        grows, keeps = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum
        self._cause_row = QBoxLayout(_Direction.LeftToRight)
        self._cause_row.addWidget(self._cause)
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter  # otherwise the row would not widen
        self._cause_row.addWidget(self._details, 0, leading)
        self._cause_row.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, keeps))
        self._texts = QBoxLayout(_Direction.TopToBottom)
        self._texts.addWidget(self._problem)
        self._texts.addLayout(self._cause_row, 1)
        middle = QVBoxLayout()
        middle.addItem(QSpacerItem(0, 0, keeps, grows))
        middle.addLayout(self._texts)
        middle.addItem(QSpacerItem(0, 0, keeps, grows))
        # Spacers instead of margins, because they switch sides in right-to-left languages.
        self._row = QHBoxLayout(self)
        self._row.setSpacing(10)
        self._row.addSpacing(8)
        self._row.addWidget(self._icon)
        self._row.addLayout(middle, 1)
        self._actions = QBoxLayout(_Direction.LeftToRight)
        self._actions.setSpacing(10)
        self._actions.addWidget(self._second)
        self._actions.addWidget(self._action)
        self._row.addLayout(self._actions)
        self._row.setAlignment(self._actions, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._dismiss)
        self._row.addItem(self._end)

    def _arrange(self) -> None:
        is_high = "\n" in self._cause.text() or self._room(_Direction.LeftToRight) < _LEAST_ROOM
        self._actions.setDirection(_Direction.TopToBottom if is_high else _Direction.LeftToRight)
        stacked = self._in_two_lines or not self._fits_in_a_line()
        self._texts.setDirection(_Direction.TopToBottom if stacked else _Direction.LeftToRight)
        self._texts.setStretch(1, 0 if stacked else 1)
        self._texts.setSpacing(0 if stacked else _WORD_GAP)
        wraps = self._cause.sizeHint().width() + _LINK_GAP + self._details.sizeHint().width() > self._room()
        self._cause_row.setDirection(_Direction.TopToBottom if wraps else _Direction.LeftToRight)
        self._cause_row.setStretch(2, 0 if wraps else 1)
        self._cause_row.setSpacing(RING_MARGIN if wraps else _LINK_GAP)
        margin = 11 if stacked else 5
        self._row.setContentsMargins(5, margin, 5, margin)
        self._end.changeSize(0 if self._dismiss.isVisibleTo(self) else 7, 0)
        # A full page would otherwise give the banner less height than its wrapped lines need. While it is hidden, its
        # width is not known yet.
        needed = self._row.heightForWidth(self.width()) if self.isVisible() else 0
        self.setMinimumHeight(max(60 if stacked else 40, needed))
        self.update()

    def _fits_in_a_line(self) -> bool:
        return self._problem.sizeHint().width() + _WORD_GAP + self._cause.sizeHint().width() <= self._room()

    def _room(self, direction: _Direction | None = None) -> int:
        """The width available for a line of text beside the actions, as they are placed now or in this direction."""
        icon = LARGE if self._in_two_lines else DEFAULT
        actions = [one.sizeHint().width() + 10 for one in (self._second, self._action) if one.isVisibleTo(self)]
        if (direction or self._actions.direction()) is _Direction.TopToBottom:
            actions = [max(actions, default=0)]
        end = self._dismiss.sizeHint().width() + 15 if self._dismiss.isVisibleTo(self) else 12
        return self.width() - 13 - 10 - icon - 10 - sum(actions) - end

    def _announce(self) -> None:
        # Not Event.Alert: Qt does not pass it to screen readers on Linux (measured with 6.11).
        event = QAccessibleAnnouncementEvent(self, self.accessibleName())
        if self._tone in (Tone.ERR, Tone.WARN):
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def _meaning(self) -> str:
        match self._tone:
            case Tone.OK:
                return self.tr("Success")
            case Tone.WARN:
                return self.tr("Warning")
            case Tone.ERR:
                return self.tr("Error")
            case _:
                return self.tr("Information")


_VISIBILITY = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class Notices(QWidget):
    """Holds banners. A plain layout would keep its margins while all of them are hidden. ``side``: the margin beside
    them."""

    def __init__(self, side: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(side, 8, side, 8)
        self._column.setSpacing(8)
        self._banners: list[QWidget] = []
        self.hide()

    def add(self, banner: QWidget) -> None:
        """Add a banner above the others; its owner shows and hides it."""
        self._banners.append(banner)
        self._column.insertWidget(0, banner)
        banner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show or hide the area with its banners."""
        if event.type() in _VISIBILITY:
            self.setHidden(all(banner.isHidden() for banner in self._banners))
        return False
