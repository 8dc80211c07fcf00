"""The row above the log: how much there is, what is shown of it, and the search."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ..look.buttons import IconButton
from ..look.elided_label import ElidedLabel
from ..look.line_field import SearchField
from ..look.tokens import Tone
from ..look.type_roles import Role, set_role


class _Field(SearchField):
    """Enter goes to the next hit, Shift+Enter to the one before."""

    forward = Signal()
    back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.back if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self.forward).emit()
        else:
            super().keyPressEvent(event)


class LogHeader(QWidget):
    """``searched`` (str): another text is looked for; ``went`` (bool): to the next hit, or to the one before."""

    searched = Signal(object)
    went = Signal(object)
    copied = Signal()

    def __init__(self, title: str, prefix: str = "log", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(title)
        set_role(self.title, Role.NAME)
        self.counts = ElidedLabel()
        self.counts.setObjectName(f"{prefix}_lines")
        set_role(self.counts, Role.CAPTION, Tone.MUTED)
        self.errors_only = self._check_box(self.tr("Errors only"), "errors_only")
        self.follow = self._check_box(self.tr("Follow"), "follow")
        self.search = _Field(f"search_{prefix}", self.tr("Search the log"), self.tr("Search the log"))
        self.search.setMinimumWidth(80)
        self.search.setMaximumWidth(176)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.previous = IconButton("chev-up", f"previous_{prefix}_hit", self.tr("Previous hit"), bare=True)
        self.next = IconButton("chev-down", f"next_{prefix}_hit", self.tr("Next hit"), bare=True)
        self.copy = IconButton("copy", f"copy_{prefix}", self.tr("Copy log lines"))
        self._lay_out()
        self.search.textChanged.connect(self._typed)
        self.search.forward.connect(self._forward)
        self.search.back.connect(self._back)
        self.next.clicked.connect(self._forward)
        self.previous.clicked.connect(self._back)
        self.copy.clicked.connect(self.copied)
        self._typed()

    def listen_in(self, page: QWidget) -> None:
        """Let the usual key for finding, anywhere in ``page``, go to the search."""
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
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
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.counts, 1)
        row.addWidget(self.errors_only)
        row.addSpacing(4)
        row.addWidget(self.follow)
        row.addWidget(self.search, 3)
        row.addLayout(hits)
        row.addWidget(self.copy)

    @Slot()
    def _typed(self) -> None:
        for button in (self.previous, self.next):
            button.setEnabled(bool(self.search.text()))
        self.searched.emit(self.search.text())

    @Slot()
    def _forward(self) -> None:
        self.went.emit(True)

    @Slot()
    def _back(self) -> None:
        self.went.emit(False)

    @Slot()
    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
