"""A header and a table that show one log together: what is filtered, followed, searched and copied."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ...core.text import counted, text
from ..desk.messages import shown
from ..desk.numbers import number
from ..look.banner import Banner
from ..look.surfaces import Hairline
from .log_header import LogHeader
from .log_model import LogModel
from .log_search import LogSearch
from .log_table import LogTable


class LogReading(QWidget):
    """Shows whichever :class:`LogModel` it is given. ``grown``: the model has other lines."""

    grown = Signal()

    def __init__(self, title: str, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = LogHeader(title, object_name)
        self.table = LogTable(object_name, accessible_name)
        self._model = LogModel(self)
        self._search = LogSearch()
        self.banner = Banner(f"{object_name}_banner")
        self._body = QStackedLayout()
        self._body.addWidget(self.table)
        self._lay_out()
        self.header.listen_in(self)
        self.header.errors_only.toggled.connect(self._show_errors_only)
        self.header.follow.toggled.connect(self.table.set_follow)
        self.header.searched.connect(self._begin_search)
        self.header.went.connect(self._go)
        self.header.copied.connect(self.table.copy)
        self.table.let_go.connect(self._let_go)
        self.table.caught_up.connect(self._caught_up)
        self.show_model(self._model)

    @property
    def model(self) -> LogModel:
        """What is shown."""
        return self._model

    def show_model(self, model: LogModel) -> None:
        """Show another log; what is searched for is looked for in it as well."""
        self._model.disconnect(self)
        self._model = model
        model.show_errors_only(self.header.errors_only.isChecked())
        self.table.show_model(model)
        model.rowsInserted.connect(self._inserted)
        model.about_to_drop.connect(self._dropping)
        model.modelReset.connect(self._reset)
        self._begin_search(self.header.search.text())

    def show_counts(self) -> None:
        """Say how many lines there are, or how many hits."""
        self.header.counts.setText(self._counts())

    def set_empty_page(self, page: QWidget) -> None:
        """What stands where the rows would be; see :meth:`show_rows`."""
        self._body.addWidget(page)

    def show_rows(self, on: bool) -> None:
        """Show the rows, or the page for an empty log."""
        self._body.setCurrentIndex(0 if on else self._body.count() - 1)

    def _lay_out(self) -> None:
        notice = QVBoxLayout()
        notice.setContentsMargins(24, 0, 24, 0)
        notice.addWidget(self.banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Hairline())
        column.addLayout(notice)
        column.addLayout(self._body, 1)

    def _counts(self) -> str:
        search, model = self._search, self._model
        if search.wanted:
            place = search.place(self.table.currentIndex().row())
            if place is not None:
                return shown(text("{place} of {hits} hits", place=number(place), hits=number(search.count)))
            return shown(counted("1 hit", "{n} hits", search.count)) if search.count else self.tr("No hit")
        if model.errors_only:
            return shown(text("{errors} of {lines} lines", errors=number(len(model.lines)), lines=number(model.total)))
        return shown(counted("1 line", "{n} lines", model.total)) if model.total else ""

    @Slot(QModelIndex, int, int)
    def _inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        self._search.extend(self._model.lines, first)
        self.show_counts()
        self.grown.emit()

    @Slot(object)
    def _dropping(self, count: int) -> None:
        self._search.drop(count)

    @Slot()
    def _reset(self) -> None:
        self._begin_search(self.header.search.text())

    @Slot(bool)
    def _show_errors_only(self, on: bool) -> None:
        self._model.show_errors_only(on)
        self.show_counts()

    @Slot(object)
    def _begin_search(self, wanted: str) -> None:
        self._search.begin(wanted, self._model.lines)
        self.show_counts()

    @Slot(object)
    def _go(self, forward: bool) -> None:
        row = self.table.currentIndex().row()
        hit = self._search.next_after(row) if forward else self._search.last_before(row)
        if hit is not None:
            self.table.go_to(hit)
        self.show_counts()

    @Slot()
    def _let_go(self) -> None:
        self.header.follow.setChecked(False)

    @Slot()
    def _caught_up(self) -> None:
        if self.header.follow.isVisibleTo(self):
            self.header.follow.setChecked(True)
