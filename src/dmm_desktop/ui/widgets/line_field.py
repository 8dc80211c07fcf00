"""Line fields: trimmed, masked for secrets, with icons at their ends; and search fields."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from ..theme.icons import NEW_LOOK, icon
from ..theme.palette import tokens_of
from ..theme.tokens import Tone
from ..theme.type_roles import set_style_property
from .fields import Field

_Position = QLineEdit.ActionPosition
_LENS_AND_EDGES = 40  # part of a search field that is not available for text


class _EdgeIcon:
    """An icon at an end of a field. Qt makes it a button; it takes the focus only if it has an action."""

    def __init__(self, edit: QLineEdit, position: QLineEdit.ActionPosition, *, is_button: bool) -> None:
        self._edit = edit
        self.action = QAction(edit)
        edit.addAction(self.action, position)
        button = next(one for one in edit.findChildren(QToolButton) if one.defaultAction() is self.action)
        if is_button:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        else:
            button.setCursor(Qt.CursorShape.ArrowCursor)

    def show(self, icon_name: str, meaning: str, tone: Tone) -> None:
        """Draw an icon; ``meaning`` is its tool tip and accessible text."""
        self._drawn = (icon_name, tone)
        self.action.setText(meaning)
        self.action.setVisible(True)
        self.draw()

    def draw(self) -> None:
        """Redraw the icon in the current colours."""
        icon_name, tone = self._drawn
        tokens = tokens_of(self._edit.palette())
        self.action.setIcon(icon(icon_name, tokens.tone(tone), tokens.dis))


class LineField(Field):
    """A line of text with an accessible name.

    Surrounding white space is ignored by :meth:`text` and removed from pasted text. A ``secret`` is masked, with a
    button to reveal it. An error is removed when the text changes.
    """

    #: The text has changed, by the user or :meth:`set_text`.
    changed = Signal()

    def __init__(
        self,
        object_name: str,
        accessible_name: str,
        *,
        hint: str = "",
        placeholder: str = "",
        secret: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self.edit = QLineEdit()
        self.edit.setObjectName(object_name)
        self.edit.setAccessibleName(accessible_name)
        self.edit.setPlaceholderText(placeholder)
        super().__init__(self.edit, hint=hint, parent=parent)
        self._before = ""
        self._mark: _EdgeIcon | None = None
        self._reveal: _EdgeIcon | None = None
        if secret:
            self._reveal = _EdgeIcon(self.edit, _Position.TrailingPosition, is_button=True)
            self._reveal.action.triggered.connect(self._on_reveal)
            self._mask(True)
        self.edit.textEdited.connect(self._trim_pasted)
        self.edit.textChanged.connect(self._on_changed)

    def text(self) -> str:
        """The text without surrounding white space."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        """Fill in a text."""
        self.edit.setText(text)

    def set_read_only(self, reason: str) -> None:
        """Show a value that cannot be edited here; ``reason``, shown below, says where it is set."""
        self.edit.setReadOnly(True)
        self.set_hint(reason)
        self.set_mark("lock", self.tr("Cannot be changed here"), Tone.MUTED)

    def set_mark(self, icon_name: str, meaning: str, tone: Tone = Tone.OK) -> None:
        """Show an icon at the end of the field, such as a check mark."""
        if self._mark is None:
            self._mark = _EdgeIcon(self.edit, _Position.TrailingPosition, is_button=False)
        self._mark.show(icon_name, meaning, tone)

    def clear_mark(self) -> None:
        """Remove the icon set by :meth:`set_mark`."""
        if self._mark is not None:
            self._mark.action.setVisible(False)

    def event(self, event: QEvent) -> bool:
        """Redraw the icons when colours or screen have changed."""
        handled = super().event(event)
        if event.type() in NEW_LOOK:
            for edge in (self._mark, self._reveal):
                if edge is not None:
                    edge.draw()
        return handled

    @Slot()
    def _on_reveal(self) -> None:
        self._mask(self.edit.echoMode() is QLineEdit.EchoMode.Normal)

    def _mask(self, masked: bool) -> None:
        assert self._reveal is not None
        self.edit.setEchoMode(QLineEdit.EchoMode.Password if masked else QLineEdit.EchoMode.Normal)
        meaning = self.tr("Show {field}") if masked else self.tr("Hide {field}")
        name = self.edit.accessibleName()
        self._reveal.show("eye", meaning.format(field=name), Tone.MUTED if masked else Tone.LINK)

    @Slot()
    def _on_changed(self) -> None:
        self._before = self.edit.text()
        if self.error:
            self.set_error("")
        self.changed.emit()

    @Slot()
    def _trim_pasted(self) -> None:
        text = self.edit.text()
        start, end = inserted(self._before, text)
        piece = text[start:end]
        if len(piece) > 1 and piece != piece.strip():
            self.edit.setText(text[:start] + piece.strip() + text[end:])
            self.edit.setCursorPosition(start + len(piece.strip()))


def inserted(before: str, after: str) -> tuple[int, int]:
    """Start and end in ``after`` of the text that is not in ``before``."""
    limit = min(len(before), len(after))
    start = next((n for n in range(limit) if before[n] != after[n]), limit)
    room = limit - start
    same = next((n for n in range(room) if before[-1 - n] != after[-1 - n]), room)
    return start, len(after) - same


class SearchField(QLineEdit):
    """A compact search field with a lens icon; Escape clears it."""

    def __init__(
        self, object_name: str, accessible_name: str, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setPlaceholderText(placeholder)
        self.setProperty("compact", True)
        self._lens = _EdgeIcon(self, _Position.LeadingPosition, is_button=False)
        self._lens.show("search", accessible_name, Tone.MUTED)
        self._make_room_for_lens()

    def event(self, event: QEvent) -> bool:
        """Redraw the lens when colours or screen have changed; right-to-left languages have it on the right."""
        handled = super().event(event)
        if event.type() in NEW_LOOK:
            self._lens.draw()
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._make_room_for_lens()
        return handled

    def _make_room_for_lens(self) -> None:
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        set_style_property(self, "lens", "right" if right else "left")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape clear the field; in an empty field, pass it to the window."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class FilterField(SearchField):
    """Filters a list. ``entered``: the keyboard is here; ``list_wanted``: Enter or Down was pressed; ``stepped_down``,
    after it: Down; ``dismissed``: Escape, in the empty field."""

    entered = Signal()
    list_wanted = Signal()
    stepped_down = Signal()
    dismissed = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the list on Enter, without pressing the default button, and on Down."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.list_wanted.emit()
            if event.key() == Qt.Key.Key_Down:
                self.stepped_down.emit()
            return
        is_dismissed = event.key() == Qt.Key.Key_Escape and not self.text()
        super().keyPressEvent(event)
        if is_dismissed:
            self.dismissed.emit()


class MatchField(SearchField):
    """Searches a text: Enter goes to the next match, Shift+Enter to the previous one. The placeholder is shortened if
    there is little room."""

    forward = Signal()
    back = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the placeholder that fits."""
        super().resizeEvent(event)
        whole, short = self.accessibleName(), self.tr("Search")
        room = self.width() - _LENS_AND_EDGES
        self.setPlaceholderText(whole if self.fontMetrics().horizontalAdvance(whole) <= room else short)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a match on Enter, without pressing the default button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.back if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self.forward).emit()
        else:
            super().keyPressEvent(event)
