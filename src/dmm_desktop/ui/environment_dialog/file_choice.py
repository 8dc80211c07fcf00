"""A field whose value comes from a file: what counts, the way to another file, and the way back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ..desk.outside import Outside
from ..look.buttons import Button
from ..look.elided_label import ElidedLabel
from ..look.link import Link


class FileChoice(QWidget):
    """``changed``: something else counts now. ``failed`` (DmmError): the file cannot be used.

    ``title`` and ``kinds`` are those of the dialog that asks for the file. Kinds of it say what :meth:`_read` does with
    it, and what :meth:`_forget` goes back to.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, outside: Outside, which: str, choose: Button, back: Link, title: str, kinds: str) -> None:
        super().__init__()
        self._outside = outside
        self._choose, self._back = choose, back
        self._title, self._kinds = title, kinds
        self._which = ElidedLabel()
        self._which.setObjectName(which)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._which, 1)
        row.addWidget(back)
        row.addWidget(choose)
        self.setFocusProxy(choose)
        choose.clicked.connect(self._ask)
        back.clicked.connect(self._go_back)

    def _read(self, path: Path) -> None:
        raise NotImplementedError

    def _forget(self) -> None:
        raise NotImplementedError

    @Slot()
    def _ask(self) -> None:
        self._outside.ask_for_file(self, self._title, self._kinds, self._read)

    @Slot()
    def _go_back(self) -> None:
        self._choose.setFocus()  # before the link vanishes with the focus
        self._forget()
        self.changed.emit()

    def _show_choice(self, which: str, *, is_chosen: bool) -> None:
        self._which.setText(which)
        self._back.setVisible(is_chosen)
