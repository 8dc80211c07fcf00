"""The row above the log: counts, filters and search.

The arrows are visible while a search text is entered. If there is little room, the title and the buttons that the menu
of the lines has too are hidden, and the counts and the placeholder of the search shortened.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import IconButton
from ..widgets.labels import ElidedLabel
from ..widgets.line_field import MatchField

_SEARCH_WIDTH = 88
_TYPED_WIDTH = 144  # while there is a text in it: about 13 letters
_GAP, _MORE = 8, 4


class LogToolbar(QWidget):
    """Title, counts, filters, search, and buttons to copy and save. ``searched`` (str): the search text has changed.
    ``match_requested`` (bool): show the next match (True) or the previous one."""

    searched = Signal(object)
    match_requested = Signal(object)
    copied = Signal()
    saved = Signal()

    def __init__(self, title: str, prefix: str = "log", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_set = False  # whether the search text is being set by show_search()
        self._full = self._short = ""  # the counts in words, and where these do not fit
        self.title = QLabel(title)
        set_role(self.title, Role.NAME)
        self.counts = ElidedLabel()
        self.counts.setObjectName(f"{prefix}_lines")
        set_role(self.counts, Role.CAPTION, Tone.MUTED)
        self.errors_only = self._check_box(self.tr("Errors only"), "errors_only")
        self.follow = self._check_box(self.tr("Follow"), "follow")
        self.search = MatchField(f"search_{prefix}", self.tr("Search the log"), self.tr("Search the log"))
        self.search.setMinimumWidth(_SEARCH_WIDTH)
        self.search.setMaximumWidth(176)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.previous = IconButton("chev-up", f"previous_{prefix}_hit", self.tr("Previous match"), bare=True)
        self.next = IconButton("chev-down", f"next_{prefix}_hit", self.tr("Next match"), bare=True)
        self.copy = IconButton("copy", f"copy_{prefix}", self.tr("Copy log lines"))
        self.save = IconButton("save", f"save_{prefix}_lines", self.tr("Save visible lines…"))
        self._lay_out()
        self.search.textChanged.connect(self._typed)
        self.search.forward.connect(self._forward)
        self.search.back.connect(self._back)
        self.next.clicked.connect(self._forward)
        self.previous.clicked.connect(self._back)
        self.copy.clicked.connect(self.copied)
        self.save.clicked.connect(self.saved)
        self._typed()

    def show_counts(self, counts: str, short: str = "") -> None:
        """Show the number of lines, or of matches; ``short``: the same in figures."""
        self._full, self._short = counts, short or counts
        self.counts.setAccessibleName(counts)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide or show the title depending on the width."""
        super().resizeEvent(event)
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        """The size without the title and with only a few letters of the counts."""
        few = self.counts.minimumSizeHint().width()
        return QSize(self._without_counts(is_searching=True) + few, super().minimumSizeHint().height())

    def _make_room(self) -> None:
        """Decide what to hide from size hints rather than from current sizes, which depend on this decision."""
        is_searching = bool(self.search.text())
        room = self.width() - self._without_counts(is_searching=is_searching)
        typed = _TYPED_WIDTH - _SEARCH_WIDTH if is_searching else 0  # more important than all but the short counts
        is_short = self.counts.fontMetrics().horizontalAdvance(self._full) + typed >= room
        self.counts.setText(self._short if is_short else self._full)
        counts = self.counts.sizeHint().width()
        title, save = self.title.sizeHint().width() + _GAP, self.save.sizeHint().width() + _GAP
        has_title = counts + typed + title <= room
        has_save = counts + typed + title + save <= room
        has_copy = counts + typed <= room
        self.title.setVisible(has_title)
        self.save.setVisible(has_save)
        self.copy.setVisible(has_copy)
        if not has_copy:
            room += self.copy.sizeHint().width() + _GAP
        self.counts.setMinimumWidth(max(0, min(counts, room)))

    def _without_counts(self, *, is_searching: bool) -> int:
        """The width of the row without title and counts."""
        hits = [self.previous, self.next] if is_searching else []
        others = [self.errors_only, self.follow, self.copy, *hits]
        margins = self._row.contentsMargins()
        gaps = _GAP * (6 if is_searching else 5) + _MORE
        return margins.left() + margins.right() + gaps + _SEARCH_WIDTH + sum(one.sizeHint().width() for one in others)

    def listen_in(self, page: QWidget) -> None:
        """Focus the search on Ctrl+F (the platform's key) while ``page`` is visible."""
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), page)
        shortcut.activated.connect(self._go_to_search)

    def _check_box(self, text: str, object_name: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setObjectName(object_name)
        box.setAccessibleName(text)
        return box

    def _lay_out(self) -> None:
        hits = QHBoxLayout()
        hits.setSpacing(0)
        hits.addWidget(self.previous)
        hits.addWidget(self.next)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(_GAP)
        row.addWidget(self.title)
        row.addWidget(self.counts, 1)
        row.addWidget(self.errors_only)
        row.addSpacing(_MORE)
        row.addWidget(self.follow)
        row.addWidget(self.search, 3)
        row.addLayout(hits)
        row.addWidget(self.copy)
        row.addWidget(self.save)

    @Slot()
    def _typed(self) -> None:
        for button in (self.previous, self.next):
            button.setVisible(bool(self.search.text()))
        self._make_room()
        if not self._is_set:
            self.searched.emit(self.search.text())

    @Slot()
    def _forward(self) -> None:
        self.match_requested.emit(True)

    @Slot()
    def _back(self) -> None:
        self.match_requested.emit(False)

    @Slot()
    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_search(self, words: str) -> None:
        """Set the search text for a search that has been started already."""
        self._is_set = True
        self.search.setText(words)
        self._is_set = False

    def search_for(self, letters: str) -> None:
        """Focus the search and start it with letters typed elsewhere."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(letters)
