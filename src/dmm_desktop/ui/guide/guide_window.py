"""The window of the guide: its contents, a search, and the page."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QMainWindow, QVBoxLayout

from ...core.text import text
from ..messages import tr_text
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button, IconButton
from ..widgets.containers import Hairline
from ..widgets.dialog import Dialog
from ..widgets.line_field import MatchField
from .guide_page import GuidePage
from .guide_text import GuidePart, GuideText
from .shortcuts import shortcuts_table

_SIZE = QSize(900, 680)
_MOST_CONTENTS, _SPACING = 320, 4
_SEARCH = 220


class GuideWindow(Dialog):
    """Stays open beside the other windows and can be used while a dialog is open."""

    def __init__(self, window: QMainWindow, guide: GuideText) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self.setObjectName("guide")
        self.setWindowTitle(self.tr("User guide"))
        self._contents = QListWidget()
        self._contents.setObjectName("guide_contents")
        self._contents.setAccessibleName(self.tr("Contents"))
        self._contents.addItems(guide.titles)
        self._contents.setWordWrap(True)
        self._contents.setSpacing(_SPACING)
        beside = 4 * _SPACING + self._contents.verticalScrollBar().sizeHint().width()
        self._contents.setFixedWidth(min(self._contents.sizeHintForColumn(0) + beside, _MOST_CONTENTS))
        self._contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._search = MatchField("search_guide", self.tr("Search the guide"))
        self._search.setFixedWidth(_SEARCH)
        self._count = QLabel()
        self._count.setObjectName("guide_matches")
        set_role(self._count, Role.CAPTION, Tone.MUTED)
        self._previous = IconButton("chev-up", "previous_guide_match", self.tr("Previous match"), bare=True)
        self._next = IconButton("chev-down", "next_guide_match", self.tr("Next match"), bare=True)
        self._page = GuidePage()
        self._page.show_text(guide, shortcuts_table(window))
        close = Button(self.tr("Close"), "close_guide", large=True)
        close.clicked.connect(self.close)
        self._lay_out_parts(close)
        self._contents.currentRowChanged.connect(self._go_to_row)
        self._contents.itemActivated.connect(lambda _: self._go_to_row(self._contents.currentRow()))
        self._page.part_shown.connect(self._select)
        self._search.textChanged.connect(self._typed)
        self._search.forward.connect(lambda: self._step(1))
        self._search.back.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        self._previous.clicked.connect(lambda: self._step(-1))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self._go_to_search)
        self._typed()

    def show_part(self, part: GuidePart) -> None:
        """Show a part, in front of the other windows."""
        self._page.setFocus()  # so that keys scroll it; once shown, Qt would leave the caret in the search [platform]
        self.show()
        self._select(part.position)
        self._page.go_to_part(part.position)
        self.raise_()
        self.activateWindow()

    def setVisible(self, visible: bool) -> None:
        """Separate the window from the main window: a dialog blocks all windows that belong to that."""
        super().setVisible(visible)
        if visible and (handle := self.windowHandle()) is not None:
            handle.setTransientParent(None)  # type: ignore[arg-type]

    def _lay_out_parts(self, close: Button) -> None:
        search = QHBoxLayout()
        search.setContentsMargins(24, 12, 24, 0)
        search.setSpacing(_SPACING)
        search.addWidget(self._search)
        search.addWidget(self._previous)
        search.addWidget(self._next)
        search.addWidget(self._count, 1)
        page = QHBoxLayout()
        page.setContentsMargins(16, 8, 8, 0)
        page.addWidget(self._page)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(search)
        right.addLayout(page, 1)
        content = QHBoxLayout()
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        contents = QVBoxLayout()
        contents.setContentsMargins(12, 8, 0, 8)
        contents.addWidget(self._contents)
        content.addLayout(contents)
        content.addWidget(Hairline(vertical=True))
        content.addLayout(right, 1)
        self.lay_out(content, _SIZE, [close])

    @Slot(object)
    def _select(self, position: int) -> None:
        """Mark a part that the page shows already."""
        with QSignalBlocker(self._contents):
            self._contents.setCurrentRow(position)

    @Slot(int)
    def _go_to_row(self, row: int) -> None:
        self._page.go_to_part(row)

    @Slot()
    def _go_to_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    @Slot()
    def _typed(self) -> None:
        """Mark all matches, and go to the first one after the place that was read."""
        wanted = self._search.text()
        self._page.search_for(wanted)
        matches = self._page.matches
        for button in (self._previous, self._next):
            button.setEnabled(bool(matches))
        self._count.setText("" if matches or not wanted else self.tr("No matches"))
        if matches:
            at = self._page.textCursor().selectionStart()
            self._show_match(next((n for n, one in enumerate(matches) if one.selectionStart() >= at), 0))
        else:
            self._page.select_nothing()

    def _step(self, step: int) -> None:
        at = self._page.textCursor().selectionStart()
        starts = [one.selectionStart() for one in self._page.matches]
        if at in starts:
            self._show_match((starts.index(at) + step) % len(starts))
        else:
            self._typed()

    def _show_match(self, number: int) -> None:
        matches = self._page.matches
        self._page.setTextCursor(matches[number])
        self._count.setText(tr_text(text("{place} of {hits} matches", place=number + 1, hits=len(matches))))
