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
#: Words of over 24 characters may wrap after one of these characters, or every twelve letters.
_LONG_WORD = re.compile(r"\S{25,}")
_PIECE = re.compile(r"(?:\w{1,20}://)?[^./:?&=_@-]{1,12}[./:?&=_@-]?|[./:?&=_@-]")
#: As ``d MMM yyyy`` in the locales of the window: 30 Nov 2026, 30 nov. 2026.
_DATE = re.compile(r"\b\d{1,2} [^\W\d_]{3,9}\.? \d{4}\b")
MAY_BREAK = "\u200b"
#: Text without a place where a line may end, for which Qt takes quadratic time.
_ENDLESS = re.compile(rf"[^ \n{MAY_BREAK}]{{10000}}")
_NO_BREAK = "\u2060"  # word joiner
#: Minimum number of letters in the last words of a text, which stay on one line.
_LAST_LETTERS = 14


def breakable(text: str) -> str:
    """The text with :data:`MAY_BREAK` at places in its long words where a line may end."""
    return without_endless_words(_LONG_WORD.sub(lambda word: MAY_BREAK.join(_PIECE.findall(word[0])), text))


def without_endless_words(text: str) -> str:
    """The text with :data:`MAY_BREAK` in words of thousands of characters alone, so that Qt lays out any text in linear
    time."""
    return _ENDLESS.sub(rf"\g<0>{MAY_BREAK}", text)


def joined_scheme(text: str) -> str:
    """The text with the scheme of each address joined to its host: Qt would end a line after “http://”."""
    return re.sub(r"://(?=\S)", f":{_NO_BREAK}/{_NO_BREAK}/{_NO_BREAK}", text)


def _joined_dates(text: str) -> str:
    """The text with the day, the month and the year of each date on one line."""
    return _DATE.sub(lambda date: date[0].replace(" ", "\u00a0"), text)


def without_joins(text: str) -> str:
    """The text as it was before :func:`joined_scheme`."""
    return text.replace(_NO_BREAK, "")


def _ending_whole(text: str) -> str:
    """The text with its last words joined, so that no paragraph ends with a short word on a line by itself. At most
    half of the text is joined."""
    words = text.split(" ")
    joined, letters = 1, len(words[-1])
    while letters < _LAST_LETTERS and joined < len(words) // 2 and words[-joined - 1].strip():
        joined += 1
        letters += 1 + len(words[-joined])
    return " ".join([*words[:-joined], "\u00a0".join(words[-joined:])])


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
        return QSize(min(few, ElidedLabel.sizeHint(self).width()), metrics.height())

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
        """Redo the tool tip, because a new font shows more or less of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._update_tool_tip()

    def _update_tool_tip(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self.shown_text != self.text() else "")


class WrappedLabel(QLabel):
    """Text that wraps and is no wider than necessary, so that another widget can follow it.

    Long words, such as the names of hosts, are broken too, so that they stay fully visible. The last line is not a
    single short word, unless that would need an extra line.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._text = self._plain = self._joined = ""
        self.setWordWrap(True)
        self.setText(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """The text, without invisible break marks."""
        return self._text

    def setText(self, text: str) -> None:
        """Replace the text, and mark where its long words may break."""
        if text == self._text:
            return
        self._plain = _joined_dates(joined_scheme(breakable(text)))
        shown = self._joined = _ending_whole(self._plain)
        if self.accessibleName() in ("", self._text):
            self.setAccessibleName("" if shown == text else text)  # screen readers read the words without marks
        self._text = text
        super().setText(self._fitting(self.width()) if self.isVisible() else shown)

    def heightForWidth(self, width: int) -> int:
        """The height of the variant of the text that is shown in this width."""
        height = super().heightForWidth(width)
        shown, fitting = QLabel.text(self), self._fitting(width)
        return height if shown == fitting else height - self._height(shown, width) + self._height(fitting, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Join the last words where that needs no extra line."""
        super().resizeEvent(event)
        if (fitting := self._fitting(event.size().width())) != QLabel.text(self):
            super().setText(fitting)

    def _fitting(self, width: int) -> str:
        if self._plain == self._joined:
            return self._joined
        is_longer = self._height(self._joined, width) > self._height(self._plain, width)
        return self._plain if is_longer else self._joined

    def _height(self, text: str, width: int) -> int:
        margins = self.contentsMargins()
        room = QRect(0, 0, width - margins.left() - margins.right(), 1_000_000)
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()

    def sizeHint(self) -> QSize:
        """The text on one line."""
        margins = self.contentsMargins()
        width = self.fontMetrics().size(0, self.text()).width() + 2 + margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))


_APP_ICON = 56


class IconLabel(QWidget):
    """An icon that screen readers ignore: the text beside it says the same."""

    def __init__(self, size: int = DEFAULT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._name, self._tone = "", Tone.TEXT
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, tone: Tone = Tone.TEXT, size: int | None = None) -> None:
        """Show an icon, in a new size if given; an empty name shows none."""
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
