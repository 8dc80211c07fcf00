"""Dialogs, and questions before something is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMargins, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QDialog,
    QLabel,
    QLayout,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from .access_keys import AccessKeys
from .banner import Banner
from .buttons import Button, ButtonKind
from .choice import Choice
from .containers import DialogFooter
from .context_menu import open_menus_by_key
from .labels import joined_scheme, without_joins
from .screen_fit import Fitting, Growth, move_over_parent, resize_on_screen, with_font

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
#: What the user could change while a dialog saves what was entered.
_INPUTS = (QAbstractButton, QAbstractItemView, Choice, QLineEdit, QPlainTextEdit, QTextEdit)
_Key, _Scroll = Qt.Key, QAbstractSlider.SliderAction
_SCROLLING: dict[int, QAbstractSlider.SliderAction] = {
    _Key.Key_PageUp: _Scroll.SliderPageStepSub,
    _Key.Key_PageDown: _Scroll.SliderPageStepAdd,
    _Key.Key_Home: _Scroll.SliderToMinimum,
    _Key.Key_End: _Scroll.SliderToMaximum,
}


def _close_by_key(dialog: QDialog) -> None:
    """Let the standard key for closing a window close the dialog, as its close button does."""
    keys = {key.toString() for key in QKeySequence.keyBindings(QKeySequence.StandardKey.Close)} | {"Ctrl+W"}
    for key in sorted(keys):  # each key once: Qt ignores ambiguous shortcuts
        QShortcut(QKeySequence(key), dialog).activated.connect(dialog.close)


#: The object name of the main window's action that opens the guide.
HELP = "menu_help"


def _help_by_key(dialog: QDialog) -> None:
    """Let the standard help key open the guide, because the main window's menu is blocked."""

    def open_help() -> None:
        above = dialog.parentWidget()
        while above is not None and (action := above.findChild(QAction, HELP, _DIRECT)) is None:
            above = above.parentWidget()
        if above is not None and action is not None:
            action.trigger()

    QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), dialog).activated.connect(open_help)


def name_window(dialog: QDialog) -> None:
    """Give the window a title that ends like the main window's: Qt would add the application's name after a different
    dash."""
    window, name = dialog.windowHandle(), QGuiApplication.applicationDisplayName()
    if window is not None and not dialog.windowTitle().endswith(name):
        window.setTitle(f"{dialog.windowTitle()} \N{EN DASH} {name}")


def form_column(*widgets: QWidget) -> QVBoxLayout:
    """The content of a dialog with a form: widgets below each other, at the top."""
    column = QVBoxLayout()
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(16)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column


class Dialog(QDialog):
    """Opens over its parent's window and no larger than its screen, and stays on it when its content grows; its buttons
    are always visible and have access keys.

    While it waits for a job (:meth:`wait_for`), nothing can be entered, and closing it cancels the job; if it is too
    late, it stays open and says so.
    """

    _withdraw: Callable[[], bool] | None = None  # cancels the job; None if there is none
    _busy_button: Button
    _too_late: Callable[[], None]
    _focused: QWidget | None  # before hold_focus
    _disabled: list[QWidget]  # for the wait

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for a job."""
        return self._withdraw is not None

    def wait_for(
        self, withdraw: Callable[[], bool] | None, button: Button, words: str, banner: Banner, too_late: str = ""
    ) -> bool:
        """Show on the button that a job is running, until :meth:`end_wait` or the end of the dialog. Returns False,
        without effect, if no job was started.

        Closing the dialog calls ``withdraw``. If it returns False, the job can no longer be cancelled: the banner says
        this, and ``too_late`` why.
        """
        if withdraw is None:
            return False
        self._withdraw, self._busy_button = withdraw, button
        self._too_late = lambda: self._show_too_late(banner, too_late)
        self.hold_focus()
        inputs = (one for one in self._body.findChildren(QWidget) if isinstance(one, _INPUTS))
        self._disabled = [one for one in inputs if one.isEnabled() and not banner.isAncestorOf(one)]
        for one in self._disabled:
            one.setEnabled(False)
        button.set_busy(words)
        return True

    def end_wait(self) -> None:
        """Enable fields and button again, and return the focus: the job has ended, and the dialog stays open."""
        if self._withdraw is None:
            return
        self._withdraw = None
        for one in self._disabled:
            one.setEnabled(True)
        self._busy_button.set_idle()
        self.return_focus()

    def hold_focus(self) -> None:
        """Take the focus from a control that is about to be disabled, until :meth:`return_focus`: otherwise Cancel may
        get it, and a second Enter would press it."""
        self._focused = self.focusWidget()
        self.setFocus()

    def return_focus(self) -> None:
        """Return the focus to the control that had it, unless the user has moved it."""
        if self._focused is not None and self.focusWidget() is self:
            self._focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by a key that the focused control leaves: there may be no control in the area that is to be scrolled.
        The innermost area scrolls, at its end the one around it."""
        action = _SCROLLING.get(event.key())
        if action is None:
            super().keyPressEvent(event)
            return
        bars = [area.verticalScrollBar() for area in self.findChildren(QScrollArea) if area.isVisible()]
        for bar in reversed(bars):
            before = bar.value()
            bar.triggerAction(action)
            if bar.value() != before:
                break

    def reject(self) -> None:
        """Cancel, Escape or the close button: cancel the job, and stay open if it is too late."""
        if self._withdraw is not None and not self._withdraw():
            self._too_late()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close; there is no job any more."""
        self._withdraw = None
        super().done(result)

    def _show_too_late(self, banner: Banner, why: str) -> None:
        why = why or self.tr("What you entered is already being saved.")
        banner.show_message(Tone.INFO, self.tr("It is too late to cancel."), why)
        self.grow(banner)

    def lay_out(
        self,
        content: QLayout,
        size: QSize,
        trailing: Sequence[QWidget],
        leading: Sequence[QWidget] = (),
        *,
        least: QSize | None = None,
    ) -> None:
        """Lay out content and footer buttons, and set the sizes: ``least`` and initial, the latter for a line height of
        18 px, more with a larger font."""
        footer = DialogFooter(trailing, leading)
        below = footer.sizeHint().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._growth = Growth()
        self.windowTitleChanged.connect(self._name_window)
        _close_by_key(self)
        _help_by_key(self)
        open_menus_by_key(self)
        self._body = Fitting(content, least=(least or QSize(0, below)) - QSize(0, below), beside=footer)
        column.addWidget(self._body, 1)
        column.addWidget(footer)
        AccessKeys(self)
        resize_on_screen(self, with_font(self, size))

    def grow(self, appeared: QWidget | None) -> None:
        """Make room at once for what has appeared, as Qt would later, and scroll to the widget ``appeared``, if any."""
        self._least()
        if appeared is not None:
            self._body.ensureWidgetVisible(appeared)

    def shrink(self) -> None:
        """Undo the growth once the content that appeared has gone, unless the user has resized the dialog."""
        self._body.activate_within()
        self.resize(self._growth.undone(self.size(), self._least()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay on the screen when the content has made the dialog grow."""
        super().resizeEvent(event)
        self._growth.note(event.oldSize(), self)

    def setVisible(self, visible: bool) -> None:
        """Position the dialog before it appears."""
        if visible and not self.testAttribute(Qt.WidgetAttribute.WA_Moved):
            self.resize(self.size().expandedTo(self._least()))
            move_over_parent(self)
        super().setVisible(visible)
        if visible:
            name_window(self)

    @Slot()
    def _name_window(self) -> None:
        name_window(self)

    def _least(self) -> QSize:
        """The minimum size for the content as it is now; Qt makes a smaller dialog as large at once."""
        layout = self.layout()
        assert layout is not None
        self._body.activate()
        layout.activate()
        return layout.totalMinimumSize()


_READABLE = 360
#: The width of a list, in pixels: it stays low enough for a small screen.
_OF_A_LIST = 540
_MARGINS = QMargins(2, 20, 24, 20)
#: How long a question that has replaced another one cannot be confirmed, in milliseconds: nobody reads it faster.
_READING = 1_000


class Question(QMessageBox):
    """A question with two answers. ``confirmed``: the user chose to go ahead. Subclasses fill it with :meth:`ask` and
    :meth:`offer`."""

    confirmed = Signal()

    def __init__(self, object_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIcon(QMessageBox.Icon.NoIcon)
        self.windowTitleChanged.connect(self._name_window)
        self.buttonClicked.connect(self._clicked)
        AccessKeys(self)
        _close_by_key(self)
        _help_by_key(self)

    def ask(self, title: str, question: str, consequence: str, others: Sequence[str] = ()) -> None:
        """Set the question, below it the consequence of confirming, and a list of what else confirming affects."""
        self.setWindowTitle(title)
        self.setText(joined_scheme(question))
        lines = [consequence, *(f"\N{BULLET} {other}" for other in others)]
        self.setInformativeText(joined_scheme("\n".join(lines)))
        if (label := self.findChild(QLabel, "qt_msgbox_informativelabel")) is not None:
            label.setMinimumWidth(_OF_A_LIST if others else _READABLE)  # Qt would make it as narrow as the question

    def text(self) -> str:
        """The question, without invisible marks."""
        return without_joins(super().text())

    def informativeText(self) -> str:
        """The consequence, without invisible marks."""
        return without_joins(super().informativeText())

    def offer(self, do: tuple[str, str, str], keep: tuple[str, str], *, is_harmless: bool = False) -> None:
        """Add both buttons: text, object name and icon of the confirming one, text and object name of the other. The
        other one is the default unless confirming ``is_harmless``."""
        text, name, icon = do
        kind = ButtonKind.PRIMARY if is_harmless else ButtonKind.DANGER
        self._do = Button(text, name, icon_name=icon, kind=kind, large=True, parent=self)
        self._keep = keeping = Button(*keep, large=True, parent=self)
        role = QMessageBox.ButtonRole.AcceptRole if is_harmless else QMessageBox.ButtonRole.DestructiveRole
        self.addButton(self._do, role)
        self.addButton(keeping, QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self._do if is_harmless else keeping)
        self.setEscapeButton(keeping)
        if (layout := self.layout()) is not None:  # Qt leaves an empty column at the left, where an icon would be
            layout.setContentsMargins(_MARGINS)

    def guard(self) -> None:
        """Let nothing that was meant for an earlier question confirm this one: for a moment it cannot be confirmed, and
        the default is the other answer."""
        self._do.setEnabled(False)
        QTimer.singleShot(_READING, self._do, lambda: self._do.setEnabled(True))
        self.setDefaultButton(self._keep)

    def setVisible(self, visible: bool) -> None:
        """Position the question before it appears."""
        if visible and not self.testAttribute(Qt.WidgetAttribute.WA_Moved):
            self.adjustSize()
            move_over_parent(self)
        super().setVisible(visible)
        if visible:
            name_window(self)

    @Slot()
    def _name_window(self) -> None:
        name_window(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Emphasize the question; Qt resets its font until it is shown."""
        super().showEvent(event)
        if (label := self.findChild(QLabel, "qt_msgbox_label")) is not None:
            set_role(label, Role.NAME)

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        if button is self._do:
            self.confirmed.emit()
