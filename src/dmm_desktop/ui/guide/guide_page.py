"""Shows the text of the guide in the look of the window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from ...core.search_words import occurrences
from ..theme.icons import NEW_LOOK
from ..theme.palette import tokens_of
from ..theme.type_roles import Role, role_font
from .guide_text import GuideText

_HEADINGS = {1: Role.SENTENCE, 2: Role.VALUE}
_ABOVE_PART, _BELOW = 24, 8
_CELL = 5


class GuidePage(QTextBrowser):
    """The whole guide on one page, with links to its own parts only. ``part_shown`` (int): a link, a match or
    scrolling has led to the part at this position. ``matches``: what the search has found."""

    part_shown = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._guide = GuideText("")
        self._more = ""
        self._parts: list[int] = []  # the numbers of the blocks with their titles
        self._wanted = ""
        self._is_placed = False  # whether the page is being scrolled to a place that is known already
        self.matches: list[QTextCursor] = []
        self.setObjectName("guide_page")
        self.setAccessibleName(self.tr("User guide"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.anchorClicked.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_text(self, guide: GuideText, more: str) -> None:
        """Show a guide, followed by ``more``, which is Markdown too."""
        self._guide, self._more = guide, more
        self._render()

    def go_to_part(self, position: int) -> None:
        """Scroll to the part at this position, and continue reading there."""
        start = QTextCursor(self._title(position)).position()
        self._put(start, start, self._top(position))

    def search_for(self, wanted: str) -> None:
        """Find and mark every occurrence of a text, ignoring case and accents; none of an empty text."""
        self._wanted = wanted
        self.matches = [self._cursor(start, end) for start, end in self._places_of(wanted)]
        selections = []
        for cursor in self.matches:
            one = QTextEdit.ExtraSelection()
            one.cursor = cursor
            one.format.setBackground(QColor(tokens_of(self.palette()).hit))
            selections.append(one)
        self.setExtraSelections(selections)

    def select_nothing(self) -> None:
        """Select nothing, and continue reading in the same place."""
        cursor = self.textCursor()
        self._put(cursor.selectionStart(), cursor.selectionStart(), self.verticalScrollBar().value())

    def changeEvent(self, event: QEvent) -> None:
        """Adopt new colours and fonts. What was read and selected stays."""
        super().changeEvent(event)
        if event.type() in NEW_LOOK or event.type() is QEvent.Type.FontChange:
            cursor, place = self.textCursor(), self.verticalScrollBar().value()
            start, end = cursor.anchor(), cursor.position()
            self._render()
            self._put(start, end, place)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go to the next link, from the visible text on: Qt would begin at the start of the document."""
        if not self.textCursor().hasSelection() and (beside := self._place_beside_link(next)) is not None:
            cursor = self.textCursor()
            cursor.setPosition(beside)
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)  # Qt goes on from a selection
        return super().focusNextPrevChild(next)

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        anchor = link.fragment()
        if anchor in self._guide.anchors:
            position = self._guide.anchors.index(anchor)
            self.go_to_part(position)
            self.part_shown.emit(position)

    def _place_beside_link(self, next: bool) -> int | None:
        """The character before the next link from the top of the visible text on, or after the last one above its
        bottom."""
        page = self.viewport().rect()
        seen = self.cursorForPosition(page.topLeft() if next else page.bottomLeft()).position()
        if next:
            return min((start - 1 for start, _ in _links(self.document()) if start > seen), default=None)
        return max((end for _, end in _links(self.document()) if end < seen), default=None)

    @Slot(int)
    def _scrolled(self, place: int) -> None:
        if not self._is_placed:
            self.part_shown.emit(max(one for one in range(len(self._parts)) if self._top(one) <= place))

    def _places_of(self, wanted: str) -> Iterator[tuple[int, int]]:
        block = self.document().begin()
        while block.isValid():
            for start, end in occurrences(wanted, block.text()):
                yield block.position() + start, block.position() + end
            block = block.next()

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _title(self, position: int) -> QTextBlock:
        return self.document().findBlockByNumber(self._parts[position])

    def _top(self, position: int) -> int:
        """Where the page is scrolled to for a part; the first one includes the preface."""
        top = self.document().documentLayout().blockBoundingRect(self._title(position)).top()
        return round(top) - _BELOW if position else 0

    def _put(self, start: int, end: int, place: int) -> None:
        """Select a part of the text, and scroll to a place, wherever the selection is."""
        self._is_placed = True
        self.setTextCursor(self._cursor(start, end))
        self.verticalScrollBar().setValue(place)
        self._is_placed = False

    def _render(self) -> None:
        self._is_placed = True
        document = self.document()
        document.setDefaultFont(role_font(Role.BODY))
        features = QTextDocument.MarkdownFeature
        words = f"{self._guide.markdown}\n\n{self._more}"
        document.setMarkdown(words, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
        self._parts = []
        for block in _blocks(document):
            self._format(block)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._format_table(frame)
        self.search_for(self._wanted)
        self._is_placed = False

    def _format(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        layout = QTextBlockFormat()
        level = block.blockFormat().headingLevel()
        if level:
            words = QTextCharFormat()
            words.setFont(role_font(_HEADINGS[level]))
            words.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 0)
            cursor.mergeCharFormat(words)
        if level == 2:
            layout.setTopMargin(_ABOVE_PART if self._parts else _BELOW)
            self._parts.append(block.blockNumber())
        is_in_list = block.textList() is not None
        layout.setBottomMargin(0 if cursor.currentTable() is not None else _BELOW // 2 if is_in_list else _BELOW)
        layout.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(layout)

    def _format_table(self, table: QTextTable) -> None:
        form = table.format()
        form.setCellPadding(_CELL)
        form.setCellSpacing(0)
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QColor(tokens_of(self.palette()).line))
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setBottomMargin(_BELOW)
        table.setFormat(form)


def _links(document: QTextDocument) -> Iterator[tuple[int, int]]:
    """The positions where links begin and end."""
    for block in _blocks(document):
        at = block.begin()
        while not at.atEnd():
            fragment = at.fragment()
            if fragment.charFormat().isAnchor():
                yield fragment.position(), fragment.position() + fragment.length()
            at += 1


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()
