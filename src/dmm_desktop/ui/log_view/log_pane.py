"""The log of the run that is shown: live while it goes on, from the server for runs of the past."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.errors import DmmError
from ...core.runs import Run
from ..desk.desk import Desk
from ..desk.messages import explanation, shown
from ..details.details_dialog import show_error
from ..look.buttons import Button
from ..look.empty import EmptyNote
from ..look.tokens import Tone
from .log_books import LogBook, LogBooks
from .log_reading import LogReading

#: The log takes new lines this often while there are any, in milliseconds.
_TAKE_EVERY = 100


class LogPane(QWidget):
    """``changed``: the number of lines, or of errors among them, is another."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._books = LogBooks(desk.runs, self)
        self._run_id = ""
        self._book: LogBook | None = None
        self._loading = False
        self._failure: DmmError | None = None
        self.reading = LogReading(self.tr("Log"), "log", self.tr("Log"))
        self.reading.header.follow.setChecked(True)
        self._banner = self.reading.banner
        self._note = EmptyNote("", "log_note")
        self._note.setContentsMargins(0, 0, 0, 0)
        self._load = Button(self.tr("Load log from server"), "load_log", icon_name="save")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TAKE_EVERY)
        self._timer.timeout.connect(self._take)
        self._lay_out()
        self.reading.grown.connect(self.changed)
        self._load.clicked.connect(self._load_log)
        self._banner.details.connect(self._show_details)
        desk.runs.run_changed.connect(self._run_changed)

    @property
    def error_lines(self) -> int:
        """How many lines look like errors."""
        return self.reading.model.errors

    @property
    def line_count(self) -> int:
        """How many lines came."""
        return self.reading.model.total

    def all_lines(self) -> list[str]:
        """The lines that are kept, as they came, whatever is shown of them."""
        return self._book.model.raw_lines() if self._book else []

    def show_run(self, run_id: str) -> None:
        """Show the log of another run; an empty id shows none."""
        if run_id != self._run_id:
            self._run_id = run_id
            self._loading, self._failure = False, None
            self._banner.hide()
        self._open()

    def _open(self) -> None:
        book = self._books.open(self._run_id)
        if book is not None and book is not self._book:
            self._book = book
            self.reading.show_model(book.model)
        self._take()

    @Slot(object)
    def _run_changed(self, run_id: str) -> None:
        if run_id == self._run_id and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _take(self) -> None:
        """Read what has arrived; come back soon while there is more to come."""
        view = self._desk.runs.find(self._run_id)
        if view is None or self._book is None:
            return
        if view.log is not self._book.lines:
            self._open()
            return
        more = self._book.turn_page()
        if more or self._loading:
            self._timer.start()
        self._show_problem(view.watch.log_problem if view.watch else "")
        self._show_state(view.run)
        self.reading.show_counts()
        self.changed.emit()

    def _show_state(self, run: Run) -> None:
        past = run.state.is_final
        has_lines = self.line_count > 0
        self.reading.show_rows(has_lines)
        self._load.setVisible(past and bool(run.tracker_id))
        self._load.setEnabled(not self._loading)
        self._load.setText(self.tr("Loading…") if self._loading else self.tr("Load log from server"))
        if self._loading:
            self._note.setText(self.tr("The log is being read from the server."))
        elif not past:
            self._note.setText(self.tr("No log lines yet."))
        elif run.tracker_id:
            self._note.setText(self.tr("The log of this run is on the server."))
        else:
            self._note.setText(self.tr("This run has no log: it has no tracker id."))
        for control in (self.reading.header.errors_only, self.reading.header.search, self.reading.header.copy):
            control.setEnabled(has_lines)
        self.reading.header.follow.setEnabled(has_lines or not past)

    def _show_problem(self, problem: str) -> None:
        if self._failure is not None:
            return
        if problem:
            self._banner.show_message(Tone.WARN, self.tr("Some log lines could not be read."), problem)
        else:
            self._banner.hide()

    @Slot()
    def _load_log(self) -> None:
        run_id = self._run_id
        self._failure = None

        def failed(error: DmmError) -> None:
            if run_id == self._run_id:
                self._failure = error
                self._banner.show_message(Tone.ERR, shown(error.title), explanation(error), details=True)

        def ended() -> None:
            if run_id == self._run_id:
                self._loading = False
                self._take()

        if self._desk.runs.read_log(run_id, owner=self, on_failure=failed, on_end=ended):
            self._loading = True
            self._open()

    @Slot()
    def _show_details(self) -> None:
        if self._failure is not None:
            show_error(self, self._failure)

    def _lay_out(self) -> None:
        empty = QWidget()
        row = QHBoxLayout()
        row.addWidget(self._load)
        row.addStretch(1)
        column = QVBoxLayout(empty)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._note)
        column.addLayout(row)
        column.addStretch(1)
        self.reading.set_empty_page(empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.reading)
