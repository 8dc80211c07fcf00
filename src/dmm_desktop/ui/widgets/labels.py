"""Labels: elided or wrapped text, icons, and tool tips that never interpret text as HTML."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from ..theme.icons import DEFAULT, app_pixmap, paint_icon
from ..theme.palette import tokens_of
from ..theme.tokens import Tone

_ELLIPSIS = "…"
#: Words over 24 characters may wrap: after one of these characters, or every twelve letters.
_LONG_WORD = re.compile(r"\S{25,}")
_PIECE = re.compile(r"[^./:?&=_@-]{1,12}[./:?&=_@-]?|[./:?&=_@-]")
MAY_BREAK = "\u200b"
#: The space before a last word that is short.
_LAST_SPACE = re.compile(r"(?<=\S) (?=[^\s\u200b]{1,14}$)")


def breakable(text: str) -> str:
    """The text with :data:`MAY_BREAK` in its long words, where a line may end."""
    return _LONG_WORD.sub(lambda word: MAY_BREAK.join(_PIECE.findall(word[0])), text)


class ElidedLabel(QLabel):
    """One line, elided if it does not fit: at the end, or in the middle for paths.

    The full text is its tool tip while elided, and always its accessible text.
    """

    def __init__(
        self, text: str = "", *, elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Set the text; line breaks become spaces."""
        super().setText(" ".join(text.split("\n")))
        self._update_tool_tip()

    @property
    def shown_text(self) -> str:
        """The visible part of the text."""
        return self.fontMetrics().elidedText(self.text(), self._elide, self.contentsRect().width())

    def sizeHint(self) -> QSize:
        """The full line."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """A few letters and the ellipsis, or the text if it is shorter."""
        metrics = self.fontMetrics()
        few = metrics.averageCharWidth() * 4 + metrics.horizontalAdvance(_ELLIPSIS)
        return QSize(min(few, self.sizeHint().width()), metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the visible part."""
        painter = QPainter(self)
        flags = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            flags,
            self.palette(),
            self.isEnabled(),
            self.shown_text,
            self.foregroundRole(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show a tool tip only while the text is elided."""
        super().resizeEvent(event)
        self._update_tool_tip()

    def changeEvent(self, event: QEvent) -> None:
        """Another font shows more or less of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._update_tool_tip()

    def _update_tool_tip(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self.shown_text != self.text() else "")


class WrappedLabel(QLabel):
    """Text that wraps and is no wider than it needs, so that another widget can follow it.

    Long words, such as the names of hosts, are broken too: no part of them is ever out of sight.

    ``ends_in_two``: its last line never has a single short word.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None, *, ends_in_two: bool = False) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._ends_in_two = ends_in_two
        self._text = ""
        self.setText(text)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """The text, without invisible break marks."""
        return self._text

    def setText(self, text: str) -> None:
        """Set the text."""
        if text == self._text:
            return
        shown = breakable(text)
        if self._ends_in_two:
            shown = _LAST_SPACE.sub("\u00a0", shown)
        if self.accessibleName() in ("", self._text):
            self.setAccessibleName("" if shown == text else text)  # assistive tools read the words whole
        self._text = text
        super().setText(shown)

    def sizeHint(self) -> QSize:
        """The text on one line."""
        margins = self.contentsMargins()
        width = self.fontMetrics().size(0, self.text()).width() + 2 + margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))


_APP_ICON = 56


class IconLabel(QWidget):
    """An icon, invisible to assistive tools: the text beside it says the same."""

    def __init__(self, size: int = DEFAULT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._name, self._tone = "", Tone.TEXT
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, tone: Tone = Tone.TEXT, size: int | None = None) -> None:
        """Show an icon, in another size if given; an empty name shows none."""
        self._name, self._tone, self._size = name, tone, size or self._size
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A square plus its margins."""
        return QSize(self._size, self._size).grownBy(self.contentsMargins())

    def minimumSizeHint(self) -> QSize:
        """Same as the size hint; an icon is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        if self._name:
            place = QRect(self.contentsRect().topLeft(), QSize(self._size, self._size))
            paint_icon(QPainter(self), place, self._name, tokens_of(self.palette()).tone(self._tone))


class AppIcon(QWidget):
    """The application's icon, large."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_APP_ICON, _APP_ICON)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        QPainter(self).drawPixmap(0, 0, app_pixmap(_APP_ICON, self.devicePixelRatio()))


def plain_tip(text: str) -> str:
    """Escape text for ``setToolTip`` or ``QToolTip.showText``, which interpret anything with a tag as HTML."""
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>' if "<" in text or "&" in text else text
